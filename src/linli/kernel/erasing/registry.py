"""What can be erased: each noun says how, at start-up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.erasing.reasons import ErasingCode
from linli.kernel.errors import ErrorCode, Invalid

Gone = Mapping[str, int]


@dataclass(frozen=True)
class Erasable:
    """A kind of thing whose contents can be erased.

    ``area_of`` tells the place of a thing where the actor has the command (NotFound for others); ``erase`` runs inside
    the confirming command for a cause, records its act on the thing and counts what went; ``due`` names things and
    areas whose time of keeping is over on a day; ``tables`` hold what goes.
    """

    type: str
    area_of: Callable[[Actor, str, UUID], str]
    erase: Callable[[Actor, UUID, str], Gone]
    due: Callable[[str, date], Iterable[tuple[UUID, str]]]
    tables: tuple[str, ...]


# What holds a thing back besides legal holds: the reasons of a noun above, empty when there are none.
Holding = Callable[[str, UUID], tuple[ErrorCode, ...]]
# What a noun above has of a thing that is erased: takes its ids and the cause, counts what went.
Following = Callable[[Actor, tuple[UUID, ...], str], Gone]

_kinds: dict[str, Erasable] = {}
_holding: dict[str, list[Holding]] = {}
_following: dict[str, list[Following]] = {}


def register_erasable(kind: Erasable) -> None:
    """Add a kind (called in ``AppConfig.ready()``)."""
    _kinds[kind.type] = kind


def hold_back(kind: str, reasons: Holding) -> None:
    """Let a noun above hold things of a kind back."""
    if reasons not in _holding.setdefault(kind, []):
        _holding[kind].append(reasons)


def follow(kind: str, erase: Following) -> None:
    """Let a noun above erase what it has of things of a kind."""
    if erase not in _following.setdefault(kind, []):
        _following[kind].append(erase)


def erasable(kind: str) -> Erasable:
    """The kind of that name; Invalid when no noun registered it."""
    if kind not in _kinds:
        raise Invalid(ErasingCode.UNKNOWN_KIND)
    return _kinds[kind]


def all_kinds() -> tuple[Erasable, ...]:
    """Every kind, by name."""
    return tuple(_kinds[name] for name in sorted(_kinds))


def traced() -> tuple[str, ...]:
    """The tables out of which contents go."""
    return ("kernel_content", *sorted({table for kind in all_kinds() for table in kind.tables}))


def reasons_against(kind: str, county: str, thing: UUID) -> tuple[ErrorCode, ...]:
    """What the nouns above have against it."""
    return tuple(code for reasons in _holding.get(kind, ()) for code in reasons(county, thing))


def erase_elsewhere(kind: str, actor: Actor, things: tuple[UUID, ...], cause: str) -> dict[str, int]:
    """Have the nouns above erase what they hold of these things; what went, by kind."""
    gone: dict[str, int] = {}
    for erase in _following.get(kind, ()):
        gone.update(erase(actor, things, cause))
    return gone
