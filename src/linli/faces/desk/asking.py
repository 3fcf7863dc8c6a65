"""A page that asks and does: one form, one command. What was typed stays when something is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import typed_day, typed_version
from linli.faces.desk.words import field_words
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotAllowed, NotFound, Refusal
from linli.ui.parts import (
    ErrorSummary,
    FieldKind,
    FieldProblem,
    Form,
    FormField,
    FormPage,
    Link,
    Notice,
    PageHead,
    Section,
    Tone,
    Width,
    one_group,
)
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of

# Does it and says where to go on; or gives the page itself, where something is shown once.
Send = Callable[[Actor, QueryDict], str | HttpResponse]


@dataclass(frozen=True)
class Question:
    """What a page asks. ``version`` is that of the row it is about; ``side`` is good to know."""

    title: str
    fields: tuple[FormField, ...]
    back: Link
    submit: str
    note: str = ""
    version: int | None = None
    danger: bool = False
    notices: tuple[Notice, ...] = ()
    side: tuple[Section, ...] = ()


def asked_day(request: LinliRequest) -> date:
    """The day that the address asks for, else today."""
    return typed_day(request.GET, "day") if request.GET.get("day") else local_day(actor_of(request).at)


def maybe_day(given: QueryDict, name: str) -> date | None:
    """The day in a field that may stay empty."""
    return typed_day(given, name) if given.get(name, "").strip() else None


def version_of(given: QueryDict) -> int:
    """The version that the form was made with."""
    return typed_version({"expected_version": given.get("expected_version", "")})


def day_field(name: str, label: str, value: date | None = None, *, required: bool = True, hint: str = "") -> FormField:
    """A field for a day."""
    text = value.isoformat() if value else ""
    return FormField(name, label, FieldKind.DATE, text, required=required, width=Width.SHORT, hint=hint)


def draw(request: LinliRequest, question: Question, refusal: Refusal | None = None) -> HttpResponse:
    """The page that asks; after a refusal with what was typed and what is wrong with it."""
    if refusal is None:
        return _draw(request, question, None)
    return _draw(request, _refilled(question, request.POST, refusal), refusal)


def answer(request: LinliRequest, question: Question, send: Send) -> HttpResponse:
    """Draw the page; on POST do it and go on to where ``send`` says, or say what is wrong and keep what was typed."""
    if request.method != "POST":
        return _draw(request, question, None)
    actor = actor_of(request).keyed(request.POST.get("key", ""))
    try:
        found = send(actor, request.POST)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _draw(request, _refilled(question, request.POST, refusal), refusal)
    return HttpResponseRedirect(found) if isinstance(found, str) else found


def _refilled(question: Question, given: QueryDict, refusal: Refusal) -> Question:
    told: dict[str, list[str]] = {}
    for problem in refusal.problems:
        told.setdefault(problem.path, []).append(
            f"{message_of(problem.code, problem.data)} {hint_of(problem.code, problem.data)}"
        )
    fields = tuple(_typed(field, given, tuple(told.get(field.name, ()))) for field in question.fields)
    return replace(question, fields=fields, notices=(*_stale(refusal), *question.notices))


def _typed(field: FormField, given: QueryDict, errors: tuple[str, ...]) -> FormField:
    if field.kind is FieldKind.CHECKS:
        return replace(field, values=tuple(given.getlist(field.name)), errors=errors)
    return replace(field, value=given.get(field.name, ""), errors=errors)


def _stale(refusal: Refusal) -> tuple[Notice, ...]:
    """Somebody was faster: what they changed. Sending again then overwrites it knowingly."""
    if refusal.code is not KernelCode.STALE:
        return ()
    names = {name for change in refusal.data.get("changes", []) for name in change["fields"]}
    changed = gettext("Changed meanwhile: {fields}.").format(fields=field_words(names)) if names else ""
    kept = gettext("What you typed is still here; send it again if it should hold.")
    text = "\n".join(line for line in (changed, kept) if line)
    return (Notice(text, message_of(refusal.code, refusal.data), Tone.ATTENTION),)


def _summary(question: Question, refusal: Refusal | None) -> ErrorSummary | None:
    if refusal is None or refusal.code is KernelCode.STALE:
        return None
    keys = {field.name: field.first_key for field in question.fields}
    lines = [FieldProblem(message_of(p.code, p.data), keys.get(p.path, "")) for p in refusal.problems]
    if not lines:
        lines = [FieldProblem(f"{message_of(refusal.code, refusal.data)} {hint_of(refusal.code, refusal.data)}")]
    return ErrorSummary(tuple(lines), kept=gettext("What you typed is still here."))


def _draw(request: LinliRequest, question: Question, refusal: Refusal | None) -> HttpResponse:
    version = (("expected_version", str(question.version)),) if question.version is not None else ()
    form = Form(
        "", groups=one_group(*question.fields), hidden=(("key", str(uuid4())), *version), submit=question.submit,
        danger=question.danger, summary=_summary(question, refusal),
    )  # fmt: skip
    page = FormPage(
        PageHead(question.title, question.note, back=question.back), form, notices=question.notices, side=question.side
    )
    return render(request, "ui/pages/form.html", {"page": page}, status=refusal.status if refusal else 200)
