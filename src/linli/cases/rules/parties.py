"""Who speaks for a case, who only hears of it, and until when (E18, E46)."""

from dataclasses import dataclass
from datetime import date

# Every role of a party. The other side and those who joined ("me too") never speak for a case.
ROLES = ("applicant", "reporter", "other_side", "representative", "agent", "supporter")
SPEAKING = ("applicant", "reporter", "representative", "agent")
# They act for somebody: inside what they were told to do, and only until the last day.
MANDATED = ("representative", "agent")
# They get a code for their receipt and hear how it goes. The other side does not: what was said of it is not for it.
KEYED = (*SPEAKING, "supporter")


@dataclass(frozen=True)
class Part:
    """What a party is to its case. ``scope`` names the steps that a mandate covers, ``principal`` who gave it."""

    role: str
    left: bool = False
    scope: frozenset[str] = frozenset()
    until: date | None = None
    principal: "Part | None" = None


def may_tell(part: Part, day: date) -> bool:
    """Whether a party may answer, add words and papers on ``day``: its part goes on, and so does its principal's."""
    if part.role not in SPEAKING or part.left or (part.until is not None and part.until < day):
        return False
    return part.principal is None or may_tell(part.principal, day)


def may_act(part: Part, action: str, day: date) -> bool:
    """Whether a party may take a step on ``day``; an agent only one that the mandate names."""
    if not may_tell(part, day):
        return False
    return action in part.scope or (not part.scope and part.role != "agent")
