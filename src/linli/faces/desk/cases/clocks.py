"""The clocks of a case beside its page: how each stands, and why it is due that day, line by line."""

from datetime import datetime

from django.utils.translation import gettext

from linli.cases.queries.case_detail import CaseDetail
from linli.cases.queries.clocks import ClockRow
from linli.faces.desk.cases.looks import PAUSES, clock_badge, due_words, mapped
from linli.kernel.clock.counting import Line, Why
from linli.kernel.errors import n_
from linli.ui.parts import (
    DueCell,
    Fact,
    Facts,
    Part,
    Section,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
)
from linli.ui.web.wording import label_of
from linli.ui.wording import Span, day_words, moment_words, span_words

WHY = {
    Why.START_DAY: n_("the day it began: not counted"),
    Why.WORKING_DAY: n_("working days"),
    Why.SWAP: n_("working days by a swap"),
    Why.CALENDAR_DAY: n_("days"),
    Why.WEEKEND: n_("weekend: not counted"),
    Why.HOLIDAY: n_("holiday: not counted"),
    Why.PAUSED: n_("the clock stood still: not counted"),
    Why.MOVED_HERE: n_("the last day was a day of rest: moved here"),
    Why.RUNNING: n_("running"),
}
UNITS = {"wd": Span.WORKDAYS, "d": Span.DAYS, "h": Span.HOURS}
LONG = {"m": n_("{amount} months"), "y": n_("{amount} years")}


def period_words(text: str) -> str:
    """A period of a parameter in words: 5wd is 5 working days; what we have no words for stays as it is."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyz")
    letters = text[len(digits) :]
    if digits.isdigit() and letters in LONG:
        return gettext(LONG[letters]).format(amount=int(digits))
    unit = UNITS.get(letters)
    return span_words(int(digits), unit) if unit and digits.isdigit() else text


def _when(line: Line) -> str:
    words = moment_words if isinstance(line.start, datetime) else day_words
    first, last = words(line.start), words(line.end)  # type: ignore[arg-type]  # words and values are both of moments or both of days
    return first if first == last else f"{first} – {last}"


def _counted(line: Line) -> str:
    if line.why is Why.RUNNING:
        return span_words(max(line.count // 60, 1), Span.MINUTES) if line.count < 7200 else span_words(
            line.count // 3600, Span.HOURS
        )  # fmt: skip
    return str(line.count)


def _line(line: Line) -> TableRow:
    name = f" · {line.name.zh}" if line.name else ""
    reason = f" · {mapped(PAUSES, line.reason)}" if line.reason else ""
    return TableRow(
        (TextCell(_when(line)), TextCell(f"{gettext(WHY[line.why])}{name}{reason}"), TextCell(_counted(line)))
    )


def _why(clock: ClockRow) -> Table:
    columns = (
        TableColumn(gettext("From – to")),
        TableColumn(gettext("Why"), wide=True),
        TableColumn(gettext("Counts")),
    )
    return Table(gettext("Why is it due that day?"), columns, tuple(_line(line) for line in clock.lines))


def _facts(clock: ClockRow, area: str) -> Facts:
    badge = clock_badge(clock, area)
    due = due_words(clock.due_at) if clock.due_at else "–"
    found = [Fact(gettext("Due"), due), Fact(gettext("Period"), TextCell(period_words(clock.period), clock.source))]
    if badge:
        found.insert(0, Fact(gettext("Stands"), DueCell(badge)))
    if clock.extended:
        found.append(Fact(gettext("More time given"), period_words(clock.extended)))
    return Facts(tuple(found))


def clock_section(clock: ClockRow, area: str, unit: str = "") -> Section:
    """One clock: how it stands; its lines are folded away until somebody asks."""
    parts: list[Part] = [_facts(clock, area)]
    if clock.provisional:
        parts.append(Text(gettext("The calendar of that year is not published yet; the day may move.")))
    parts.append(_why(clock))
    title = label_of(clock.label) + (f" · {unit}" if unit else "")
    return Section(title, tuple(parts), foldable=True, folded=clock.stopped_at is not None)


def clock_sections(case: CaseDetail) -> tuple[Section, ...]:
    """Those that run first, the main one in front."""
    units = {share.id: share.unit_name for share in case.shares}
    ordered = sorted(case.clocks, key=lambda clock: (clock.stopped_at is not None, not clock.main))
    return tuple(
        clock_section(clock, case.row.area, units.get(clock.assignment, "") if clock.assignment else "")
        for clock in ordered
    )
