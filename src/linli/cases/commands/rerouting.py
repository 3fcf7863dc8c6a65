"""Another way under the same number: another type, sort or place (S-068, S-075)."""

from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.commands.effects import drop_shares, unfinish
from linli.cases.commands.matter import add_act, opened, refuse_ended
from linli.cases.commands.steps import checked_note, receipt
from linli.cases.models import CaseClock
from linli.cases.queries.duties import unit_of, way_of
from linli.cases.queries.matter import Matter, roles
from linli.cases.queries.standing import point_of, standing_area
from linli.cases.queries.types import found_type, kept_flow
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.data_sharing import GROUP
from linli.cases.rules.types import DutyStep
from linli.cases.rules.visibility import Visibility
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, Problem
from linli.kernel.packs.lookup import entry


@command("cases.reroute_case")
def reroute_case(
    actor: Actor, *, case: UUID, type: str, sort: str, area: str, reason: str, expected_version: int
) -> Receipt:
    """Send a case another way: it keeps its number, its words and its parties, and begins the other type's flow.

    The clocks of the old way stop; those of the new one count from the day of receipt, so no time is won by it.
    """
    plain = checked_note(reason, needed=True)
    matter = opened(actor, case, expected_version)
    refuse_ended(matter)
    if not roles(matter) & {"dispatcher", "receiver"}:
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    row = matter.row
    area = standing_area(row.county, area, point_of(row.lon, row.lat), local_day(actor.at))
    if (row.type, row.sort, row.area) == (type, sort, area):
        raise Conflict(CaseCode.SAME_ROUTE)
    _turn(matter, type, sort, area)
    told = {"type": type, "sort": sort, "area": area}
    add_act(matter, "reroute", told=told, words={"note": plain})
    return receipt(matter)


def _turn(matter: Matter, type: str, sort: str, area: str) -> None:
    actor, row = matter.actor, matter.row
    day = local_day(actor.at)
    found = found_type(type, area, actor.at)
    if found is None:
        raise Invalid(KernelCode.INVALID, problems=(Problem("type", CaseCode.NO_TYPE),))
    case_type, kept = found
    if GROUP in (case_type.group, matter.type.group):
        raise Conflict(CaseCode.BY_REQUEST)
    if case_type.visibility is Visibility.SEALED:
        raise Conflict(CaseCode.SEALED)
    if case_type.sorts and sort not in case_type.sorts:
        raise Invalid(KernelCode.INVALID, problems=(Problem("sort", CaseCode.NO_SORT),))
    _stop_all(matter)
    drop_shares(matter)
    unfinish(matter)
    flow = entry("flows", case_type.flow, area, day)
    assert flow is not None, "the pack check proves that the flow is there"
    row.type, row.sort, row.area = type, sort, area
    row.type_entry, row.flow_entry, row.visibility = kept.id, flow.id, case_type.visibility.value
    row.public, row.accepted_at = False, None
    matter.type, matter.flow = case_type, kept_flow(flow.id, row.county)
    row.state = matter.flow.initial
    way = way_of(case_type.matter_of(sort), DutyStep.ACCEPT, area, day, row.county)
    row.receiver_id = unit_of(way) or actor.unit or row.receiver_id
    matter.clocks += [clockwork.begin(row, case_type, key, row.received_at) for key in matter.flow.starts]


def _stop_all(matter: Matter) -> None:
    running: list[CaseClock] = [clock for clock in matter.clocks if clock.stopped_at is None]
    for clock in running:
        clockwork.stop_row(clock, matter.actor.at)
