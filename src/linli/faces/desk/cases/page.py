"""The page of a case: what it is, what one may do and why not, clocks, people, files, history."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.cases.commands import reveal_party
from linli.cases.queries.case_detail import ActRow, CaseDetail, case_detail
from linli.cases.queries.cases import CaseRow
from linli.faces.desk.cases.clocks import clock_sections
from linli.faces.desk.cases.deeds_data import data_section
from linli.faces.desk.cases.looks import BY_ITSELF, CHANNELS, act_words, due_badge, mapped, state_badge
from linli.faces.desk.cases.matter import (
    files_section,
    head_facts,
    parties_section,
    parts_section,
    shares_section,
    words_section,
)
from linli.faces.desk.cases.offers import more_actions, step_actions
from linli.faces.desk.cases.outside import outside_section
from linli.faces.desk.doing import actor_of, typed_id
from linli.faces.desk.forms import reply_notice
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import Refusal
from linli.ui.parts import (
    Link,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    StateTone,
    Timeline,
    TimelineEntry,
    Tone,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of
from linli.ui.wording import grouped

Shown = Mapping[UUID, Mapping[str, str]]


def page_of(actor: Actor, case: CaseDetail, shown: Shown | None = None, notices: tuple[Notice, ...] = ()) -> ObjectPage:
    """The page; ``shown`` are parties unmasked for this one response."""
    row = case.row
    history = Section(gettext("History"), (story(case),), count=str(len(case.history)), key="history")
    return ObjectPage(
        PageHead(row.title, number=row.number, state=state_badge(row), due=due_badge(row),
                 back=Link(gettext("Cases"), "/desk/cases/")),
        facts=head_facts(case),
        sections=(words_section(case), *data_section(actor, case), shares_section(case), *parts_section(case),
                  *outside_section(actor, case), files_section(case, actor, row.version),
                  parties_section(case, actor, shown or {}), history),
        side=(*clock_sections(case), more_actions(actor, case)),
        actions=step_actions(actor, case), notices=(*_warnings(row), *notices),
    )  # fmt: skip


def _warnings(row: CaseRow) -> tuple[Notice, ...]:
    if row.alarm > 2 and not row.ended:
        return (Notice(gettext("The line above has been told."), gettext("Long overdue"), Tone.DANGER),)
    return (Notice(gettext("Put it before other work."), gettext("Urgent"), Tone.ATTENTION),) if row.urgent else ()


def story(case: CaseDetail) -> Timeline:
    """The history, the newest first."""
    return Timeline(tuple(_entry(case, act) for act in reversed(case.history)))


def _entry(case: CaseDetail, act: ActRow) -> TimelineEntry:
    who = mapped(BY_ITSELF, act.who) or (gettext("the resident") if act.by_party else mapped(CHANNELS, act.channel))
    if act.stand_in_for is not None:
        who = gettext("{post}, standing in").format(post=who)
    tone = StateTone.ATTENTION if act.action == "alarm" else StateTone.NEUTRAL
    title = act_words(act) if act.shown == "reporter" else f"{act_words(act)} · " + gettext("inside only")
    return TimelineEntry(
        title, act.at.astimezone(LOCAL), who=who, text=_said(case, act), tone=tone, erased=act.words is None
    )


def _said(case: CaseDetail, act: ActRow) -> str:
    papers = "、".join(label_of(item.label) for item in case.papers_told(act))
    clock = case.type.clocks.get(str(act.told.get("clock", ""))) if act.action == "alarm" else None
    return "\n".join(text for text in (label_of(clock.label) if clock else "", papers, act.words) if text)


@needs("cases.see_own_cases")
@require_safe
def case_page(request: LinliRequest, case: UUID) -> HttpResponse:
    """One case; 404 for everybody who may not know of it."""
    actor = actor_of(request)
    page = page_of(actor, case_detail(actor, case))
    return render(request, "ui/pages/object.html", {"page": page})


@needs("cases.reveal_party")
@never_cache
@require_POST
def reveal(request: LinliRequest, case: UUID) -> HttpResponse:
    """Show a party's name and phone in this one response, and note the look."""
    actor = actor_of(request)
    try:
        party = typed_id(request.POST.dict(), "party")
        receipt = reveal_party(actor, case=case, party=party)
    except Refusal as refusal:
        page = page_of(actor, case_detail(actor, case), notices=(reply_notice(refusal, {}),))
        return render(request, "ui/pages/object.html", {"page": page}, status=refusal.status)
    words = {gettext("Full name"): receipt.values["name"] or "–", gettext("Phone"): _phone(receipt.values["phone"])}
    page = page_of(actor, case_detail(actor, case), {party: words})
    return render(request, "ui/pages/object.html", {"page": page})


def _phone(number: str) -> str:
    return grouped(number.removeprefix("+86")) if number else "–"
