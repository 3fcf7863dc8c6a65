"""How cases look: labels, states, due badges, words for roles, natures, files and acts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from linli.cases.queries.case_detail import ActRow
from linli.cases.queries.cases import CaseRow
from linli.cases.queries.clocks import ClockRow
from linli.cases.rules.ladder import OVERDUE, WARNED
from linli.kernel.clock import local_day
from linli.kernel.clock.states import StateKind
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.errors import n_
from linli.kernel.packs.calendars import calendar_at
from linli.ui.parts import DueBadge, StateBadge, StateTone
from linli.ui.web.wording import label_of
from linli.ui.wording import Span, day_words, moment_words

SHARE_ROLES = {"lead": n_("leads"), "helping": n_("helps"), "responsible": n_("is responsible")}
SHARE_STATES = {
    "offered": n_("to be signed for"),
    "accepted": n_("signed for"),
    "refused": n_("refused"),
    "done": n_("done"),
    "dropped": n_("taken back"),
}
NATURES = {
    "own": n_("own duty"),
    "assist": n_("assistance to government"),
    "entrusted": n_("entrusted"),
    "bought": n_("bought service"),
}
PARTY_ROLES = {
    "applicant": n_("Applicant"),
    "reporter": n_("Reporter"),
    "other_side": n_("Other side"),
    "representative": n_("Representative"),
    "agent": n_("Agent"),
    "supporter": n_("Me too"),
}
FILE_KINDS = {
    "before": n_("Photo before"),
    "after": n_("Photo after"),
    "material": n_("Paper asked for"),
    "agreement": n_("Agreement"),
    "answer": n_("Answer"),
    "other": n_("Other file"),
}
CHANNELS = {
    "desk": n_("at the desk"),
    "portal": n_("by a resident online"),
    "api": n_("by a program"),
    "field": n_("in the field"),
    "job": n_("by itself"),
    "cli": n_("from the command line"),
}
# Acts that are no action of the flow.
ACTS = {
    "open": n_("Taken in"),
    "involve": n_("Another unit asked"),
    "sign": n_("Signed for"),
    "refuse": n_("Share refused"),
    "release": n_("Share taken back"),
    "help_done": n_("Helping share done"),
    "note": n_("Note"),
    "visit": n_("Visit counted"),
    "retitle": n_("Title changed"),
    "pause": n_("Clock stands still"),
    "resume": n_("Clock runs on"),
    "extend": n_("More time given"),
    "ask": n_("Asked back"),
    "answer_question": n_("Question answered"),
    "question_over": n_("Question not answered in time"),
    "attach": n_("Files added"),
    "show_file": n_("Photo looked at"),
    "remove_file": n_("File taken out"),
    "add_party": n_("Party added"),
    "end_party": n_("Party left"),
    "return_originals": n_("Papers given back"),
    "reroute": n_("Sent another way"),
    "rate": n_("Rated"),
    "support": n_("Somebody joined"),
    "took_in": n_("Another case merged into this one"),
    "part": n_("Part opened"),
    "until": n_("Day set by the paper"),
    "recount": n_("Clock counted anew"),
    "hand_over": n_("Handed to an outside system"),
    "outside_accepted": n_("The outside system has it"),
    "outside_news": n_("News from the outside system"),
    "outside_closed": n_("Done by the outside system"),
    "outside_failed": n_("The outside system did not take it"),
    "outside_late": n_("The outside system is late"),
    "retry_handover": n_("Sent to the outside system again"),
    "withdraw_handover": n_("Handover withdrawn"),
}
UP_THE_LINE = n_("The line above was told")
# An alarm by its rung; every higher one went further up the line (R10.3).
RUNGS = {WARNED: n_("Due soon"), OVERDUE: n_("Overdue")}
BY_ITSELF = {"system": n_("by itself")}
PAUSES = {
    "question": n_("waits for the resident's answer"),
    "hearing": n_("hearing"),
    "expert_review": n_("review by experts"),
    "inspection": n_("inspection or test"),
    "tender": n_("tender"),
    "weather": n_("weather"),
    "access": n_("no access"),
    "materials": n_("waits for papers"),
    "missing": n_("waits for papers"),
}
_ATTENTION = ("reported", "received", "applied", "accepted", "done", "solved")


def address_of(case: object, more: str = "") -> str:
    """The address of a case's page, or of one below it."""
    return f"/desk/cases/{case}/{more}"


def kind_words(row: CaseRow) -> str:
    """Type, and sort where there is one."""
    kind = label_of(row.type_label)
    return f"{kind} · {label_of(row.sort_label)}" if row.sort_label else kind


def state_badge(row: CaseRow) -> StateBadge:
    """The state in a word."""
    if row.ended:
        return StateBadge(label_of(row.state_label), StateTone.STOPPED)
    tone = StateTone.ATTENTION if row.state in _ATTENTION else StateTone.ACTIVE
    return StateBadge(label_of(row.state_label), StateTone.DONE if row.state == "closed" else tone)


def _span(start: datetime, end: datetime, area: str) -> tuple[int, Span]:
    seconds = (end - start).total_seconds()
    if seconds < 3600:
        return max(1, int(seconds // 60)), Span.MINUTES
    if seconds < 86_400:
        return int(seconds // 3600), Span.HOURS
    days = calendar_at(area).working_days(local_day(start), local_day(end))
    return (days, Span.WORKDAYS) if days else (int(seconds // 86_400), Span.DAYS)


def _badge(due_at: datetime, at: datetime, *, soon: bool, area: str) -> DueBadge:
    title = due_words(due_at)
    if at > due_at:
        # A working day is no measure of lateness: nights and holidays count against us too.
        amount, span = _span(due_at, at, area)
        late = (amount, span) if span is not Span.WORKDAYS else (max(1, (at - due_at).days), Span.DAYS)
        return DueBadge.late(*late, title=title)
    amount, span = _span(at, due_at, area)
    return DueBadge.left(amount, span, soon=soon, title=title)


def due_badge(row: CaseRow) -> DueBadge | None:
    """How long is left until the next clock of the case ends; None where nothing runs."""
    if row.due_at is None or row.ended:
        return None
    return _badge(row.due_at, now(), soon=row.alarm > 0, area=row.area)


def due_words(due_at: datetime) -> str:
    """A due moment as people say it: a day's end is that day, not midnight of the next."""
    local = due_at.astimezone(LOCAL)
    if (local.hour, local.minute) == (0, 0):
        return day_words(local.date() - timedelta(days=1), with_year=True)
    return moment_words(local, with_year=True)


def clock_badge(clock: ClockRow, area: str) -> DueBadge | None:
    """How one clock stands."""
    if clock.stopped_at is not None or clock.state.kind is StateKind.STOPPED:
        return DueBadge(gettext("Ended late"), title="") if clock.late else DueBadge.done()
    if clock.state.kind is StateKind.PAUSED:
        return DueBadge.paused(mapped(PAUSES, clock.state.reason))
    if clock.due_at is None:
        return None
    return _badge(clock.due_at, now(), soon=clock.rung > 0, area=area)


def act_words(act: ActRow) -> str:
    """What an act was."""
    if act.label is not None:
        return label_of(act.label)
    if act.action == "alarm":
        return gettext(RUNGS.get(int(act.told["rung"]), UP_THE_LINE))
    return gettext(ACTS[act.action]) if act.action in ACTS else act.action


def mapped(words: Mapping[str, str], key: Any) -> str:
    """A word of one of the tables above; an unknown key stays as it is."""
    return gettext(words[key]) if key in words else str(key)
