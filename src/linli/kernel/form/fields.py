"""The parts of a form."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from linli.kernel.expr import Expression, Kind, Label

MAX_FIELDS: Final = 200
MAX_ROW_FIELDS: Final = 40
MAX_ROWS: Final = 200
MAX_OPTIONS: Final = 500
MAX_STEPS: Final = 30
MAX_TEXT: Final = 20_000
# The largest whole number that every JSON reader keeps exactly.
MAX_WHOLE: Final = 2**53 - 1
FIRST_DAY: Final = date(1800, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)


class FieldKind(StrEnum):
    """What a field holds. FEN is money in whole fen; FILE and PLACE are references."""

    STRING = "string"
    INTEGER = "integer"
    FEN = "fen"
    BOOLEAN = "boolean"
    DATE = "date"
    ENUM = "enum"
    MULTI_ENUM = "multi_enum"
    FILE = "file"
    PLACE = "place"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    GROUP = "group"


_EXPRESSION_KINDS: Final = {
    FieldKind.INTEGER: Kind.INTEGER,
    FieldKind.FEN: Kind.INTEGER,
    FieldKind.BOOLEAN: Kind.TRUTH,
    FieldKind.DATE: Kind.DATE,
    FieldKind.MULTI_ENUM: Kind.LIST,
    FieldKind.GROUP: Kind.LIST,
}
# These identify or reach a person whatever the form is about.
ALWAYS_PERSONAL: Final = frozenset({FieldKind.PHONE, FieldKind.ID_NUMBER})


@dataclass(frozen=True)
class Option:
    """One choice: its value and its text."""

    value: str
    label: Label


@dataclass(frozen=True)
class Field:
    """One question.

    ``least`` and ``most`` bound the length of texts, the value of numbers and the count of choices or rows;
    ``first`` and ``last`` bound dates. A field is shown while ``show_if`` holds, and must be filled in when
    it is shown and ``required`` or ``require_if`` holds. ``rows`` are the fields of one row of a GROUP.
    """

    key: str
    kind: FieldKind
    label: Label
    least: int
    most: int
    hint: Label | None = None
    required: bool = False
    show_if: Expression | None = None
    require_if: Expression | None = None
    options: tuple[Option, ...] = ()
    pattern: str = ""
    multiline: bool = False
    first: date = FIRST_DAY
    last: date = LAST_DAY
    personal: bool = False
    purpose: str = ""
    rows: tuple["Field", ...] = ()

    @property
    def expression_kind(self) -> Kind:
        """What the field's name stands for in conditions."""
        return _EXPRESSION_KINDS.get(self.kind, Kind.TEXT)


@dataclass(frozen=True)
class Step:
    """One page with the keys of its fields."""

    key: str
    title: Label
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form of one version; each field stands in one step."""

    key: str
    version: int
    title: Label
    fields: tuple[Field, ...]
    steps: tuple[Step, ...]

    def field(self, key: str) -> Field:
        """The field of that key; KeyError when there is none."""
        return {field.key: field for field in self.fields}[key]
