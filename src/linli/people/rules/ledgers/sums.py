"""Sums that a ledger keeps: which columns count or add up others, learnt from its first rows, then checked.

A relation counts as meant when nearly all rows hold to it; the rest are then mistakes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from linli.people.rules.ledgers.columns import Column
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.shapes import IssueKind, LedgerIssue, LedgerRow

_NUMERIC: Final = ("count", "number", "money", "area")
_LARGEST_GROUP: Final = 500
_LEAST_GROUPS: Final = 5
_LEAST_ROWS: Final = 8
_MOST_COLUMNS: Final = 12
Number = int | Decimal


@dataclass(frozen=True)
class Relation:
    """``total`` is what ``parts`` give: their sum or product, or the number of rows when there are none."""

    total: str
    parts: tuple[str, ...] = ()
    is_product: bool = False


def _number(row: LedgerRow, key: str) -> Number | None:
    value = row.values.get(key)
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


class Households:
    """Groups rows into households: by the household's number or the householder's name, else by the relation."""

    def __init__(self, columns: Sequence[Column]) -> None:
        own = [column.shown for column in columns if not column.shown.person]
        by = {column.meaning: column.key for column in own}
        self.key = by.get("household.no") or by.get("householder.name") or ""
        self.relation = by.get("person.relation", "")

    @property
    def known(self) -> bool:
        """Whether the ledger shows households of several rows at all."""
        return bool(self.key or self.relation)

    def begins(self, row: LedgerRow, before: LedgerRow | None) -> bool:
        """Whether ``row`` begins a household."""
        if before is None:
            return True
        if self.key and row.values.get(self.key) is not None:
            return row.values[self.key] != before.values.get(self.key)
        return row.values.get(self.relation) == "户主" if self.relation else True

    def groups(self, rows: Iterator[LedgerRow] | Sequence[LedgerRow]) -> Iterator[list[LedgerRow]]:
        """The rows household by household, in their order."""
        group: list[LedgerRow] = []
        for row in rows:
            if group and (self.begins(row, group[-1]) or len(group) >= _LARGEST_GROUP):
                yield group
                group = []
            group.append(row)
        if group:
            yield group


class Sums:
    """The relations of a ledger, learnt from a sample of its rows."""

    def __init__(self, columns: Sequence[Column], sample: Sequence[LedgerRow]) -> None:
        numeric = [column.shown.key for column in columns if column.shown.kind in _NUMERIC][:_MOST_COLUMNS]
        self.households = Households(columns)
        self.across = _across(numeric, sample, _twelvefold(columns))
        self.down: tuple[Relation, ...] = ()
        if self.households.known:
            groups = [group for group in self.households.groups(sample) if len(group) > 1]
            self.down = _down(numeric, groups)

    def check(self, rows: Iterator[LedgerRow]) -> Iterator[LedgerRow]:
        """The rows, those flagged whose sums are off; of a household its first row."""
        checked = map(self._check_across, rows) if self.across else rows
        if not self.down:
            yield from checked
            return
        for group in self.households.groups(checked):
            yield from self._check_down(group)

    def _check_across(self, row: LedgerRow) -> LedgerRow:
        for relation in self.across:
            total, found = _number(row, relation.total), _result(relation, [row])
            if total is not None and found is not None and total != found:
                row = _flagged(row, relation.total, LedgerCode.SUM_OFF, total, found)
        return row

    def _check_down(self, group: list[LedgerRow]) -> list[LedgerRow]:
        """The first row is flagged; in the others, which only repeat it, stands what the rows give."""
        first, others = group[0], group[1:]
        for relation in self.down:
            total, found = _number(first, relation.total), _result(relation, group)
            if total is not None and found is not None and total != found:
                code = LedgerCode.SUM_OFF if relation.parts else LedgerCode.COUNT_OFF
                first = _flagged(first, relation.total, code, total, found)
                others = [_repeating(row, relation.total, total, found) for row in others]
        return [first, *others]


def _flagged(row: LedgerRow, key: str, code: LedgerCode, said: Number, found: Number) -> LedgerRow:
    issue = LedgerIssue(code, IssueKind.BAD, key, said, {"said": said, "found": found})
    by_field = {name: value for name, value in row.by_field.items() if value is not said or value is None}
    return row._replace(values={**row.values, key: None}, by_field=by_field, issues=(*row.issues, issue), flagged=True)


def _repeating(row: LedgerRow, key: str, said: Number, found: Number) -> LedgerRow:
    return row._replace(values={**row.values, key: found}) if row.values.get(key) == said else row


def _result(relation: Relation, rows: Sequence[LedgerRow]) -> Number | None:
    """What the parts give; None where one is missing."""
    if not relation.parts:
        return len(rows)
    numbers = [_number(row, key) for row in rows for key in relation.parts]
    if any(number is None for number in numbers):
        return None
    known = [number for number in numbers if number is not None]
    if not relation.is_product:
        return sum(known)
    product: Number = 1
    for number in known:
        product *= number
    return product


def _holds(relation: Relation, groups: Sequence[Sequence[LedgerRow]], least: int, share: int) -> bool:
    pairs = [(_number(group[0], relation.total), _result(relation, group)) for group in groups]
    known = [(total, found) for total, found in pairs if total is not None and found is not None]
    right = sum(total == found for total, found in known)
    said = {total for total, _ in known if total}
    return len(known) >= least and right * 100 >= len(known) * share and len(said) > 1


def _down(numeric: Sequence[str], groups: Sequence[list[LedgerRow]]) -> tuple[Relation, ...]:
    found: list[Relation] = []
    for total in numeric:
        candidates = [Relation(total), *(Relation(total, (part,)) for part in numeric if part != total)]
        held = [relation for relation in candidates if _holds(relation, groups, _LEAST_GROUPS, 80)]
        found.extend(held[:1])
    return tuple(found)


def _across(numeric: Sequence[str], sample: Sequence[LedgerRow], but: tuple[str, ...]) -> tuple[Relation, ...]:
    groups = [[row] for row in sample]
    found: list[Relation] = []
    for place, total in enumerate(numeric):
        held = (r for r in _candidates(numeric, place) if total not in but and _holds(r, groups, _LEAST_ROWS, 90))
        first = next(held, None)
        if first and not any(total in relation.parts and first.total == total for relation in found):
            found.append(first)
    return tuple(relation for relation in found if not _mirrored(relation, found))


def _candidates(numeric: Sequence[str], place: int) -> Iterator[Relation]:
    """Sums of neighbours before or behind the total, then products of two columns."""
    total = numeric[place]
    for size in range(2, len(numeric)):
        for parts in (numeric[place - size : place] if place >= size else (), numeric[place + 1 : place + 1 + size]):
            if len(parts) == size:
                yield Relation(total, tuple(parts))
    for one, first in enumerate(numeric):
        for other in numeric[one + 1 :]:
            if total not in (first, other):
                yield Relation(total, (first, other), is_product=True)


def _mirrored(relation: Relation, found: Sequence[Relation]) -> bool:
    """Whether another relation says the same with a part as its total: the later column is the total then."""
    return any(other is not relation and other.total in relation.parts and relation.total in other.parts
               and found.index(other) > found.index(relation) for other in found)  # fmt: skip


def _twelvefold(columns: Sequence[Column]) -> tuple[str, ...]:
    """Incomes are estimates: a difference between month and year is noted elsewhere."""
    return tuple(column.shown.key for column in columns if column.shown.meaning.startswith("person.income"))
