"""Rows of groups and grids: found, locked, numbered."""

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.codes import county_of, grid_code, microgrid_code
from linli.kernel.command import expect_version, must_cover
from linli.kernel.db.locks import lock_row
from linli.kernel.db.ranges import inside
from linli.kernel.errors import Conflict, KernelCode, NotFound
from linli.kernel.ids import new
from linli.places.commands.buildings import locked_place
from linli.places.commands.texts import refused
from linli.places.models import Subdivision
from linli.places.models.subdivision import MICROGRID
from linli.places.rules.reasons import AddressCode, GridCode

COMMUNITY_DIGITS = 12


def locked_community(actor: Actor, community: str) -> str:
    """Lock a community of the actor that stands today; Invalid for an area of another level."""
    if len(community) != COMMUNITY_DIGITS:
        raise refused("community", AddressCode.NOT_A_COMMUNITY, code=community)
    locked_place(actor, community)
    return community


def locked_part(actor: Actor, part: UUID, expected_version: int | None = None) -> Subdivision:
    """Lock a group or grid behind its community; NotFound for others', Conflict for an ended one."""
    found = Subdivision.objects.filter(pk=part).order_by("pk").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    must_cover(actor, found.area)
    locked_place(actor, found.area)
    row = lock_row(Subdivision, "area", part)
    if expected_version is not None:
        expect_version(row, expected_version)
    if row.until is not None:
        raise Conflict(GridCode.ENDED, {"name": row.name, "until": str(row.until)})
    return row


def free_name(community: str, kind: str, name: str, but: UUID | None = None) -> str:
    """The name, if no other standing part of that kind has it."""
    rows = Subdivision.objects.filter(county=county_of(community), area=community, kind=kind, until__isnull=True)
    if any(row != but for row in rows.filter(name=name).order_by("id").values_list("id", flat=True)):
        raise Conflict(GridCode.NAME_TAKEN, {"name": name})
    return name


def free_code(above: str, number: int | None) -> str:
    """The code of a grid in a community, or of a micro-grid in a grid: the number asked for, or the next (R1.4)."""
    make = grid_code if len(above) == COMMUNITY_DIGITS else microgrid_code
    length = len(above) + (3 if make is grid_code else 2)
    rows = Subdivision.objects.filter(inside("code", above), county=county_of(above))
    used = {code for code in rows.order_by("code").values_list("code", flat=True) if len(code) == length}
    if number is None:
        return make(above, max((int(code[len(above) :]) for code in used), default=0) + 1)
    code = make(above, number)
    if code in used:
        raise Conflict(GridCode.NUMBER_TAKEN, {"code": code})
    return code


def fresh_part(community: str, kind: str, name: str, since: date, parent: Subdivision | None = None) -> Subdivision:
    """A row not yet saved."""
    assert (kind == MICROGRID) == (parent is not None), "micro-grids lie in a grid"
    county = county_of(community)
    return Subdivision(id=new(county), county=county, area=community, kind=kind, name=name, parent=parent, since=since)
