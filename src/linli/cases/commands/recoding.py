"""Open cases and recurring duties follow the code of their area; what is ended keeps the code of its day."""

from uuid import UUID

from django.db.models import F

from linli.cases.commands.matter import add_act
from linli.cases.models import Assignment, Case, CaseClock, CaseFile, CaseParty, DataRequest, Obligation
from linli.cases.queries.matter import loaded
from linli.cases.queries.standing import followed_area, point_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command, record
from linli.kernel.db.locks import lock_row
from linli.kernel.journal.entries import Act, subject_of

FOLLOWERS = (Assignment, CaseClock, CaseFile, CaseParty, DataRequest)


@command("cases.recode_case")
def recode_case(actor: Actor, *, case: UUID, before: str, after: str) -> Receipt:
    """Give an open case the code that took the place of its own: by its point where it has one, else ``after``."""
    row = lock_row(Case, "case", case)
    if row.area != before or row.ended_at is not None:
        return Receipt("cases.case", row.id, row.state, row.version, unchanged=True)
    place = followed_area(row.county, row.area, after, point_of(row.lon, row.lat), local_day(actor.at))
    if place == before:
        return Receipt("cases.case", row.id, row.state, row.version, unchanged=True)
    matter = loaded(actor, row)
    row.area = place
    for model in FOLLOWERS:
        rows = model._default_manager.filter(county=row.county, case=row)
        rows.update(area=row.area, version=F("version") + 1)
    add_act(matter, "recode", told={"before": before, "area": row.area}, shown="inner")
    return Receipt("cases.case", row.id, row.state, row.version)


@command("cases.recode_obligation")
def recode_obligation(actor: Actor, *, obligation: UUID, before: str, after: str) -> Receipt:
    """Give a recurring duty that goes on the code that took the place of its own, as its unit gets it."""
    row = lock_row(Obligation, "case", obligation)
    if row.area != before or row.ended_on is not None or before == after:
        return Receipt("cases.obligation", row.id, "same", row.version, unchanged=True)
    row.area, row.version = after, row.version + 1
    row.save(update_fields=["area", "version"])
    record(actor, subject_of(row), Act(("area",), facts={"before": before, "area": after}))
    return Receipt("cases.obligation", row.id, "recoded", row.version)
