"""A task that a policy paper sets: a case with the day the paper names, or visibly without one (S-255)."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.commands.matter import add_act, opened
from linli.cases.commands.opening import open_case
from linli.cases.commands.steps import receipt
from linli.kernel.actor import Actor
from linli.kernel.clock import Period, Unit, local_day
from linli.kernel.clock_port import LOCAL
from linli.kernel.command import Receipt, command

TYPE, CLOCK = "policy_task", "handle"
NOON = time(12)


@command("cases.open_task")
def open_task(
    actor: Actor, *, area: str, title: str, text: str, subject: tuple[str, UUID], until: date | None = None,
    parent: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Open a task of a policy paper for ``area``; its clock ends with ``until``, without it no clock runs.

    ``subject`` is what it carries out, as (type, id). A day that has passed already makes it late from the start.
    """
    made = open_case(actor, type=TYPE, area=area, text=text, title=title[:120], subject=subject, parent=parent)
    if until is None:
        return made
    matter = opened(actor, made.id, made.version)
    # A period is a day at least, so the clock of a day that has passed began before it.
    begun = min(actor.at, datetime.combine(until, NOON, LOCAL) - timedelta(days=1))
    period = Period((until - local_day(begun)).days, Unit.CALENDAR_DAY, roll=False)
    matter.clocks.append(clockwork.begin_period(matter.row, CLOCK, period, subject[0], begun))
    add_act(matter, "until", told={"until": until.isoformat()})
    return receipt(matter)
