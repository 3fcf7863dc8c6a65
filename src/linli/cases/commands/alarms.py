"""What clocks do by themselves: warn, tell that time is over, climb up the line, take the step that silence means."""

from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.commands.matter import add_act, take
from linli.cases.models import Case, CaseClock
from linli.cases.queries.clocks import clock_in
from linli.cases.queries.matter import Matter, facts, loaded
from linli.cases.rules.ladder import OVERDUE, end_only, rung_reached
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import KernelCode, NotFound, Refusal
from linli.kernel.flow import step
from linli.kernel.packs.calendars import calendar_at


@command("cases.raise_alarm")
def raise_alarm(actor: Actor, *, clock: UUID) -> Receipt:
    """Bring a clock's alarms up to the moment; a second call changes nothing.

    At the end of its time a clock may take a step of the flow: silence is acceptance (R3.1), a window closes.
    """
    found = CaseClock.objects.filter(county=actor.county, pk=clock).order_by("id").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    matter = loaded(actor, lock_row(Case, "case", found.case_id))
    row = next(item for item in matter.clocks if item.id == clock)
    reached = _reached(row, actor)
    if row.next_alarm_at is None or row.next_alarm_at > actor.at or reached <= row.rung:
        return Receipt("cases.clock", row.id, "calm", row.version, unchanged=True)
    before, row.rung = row.rung, reached
    clockwork.change(row, clock_in(row))
    if before < OVERDUE <= reached and _by_silence(matter, row):
        return Receipt("cases.clock", row.id, matter.row.state, row.version)
    share = str(row.assignment_id or "")
    add_act(matter, "alarm", told={"clock": row.key, "rung": reached, "share": share}, shown="inner")
    return Receipt("cases.clock", row.id, str(reached), row.version)


def _reached(row: CaseClock, actor: Actor) -> int:
    clock, calendar = clock_in(row), calendar_at(row.area)
    if row.ladder:
        return rung_reached(clock, calendar, actor.at, clockwork.ladder_steps(row.area, clock.start))
    alarm = end_only(clock, calendar, row.rung)
    return alarm.rung if alarm and alarm.at <= actor.at else row.rung


def _by_silence(matter: Matter, row: CaseClock) -> bool:
    rule = matter.type.clocks.get(row.key)
    if rule is None or not rule.when_due or row.assignment_id is not None:
        return False
    offered = {action.key for action in matter.flow.actions_from(matter.row.state)}
    if rule.when_due not in offered or _refuses(matter, rule.when_due):
        return False
    take(matter, rule.when_due, told={"clock": row.key})
    return True


def _refuses(matter: Matter, action: str) -> bool:
    """Whether the flow does not allow the step as the case stands: then the clock goes on to tell that time is over."""
    try:
        step(matter.flow, matter.row.state, action, facts(matter, action=action))
    except Refusal:
        return True
    return False


@command("cases.recount_clock")
def recount_clock(actor: Actor, *, clock: UUID) -> Receipt:
    """Count a running clock anew after a calendar was corrected; its handlers are told when the day moved (R0.3)."""
    found = CaseClock.objects.filter(county=actor.county, pk=clock, stopped_at__isnull=True).order_by("id").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    matter = loaded(actor, lock_row(Case, "case", found.case_id))
    row = next(item for item in matter.clocks if item.id == clock)
    before, version = row.due_on, row.calc_version
    if version == calendar_at(row.area).calc_version:
        return Receipt("cases.clock", row.id, "same", row.version, unchanged=True)
    clockwork.change(row, clock_in(row))
    told = {"clock": row.key, "before": str(before or ""), "due_on": str(row.due_on or "")}
    add_act(matter, "recount", told=told, shown="reporter" if before != row.due_on else "inner")
    return Receipt("cases.clock", row.id, "recounted", row.version)
