"""Ids made anywhere without asking: UUIDv7 whose last 20 bits hold the county (settled.md, machinery 14).

Layout: 48 bits milliseconds, 4 version, 12 counter, 2 variant, 42 random, 20 county. Within a process ids
of one moment count upwards, so they sort in the order in which they were made; 54 bits keep ids of
different machines apart.
"""

import secrets
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from linli.kernel.errors import ErrorCode, Invalid, n_

_COUNTY_BITS: Final = 20
_RANDOM_BITS: Final = 42
_COUNTER_BITS: Final = 12
_COUNTER_LIMIT: Final = 1 << _COUNTER_BITS
_MILLISECOND_LIMIT: Final = 1 << 48
_VERSION: Final = 7
_VARIANT: Final = 0b10
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class IdsCode(ErrorCode):
    """Reasons why an id that came from outside is not one of ours."""

    FOREIGN_ID = ("foreign_id", n_("This is not a number that Linli gave out."), n_("Check the link."))


class _Sequence:
    """Pairs (millisecond, counter) that only rise.

    The counter begins low at random, so it rarely overflows. When it does, or when the clock steps back, the
    millisecond runs ahead of the clock instead.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = -1
        self._millisecond = -1
        self._counter = 0

    def after(self, millisecond: int) -> tuple[int, int]:
        """The next pair at or behind ``millisecond``, above every pair given before."""
        with self._lock:
            if millisecond > self._millisecond:
                self._begin(millisecond)
            else:
                self._count()
            return self._millisecond, self._counter

    def within(self, millisecond: int) -> tuple[int, int]:
        """The next pair for a stated moment; pairs rise while the same moment is asked for."""
        with self._lock:
            if millisecond == self._asked:
                self._count()
            else:
                self._asked = millisecond
                self._begin(millisecond)
            return self._millisecond, self._counter

    def _begin(self, millisecond: int) -> None:
        self._millisecond = millisecond
        self._counter = secrets.randbelow(_COUNTER_LIMIT // 2)

    def _count(self) -> None:
        self._counter += 1
        if self._counter == _COUNTER_LIMIT:
            self._begin(self._millisecond + 1)


_now: Final = _Sequence()
_stated: Final = _Sequence()


def new(county: str, at: datetime | None = None) -> UUID:
    """A new id for a row of ``county`` (six digits, padded above county level: ``320000``, ``000000``).

    ``at`` is the aware moment that the id shall carry (past acts of a demo, tests), else the clock is
    read. Raises ``ValueError`` for a county or moment that no caller may pass.
    """
    if len(county) != 6 or not (county.isascii() and county.isdigit()):
        raise ValueError(f"county must be six digits, not {county!r}")
    millisecond, counter = _stated.within(_millisecond_of(at)) if at else _now.after(time.time_ns() // 1_000_000)
    value = millisecond << 4 | _VERSION
    value = value << _COUNTER_BITS | counter
    value = value << 2 | _VARIANT
    value = value << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return UUID(int=value << _COUNTY_BITS | int(county))


def county_of_id(identifier: UUID) -> str:
    """The six-digit county inside an id; raises ``Invalid`` for a UUID that ``new`` cannot have made."""
    number = identifier.int & ((1 << _COUNTY_BITS) - 1)
    if identifier.version != _VERSION or number > 999_999:
        raise Invalid(IdsCode.FOREIGN_ID)
    return f"{number:06d}"


def time_of_id(identifier: UUID) -> datetime:
    """The moment inside an id, to the millisecond, in UTC; raises ``Invalid`` like ``county_of_id``.

    Where very many ids were made for one moment it may lie some milliseconds behind it.
    """
    county_of_id(identifier)
    return _EPOCH + (identifier.int >> 80) * _MILLISECOND


def _millisecond_of(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("the moment of an id must know its time zone")
    millisecond = (at - _EPOCH) // _MILLISECOND
    if not 0 <= millisecond < _MILLISECOND_LIMIT:
        raise ValueError(f"no id can carry the moment {at}")
    return millisecond
