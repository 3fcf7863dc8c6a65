"""Notes: list, new, one note, its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.commands import answer_note, close_note, edit_note, return_note, send_note, withdraw_note
from linli.cases.queries.notes import NOTES, note_detail
from linli.cases.rules.reasons import CasesCode
from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import LARGEST_NUMBER, LONGEST_NUMBER, typed_version
from linli.faces.desk.notes.forms import edit_form, new_note_form
from linli.faces.desk.notes.looks import due_cell, state_badge
from linli.faces.desk.notes.pages import note_view
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem, n_
from linli.kernel.text import parse_whole
from linli.ui.parts import Action, FormPage, Link, LinkCell, PageHead, StateCell, Weight
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

FACE = ListFace(
    NOTES,
    cells={
        "subject": lambda row: LinkCell(row.subject, f"/desk/notes/{row.id}/"),
        "state": lambda row: StateCell(state_badge(row.state)),
        "due_on": due_cell,
    },
    empty=n_("No notes yet"),
    empty_hint=n_("A note asks another unit something and is owed an answer by a date."),
)


def _new(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("cases.send_note"):
        return ()
    return (Action(gettext("New note"), "/desk/notes/new/", weight=Weight.PRIMARY, icon="plus"),)


note_list = list_view(FACE, "cases.see_own_notes", _new)


def _number(text: str) -> int:
    found = parse_whole(text[:LONGEST_NUMBER])
    if found is None or not 0 <= found <= LARGEST_NUMBER:
        raise Invalid(
            KernelCode.INVALID,
            problems=(Problem("days", CasesCode.DAYS_OUT_OF_RANGE, {"least": 1, "most": 60}),),
        )
    return found


def _uuid(text: str, path: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid(KernelCode.INVALID, problems=(Problem(path, KernelCode.REQUIRED),)) from error


@needs("cases.send_note")
@require_http_methods(["GET", "POST"])
def new_note(request: LinliRequest) -> HttpResponse:
    """Write a note."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return HttpResponseRedirect(f"/desk/notes/{_send(actor_of(request), request.POST).id}/")
        except Invalid as refusal:
            problems = refusal.problems
    form = new_note_form(actor_of(request), request.POST.dict(), problems)
    head = PageHead(gettext("New note"), gettext("Ask another unit; it owes you an answer by the day you name."))
    back = Link(gettext("Notes"), "/desk/notes/")
    page = FormPage(PageHead(head.title, head.note, back=back), form)
    return render(request, "ui/pages/form.html", {"page": page}, status=422 if problems else 200)


def _send(actor: Actor, typed: QueryDict) -> Receipt:
    return send_note(
        actor.keyed(typed.get("key", "")),
        receiver=_uuid(typed.get("receiver", ""), "receiver"),
        subject=typed.get("subject", ""),
        body=typed.get("body", ""),
        days=_number(typed.get("days", "")),
    )


@needs("cases.see_own_notes")
@require_safe
def note_page(request: LinliRequest, note_id: UUID) -> HttpResponse:
    """One note with its steps and history."""
    return note_view(request, note_detail(actor_of(request), note_id))


@needs("cases.edit_note")
@require_http_methods(["GET", "POST"])
def edit_note_page(request: LinliRequest, note_id: UUID) -> HttpResponse:
    """Change the words; when someone was faster, show what changed and keep what was typed."""
    note = note_detail(actor_of(request), note_id)
    typed = {"subject": note.subject, "body": note.body}
    if request.method == "POST":
        typed = {**typed, **request.POST.dict()}
        try:
            return _edit(request, note_id, typed)
        except Conflict as refusal:
            if refusal.code is not KernelCode.STALE:
                raise
            return note_view(request, note_detail(actor_of(request), note_id), stale=refusal, typed=typed)
        except Invalid as refusal:
            return _edit_page(request, note.version, typed, refusal.problems)
    return _edit_page(request, note.version, typed, ())


def _edit(request: LinliRequest, note_id: UUID, typed: dict[str, str]) -> HttpResponse:
    version = typed_version(typed)
    actor = actor_of(request).keyed(typed.get("key", ""))
    edit_note(actor, note=note_id, subject=typed["subject"], body=typed["body"], expected_version=version)
    return HttpResponseRedirect(f"/desk/notes/{note_id}/")


def _edit_page(
    request: LinliRequest, version: int, typed: dict[str, str], problems: tuple[Problem, ...]
) -> HttpResponse:
    page = FormPage(PageHead(gettext("Change the words")), edit_form(typed, version, problems))
    return render(request, "ui/pages/form.html", {"page": page}, status=422 if problems else 200)


Step = Callable[..., Receipt]
STEPS: dict[str, tuple[Step, bool]] = {
    "answer": (answer_note, True),
    "return": (return_note, True),
    "close": (close_note, False),
    "withdraw": (withdraw_note, True),
}


@needs("cases.see_own_notes")
@require_POST
def act_on_note(request: LinliRequest, note_id: UUID, action: str) -> HttpResponse:
    """Take a step of the flow."""
    if action not in STEPS:
        raise NotFound(KernelCode.NOT_FOUND)
    step, has_text = STEPS[action]
    arguments: dict[str, Any] = {"text": request.POST.get("text", "")} if has_text else {}
    actor = actor_of(request).keyed(request.POST.get("key", ""))
    version = typed_version(request.POST.dict())
    try:
        step(actor, note=note_id, expected_version=version, **arguments)
    except Conflict as refusal:
        note = note_detail(actor_of(request), note_id)
        return note_view(request, note, stale=refusal, typed={"text": arguments.get("text", "")})
    return HttpResponseRedirect(f"/desk/notes/{note_id}/")
