"""What becomes of a line: its verdict, and what must add up at the end."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

NEW, CHANGED, SAME, DOUBLE, REFUSED, LEFT = VERDICTS = ("new", "changed", "same", "double", "refused", "left")
# Those that a person can choose where records look alike: the same person, another one, or neither is taken.
CHOICES: Final = (SAME, NEW, LEFT)


def is_accounted(sheets: Sequence[Mapping[str, Any]], rows: Sequence[int]) -> bool:
    """Whether each sheet has as many rows in staging as it has rows of data."""
    return [int(sheet["data"]) for sheet in sheets] == list(rows)
