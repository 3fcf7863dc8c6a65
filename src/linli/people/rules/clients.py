"""What a program's token says, and how long things of programs last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

TOKEN_LIFE = timedelta(hours=1)
FORMER_LIFE = timedelta(hours=24)
MOST_PER_MINUTE = 60_000


@dataclass(frozen=True)
class Pass:
    """What a token of an hour carries: whose it is, for what, until when."""

    client: UUID
    scopes: tuple[str, ...]
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Whether it is still in force."""
        return at < self.until


def granted_scopes(wanted: str, given: tuple[str, ...]) -> tuple[str, ...] | None:
    """The scopes of a token: those wanted (words between spaces), all when none; None when one was not given."""
    names = tuple(dict.fromkeys(wanted.split()))
    if not set(names) <= set(given):
        return None
    return names or given
