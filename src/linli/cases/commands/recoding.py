"""Open cases follow the code of their area after a merge or split; closed ones keep the code of their day."""

from uuid import UUID

from django.db.models import F

from linli.cases.commands.matter import add_act
from linli.cases.models import Assignment, Case, CaseClock, CaseFile, CaseParty
from linli.cases.queries.matter import loaded
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command
from linli.kernel.db.locks import lock_row
from linli.kernel.geo import Point
from linli.places.queries.doorways import locate_point

FOLLOWERS = (Assignment, CaseClock, CaseFile, CaseParty)


@command("cases.recode_case")
def recode_case(actor: Actor, *, case: UUID, before: str, after: str) -> Receipt:
    """Give an open case the code that took the place of its own: by its point where it has one, else ``after``."""
    row = lock_row(Case, "case", case)
    if row.area != before or row.ended_at is not None:
        return Receipt("cases.case", row.id, row.state, row.version, unchanged=True)
    place = _place(actor, row, after)
    if place == before:
        return Receipt("cases.case", row.id, row.state, row.version, unchanged=True)
    matter = loaded(actor, row)
    row.area = place
    for model in FOLLOWERS:
        rows = model._default_manager.filter(county=row.county, case=row)
        rows.update(area=row.area, version=F("version") + 1)
    add_act(matter, "recode", told={"before": before, "area": row.area}, shown="inner")
    return Receipt("cases.case", row.id, row.state, row.version)


def _place(actor: Actor, row: Case, after: str) -> str:
    if row.lon is None or row.lat is None:
        return after
    found = locate_point(row.county, Point(row.lon, row.lat), local_day(actor.at))
    if found.grid is not None and len(row.area) > len(found.grid.code[:12]):
        return found.grid.code
    return found.community.code if found.community is not None else after
