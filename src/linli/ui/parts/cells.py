"""What stands in one cell of a table or behind the label of a fact."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from linli.ui.parts.badges import DueBadge, PersonBadge, StateBadge
from linli.ui.wording import number_words, when_words


@dataclass(frozen=True, slots=True)
class TextCell:
    """Plain text; ``note`` stands smaller behind it."""

    kind: ClassVar[str] = "text"
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number, set right; ``href`` leads to what it counts. Text (a sum of money) is taken as it is."""

    kind: ClassVar[str] = "number"
    value: int | str = 0
    href: str = ""
    unit: str = ""

    @property
    def words(self) -> str:
        return number_words(self.value) if isinstance(self.value, int) else self.value


@dataclass(frozen=True, slots=True)
class LinkCell:
    """A link; in the first column it is the way into the row."""

    kind: ClassVar[str] = "link"
    text: str = ""
    href: str = ""
    note: str = ""

    @property
    def is_code(self) -> bool:
        """A number that people read out: it stays on one line."""
        return self.text.isdecimal()


@dataclass(frozen=True, slots=True)
class DueCell:
    """A clock."""

    kind: ClassVar[str] = "due"
    due: DueBadge = field(default_factory=DueBadge)


@dataclass(frozen=True, slots=True)
class StateCell:
    """A state."""

    kind: ClassVar[str] = "state"
    state: StateBadge = field(default_factory=StateBadge)


@dataclass(frozen=True, slots=True)
class PersonCell:
    """A masked person."""

    kind: ClassVar[str] = "person"
    person: PersonBadge = field(default_factory=PersonBadge)


@dataclass(frozen=True, slots=True)
class DateCell:
    """A day or a moment; None is shown as a dash."""

    kind: ClassVar[str] = "date"
    when: date | None = None
    with_year: bool = False

    @property
    def words(self) -> str:
        return "" if self.when is None else when_words(self.when, with_year=self.with_year)

    @property
    def machine(self) -> str:
        return "" if self.when is None else self.when.isoformat()


Cell = TextCell | NumberCell | LinkCell | DueCell | StateCell | PersonCell | DateCell


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it stands for; text becomes a cell of its own. ``wide`` takes a line for itself."""

    label: str = ""
    value: str | Cell = ""
    wide: bool = False

    @property
    def cell(self) -> Cell:
        return TextCell(self.value) if isinstance(self.value, str) else self.value
