"""Lock-out after wrong passwords (R9.8): five tries in 15 minutes, then 30 minutes locked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TRIES = 5
WINDOW = timedelta(minutes=15)
LOCK = timedelta(minutes=30)


@dataclass(frozen=True)
class Failures:
    """How often the password was wrong since ``first``, and until when the account is locked."""

    count: int
    first: datetime | None
    locked_until: datetime | None


def is_locked(failures: Failures, at: datetime) -> bool:
    """Whether the account may not log in at ``at``."""
    return failures.locked_until is not None and at < failures.locked_until


def after_failure(failures: Failures, at: datetime) -> Failures:
    """The state after one more wrong password; the sixth within the window locks (T128)."""
    fresh = failures.first is None or at - failures.first > WINDOW
    count = 1 if fresh else failures.count + 1
    first = at if fresh else failures.first
    locked = at + LOCK if count > TRIES else failures.locked_until
    return Failures(count, first, locked)
