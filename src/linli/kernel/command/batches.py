"""What batch commands share: up to 2,000 rows in one transaction, refused rows told one by one, one journal entry.

A batch belongs to a run and is sent under the key ``run/chunk``: the same batch twice has one effect (settled.md,
machinery 9e). A row that a rule refuses is left out and returned with its reasons; the others are written.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from linli.kernel.crypto.lookup import request_digest
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal

MOST_ROWS = 2_000

Given = TypeVar("Given")
Read = TypeVar("Read")


@dataclass(frozen=True)
class RefusedRow:
    """A row that was left out: its place in what was sent, and why, field by field."""

    row: int
    problems: tuple[Problem, ...]


@dataclass
class SortedRows(Generic[Read]):
    """Rows that passed, by their place in what was sent, and those that did not."""

    passed: dict[int, Read]
    refused: list[RefusedRow]

    def refuse(self, row: int, *problems: Problem) -> None:
        """Take a row out again."""
        if self.passed.pop(row, None) is not None:
            self.refused.append(RefusedRow(row, problems))

    def told(self) -> tuple[RefusedRow, ...]:
        """The refused rows in the order in which they were sent."""
        return tuple(sorted(self.refused, key=lambda item: item.row))


def check_size(count: int, limit: int = MOST_ROWS) -> None:
    """Invalid unless a batch has one to ``limit`` rows."""
    if not 0 < count <= limit:
        raise Invalid(KernelCode.TOO_LARGE, {"limit": limit})


def problems_of(refusal: Refusal) -> tuple[Problem, ...]:
    """The problems of a refusal; one without fields is told as one of the whole row."""
    return refusal.problems or (Problem("", refusal.code, refusal.data),)


def read_rows(rows: Sequence[Given], read: Callable[[int, Given], Read]) -> SortedRows[Read]:
    """Read each row by the rules that a single command uses; what they refuse is sorted out."""
    found: SortedRows[Read] = SortedRows({}, [])
    for place, row in enumerate(rows):
        try:
            found.passed[place] = read(place, row)
        except Refusal as refusal:
            found.refused.append(RefusedRow(place, problems_of(refusal)))
    return found


def batch_digest(rows: Iterable[Any]) -> str:
    """A keyed digest over the rows: nobody without the key can test a guess at a personal value."""
    return request_digest({"rows": list(rows)})
