"""What is sent from the page of one's case: one command each, then back to the page."""

import re
from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from linli.cases.commands import answer_question, attach_files, note_case, rate_case, take_step
from linli.faces.portal.track.case import Opened, opened, page_answer
from linli.faces.portal.track.doing import SUPPLY
from linli.faces.portal.track.papers import taken_papers
from linli.faces.portal.visiting import access_of
from linli.kernel.actor import Actor
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem, Refusal
from linli.kernel.files.store import take_in
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest

KEY = re.compile(r"[0-9a-f]{32}")
MOST_AT_ONCE = 10


def _done(request: LinliRequest, act: Callable[[Opened, Actor], object]) -> HttpResponse:
    """Do it under the page's key; a refusal is told on the page, which keeps what was typed."""
    access = access_of(request)
    if access is None:
        return HttpResponseRedirect("/track/")
    case = opened(access)
    key = request.POST.get("key", "")
    actor = case.actor.keyed(f"track/{access.party}/{key}") if KEY.fullmatch(key) else case.actor
    try:
        act(case, actor)
    except Refusal as refusal:
        return page_answer(request, opened(access), refusal)
    return HttpResponseRedirect("/track/case/")


def _version(request: LinliRequest) -> int:
    text = request.POST.get("expected_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _own(case: Opened) -> UUID:
    """The case, for those whose own it is; who only joined may look."""
    if not case.own:
        raise NotFound(KernelCode.NOT_FOUND)
    return case.access.case


@public
@require_POST
def answer(request: LinliRequest) -> HttpResponse:
    """Answer a question of the staff."""
    try:
        question = UUID(request.POST.get("question", ""))
    except ValueError as error:
        raise NotFound(KernelCode.NOT_FOUND) from error
    text = request.POST.get("text", "")
    return _done(request, lambda case, actor: answer_question(actor, question=question, text=text))


@public
@require_POST
def note(request: LinliRequest) -> HttpResponse:
    """Add words."""
    text = request.POST.get("text", "")
    return _done(request, lambda case, actor: note_case(actor, case=_own(case), text=text))


@public
@require_POST
def photo(request: LinliRequest) -> HttpResponse:
    """Add photos or papers."""

    def act(case: Opened, actor: Actor) -> object:
        uploads = request.FILES.getlist("photos")[:MOST_AT_ONCE]
        if not uploads:
            raise Invalid(KernelCode.INVALID, problems=(Problem("photos", KernelCode.REQUIRED),))
        taken = [take_in(upload.read()) for upload in uploads]
        files = [{**one.as_data(), "kind": "before" if one.type.startswith("image/") else "material"} for one in taken]
        return attach_files(actor, case=_own(case), files=files)

    return _done(request, act)


@public
@require_POST
def rate(request: LinliRequest) -> HttpResponse:
    """Give one to five stars with reasons."""
    given = request.POST.get("stars", "")
    stars = int(given) if given in ("1", "2", "3", "4", "5") else 0
    reasons, text, version = request.POST.getlist("reasons")[:20], request.POST.get("text", ""), _version(request)
    return _done(
        request,
        lambda case, actor: rate_case(
            actor, case=_own(case), stars=stars, reasons=reasons, text=text, expected_version=version
        ),
    )


@public
@require_POST
def step(request: LinliRequest, action: str) -> HttpResponse:
    """Withdraw, open again, ask for a review: what the flow offers to a party."""
    text, version = request.POST.get("note", ""), _version(request)

    def act(case: Opened, actor: Actor) -> object:
        files = taken_papers(request, case.detail) if action == SUPPLY else ()
        return take_step(actor, case=_own(case), action=action, note=text, files=files, expected_version=version)

    return _done(request, act)
