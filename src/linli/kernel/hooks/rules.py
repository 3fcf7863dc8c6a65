"""Rules of webhooks: states, patience, when a receiver is left in peace, when it is switched off. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

ON, PAUSED, DISABLED = "on", "paused", "disabled"
HOOK_STATES = (ON, PAUSED, DISABLED)
# Events are gathered for a hook that is paused, and go out when it goes on; for one that is switched off a replay
# brings them.
GATHERING = (ON, PAUSED)
WAITING, SENT, FAILED, GIVEN_UP = "waiting", "sent", "failed", "given_up"
DELIVERY_STATES = (WAITING, SENT, FAILED, GIVEN_UP)
OPEN = (WAITING, FAILED)
# How long it waits before the second, third … try; after the last it is given up.
WAITS = (
    timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5),
    timedelta(hours=10), timedelta(hours=14), timedelta(hours=20), timedelta(hours=24),
)  # fmt: skip
MOST_TRIES = len(WAITS) + 1
# A fifth more or less, so that what failed together does not come back together.
JITTER = 0.2
# Longer than a try may take: until then nobody else takes the same delivery.
LEASE = timedelta(minutes=2)
# A receiver that fails is asked by one delivery at a time, ever more rarely: its queue does not hold up others.
SHORTEST_REST, LONGEST_REST = timedelta(seconds=5), timedelta(minutes=10)
# So many failures in a row over so long a time switch a hook off.
FAILURES, FAILING = 10, timedelta(days=3)
MOST_HOOKS = 50
NAME_LENGTH, ADDRESS_LENGTH = 80, 500
LONGEST_SPAN = timedelta(days=92)
GONE = 410
WITHHELD = "withheld"
PING = "kernel.hook_pinged"


@dataclass(frozen=True)
class Parcel:
    """One try: what goes where under which secrets. ``event`` is the id that stays the same over all tries."""

    delivery: UUID
    hook: UUID
    event: UUID
    address: str
    body: bytes
    secrets: tuple[str, ...]
    tries: int


def wait_after(tries: int, chance: float) -> timedelta | None:
    """How long to wait after try number ``tries``; None when it was the last. ``chance`` lies in 0 … 1."""
    if tries > len(WAITS):
        return None
    return WAITS[tries - 1] * (1 + JITTER * (2 * chance - 1))


def rest_after(failures: int) -> timedelta:
    """How long a receiver is left in peace after so many failures in a row."""
    return min(SHORTEST_REST * (1 << min(failures - 1, 12)), LONGEST_REST)


def is_taken(status: int) -> bool:
    """Whether a status says that the receiver has it."""
    return 200 <= status < 300


def why_disable(status: int, failures: int, since: datetime | None, at: datetime) -> str:
    """Why a hook is switched off after a failed try, in one word; "" when it is not."""
    if status == GONE:
        return "gone"
    long = since is not None and at - since >= FAILING
    return "failing" if long and failures >= FAILURES else ""
