"""Residents' groups; names and ends of groups and grids."""

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Conflict
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.parts import free_name, fresh_part, locked_community, locked_part
from linli.places.commands.polygons import stamp_map
from linli.places.commands.texts import past_day, tidied
from linli.places.models import Placement, Subdivision
from linli.places.models.subdivision import GROUP
from linli.places.rules.reasons import GridCode, PlacesCode

NAME_LENGTH = 60


@command("places.create_group")
def create_group(actor: Actor, *, community: str, name: str, since: date) -> Receipt:
    """Set a residents' group up: a named set of dwellings in one community."""
    (name,) = tidied(("name", name, NAME_LENGTH))
    past_day(actor, "since", since)
    locked_community(actor, community)
    row = fresh_part(community, GROUP, free_name(community, GROUP, name), since)
    row.save(force_insert=True)
    record(actor, subject_of(row), Act(("name", "since"), facts={"name": name, "since": str(since)}))
    return Receipt("places.subdivision", row.id, "standing", row.version)


@command("places.rename_part")
def rename_part(actor: Actor, *, part: UUID, name: str, expected_version: int) -> Receipt:
    """Give a group or grid another name."""
    (name,) = tidied(("name", name, NAME_LENGTH))
    row = locked_part(actor, part, expected_version)
    before, row.name = row.name, free_name(row.area, row.kind, name, but=row.id)
    row.version += 1
    row.save(update_fields=["name", "version"])
    stamp_map(row.county)
    record(actor, subject_of(row), Act(("name",), facts={"from": before, "name": name}))
    return Receipt("places.subdivision", row.id, "standing", row.version)


@command("places.end_part")
def end_part(actor: Actor, *, part: UUID, until: date, expected_version: int) -> Receipt:
    """End a group or grid on its last day; whoever belonged to it belongs to it until then. Its code stays used."""
    past_day(actor, "until", until)
    row = locked_part(actor, part, expected_version)
    if until < row.since:
        raise Conflict(PlacesCode.BEFORE_START, {"day": str(until), "since": str(row.since)})
    inner = Subdivision.objects.filter(county=row.county, parent=row, until__isnull=True).order_by("code").first()
    if inner is not None:
        raise Conflict(PlacesCode.NOT_EMPTY, {"code": row.code, "count": 1})
    close_part(row, until)
    record(actor, subject_of(row), Act(("until",), facts={"until": str(until)}))
    return Receipt("places.subdivision", row.id, "ended", row.version)


def close_part(row: Subdivision, until: date) -> None:
    """End a locked part and the places in it; Conflict when someone came into it later than that."""
    members = Placement.objects.filter(county=row.county, subdivision=row)
    later = members.filter(since__gt=until).select_related("dwelling").order_by("-since", "id").first()
    if later is not None:
        data = {"address": later.dwelling.address, "since": str(later.since)}
        raise Conflict(GridCode.NOT_LATER, data)
    members.filter(until__isnull=True).update(until=until)
    row.until, row.version = until, row.version + 1
    row.save(update_fields=["until", "version"])
    stamp_map(row.county)
