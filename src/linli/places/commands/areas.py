"""Setting areas up, renaming them, and their figures."""

from datetime import date

from django.db import IntegrityError

from linli.kernel.actor import Actor
from linli.kernel.codes import AreaLevel, check_area, county_of, parse_area, parse_urban_rural
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.errors import Conflict
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.texts import past_day, refused, tidied
from linli.places.commands.tree import PLACEHOLDER, add_placeholders, fresh_area, locked_areas, must_stand
from linli.places.models import Area, AreaChange, AreaFigure
from linli.places.models.area_figure import MEASURES
from linli.places.rules.kinds import is_kind_of
from linli.places.rules.reasons import PlacesCode
from linli.places.rules.trees import parent_fault

NAME_LENGTH = 120
SOURCE_LENGTH = 40
BASIS_LENGTH = 200
LARGEST_FIGURE = 2_000_000_000


def read_code(text: str) -> str:
    """The significant code of an area down to the community; Invalid for others (R1.1, R1.2)."""
    found = check_area(text)
    if found.error is not None:
        raise refused("code", found.error, **found.data)
    if not found.normal or len(found.normal) > AreaLevel.COMMUNITY:
        raise refused("code", PlacesCode.NOT_AN_AREA_CODE, code=found.normal)
    return found.normal


def _check_parent(code: str, parent: str | None) -> None:
    if parent is None:
        return
    given = parse_area(parent)
    fault = parent_fault(code, given)
    if fault is not None:
        raise refused("parent", fault, code=code, parent=given, expected=code)


def free_row(code: str, name: str, kind: str, source: str) -> Area:
    """A new row, or the placeholder that waits for its name; Conflict when the code is or was in use."""
    found = Area.objects.filter(county=county_of(code), code=code).select_for_update().order_by("id").first()
    if found is None:
        return fresh_area(code, name, source, kind)
    if found.source != PLACEHOLDER:
        raise Conflict(PlacesCode.CODE_TAKEN, {"code": code, "name": found.name})
    fresh = fresh_area(code, name, source, kind)
    fresh.id, fresh.version = found.id, found.version + 1
    return fresh


@command("places.create_area")
def create_area(
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: str = "",
    parent: str | None = None,
    since: date | None = None,
    source: str = "local",
    urban_rural: str = "",
) -> Receipt:
    """Set an area up under a code never used before; missing areas above it become unnamed placeholders."""
    found = read_code(code)
    must_cover(actor, found)
    name, source = tidied(("name", name, NAME_LENGTH), ("source", source, SOURCE_LENGTH))
    _check_parent(found, parent)
    if kind and not is_kind_of(found, kind):
        raise refused("kind", PlacesCode.WRONG_KIND, code=found, kind=kind)
    row = free_row(found, name, kind, source)
    row.since = since and past_day(actor, "since", since)
    row.urban_rural = parse_urban_rural(urban_rural) if urban_rural else ""
    placeholders = save_new(row)
    facts = {"code": found, "name": name, "kind": row.kind, "since": str(since or ""), "placeholders": placeholders}
    record(actor, subject_of(row), Act(("code", "name", "kind", "since", "source"), facts=facts))
    return Receipt("places.area", row.id, "standing", row.version)


def save_new(row: Area) -> list[str]:
    """Save a fresh row (or a filled placeholder) with what is missing above it; Conflict when a rival was first."""
    placeholders = add_placeholders([row.code])
    try:
        row.save(force_insert=row.version == 1, force_update=row.version > 1)
    except IntegrityError as error:
        raise Conflict(PlacesCode.CODE_TAKEN, {"code": row.code, "name": row.name}) from error
    return placeholders


@command("places.rename_area")
def rename_area(actor: Actor, *, area: str, name: str, on: date, basis: str, expected_version: int) -> Receipt:
    """Give an area another name from a day on; the earlier name stays findable for the days before."""
    name, basis = tidied(("name", name, NAME_LENGTH), ("basis", basis, BASIS_LENGTH))
    past_day(actor, "on", on)
    row = locked_areas(actor, {area: expected_version})[area]
    must_stand(row, on)
    if row.name == name:
        return Receipt("places.area", row.id, "standing", row.version, unchanged=True)
    AreaChange.objects.create(
        id=new(row.county), county=row.county, area=row.code, kind="rename", on=on, basis=basis,
        name_before=row.name, name_after=name,
    )  # fmt: skip
    facts = {"from": row.name, "name": name, "on": str(on), "basis": basis}
    row.name, row.version = name, row.version + 1
    if row.source == PLACEHOLDER:
        row.source = "local"
    row.save(update_fields=["name", "source", "version"])
    record(actor, subject_of(row), Act(("name",), facts=facts, event="places.area_renamed"))
    return Receipt("places.area", row.id, "standing", row.version)


def _check_figure(measure: str, value: int, on: date | None) -> date:
    if on is None:
        raise refused("on", PlacesCode.UNDATED)
    if measure not in MEASURES or not 0 <= value <= LARGEST_FIGURE:
        raise refused("value", PlacesCode.BAD_FIGURE, value=value, measure=measure)
    return on


@command("places.set_figure")
def set_figure(
    actor: Actor,
    *,
    area: str,
    measure: str,
    value: int,
    on: date | None,
    source: str,
    expected_version: int | None = None,
) -> Receipt:
    """Enter a dated, sourced count of households or residents; the same day again corrects it (needs its version)."""
    day = past_day(actor, "on", _check_figure(measure, value, on))
    (source,) = tidied(("source", source, NAME_LENGTH))
    must_cover(actor, area)
    place = Area.objects.filter(county=county_of(area), code=area).select_for_update().order_by("id").first()
    if place is None:
        raise refused("area", PlacesCode.NO_AREA, code=area)
    rows = AreaFigure.objects.filter(county=place.county, area=area, measure=measure, on=day)
    row = rows.order_by("id").first()
    if row is not None:
        return _correct(actor, row, value, source, expected_version)
    row = AreaFigure.objects.create(
        id=new(place.county), county=place.county, area=area, measure=measure, value=value, on=day, source=source
    )
    return _record_figure(actor, row)


def _correct(actor: Actor, row: AreaFigure, value: int, source: str, expected_version: int | None) -> Receipt:
    if (row.value, row.source) == (value, source):
        return Receipt("places.areafigure", row.id, "set", row.version, unchanged=True)
    expect_version(row, expected_version or 0)
    row.value, row.source, row.version = value, source, row.version + 1
    row.save(update_fields=["value", "source", "version"])
    return _record_figure(actor, row)


def _record_figure(actor: Actor, row: AreaFigure) -> Receipt:
    facts = {"measure": row.measure, "value": row.value, "on": str(row.on), "source": row.source}
    record(actor, subject_of(row), Act(("value", "source"), facts=facts))
    return Receipt("places.areafigure", row.id, "set", row.version)
