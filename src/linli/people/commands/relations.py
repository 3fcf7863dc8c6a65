"""Relations between units, and who answers for a place (E15)."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row, lock_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.faults import at_field
from linli.people.models import Unit, UnitRelation
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.relations import AGAINST, KINDS, NEEDS_BASIS, Edge, circle_day, is_turned_round


@command("people.relate_units")
def relate_units(
    actor: Actor, *, unit: UUID, kind: str, since: date, other: UUID | None = None, place: str = "",
    basis: str = "", until: date | None = None,
) -> Receipt:  # fmt: skip
    """Let ``unit`` lead, guide, supervise or entrust ``other``, or answer for ``place``, from a day on.

    Refused is a circle on any day, a supervisor led by its object, and entrusting without basis.
    """
    check_relation_words(kind, other, place, basis)
    if until is not None and until < since:
        raise at_field(Invalid, "until", PeopleCode.RELATION_DATES)
    upper, lower = _locked(unit, other)
    area = lower.area if lower else place
    must_cover(actor, upper.area)
    must_cover(actor, area)
    relation = UnitRelation(
        id=new(upper.county), county=upper.county, area=area, unit=upper, other=lower, place=place, kind=kind,
        basis=basis, since=since, until=until,
    )  # fmt: skip
    _refuse_doubles(relation)
    if lower is not None:
        _refuse_closed(lower, since, until)
        _refuse_circles(relation, Edge(upper.id, lower.id, since, until))
    _refuse_closed(upper, since, until)
    relation.save(force_insert=True)
    facts = {
        "unit": str(unit), "other": str(other or ""), "place": place, "kind": kind, "basis": basis,
        "since": str(since), "until": str(until or ""),
    }  # fmt: skip
    record(actor, subject_of(relation), Act(changed=("kind", "since", "until"), facts=facts))
    return Receipt("people.unitrelation", relation.id, "running", relation.version)


def check_relation_words(kind: str, other: UUID | None, place: str, basis: str) -> None:
    """Invalid for an unknown kind, wrong ends, or entrusting without basis."""
    if kind not in KINDS:
        raise at_field(Invalid, "kind", PeopleCode.RELATION_KIND, kind=kind)
    if (kind == "answers_for") != bool(place) or (other is None) != bool(place):
        raise at_field(Invalid, "other", PeopleCode.RELATION_ENDS)
    if kind in NEEDS_BASIS and not basis.strip():
        raise at_field(Invalid, "basis", PeopleCode.RELATION_BASIS)


def _locked(unit: UUID, other: UUID | None) -> tuple[Unit, Unit | None]:
    """Both units, and the county's first one with them: relations are made one after the other.

    Two at once that share no unit could close a circle of four together, and neither would see it.
    """
    row = Unit.objects.filter(pk=unit).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    first = Unit.objects.filter(county=row.county).order_by("id").values_list("id", flat=True)[0]
    found = {item.id: item for item in lock_rows(Unit, "person", {first, unit, *([other] if other else [])})}
    lower = found.get(other) if other else None
    if other is not None and (lower is None or lower.county != row.county):
        raise NotFound(KernelCode.NOT_FOUND)
    return found[unit], lower


def _refuse_closed(unit: Unit, since: date, until: date | None) -> None:
    if unit.closed_on is not None and (until is None or until > unit.closed_on or since > unit.closed_on):
        raise Conflict(PeopleCode.UNIT_CLOSED, {"day": str(unit.closed_on)})


def _overlapping(relation: UnitRelation) -> QuerySet[UnitRelation]:
    rows = UnitRelation.objects.filter(Q(until__isnull=True) | Q(until__gte=relation.since), county=relation.county)
    return rows.filter(since__lte=relation.until) if relation.until else rows


def _refuse_doubles(relation: UnitRelation) -> None:
    rows = _overlapping(relation).filter(unit=relation.unit, other=relation.other, place=relation.place)
    there = rows.filter(kind=relation.kind).order_by("since").first()
    if there is not None:
        raise Conflict(PeopleCode.RELATION_THERE, {"since": str(there.since)})


def _edges(relation: UnitRelation, kind: str) -> list[Edge]:
    rows = _overlapping(relation).filter(kind=kind, other__isnull=False).order_by("id")
    return [Edge(*row) for row in rows.values_list("unit_id", "other_id", "since", "until")]


def _refuse_circles(relation: UnitRelation, edge: Edge) -> None:
    against = AGAINST.get(relation.kind)
    if against and is_turned_round(_edges(relation, against), edge):
        raise Conflict(PeopleCode.SUPERVISED_BY_OBJECT)
    day = circle_day(_edges(relation, relation.kind), edge)
    if day is not None:
        raise Conflict(PeopleCode.RELATION_CIRCLE, {"day": str(day)})


@command("people.end_relation")
def end_relation(actor: Actor, *, relation: UUID, until: date, expected_version: int) -> Receipt:
    """End a relation after ``until``; it can only become shorter."""
    row = lock_row(UnitRelation, "person", relation)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    if until < row.since or (row.until is not None and until > row.until):
        raise at_field(Invalid, "until", PeopleCode.RELATION_DATES)
    row.until, row.version = until, row.version + 1
    row.save(update_fields=["until", "version"])
    record(actor, subject_of(row), Act(changed=("until",), facts={"until": str(until)}))
    return Receipt("people.unitrelation", row.id, "ended", row.version)
