"""What a page asks before an act on a case, and the one command that it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.queries.case_detail import CaseDetail
from linli.faces.desk.asking import version_of
from linli.faces.desk.doing import actor_of
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.ui.parts import Choice, FieldKind, FormField, Notice
from linli.ui.web.requests import LinliRequest

NOTE_LENGTH = 5_000


@dataclass(frozen=True)
class Deed:
    """A page of one act: its words, its questions, and what is done with the answers."""

    title: str
    fields: tuple[FormField, ...]
    send: Callable[[Actor, QueryDict], Receipt]
    submit: str = ""
    notices: tuple[Notice, ...] = ()
    danger: bool = False


@dataclass(frozen=True)
class Asked:
    """A request for a deed on a case."""

    request: LinliRequest
    case: CaseDetail

    @property
    def id(self) -> UUID:
        """The case."""
        return self.case.row.id

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return actor_of(self.request)

    def at(self, given: QueryDict) -> dict[str, int]:
        """The version that the form was made with, as an argument."""
        return {"expected_version": version_of(given)}


def note_field(label: str = "", *, required: bool = True, name: str = "note", hint: str = "") -> FormField:
    """A field for words."""
    label = label or gettext("Reason or note")
    return FormField(name, label, FieldKind.AREA, required=required, maxlength=NOTE_LENGTH, hint=hint)


def select(name: str, label: str, choices: tuple[Choice, ...], *, value: str = "", hint: str = "") -> FormField:
    """A field with one of several values, none chosen before."""
    return FormField(name, label, FieldKind.SELECT, value, choices=(Choice("", gettext("Choose")), *choices),
                     required=True, hint=hint)  # fmt: skip


def chosen_id(given: QueryDict, name: str) -> UUID:
    """The id in a field; Invalid names the field."""
    try:
        return UUID(given.get(name, ""))
    except ValueError as error:
        raise Invalid(KernelCode.INVALID, problems=(Problem(name, KernelCode.REQUIRED),)) from error
