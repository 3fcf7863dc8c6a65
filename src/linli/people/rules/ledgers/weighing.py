"""The verdict on a line: whom it is about, what it would change, or why it is refused. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from linli.kernel.errors import Invalid
from linli.people.rules.ledgers.homes import Home, Place, step_to
from linli.people.rules.ledgers.likeness import ALIKE, MOST_SHOWN, POINTS, Known, likeness
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.taking import Taken
from linli.people.rules.ledgers.verdicts import CHANGED, DOUBLE, LEFT, NEW, REFUSED, SAME
from linli.people.rules.persons import Values, changed_fields, read_values

CONTACT = "contact"
HOME = "residence"
_FAR = date.max  # the line was read against its own day before


class Record(Protocol):
    """A record of the register as ``queries.ledger_matching`` finds it."""

    @property
    def row(self) -> Any: ...
    @property
    def is_here(self) -> bool: ...
    @property
    def household(self) -> UUID | None: ...
    def known(self) -> Known: ...
    def values(self) -> Values: ...
    def home(self) -> Home | None: ...


@dataclass(frozen=True)
class Line:
    """A person of a ledger, read. ``known`` is None where the line is refused, ``why`` says why."""

    taken: Taken
    values: Values | None
    known: Known | None
    why: tuple[tuple[str, str], ...]
    sound: str

    def at_home(self, dwelling: UUID | None) -> "Line":
        """The same with the dwelling that its address means."""
        return replace(self, known=replace(self.known, dwelling=dwelling)) if self.known and dwelling else self


class Like(NamedTuple):
    """A record that may be the same person."""

    person: UUID
    points: int
    why: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """For the staging table; no values."""
        return {"person": str(self.person), "points": self.points, "why": list(self.why)}


@dataclass(frozen=True)
class Weighed:
    """The verdict with what it rests on."""

    verdict: str
    line: Line
    target: UUID | None = None
    changes: tuple[str, ...] = ()
    likes: tuple[Like, ...] = ()
    why: tuple[tuple[str, str], ...] = ()
    household: UUID | None = field(default=None)

    @classmethod
    def again(cls, line: Line, verdict: str, target: UUID | None) -> "Weighed":
        """The line was taken before: nothing is asked or written again."""
        return cls(LEFT if verdict == LEFT else SAME, line, target)


def weigh(line: Line, numbered: Record | None, alike: Iterable[Record], seen: set[bytes], day: date) -> Weighed:
    """The verdict on a line that could be read: by number or by the record it names, else by likeness."""
    known = line.known
    assert known is not None
    if numbered is not None and (known.number or numbered.is_here):
        return _about(line, numbered, day)
    if known.number and known.number in seen:
        return Weighed(REFUSED, line, why=(("person.identity", LedgerCode.ID_TWICE.code),))
    likes = _likes(known, alike)
    return Weighed(DOUBLE, line, likes=likes) if likes else Weighed(NEW, line)


def _about(line: Line, record: Record, day: date) -> Weighed:
    if not record.is_here:
        return Weighed(REFUSED, line, why=(("person.identity", RunCode.ELSEWHERE.code),))
    if record.row.died is not None:
        return Weighed(REFUSED, line, why=(("", RunCode.DIED.code),))
    dwelling = line.known.dwelling if line.known else None
    changes = (*changes_of(line.taken, line.known, record), *moves_of(line.taken, dwelling, record, day))
    verdict = CHANGED if changes else SAME
    return Weighed(verdict, line, record.row.id, changes, household=record.household)


def _likes(known: Known, alike: Iterable[Record]) -> tuple[Like, ...]:
    # Who gives neither number nor birth can be known by the name alone, so a person must look.
    least = ALIKE if known.number or known.year else POINTS["name"]
    found = [Like(record.row.id, *likeness(known, record.known())) for record in alike if record.is_here]
    return tuple(sorted((like for like in found if like.points >= least), key=lambda like: -like.points)[:MOST_SHOWN])


def changes_of(taken: Taken, known: Known | None, record: Record) -> tuple[str, ...]:
    """The fields that the line says otherwise; what it does not say changes nothing."""
    before = record.values()
    after = merged(before, taken)
    fields: Sequence[str] = changed_fields(before, after)
    more = known is not None and known.phones - record.known().phones
    return (*fields, *((CONTACT,) if more else ()))


def moves_of(taken: Taken, dwelling: object, record: Record, day: date) -> tuple[str, ...]:
    """``HOME`` where the line says that the person lives elsewhere than the register does."""
    place = Place(dwelling, taken.address, taken.since)
    return (HOME,) if taken.address and step_to(record.home(), place, day) else ()


def merged(before: Values, taken: Taken) -> Values:
    """The record with what the line says; a year alone does not replace a known day. As before where both clash."""
    given = taken.values()
    if len(given.get("birth", "")) == 4 and before.birth_year == int(given["birth"]):
        del given["birth"]
    try:
        return read_values({**before.as_texts(), **given}, _FAR)
    except Invalid:
        return before
