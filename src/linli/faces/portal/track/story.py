"""What happened, in plain words, the newest first."""

from django.utils.translation import gettext

from linli.cases.queries.case_detail import ActRow, CaseDetail
from linli.kernel.errors import n_
from linli.ui.parts import Part, Section, StateTone, Timeline, TimelineEntry
from linli.ui.web.wording import label_of

WORDS = {
    "open": n_("Received"),
    "note": n_("A note"),
    "attach": n_("Photos or papers added"),
    "ask": n_("A question to you"),
    "answer_question": n_("You answered"),
    "question_over": n_("The time for an answer is over; the work goes on"),
    "rate": n_("You rated it"),
    "pause": n_("The clock stands still"),
    "resume": n_("The clock runs on"),
    "extend": n_("More time was given"),
    "recount": n_("The due day was counted anew"),
    "involve": n_("Another unit helps"),
    "sign": n_("The unit took it on"),
    "reroute": n_("It goes another way"),
    "tell_missing": n_("Papers are missing"),
    "return_originals": n_("Originals were given back"),
    "merge": n_("Joined with an earlier report"),
}
ICONS = {
    "open": "inbox", "ask": "message-2-question", "attach": "photo", "rate": "star", "pause": "player-pause",
    "resume": "player-play", "note": "note", "answer_question": "message",
}  # fmt: skip


def story(detail: CaseDetail, *, own: bool) -> Part:
    """The acts that the reporter may see; who only joined sees no words."""
    shown = [act for act in detail.history if act.shown == "reporter"]
    entries = tuple(_entry(detail, act, own=own) for act in reversed(shown))
    return Section(gettext("What happened"), (Timeline(entries),), key="story")


def _entry(detail: CaseDetail, act: ActRow, *, own: bool) -> TimelineEntry:
    title = _title(act)
    who = gettext("you") if act.by_party and own else gettext("a resident") if act.by_party else ""
    return TimelineEntry(
        title, act.at, who, _words(detail, act) if own else "", ICONS.get(act.action, "point-filled"),
        StateTone.ATTENTION if act.action in ("ask", "tell_missing") else StateTone.NEUTRAL,
        erased=own and act.words is None,
    )  # fmt: skip


def _words(detail: CaseDetail, act: ActRow) -> str:
    papers = "、".join(label_of(item.label) for item in detail.papers_told(act))
    return "\n".join(text for text in (papers, act.words) if text)


def _title(act: ActRow) -> str:
    if act.label:
        return label_of(act.label)
    if act.action == "rate" and act.told.get("rating"):
        return gettext("Rated {stars} of 5").format(stars=act.told["rating"])
    return gettext(WORDS[act.action]) if act.action in WORDS else gettext("A step was taken")
