"""The forms of notes: drawn anew with what was typed when something is wrong."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.utils.translation import gettext

from linli.cases.rules.notes import BODY_LENGTH, MOST_DAYS, SUBJECT_LENGTH
from linli.kernel.actor import Actor
from linli.kernel.errors import Problem
from linli.people.queries.units import units_to_write_to
from linli.ui.parts import Choice, ErrorSummary, FieldKind, FieldProblem, Form, FormField, Width, one_group
from linli.ui.web.wording import hint_of, message_of

Typed = Mapping[str, str]


def errors_by_path(problems: tuple[Problem, ...]) -> dict[str, tuple[str, ...]]:
    """What to say under each field."""
    return {p.path: (f"{message_of(p.code, p.data)} {hint_of(p.code, p.data)}",) for p in problems}


def summary_of(problems: tuple[Problem, ...]) -> ErrorSummary | None:
    """The list of what is wrong, above the form."""
    if not problems:
        return None
    lines = tuple(FieldProblem(message_of(p.code, p.data), f"id_{p.path}") for p in problems)
    return ErrorSummary(lines, kept=gettext("What you typed is still here."))


def fresh_key() -> str:
    """A key for one sending of a form, so that a double click sends once."""
    return str(uuid4())


def words_fields(typed: Typed, errors: Mapping[str, tuple[str, ...]]) -> tuple[FormField, ...]:
    """Subject and text of a note."""
    return (
        FormField(
            "subject", gettext("Subject"), value=typed.get("subject", ""), required=True, maxlength=SUBJECT_LENGTH,
            errors=errors.get("subject", ()),
        ),
        FormField(
            "body", gettext("What is it about?"), FieldKind.AREA, typed.get("body", ""), required=True, rows=7,
            maxlength=BODY_LENGTH, errors=errors.get("body", ()),
        ),
    )  # fmt: skip


def new_note_form(actor: Actor, typed: Typed, problems: tuple[Problem, ...] = ()) -> Form:
    """Who shall answer what, within how many working days."""
    errors = errors_by_path(problems)
    units = (Choice(str(u.id), u.name) for u in units_to_write_to(actor))
    fields = (
        FormField(
            "receiver", gettext("To which unit?"), FieldKind.SELECT, typed.get("receiver", ""),
            choices=(Choice("", gettext("Please choose")), *units), required=True, errors=errors.get("receiver", ()),
        ),
        *words_fields(typed, errors),
        FormField(
            "days", gettext("Answer within"), FieldKind.NUMBER, typed.get("days", "5"), required=True,
            unit=gettext("working days"), width=Width.SHORT, inputmode="numeric", errors=errors.get("days", ()),
            attributes=(("min", "1"), ("max", str(MOST_DAYS))),
        ),
    )  # fmt: skip
    hidden = (("key", typed.get("key") or fresh_key()),)
    return Form("", groups=one_group(*fields), hidden=hidden, submit=gettext("Send"), summary=summary_of(problems))


def edit_form(typed: Typed, version: int, problems: tuple[Problem, ...] = ()) -> Form:
    """Other words for a note."""
    fields = words_fields(typed, errors_by_path(problems))
    hidden = (("expected_version", str(version)), ("key", fresh_key()))
    return Form("", groups=one_group(*fields), hidden=hidden, submit=gettext("Save"), summary=summary_of(problems))


def reply_form(note: UUID, version: int, action: str, label: str, submit: str) -> Form:
    """A text that goes with a step: an answer, a reason."""
    field = FormField(
        "text", label, FieldKind.AREA, required=True, rows=4, maxlength=BODY_LENGTH, id=f"id_{action}_text"
    )
    hidden = (("expected_version", str(version)), ("key", fresh_key()))
    return Form(
        f"/desk/notes/{note}/{action}/",
        groups=one_group(field),
        hidden=hidden,
        submit=submit,
        key=f"form_{action}",
    )
