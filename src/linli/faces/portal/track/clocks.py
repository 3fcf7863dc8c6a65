"""When it is due, and why that day, line by line."""

from datetime import datetime

from django.utils.translation import gettext

from linli.cases.queries.case_detail import CaseDetail
from linli.cases.queries.clocks import ClockRow
from linli.faces.portal.guides.words import period_words
from linli.kernel.clock import Line, StateKind, Why
from linli.kernel.errors import n_
from linli.ui.parts import DueBadge, DueCell, DueTone, Fact, Facts, Part, Section, Step, Stepper, StepState, TextCell
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words, moment_words

WHY = {
    Why.START_DAY: n_("the day it began, not counted"),
    Why.WORKING_DAY: n_("working days, counted"),
    Why.SWAP: n_("worked instead of another day"),
    Why.CALENDAR_DAY: n_("days, counted"),
    Why.WEEKEND: n_("weekend, not counted"),
    Why.HOLIDAY: n_("holiday, not counted"),
    Why.PAUSED: n_("the clock stood still"),
    Why.MOVED_HERE: n_("the last day was a day of rest, so it is the next working day"),
    Why.RUNNING: n_("time that counts"),
}
TONES = {
    StateKind.RUNNING: DueTone.CALM, StateKind.WARNING: DueTone.SOON, StateKind.OVERDUE: DueTone.OVERDUE,
    StateKind.PAUSED: DueTone.PAUSED, StateKind.STOPPED: DueTone.DONE,
}  # fmt: skip


def due_section(detail: CaseDetail, at: datetime) -> tuple[Part, ...]:
    """The clocks that run, each with its due day and the days that make it so."""
    running = [row for row in detail.clocks if row.stopped_at is None and row.assignment is None and row.due_on]
    return tuple(_clock(row) for row in running)


def stages(detail: CaseDetail) -> Stepper | None:
    """The stages of a matter that has several, each with its own clock (S-059)."""
    rules = [detail.type.clocks[key] for key in detail.stages]
    newest = {row.key: row for row in detail.clocks if row.assignment is None}
    if len(rules) < 2 or not any(rule.key in newest for rule in rules):
        return None
    return Stepper(tuple(_stage(label_of(rule.label), newest.get(rule.key)) for rule in rules), gettext("Stages"))


def _stage(label: str, row: ClockRow | None) -> Step:
    if row is None:
        return Step(label, StepState.LATER)
    if row.stopped_at is not None:
        return Step(label, StepState.DONE, note=gettext("late") if row.late else gettext("in time"))
    note = gettext("by {day}").format(day=day_words(row.due_on)) if row.due_on else gettext("The clock stands still")
    return Step(label, StepState.CURRENT, note=note)


def _clock(row: ClockRow) -> Section:
    assert row.due_on is not None and row.due_at is not None, "only clocks with a due day are shown"
    facts = Facts(
        (
            Fact(gettext("By"), day_words(row.due_on)),
            Fact(gettext("How it stands"), DueCell(DueBadge(_words(row), TONES[row.state.kind]))),
            Fact(gettext("Given time"), period_words(row.period)),
        )
    )
    lines = tuple(Fact(_span(line), TextCell(_why(line))) for line in row.lines)
    why = Section(gettext("Why that day?"), (Facts(lines),), key=f"why_{row.key}", folded=True)
    return Section(label_of(row.label), (facts, why))


def _words(row: ClockRow) -> str:
    if row.state.kind is StateKind.OVERDUE:
        return gettext("It is late. The unit's head and the ones above it are told.")
    if row.state.kind is StateKind.PAUSED:
        return gettext("The clock stands still")
    return gettext("In time so far")


def _span(line: Line) -> str:
    if isinstance(line.start, datetime) and isinstance(line.end, datetime):
        return f"{moment_words(line.start)} – {moment_words(line.end)}"
    if line.start == line.end:
        return day_words(line.start)
    return f"{day_words(line.start)} – {day_words(line.end)}"


def _why(line: Line) -> str:
    words = gettext(WHY[line.why])
    name = label_of({"zh-Hans": line.name.zh, "en": line.name.en}) if line.name else ""
    count = (
        gettext("counts {count}").format(count=line.count)
        if line.counted and not isinstance(line.start, datetime)
        else ""
    )
    return " · ".join(text for text in (name, words, count) if text)
