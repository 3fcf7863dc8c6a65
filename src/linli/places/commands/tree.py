"""Finding, locking and adding rows of the area tree."""

from collections.abc import Iterable, Mapping
from datetime import date

from linli.kernel.actor import Actor
from linli.kernel.codes import ancestors_of, county_of
from linli.kernel.command import expect_version, must_cover
from linli.kernel.db.locks import lock_rows
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.errors import Conflict, KernelCode, NotFound
from linli.kernel.ids import new
from linli.places.models import Area
from linli.places.rules.kinds import default_kind
from linli.places.rules.reasons import PlacesCode
from linli.places.rules.trees import above

PLACEHOLDER = "placeholder"


def fresh_area(code: str, name: str, source: str, kind: str = "") -> Area:
    """A row not yet saved."""
    return Area(
        id=new(county_of(code)), county=county_of(code), area=code, code=code, parent=above(code), name=name,
        kind=kind or default_kind(code, name), source=source,
    )  # fmt: skip


def missing_above(codes: Iterable[str]) -> list[str]:
    """The ancestors of ``codes`` that have no row, the highest first (one query)."""
    wanted = {name for code in codes for name in ancestors_of(code) if name}
    rows = Area.objects.filter(county__in={county_of(name) for name in wanted}, code__in=wanted)
    known = set(rows.order_by("code").values_list("code", flat=True))
    return sorted(wanted - known)


def add_placeholders(codes: Iterable[str]) -> list[str]:
    """Give every missing ancestor an unnamed row (settled.md, Reading) and return their codes."""
    added = missing_above(codes)
    for code in added:
        insert_if_absent(fresh_area(code, "", PLACEHOLDER))
    return added


def locked_areas(actor: Actor, expected: Mapping[str, int]) -> dict[str, Area]:
    """Lock areas of the actor by code, each still at the version that the actor saw; NotFound for others."""
    for code in expected:
        must_cover(actor, code)
    found = locked_codes(expected)
    for code, version in expected.items():
        expect_version(found[code], version)
    return found


def locked_codes(codes: Iterable[str]) -> dict[str, Area]:
    """Lock areas by code; NotFound when one has no row."""
    wanted = set(codes)
    rows = Area.objects.filter(county__in={county_of(code) for code in wanted}, code__in=wanted)
    ids = list(rows.order_by("id").values_list("id", flat=True))
    found = {area.code: area for area in lock_rows(Area, "area", ids)}
    if set(found) != wanted:
        raise NotFound(KernelCode.NOT_FOUND)
    return found


def must_stand(area: Area, on: date) -> None:
    """Conflict unless the area stands on the day."""
    if area.until is not None and area.until < on:
        raise Conflict(PlacesCode.ENDED, {"code": area.code, "until": str(area.until)})
    if area.since is not None and on < area.since:
        raise Conflict(PlacesCode.BEFORE_START, {"day": str(on), "since": str(area.since)})
