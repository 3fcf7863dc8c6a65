"""Dated sets of areas: set up, joined, left (E02)."""

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row, lock_rows
from linli.kernel.errors import Conflict
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.buildings import locked_place
from linli.places.commands.set_members import fresh_member, refuse_overlap
from linli.places.commands.texts import refused, tidied
from linli.places.commands.tree import locked_codes, must_stand
from linli.places.models import AreaSet, AreaSetMember
from linli.places.rules.reasons import PlacesCode
from linli.places.rules.sets import EXCLUSIVE


@command("places.create_set")
def create_set(
    actor: Actor, *, area: str, key: str, name: str, kind: str, basis: str, unit: UUID | None = None
) -> Receipt:
    """Set up a dated set of areas inside ``area``, with the unit competent for it and the basis."""
    key, name, basis = tidied(("key", key, 40), ("name", name, 120), ("basis", basis, 200))
    if kind not in EXCLUSIVE:
        raise refused("kind", PlacesCode.WRONG_KIND, code=area, kind=kind)
    place = locked_place(actor, area)
    if AreaSet.objects.filter(county=place.county, key=key).exists():
        raise Conflict(PlacesCode.KEY_TAKEN, {"key": key})
    row = AreaSet.objects.create(
        id=new(place.county), county=place.county, area=area, key=key, name=name, kind=kind,
        exclusive=EXCLUSIVE[kind], unit=unit, basis=basis,
    )  # fmt: skip
    facts = {"key": key, "name": name, "kind": kind, "unit": str(unit or ""), "basis": basis}
    record(actor, subject_of(row), Act(("key", "name", "kind", "unit", "basis"), facts=facts))
    return Receipt("places.areaset", row.id, "standing", row.version)


def _locked_set(actor: Actor, set_id: UUID) -> AreaSet:
    """Lock a set with all of its kind, so that no rival of an exclusive kind takes the same ground meanwhile."""
    row = lock_row(AreaSet, "area", set_id)
    must_cover(actor, row.area)
    alike = AreaSet.objects.filter(county=row.county, kind=row.kind).order_by("id").values_list("id", flat=True)
    lock_rows(AreaSet, "area", list(alike))
    return row


@command("places.add_to_set")
def add_to_set(actor: Actor, *, area_set: UUID, area: str, since: date, until: date | None = None) -> Receipt:
    """Let an area belong to a set from one day (through another); exclusive kinds never share ground on a day."""
    row = _locked_set(actor, area_set)
    if until is not None and until < since:
        raise refused("until", PlacesCode.LAST_BEFORE_FIRST, since=str(since), until=str(until))
    if not area.startswith(row.area):
        raise refused("area", PlacesCode.WRONG_PARENT, code=area, parent=row.area, expected=area[: len(row.area)])
    must_stand(locked_codes([area])[area], since)
    member = fresh_member(row, area, since, until)
    refuse_overlap(member)
    member.save(force_insert=True)
    facts = {"set": row.key, "area": area, "since": str(since), "until": str(until or "")}
    record(actor, subject_of(member), Act(("area", "since", "until"), facts=facts, event="places.set_changed"))
    return Receipt("places.areasetmember", member.id, "member", member.version)


@command("places.remove_from_set")
def remove_from_set(actor: Actor, *, member: UUID, until: date, expected_version: int) -> Receipt:
    """End a membership; ``until`` is its last day."""
    row = lock_row(AreaSetMember, "area", member)
    owner = lock_row(AreaSet, "area", row.set_id)
    must_cover(actor, owner.area)
    expect_version(row, expected_version)
    if until < row.since:
        raise refused("until", PlacesCode.LAST_BEFORE_FIRST, since=str(row.since), until=str(until))
    row.until, row.version = until, row.version + 1
    refuse_overlap(row)
    row.save(update_fields=["until", "version"])
    facts = {"set": owner.key, "until": str(until)}
    record(actor, subject_of(row), Act(("until",), facts=facts, event="places.set_changed"))
    return Receipt("places.areasetmember", row.id, "ended", row.version)
