"""Pages that move clocks by hand: standing still with a reason, running on, more time once."""

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.commands import extend_clock, pause_clock, resume_clock
from linli.cases.queries.clocks import ClockRow, pause_reasons
from linli.faces.desk.cases.deed import Asked, Deed, note_field, select
from linli.faces.desk.cases.looks import PAUSES, mapped
from linli.kernel.actor import Actor
from linli.kernel.clock.states import StateKind
from linli.kernel.command import Receipt
from linli.ui.parts import Choice, FormField, Notice, Width
from linli.ui.web.wording import label_of


def _clock_field(clocks: list[ClockRow]) -> FormField:
    choices = tuple(Choice(clock.key, label_of(clock.label)) for clock in clocks)
    value = next((clock.key for clock in clocks if clock.main), choices[0].value if len(choices) == 1 else "")
    return select("clock", gettext("Which clock?"), choices, value=value)


def _running(asked: Asked, *, paused: bool | None = None) -> list[ClockRow]:
    clocks = [clock for clock in asked.case.clocks if clock.stopped_at is None and clock.assignment is None]
    if paused is None:
        return clocks
    return [clock for clock in clocks if (clock.state.kind is StateKind.PAUSED) is paused]


def pause_deed(asked: Asked) -> Deed:
    """Let a clock stand still for one of the reasons of the place's list."""
    reasons = pause_reasons(asked.case.row.area, asked.actor.at)
    choices = tuple(Choice(key, mapped(PAUSES, key)) for key in reasons)
    fields = (_clock_field(_running(asked, paused=False)), select("reason", gettext("Reason"), choices),
              note_field(gettext("What the resident is told")))  # fmt: skip

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return pause_clock(
            actor, case=asked.id, clock=given.get("clock", ""), reason=given.get("reason", ""),
            note=given.get("note", ""), **asked.at(given),
        )  # fmt: skip

    return Deed(gettext("Let a clock stand still"), fields, send)


def resume_deed(asked: Asked) -> Deed:
    """Let a clock run on."""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return resume_clock(actor, case=asked.id, clock=given.get("clock", ""), **asked.at(given))

    return Deed(gettext("Let a clock run on"), (_clock_field(_running(asked, paused=True)),), send)


def extend_deed(asked: Asked) -> Deed:
    """More time, once, before it is due."""
    hint = gettext("2wd is two working days, 3d three days, 12h twelve hours.")
    by = FormField("by", gettext("By how much?"), required=True, width=Width.SHORT, hint=hint)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return extend_clock(
            actor, case=asked.id, clock=given.get("clock", ""), by=given.get("by", "").strip(),
            reason=given.get("note", ""), **asked.at(given),
        )  # fmt: skip

    told = Notice(gettext("Once, before it is due. The resident is told the reason."))
    return Deed(gettext("Give more time"), (_clock_field(_running(asked)), by, note_field(gettext("Why"))), send,
                notices=(told,))  # fmt: skip
