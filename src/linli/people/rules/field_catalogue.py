"""Rules of the field catalogue: what may never be a field, and what a purpose may see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# mission.md section 3, R10.5: not built, whatever a county's pack says.
FORBIDDEN = (
    "belief", "religion", "faith", "nation", "ethnic", "race", "politic", "party_member", "caste", "class",
    "label", "tag", "score", "rank", "risk", "remark", "note", "comment", "character", "suspicion", "petitioner",
    "pregnan", "biometric", "face", "fingerprint",
)  # fmt: skip
_WORDS = re.compile("|".join(FORBIDDEN))


@dataclass(frozen=True)
class Purpose:
    """For what personal values may be shown, on which lawful basis (R9.1)."""

    key: str
    lawful: str
    needs_case: bool


def forbidden_in(names: Iterable[str]) -> list[str]:
    """The names that hold a word which no field of a person may carry."""
    return [name for name in names if _WORDS.search(name.lower())]


def not_for(purpose: str, fields: Iterable[str], purposes_of: dict[str, tuple[str, ...]]) -> str | None:
    """The first field that ``purpose`` may not see."""
    return next((field for field in fields if purpose not in purposes_of.get(field, ())), None)
