"""Clocks by hand: standing still with a reason, running on, more time once (R3.1, R10.3)."""

from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.commands.matter import add_act, opened, refuse_ended
from linli.cases.commands.steps import checked_note, receipt
from linli.cases.models import CaseClock
from linli.cases.queries.clocks import clock_in, pause_reasons
from linli.cases.queries.matter import Matter, roles
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.clock import Period, extend, is_within, local_day, parse_period
from linli.kernel.command import Receipt, command
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, Problem
from linli.kernel.packs.calendars import calendar_at
from linli.kernel.packs.parameters import parameter


def _clock(matter: Matter, key: str) -> CaseClock:
    row = matter.clock(key)
    if row is None:
        raise Conflict(CaseCode.NO_CLOCK)
    return row


@command("cases.pause_clock")
def pause_clock(actor: Actor, *, case: UUID, clock: str, reason: str, note: str, expected_version: int) -> Receipt:
    """Let a clock stand still for a reason of the list; the resident is told."""
    plain = checked_note(note, needed=True)
    matter = _handled(actor, case, expected_version)
    if reason not in pause_reasons(matter.row.area, actor.at):
        raise Invalid(KernelCode.INVALID, problems=(Problem("reason", CaseCode.PAUSE_REASON),))
    clockwork.pause_row(_clock(matter, clock), actor.at, reason)
    add_act(matter, "pause", told={"clock": clock, "reason": reason}, words={"note": plain})
    return receipt(matter)


def _handled(actor: Actor, case: UUID, expected_version: int) -> Matter:
    matter = opened(actor, case, expected_version)
    refuse_ended(matter)
    if not roles(matter) & {"lead", "dispatcher", "receiver", "head"}:
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    return matter


@command("cases.resume_clock")
def resume_clock(actor: Actor, *, case: UUID, clock: str, expected_version: int) -> Receipt:
    """Let a clock run on."""
    matter = _handled(actor, case, expected_version)
    clockwork.resume_row(_clock(matter, clock), actor.at)
    add_act(matter, "resume", told={"clock": clock})
    return receipt(matter)


@command("cases.extend_clock")
def extend_clock(actor: Actor, *, case: UUID, clock: str, by: str, reason: str, expected_version: int) -> Receipt:
    """Give a clock more time: once, before it is due, at most what the rule allows, with the reason told (R3.1, R10.3).

    Where the type says so the head decides; otherwise who dispatches the case.
    """
    plain = checked_note(reason, needed=True)
    matter = opened(actor, case, expected_version)
    refuse_ended(matter)
    row = _clock(matter, clock)
    most = _most(matter, row)
    if not roles(matter) & ({"head"} if _head_only(matter, clock) else {"head", "dispatcher"}):
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    more = extend(clock_in(row), parse_period(by, roll=row.roll), actor.at, "extension", calendar_at(row.area), most)
    clockwork.change(row, more)
    add_act(matter, "extend", told={"clock": clock, "by": by, "due_on": str(row.due_on)}, words={"note": plain})
    return receipt(matter)


def _head_only(matter: Matter, clock: str) -> bool:
    return matter.type.clocks[clock].extend_by not in ("", "case.extend.max")


def _most(matter: Matter, row: CaseClock) -> Period:
    """The longest extension: the rule of the type, else the place's; for cases never more than the original length."""
    rule = matter.type.clocks.get(row.key)
    if rule is None or not rule.extend_by:
        raise Conflict(CaseCode.NOT_EXTENDABLE)
    day = local_day(matter.row.received_at)
    most = parse_period(parameter(rule.extend_by, matter.row.area, day).value, roll=row.roll)
    original = parse_period(row.period, roll=row.roll)
    if rule.extend_by == "case.extend.max" and is_within(original, most):
        return original
    return most
