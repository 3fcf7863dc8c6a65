"""The page of one's own case: how it stands, why it is due that day, what happened, what one may do."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.case_detail import CaseDetail, FileRow, case_detail
from linli.cases.queries.party_access import Access, open_questions, party_actor
from linli.faces.portal.pages import Page, refusal_notice, shown
from linli.faces.portal.parts import Photo, Photos
from linli.faces.portal.track.clocks import due_section, stages
from linli.faces.portal.track.doing import doing
from linli.faces.portal.track.papers import missing_section
from linli.faces.portal.track.story import story
from linli.faces.portal.visiting import access_of, county, visitor
from linli.kernel.actor import Actor
from linli.kernel.errors import KernelCode, NotFound, Refusal
from linli.kernel.files.store import open_stored
from linli.ui.parts import (
    Action,
    DateCell,
    Fact,
    Facts,
    Link,
    LinkList,
    ListItem,
    Notice,
    PageHead,
    Part,
    Section,
    StateBadge,
    StateTone,
    Text,
    Tone,
    Weight,
)
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

SEEN = ("before", "after", "material", "answer", "agreement")


@dataclass(frozen=True)
class Opened:
    """A case in the hands of one of its parties. ``own`` is whether it is theirs, not only one they joined."""

    actor: Actor
    access: Access
    detail: CaseDetail
    own: bool


def opened(access: Access) -> Opened:
    """The case of somebody with access; NotFound when they are no party any more."""
    actor = party_actor(county(), access, visitor().at)
    detail = case_detail(actor, access.case)
    return Opened(actor, access, detail, "reporter" in detail.roles)


@public
@require_safe
def case_page(request: LinliRequest) -> HttpResponse:
    """The page; without access it leads to the way in."""
    access = access_of(request)
    if access is None:
        return HttpResponseRedirect("/track/")
    return page_answer(request, opened(access))


def page_answer(request: LinliRequest, case: Opened, refusal: Refusal | None = None) -> HttpResponse:
    """The page, with a refusal above it; what was typed stays in its form."""
    page = _page(case, refusal, request.POST if refusal else QueryDict())
    return shown(request, page, refusal.status if refusal else 200)


def _page(case: Opened, refusal: Refusal | None, typed: QueryDict) -> Page:
    row = case.detail.row
    tone = StateTone.DONE if row.ended or case.detail.closed_at else StateTone.ACTIVE
    head = PageHead(
        row.title, number=row.number, state=StateBadge(label_of(row.state_label), tone),
        back=Link(gettext("To the first page"), "/"),
    )  # fmt: skip
    notices = (refusal_notice(refusal),) if refusal else ()
    questions = open_questions(case.actor, case.access) if case.own else ()
    papers = missing_section(case.detail, typed) if case.own else ()
    parts: list[Part] = [
        *papers,
        *due_section(case.detail, case.actor.at),
        *doing(case.detail, questions, typed, own=case.own),
    ]
    parts += [_photos(case), _what(case), story(case.detail, own=case.own), _leave()]
    return Page(head, tuple(parts), (*notices, *_merged(case)), stages(case.detail))


def _merged(case: Opened) -> tuple[Notice, ...]:
    if case.detail.merged_into is None:
        return ()
    return (Notice(gettext("Somebody reported the same before you. Both are handled as one."), tone=Tone.INFO),)


def _seen(case: Opened) -> list[FileRow]:
    if case.own:
        return [file for file in case.detail.files if file.kind in SEEN]
    return [file for file in case.detail.files if file.public]


def _photos(case: Opened) -> Section:
    files = _seen(case)
    names = {"before": gettext("Before the work"), "after": gettext("After the work"), "material": gettext("Paper"),
             "answer": gettext("Written answer"), "agreement": gettext("Agreement")}  # fmt: skip
    groups = [(kind, [file for file in files if file.kind == kind]) for kind in ("before", "after")]
    photos = tuple(
        Photos(tuple(Photo(f"/track/case/file/{file.id}/", names[kind]) for file in found), names[kind])
        for kind, found in groups
        if found
    )
    papers = [file for file in files if file.kind not in ("before", "after")]
    named = {item.key: label_of(item.label) for item in case.detail.type.materials}
    items = tuple(
        ListItem(named.get(file.material, names[file.kind]), f"/track/case/file/{file.id}/", when=file.added_at)
        for file in papers
    )
    lists = (LinkList(items=items),) if items else ()
    nothing = () if photos or lists else (Text(gettext("No photos or papers yet.")),)
    return Section(gettext("Photos and papers"), (*photos, *lists, *nothing))


def _what(case: Opened) -> Section:
    detail = case.detail
    facts = [Fact(gettext("Matter"), label_of(detail.row.sort_label or detail.row.type_label))]
    facts += [
        Fact(gettext("Place"), " · ".join(t for t in (detail.row.area_name, detail.address if case.own else "") if t))
    ]
    facts += [Fact(gettext("Received"), DateCell(detail.row.received_at))]
    if detail.row.lead_name:
        facts.append(Fact(gettext("Handled by"), detail.row.lead_name))
    if case.own and detail.text:
        facts.append(Fact(gettext("Your words"), detail.text, wide=True))
    return Section(gettext("What it is about"), (Facts(tuple(facts)),), foldable=True)


def _leave() -> Section:
    out = Action(gettext("Close it on this device"), "/track/leave/", "post", Weight.QUIET, "logout")
    return Section("", (Text(gettext("It stays open here for two hours.")),), actions=(out,))


@public
@require_safe
def case_file(request: LinliRequest, file: UUID) -> HttpResponse:
    """A photo or paper of one's own case."""
    access = access_of(request)
    if access is None:
        raise NotFound(KernelCode.NOT_FOUND)
    found = next((item for item in _seen(opened(access)) if item.id == file), None)
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    stored = open_stored(county(), found.file, small=request.GET.get("small") == "1")
    answer = HttpResponse(stored.data, content_type=stored.type)
    if not stored.type.startswith("image/"):
        answer.headers["Content-Disposition"] = f'attachment; filename="{found.kind}.{stored.ending}"'
    return answer
