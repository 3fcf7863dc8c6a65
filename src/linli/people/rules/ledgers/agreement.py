"""What must agree inside a row: identity with birth, sex and age; dates with each other; names with numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.kernel.sheets import Cell
from linli.kernel.sheets.formats import date_of_serial
from linli.people.rules.ledgers.columns import Column
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.shapes import IssueKind, LedgerIssue, Value
from linli.people.rules.ledgers.values.reads import text_of

_ONE_MONTH: Final = re.compile(r"[0-9]{2,4}\.1")
_IDENTITIES: Final = ("person.identity", "householder.identity")
_NAMES: Final = ("person.name", "householder.name")
_MOSTLY: Final = 40
_FEW: Final = 10


@dataclass(frozen=True)
class _Person:
    """The columns of one person in a row."""

    names: tuple[Column, ...]
    identity: Column | None
    birth: Column | None
    sex: Column | None
    age: Column | None
    dates: tuple[Column, ...]
    is_first: bool


class Agreement:
    """Checks rows; adds issues, and takes out values that a person must decide."""

    def __init__(self, columns: Sequence[Column], today: date) -> None:
        self.today = today
        numbers = sorted({column.shown.person for column in columns})
        people = [number for number in numbers if number] or [0]
        self.persons = [_person(columns, number, is_first=number == people[0]) for number in people]
        self.income = _pair(columns, "person.income_month", "person.income_year")

    def check(self, values: dict[str, Value], cells: Sequence[Cell], issues: list[LedgerIssue]) -> None:
        """Look at each person of the row."""
        for person in self.persons:
            identity = values[person.identity.shown.key] if person.identity else None
            if person.identity is not None and identity is None:
                self._no_identity(person, person.identity, values, issues)
            if person.is_first and person.names:
                _name_missing(person, values, issues)
            if isinstance(identity, str) and len(identity) == 18:
                self._with_identity(person, identity, values, cells, issues)
            if person.dates:
                _dates(person, identity, values, issues)
        if self.income:
            _income(*self.income, values, issues)

    def _no_identity(
        self, person: _Person, column: Column, values: dict[str, Value], issues: list[LedgerIssue]
    ) -> None:
        """Missing unless a reason is given already; where most rows have none, the ledger does not ask for it."""
        key = column.shown.key
        if any(issue.key == key and issue.kind is IssueKind.BAD for issue in issues):
            return
        if any(values[name.shown.key] is not None for name in person.names) or (not person.names):
            is_asked = column.filled >= _MOSTLY or column.seen < _FEW
            code = LedgerCode.ID_MISSING if is_asked else LedgerCode.ID_EMPTY
            issues.append(LedgerIssue(code, IssueKind.BAD if is_asked else IssueKind.NOTE, key))

    def _with_identity(
        self,
        person: _Person,
        identity: str,
        values: dict[str, Value],
        cells: Sequence[Cell],
        issues: list[LedgerIssue],
    ) -> None:
        born = _born(identity)
        if person.birth is not None:
            self._birth(person.birth, born, values, cells, issues)
        if person.sex is not None:
            said = values[person.sex.shown.key]
            if said is not None and (said == "男") != (int(identity[16]) % 2 == 1):
                issues.append(LedgerIssue(LedgerCode.ID_SEX, IssueKind.BAD, person.sex.shown.key, said))
                values[person.sex.shown.key] = None
        if person.age is not None:
            said = values[person.age.shown.key]
            # A ledger may be some years old, and ages are counted in two ways.
            years = self.today.year - int(identity[6:10])
            if isinstance(said, int) and not -1 <= years - said <= 6:
                issues.append(LedgerIssue(LedgerCode.AGE, IssueKind.NOTE, person.age.shown.key, said))

    def _birth(
        self,
        column: Column,
        born: str,
        values: dict[str, Value],
        cells: Sequence[Cell],
        issues: list[LedgerIssue],
    ) -> None:
        key = column.shown.key
        said = values[key]
        if isinstance(said, str) and born.startswith(said):
            return
        cell = cells[column.place]
        unclear = any(issue.key == key and issue.code is LedgerCode.DATE_UNCLEAR for issue in issues)
        if said is None and not unclear:
            return
        resolved = _resolved(cell, born)
        issues[:] = [issue for issue in issues if issue.key != key]
        if resolved:
            values[key] = resolved
            issues.append(LedgerIssue(LedgerCode.DATE_BY_ID, IssueKind.NORMALISED, key, cell, {"value": resolved}))
        else:
            values[key] = None
            issues.append(LedgerIssue(LedgerCode.ID_BIRTH, IssueKind.BAD, key, cell, {"value": born}))


def _resolved(cell: Cell, born: str) -> str:
    """The reading of an ambiguous date that agrees with the identity number; empty when none does."""
    text = text_of(cell)
    year, month = born[:4], born[5:7]
    if _ONE_MONTH.fullmatch(text) and year.endswith(text[:-2]) and month in ("01", "10"):
        return born[:7]
    if isinstance(cell, int) or (text.isascii() and text.isdigit()):
        number = int(text)
        for since_1904 in (False, True):
            day = date_of_serial(number, since_1904=since_1904) if 1 <= number <= 100_000 else None
            if day and day.isoformat() == born:
                return born
    if isinstance(cell, date):
        other = date.fromordinal(min(cell.toordinal() + 1_462, date.max.toordinal()))
        return born if other.isoformat() == born else ""
    parts = re.findall(r"[0-9]+", text)
    # 3/5/1987 and 5/3/1987 are told apart by the number.
    if (
        len(parts) == 3
        and len(parts[2]) == 4
        and parts[2] == year
        and {int(parts[0]), int(parts[1])} == {int(month), int(born[8:])}
    ):
        return born
    # Two-digit years of centenarians.
    return (
        born
        if len(parts) == 3
        and len(parts[0]) == 2
        and [int(p) for p in parts] == [int(year[2:]), int(month), int(born[8:])]
        else ""
    )


def _born(identity: Value) -> str:
    """The birth date inside a number as ISO text; empty without one."""
    if not isinstance(identity, str) or len(identity) != 18:
        return ""
    return f"{identity[6:10]}-{identity[10:12]}-{identity[12:14]}"


def _person(columns: Sequence[Column], number: int, *, is_first: bool) -> _Person:
    own = [column for column in columns if column.shown.person == number or (is_first and column.shown.person == 0)]

    def one(*meanings: str) -> Column | None:
        found = [column for meaning in meanings for column in own if column.shown.meaning == meaning]
        return found[0] if found else None

    names = tuple(column for column in own if column.shown.meaning in _NAMES)
    dates = tuple(c for c in own if c.shown.kind == "date" and c.shown.meaning.startswith(("person.", "staff.")))
    has_own = one("person.name") is not None
    identity = one("person.identity") if has_own else one(*_IDENTITIES)
    own_names = tuple(c for c in names if c.shown.meaning == "person.name") or names
    birth = one("person.birth")
    return _Person(own_names, identity, birth, one("person.sex"), one("person.age"), dates, is_first)


def _pair(columns: Sequence[Column], first: str, second: str) -> tuple[str, str] | None:
    one = [column.shown.key for column in columns if column.shown.meaning == first]
    other = [column.shown.key for column in columns if column.shown.meaning == second]
    return (one[0], other[0]) if len(one) == 1 and len(other) == 1 else None


def _name_missing(person: _Person, values: dict[str, Value], issues: list[LedgerIssue]) -> None:
    if all(values[name.shown.key] is None for name in person.names):
        keys = {name.shown.key for name in person.names}
        if not any(issue.key in keys and issue.kind is IssueKind.BAD for issue in issues):
            issues.append(LedgerIssue(LedgerCode.NAME_MISSING, IssueKind.BAD, person.names[0].shown.key))


def _dates(person: _Person, identity: Value, values: dict[str, Value], issues: list[LedgerIssue]) -> None:
    """No date of a life lies before its beginning."""
    born = (
        f"{identity[6:10]}-{identity[10:12]}-{identity[12:14]}"
        if isinstance(identity, str) and len(identity) == 18
        else ""
    )
    if not born and person.birth is not None:
        said = values[person.birth.shown.key]
        born = said if isinstance(said, str) else ""
    for column in person.dates if born else ():
        said = values[column.shown.key]
        if isinstance(said, str) and said < born[: len(said)]:
            values[column.shown.key] = None
            issues.append(LedgerIssue(LedgerCode.DATE_ORDER, IssueKind.BAD, column.shown.key, said))


def _income(month: str, year: str, values: dict[str, Value], issues: list[LedgerIssue]) -> None:
    one, twelve = values[month], values[year]
    if isinstance(one, int) and isinstance(twelve, int) and one * 12 != twelve:
        issues.append(LedgerIssue(LedgerCode.INCOME, IssueKind.NOTE, year, twelve))
