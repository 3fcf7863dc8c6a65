"""Form fields and forms as templates draw them; ``bound.py`` makes them from Django forms."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import ClassVar

from django.utils.translation import gettext

from linli.ui.parts.actions import Action, Hidden
from linli.ui.parts.badges import Choice
from linli.ui.parts.part import Part
from linli.ui.parts.steps import Upload

_ATTRIBUTES = re.compile(
    r"(data|aria)-[a-z-]+|hx-(?!on)[a-z-]+|min|max|step|minlength|pattern|placeholder|size|spellcheck|title"
    r"|readonly|list|autocapitalize|autocorrect|enterkeyhint"
)


def may_be_attribute(name: str) -> bool:
    """Whether a control may carry this further attribute: nothing that runs script or sets style."""
    return _ATTRIBUTES.fullmatch(name) is not None


class FieldKind(StrEnum):
    """What a field looks like; kinds that are input types have the type's name."""

    TEXT = "text"
    SEARCH = "search"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MOMENT = "datetime-local"
    TEL = "tel"
    EMAIL = "email"
    URL = "url"
    PASSWORD = "password"  # noqa: S105 - the name of an input type
    FILE = "file"
    AREA = "area"
    SELECT = "select"
    RADIO = "radio"
    CHECK = "check"
    CHECKS = "checks"
    HTML = "html"


class Width(StrEnum):
    """How much a field is expected to hold."""

    SHORT = "short"
    MEDIUM = "medium"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class FormField(Part):
    """One question.

    ``values`` holds the marked choices of CHECKS or a multiple SELECT, ``value`` that of all others.

    ``unit`` stands behind the field; ``attributes`` are further attributes of the control (never style or
    on…); ``html`` is markup from Django itself for widgets of a kind of their own (kind HTML) and is not
    escaped.
    """

    template: ClassVar[str] = "ui/components/field.html"
    variable: ClassVar[str] = "field"

    name: str = ""
    label: str = ""
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    values: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    errors: tuple[str, ...] = ()
    required: bool = False
    autocomplete: str = ""
    inputmode: str = ""
    width: Width = Width.FULL
    unit: str = ""
    rows: int = 4
    maxlength: int | None = None
    accept: str = ""
    multiple: bool = False
    disabled: bool = False
    autofocus: bool = False
    attributes: Hidden = ()
    html: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for an attribute that could carry script or style."""
        for name, _value in self.attributes:
            if not may_be_attribute(name):
                raise ValueError(f"a form field takes no attribute {name!r}")

    @property
    def key(self) -> str:
        """The control's id."""
        return self.id or f"id_{self.name}"

    @property
    def input_type(self) -> str:
        """The type of the control. Numbers are texts: a number box drops 1,200 and full-width digits unseen."""
        return "text" if self.kind is FieldKind.NUMBER else self.kind.value

    @property
    def keyboard(self) -> str:
        """Which keys a phone shows."""
        return self.inputmode or ("numeric" if self.kind is FieldKind.NUMBER else "")

    @property
    def is_group(self) -> bool:
        """Whether the label is a legend over several controls."""
        return self.kind in (FieldKind.RADIO, FieldKind.CHECKS)

    @property
    def first_key(self) -> str:
        """The id that an error summary links to."""
        return f"{self.key}_0" if self.is_group else self.key

    @property
    def grouped(self) -> list[tuple[str, list[Choice]]]:
        """The choices under the names of their groups, in their order."""
        return [(name, list(some)) for name, some in groupby(self.choices, key=lambda choice: choice.group)]

    @property
    def chosen(self) -> tuple[str, ...]:
        return self.values or (self.value,)

    @property
    def described_by(self) -> str:
        """Ids of hint and error, for ``aria-describedby``."""
        hint = [f"{self.key}_hint"] if self.hint else []
        return " ".join([*hint, *([f"{self.key}_error"] if self.errors else [])])


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """What belongs together under one heading: fields, uploads, notices between them."""

    legend: str = ""
    fields: tuple[Part, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong, and the id of the control it leads to (empty for the whole form)."""

    message: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ErrorSummary(Part):
    """Everything wrong with a form, above it, each a link to its field.

    It takes the focus when the page opens.
    """

    template: ClassVar[str] = "ui/components/error_summary.html"
    variable: ClassVar[str] = "summary"

    problems: tuple[FieldProblem, ...] = ()
    title: str = ""
    kept: str = ""

    @property
    def heading(self) -> str:
        return self.title or gettext("Some entries need another look")


@dataclass(frozen=True, slots=True)
class Form(Part):
    """A form with one main button.

    ``target`` is the selector that htmx swaps; without it the whole page is sent.

    ``method="post"`` adds the CSRF token; ``hidden`` should carry the idempotency key and the expected
    version. ``others`` that POST send what was filled in to their own address, unchecked ("keep for later"); of
    their hidden fields only one can go along.
    """

    template: ClassVar[str] = "ui/components/form.html"
    variable: ClassVar[str] = "form"

    action: str = ""
    method: str = "post"
    groups: tuple[FieldGroup, ...] = ()
    hidden: Hidden = ()
    submit: str = ""
    submit_name: str = ""
    submit_value: str = ""
    danger: bool = False
    summary: ErrorSummary | None = None
    others: tuple[Action, ...] = ()
    target: str = ""
    key: str = "form"

    @property
    def has_files(self) -> bool:
        """Whether the encoding must carry files."""
        return any(_takes_files(part) for group in self.groups for part in group.fields)


def _takes_files(part: Part) -> bool:
    return isinstance(part, Upload) or (isinstance(part, FormField) and part.kind is FieldKind.FILE)


@dataclass(frozen=True, slots=True)
class Suggestions(Part):
    """What a text field suggests while one types: the field names ``key`` in its attribute ``list``."""

    template: ClassVar[str] = "ui/components/suggestions.html"
    variable: ClassVar[str] = "suggestions"

    key: str = ""
    values: tuple[str, ...] = ()


def one_group(*fields: Part, legend: str = "") -> tuple[FieldGroup, ...]:
    """The groups of a form that needs only one."""
    return (FieldGroup(legend, fields),)
