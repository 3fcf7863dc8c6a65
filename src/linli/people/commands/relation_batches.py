"""Many relations between units in one command (E15)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, SortedRows, batch_digest, check_size, command, read_rows, record
from linli.kernel.db.bulk import load_rows
from linli.kernel.db.locks import lock_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.commands.relations import check_relation_words
from linli.people.models import Unit, UnitRelation
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.relations import AGAINST, Edge, circle_day, is_turned_round
from linli.people.rules.unit_batches import NewRelation

COMMAND = "people.load_relations_batch"
COLUMNS = ("id", "county", "area", "version", "unit", "other", "place", "kind", "basis", "since")


class _Net:
    """The relations that are there and those read so far: each new one is held against all before it."""

    def __init__(self, county: str) -> None:
        self.doubles: set[tuple[UUID, UUID | None, str, str]] = set()
        self.edges: dict[str, list[Edge]] = {}
        rows = UnitRelation.objects.filter(Q(until__isnull=True), county=county).order_by("id")
        for unit, other, place, kind, since in rows.values_list("unit_id", "other_id", "place", "kind", "since"):
            self.add(unit, other, place, kind, since)

    def add(self, unit: UUID, other: UUID | None, place: str, kind: str, since: date) -> None:
        """Remember a relation."""
        self.doubles.add((unit, other, place, kind))
        if other is not None:
            self.edges.setdefault(kind, []).append(Edge(unit, other, since))

    def refuse(self, unit: UUID, other: UUID | None, place: str, kind: str, since: date) -> None:
        """Conflict for a double, a circle, or a supervisor led by its object."""
        if (unit, other, place, kind) in self.doubles:
            raise Conflict(PeopleCode.RELATION_THERE, {"since": str(since)})
        if other is None:
            return
        edge, against = Edge(unit, other, since), AGAINST.get(kind, "")
        if is_turned_round(self.edges.get(against, ()), edge):
            raise Conflict(PeopleCode.SUPERVISED_BY_OBJECT)
        day = circle_day(self.edges.get(kind, ()), edge)
        if day is not None:
            raise Conflict(PeopleCode.RELATION_CIRCLE, {"day": str(day)})


@command(COMMAND)
def load_relations_batch(actor: Actor, *, relations: Sequence[NewRelation], run: str) -> Receipt:
    """Let up to 2,000 units lead, guide, supervise or entrust others, or answer for places, without an end."""
    check_size(len(relations))
    given = [NewRelation(*item) for item in relations]
    units = _units(actor.county, given)
    # As with single relations: made one after the other in a county, for two at once could close a circle together.
    lock_rows(Unit, "person", sorted(row.id for row in units.values())[:1])
    net = _Net(actor.county)
    rows = read_rows(given, lambda _, row: _read(actor, net, units, row))
    _write(rows)
    subject = Subject("people.batch", new(actor.county), actor.county, actor.county)
    facts = {"run": run, "relations": len(rows.passed), "refused": len(rows.refused), "digest": batch_digest(relations)}
    record(actor, subject, Act(("relations",), facts=facts, event="people.relations_loaded"))
    return Receipt(subject.type, subject.id, "loaded", 1, values={"refused": rows.told()})


def _units(county: str, given: Sequence[NewRelation]) -> dict[tuple[str, str], Unit]:
    areas = {row.area for row in given} | {row.other_area for row in given}
    rows = Unit.objects.filter(county=county, area__in=areas).order_by("id")
    return {(row.area, row.name): row for row in rows}


def _read(actor: Actor, net: _Net, units: dict[tuple[str, str], Unit], row: NewRelation) -> UnitRelation:
    upper = units.get((row.area, row.unit))
    lower = units.get((row.other_area, row.other)) if row.other else None
    if upper is None or (row.other and lower is None):
        raise NotFound(KernelCode.NOT_FOUND)
    other = lower.id if lower else None
    check_relation_words(row.kind, other, row.place, row.basis)
    area = lower.area if lower else row.place
    if not (actor.may(COMMAND, upper.area) and actor.may(COMMAND, area)):
        raise NotFound(KernelCode.NOT_FOUND)
    if any(unit is not None and unit.closed_on is not None for unit in (upper, lower)):
        raise Conflict(PeopleCode.UNIT_CLOSED, {"day": str(upper.closed_on or "")})
    if row.since == date.min:
        raise Invalid(PeopleCode.RELATION_DATES)
    net.refuse(upper.id, other, row.place, row.kind, row.since)
    net.add(upper.id, other, row.place, row.kind, row.since)
    return UnitRelation(
        id=new(upper.county), county=upper.county, area=area, unit=upper, other=lower, place=row.place, kind=row.kind,
        basis=row.basis, since=row.since,
    )  # fmt: skip


def _write(rows: SortedRows[UnitRelation]) -> None:
    links = ("unit", "other")
    load_rows(
        UnitRelation,
        COLUMNS,
        ([getattr(row, f"{name}_id" if name in links else name) for name in COLUMNS] for row in rows.passed.values()),
    )
