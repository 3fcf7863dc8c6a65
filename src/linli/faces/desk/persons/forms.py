"""One way for all forms about a person: draw, run one command, draw anew with what was typed when it refuses."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from linli.faces.desk.forms import typed_version
from linli.faces.desk.notes.forms import errors_by_path, fresh_key, summary_of
from linli.faces.desk.persons.looks import SOURCE_WORDS, choices
from linli.kernel.errors import Problem, Refusal
from linli.ui.parts import (
    FieldKind,
    Form,
    FormField,
    FormPage,
    Hidden,
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


@dataclass(frozen=True)
class Sheet:
    """A form: its fields as they stand when nothing was typed, and where it leads ``after`` (back, unless said)."""

    title: str
    fields: tuple[FormField, ...]
    submit: str
    back: Link
    note: str = ""
    hidden: Hidden = ()
    danger: bool = False
    side: tuple[Section, ...] = ()
    after: str = ""


Run = Callable[[QueryDict], object]


def answer(request: LinliRequest, sheet: Sheet, run: Run) -> HttpResponse:
    """Show the sheet, or run the command and go back; a refusal is told at its field and nothing typed is lost."""
    if request.method != "POST":
        return _drawn(request, sheet, None)
    try:
        run(request.POST)
    except Refusal as refusal:
        return _drawn(request, sheet, refusal)
    return HttpResponseRedirect(sheet.after or sheet.back.href)


def _drawn(request: LinliRequest, sheet: Sheet, refusal: Refusal | None) -> HttpResponse:
    problems = _placed(sheet, refusal.problems) if refusal else ()
    errors = errors_by_path(problems)
    typed = request.POST if refusal else None
    fields = tuple(_refilled(item, typed, errors.get(item.name, ())) for item in sheet.fields)
    hidden = (*sheet.hidden, ("key", fresh_key()))
    form = Form(
        "", groups=one_group(*fields), hidden=hidden, submit=sheet.submit, danger=sheet.danger,
        summary=summary_of(problems),
    )  # fmt: skip
    notices = (_notice(refusal),) if refusal and not problems else ()
    page = FormPage(PageHead(sheet.title, sheet.note, back=sheet.back), form, notices=notices, side=sheet.side)
    return render(request, "ui/pages/form.html", {"page": page}, status=refusal.status if refusal else 200)


def _placed(sheet: Sheet, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems at a field that the form has; others are told of its first field."""
    names = {item.name for item in sheet.fields}
    return tuple(item if item.path in names else replace(item, path=sheet.fields[0].name) for item in problems)


def _refilled(item: FormField, typed: QueryDict | None, errors: tuple[str, ...]) -> FormField:
    if typed is None:
        return item
    values = tuple(typed.getlist(item.name))
    if item.kind is FieldKind.CHECKS:
        return replace(item, values=values, value="", errors=errors)
    return replace(item, value=values[0] if values else "", errors=errors)


def _notice(refusal: Refusal) -> Notice:
    return Notice(hint_of(refusal.code, refusal.data), message_of(refusal.code, refusal.data), Tone.ATTENTION)


def day_field(name: str, label: str, value: str, hint: str = "") -> FormField:
    """A day, required."""
    return FormField(name, label, FieldKind.DATE, value, required=True, width=Width.SHORT, hint=hint)


def source_field() -> FormField:
    """Where the entry comes from."""
    words = choices(SOURCE_WORDS)
    return FormField("source", gettext("Where does this come from?"), FieldKind.SELECT, "document", choices=words)


def version_in(given: QueryDict) -> int:
    """The version that the form was made with; 0 when it is missing."""
    return typed_version({"expected_version": given.get("expected_version", "")})


def minutes(given: QueryDict, name: str) -> int | None:
    """The minutes since midnight of a time field; None when it is empty."""
    text = given.get(name, "").strip()
    if not text:
        return None
    hours, _, rest = text.partition(":")
    if not (hours.isascii() and hours.isdigit() and rest.isascii() and rest.isdigit()):
        return -1
    return int(hours) * 60 + int(rest)


def span(given: QueryDict, first: str, last: str) -> tuple[int, int] | None:
    """Two times of day; None when neither is given. A half-filled pair is refused by the rule."""
    start, end = minutes(given, first), minutes(given, last)
    return None if start is None and end is None else (-1 if start is None else start, -1 if end is None else end)
