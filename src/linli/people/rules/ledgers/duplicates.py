"""The same person twice in one ledger."""

from collections.abc import Iterator, Sequence
from typing import Final

from linli.people.rules.ledgers.columns import Column
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.shapes import IssueKind, LedgerIssue, LedgerRow, Unread, Value

_FEW: Final = 2
_MOST: Final = 3_000_000


class Duplicates:
    """Flags the later of two rows with one identity number, in ledgers that list each person once."""

    def __init__(self, columns: Sequence[Column], sample: Sequence[LedgerRow], unread: list[Unread]) -> None:
        keys = {column.shown.meaning: column.shown.key for column in columns if column.shown.person <= 1}
        self.key = keys.get("person.identity") or keys.get("householder.identity") or ""
        self.unread = unread
        known = [row.values[self.key] for row in sample if row.values.get(self.key)] if self.key else []
        # A roll with several lines a person (payments, leases) repeats numbers everywhere.
        again = len(known) - len(set(map(str, known)))
        self.is_used = bool(known) and again <= max(_FEW, len(known) // 10)

    def check(self, rows: Iterator[LedgerRow]) -> Iterator[LedgerRow]:
        """The rows, repeated persons flagged."""
        if not self.is_used:
            yield from rows
            return
        seen: dict[int, int] = {}
        for row in rows:
            number = _short(row.values[self.key])
            first = seen.setdefault(number, row.number) if number and len(seen) < _MOST else row.number
            if number and first != row.number:
                row = self._flagged(row, first)
            yield row
            if len(seen) == _MOST and not any(item.code is LedgerCode.IDS_NOT_COMPARED for item in self.unread):
                self.unread.append(Unread(LedgerCode.IDS_NOT_COMPARED, {"row": row.number}))

    def _flagged(self, row: LedgerRow, first: int) -> LedgerRow:
        """The number stays with the first row: it cannot tell two rows apart."""
        issue = LedgerIssue(LedgerCode.ID_TWICE, IssueKind.BAD, self.key, row.values[self.key], {"row": first})
        by_field = {code: value for code, value in row.by_field.items() if value != row.values[self.key]}
        values = {**row.values, self.key: None}
        return row._replace(values=values, by_field=by_field, issues=(*row.issues, issue), flagged=True)


def _short(value: Value) -> int:
    """The first seventeen digits, which name a person; 0 for other documents."""
    return int(value[:17]) if isinstance(value, str) and len(value) == 18 and value[:17].isdigit() else 0
