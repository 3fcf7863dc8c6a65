"""The addresses of the ways: one view a step, one command a request."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.commands import drop_draft, prove_phone, send_code
from linli.cases.queries.party_access import Access, opened_with, receipt_code
from linli.cases.rules.case_reasons import CaseCode
from linli.faces.portal import limits
from linli.faces.portal.intake import check, drafts, fields, photo, similar, what, where, who
from linli.faces.portal.intake.drafts import APPLY, REPORT, Kept, draft_of
from linli.faces.portal.intake.journey import FORM, Journey
from linli.faces.portal.intake.screens import Asked
from linli.faces.portal.pages import Page, head, shown
from linli.faces.portal.parts import Call
from linli.faces.portal.reasons import PortalCode
from linli.faces.portal.visiting import (
    ACCESS_LIFE,
    RECEIPT,
    client_of,
    community_of,
    county,
    give_access,
    hold,
    remember_community,
    visitor,
)
from linli.kernel.command import Receipt
from linli.kernel.errors import KernelCode, NotFound, Refusal
from linli.kernel.files.images import thumbnail
from linli.kernel.files.store import path_of
from linli.kernel.text import half_width
from linli.ui.parts import Action, Fact, Facts, Notice, Section, Weight
from linli.ui.web.gates import public
from linli.ui.web.wording import hint_of, message_of
from linli.ui.wording import grouped

Asks = Callable[[Asked], Page]
Takes = Callable[[Journey, HttpRequest], Mapping[str, Any]]
ASKS: dict[str, Asks] = {
    "photo": photo.ask_photo, "papers": photo.ask_papers, "what": what.ask_what, "sort": what.ask_sort,
    "words": what.ask_words, "where": where.ask_where, "who": who.ask_who, "code": who.ask_code,
    "check": check.ask_check,
}  # fmt: skip
TAKES: dict[str, Takes] = {
    "photo": photo.take, "papers": photo.take, "what": what.take_what, "sort": what.take_sort,
    "words": what.take_words, "where": where.take_where, "who": who.take_who,
    "similar": similar.take_similar,
}  # fmt: skip


def _journey(request: HttpRequest, matter: str) -> Journey:
    actor, kind = visitor(), APPLY if matter else REPORT
    journey = Journey(kind, matter, actor, draft_of(request, kind, matter, actor.at), community_of(request))
    if matter and journey.type is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return journey


def _asked(asked: Asked) -> Page:
    return fields.ask_form(asked) if asked.key.startswith(FORM) else ASKS[asked.key](asked)


def _taken(journey: Journey, request: HttpRequest, key: str) -> Mapping[str, Any]:
    if key.startswith(FORM):
        return fields.take_form(journey, request, key)
    return TAKES[key](journey, request)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: str = "", matter: str = "") -> HttpResponse:
    """One step: shown, or taken and on to the next."""
    journey = _journey(request, matter)
    if not key or key not in journey.keys or _too_early(journey, key):
        return HttpResponseRedirect(f"{journey.base}{journey.first_open() if key else journey.keys[0]}/")
    if key == "code" and (journey.is_filled("code") or not journey.is_filled("who")):
        # Come back to, reloaded, or sent twice: the figures have done what they are for, or there is no phone yet.
        return HttpResponseRedirect(f"{journey.base}{'check' if journey.is_filled('code') else 'who'}/")
    if request.method == "POST":
        return _post(request, journey, key)
    if key == "similar":
        return _similar(request, journey)
    return shown(request, _asked(Asked(journey, key, query=request.GET.dict())))


def _too_early(journey: Journey, key: str) -> bool:
    return journey.draft.row is None and key != journey.keys[0]


def _similar(request: HttpRequest, journey: Journey) -> HttpResponse:
    found = similar.found_similar(journey)
    if not found:
        return HttpResponseRedirect(f"{journey.base}who/")
    return shown(request, similar.ask_similar(Asked(journey, "similar"), found))


def _post(request: HttpRequest, journey: Journey, key: str) -> HttpResponse:
    try:
        if key == "check":
            return _sent(request, journey)
        if key == "code":
            return _proven(request, journey)
        return _kept(request, journey, key)
    except Refusal as refusal:
        if refusal.code is CaseCode.EMERGENCY:
            return _emergency(request, journey, refusal)
        if refusal.code is KernelCode.KEY_REUSED:
            return HttpResponseRedirect("/receipt/")
        if refusal.problems and refusal.problems[0].code is PortalCode.NOT_PROVEN:
            key = "code"
        typed = request.POST if key not in ("photo", "papers") else None
        page = _asked(Asked(journey, key, typed, refusal))
        answer = shown(request, page, refusal.status)
        if "retry_after" in refusal.data:
            answer.headers["Retry-After"] = str(refusal.data["retry_after"])
        return answer


def _kept(request: HttpRequest, journey: Journey, key: str) -> HttpResponse:
    fresh = _taken(journey, request, key)
    content = {"kind": journey.kind, "matter": journey.matter, **journey.content, **fresh}
    stay = bool(request.POST.get("more") or request.POST.get("remove")) or (
        key.startswith(FORM) and key not in content.get("done", ())
    )
    after = key if stay else journey.step_after(key, content)
    if key == "who" and after == "code" and journey.draft.row is not None:
        limits.codes.use(client_of(request), journey.actor.at)
        send_code(journey.actor, draft=journey.draft.id, phone=content["phone"], content=content)
        return HttpResponseRedirect(f"{journey.base}code/")
    draft, code = drafts.keep(request, journey.actor, journey.draft, content)
    # The type decides the next step, so it is worked out with what was just kept.
    answer = HttpResponseRedirect(f"{journey.base}{after if stay else _next(journey, key, content)}/")
    drafts.remember(answer, journey.kind, draft, code)
    if key == "where" and not journey.community:
        remember_community(answer, str(content["area"])[:12])
    return answer


def _next(journey: Journey, key: str, content: Mapping[str, Any]) -> str:
    row = journey.draft.row
    if row is None:
        return journey.step_after(key, content)
    later = Journey(
        journey.kind, journey.matter, journey.actor,
        Kept(journey.kind, journey.draft.code, replace(row, content=content)),
        journey.community,
    )  # fmt: skip
    return later.step_after(key, content)


def _proven(request: HttpRequest, journey: Journey) -> HttpResponse:
    phone = str(journey.content.get("phone", ""))
    if request.POST.get("again"):
        limits.codes.use(client_of(request), journey.actor.at)
        send_code(journey.actor, draft=journey.draft.id, phone=phone)
        return HttpResponseRedirect(f"{journey.base}code/?new=1")
    figures = half_width(request.POST.get("code", "")[:20]).replace(" ", "")
    if prove_phone(journey.actor, draft=journey.draft.id, phone=phone, code=figures).status != "proven":
        raise who.wrong_figures()
    return HttpResponseRedirect(f"{journey.base}check/")


def _sent(request: HttpRequest, journey: Journey) -> HttpResponse:
    receipt = check.send(journey, request)
    answer = HttpResponseRedirect("/receipt/")
    hand_out(answer, receipt, str(journey.draft.id))
    drafts.forget(answer, journey.kind)
    return answer


def hand_out(answer: HttpResponse, receipt: Receipt, request_id: str) -> None:
    """Let the browser show the receipt and open the case for two hours. A repeated request looks up what was opened."""
    values = receipt.values
    if "parties" in values:
        found: tuple[str, Access] | None = values["number"], Access(receipt.id, values["parties"][-1])
    else:
        found = opened_with(county(), receipt.id, receipt_code(request_id), visitor().at)
    if found is None:
        return
    number, access = found
    give_access(answer, access)
    hold(answer, RECEIPT, f"{number}:{request_id}", ACCESS_LIFE)


def _emergency(request: HttpRequest, journey: Journey, refusal: Refusal) -> HttpResponse:
    """What to do instead: call. The number can be called by a touch."""
    phone = str(refusal.data["phone"])
    note = Notice(hint_of(refusal.code, refusal.data))
    back = Section(
        gettext("Not an emergency?"),
        actions=(Action(gettext("Choose something else"), f"{journey.base}{'sort' if journey.matter else 'what'}/"),),
    )
    page = Page(head(message_of(refusal.code, refusal.data)), (Call(phone), note, back))
    return shown(request, page, refusal.status)


@public
@require_POST
def later(request: HttpRequest, matter: str = "") -> HttpResponse:
    """Keep what is filled in so far and show the code to come back with."""
    journey = _journey(request, matter)
    key = request.POST.get("step", "")
    fresh: Mapping[str, Any] = {}
    if key in journey.keys and key not in ("check", "code"):
        try:
            fresh = _taken(journey, request, key)
        except Refusal:
            fresh = {}  # half-filled: what was kept before stays
    content = {"kind": journey.kind, "matter": journey.matter, **journey.content, **fresh}
    draft, code = drafts.keep(request, journey.actor, journey.draft, content)
    answer = shown(request, _later_page(journey, code), template="portal/sheet.html")
    drafts.remember(answer, journey.kind, draft, code)
    return answer


def _later_page(journey: Journey, code: str) -> Page:
    facts = Facts((Fact(gettext("Code to come back with"), grouped(code)),))
    go_on = Action(gettext("Go on now"), journey.base + journey.first_open() + "/", weight=Weight.PRIMARY)
    title, note = (
        gettext("Saved"),
        gettext("It is kept for thirty days. On this device you come back without the code."),
    )
    return Page(head(title, note), (Section("", (facts,), actions=(go_on,)),))


@public
@require_POST
def anew(request: HttpRequest, matter: str = "") -> HttpResponse:
    """Forget the draft and begin again."""
    journey = _journey(request, matter)
    if journey.draft.row is not None:
        drop_draft(journey.actor, draft=journey.draft.id)
    answer = HttpResponseRedirect(journey.base)
    drafts.forget(answer, journey.kind)
    return answer


@public
@require_safe
def draft_file(request: HttpRequest, place: int, matter: str = "") -> HttpResponse:
    """A photo of one's own draft."""
    files = _journey(request, matter).content.get("files", ())
    if place >= len(files):
        raise NotFound(KernelCode.NOT_FOUND)
    item = files[place]
    try:
        data = path_of(str(item["sha256"])).read_bytes()
    except OSError as error:
        raise NotFound(KernelCode.NOT_FOUND) from error
    if str(item["type"]).startswith("image/"):
        return HttpResponse(thumbnail(data), content_type="image/jpeg")
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{place + 1}.{item["ending"]}"'
    return answer
