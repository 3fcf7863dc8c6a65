"""What a command answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Receipt:
    """The object that was written, its state and version; kept under the request key for a repeat.

    ``values`` is for secrets shown once (an enrolment link, revealed fields); it is never stored, so a repeat
    gets the receipt without it. ``unchanged`` says that all was as asked already, so nothing was journalled.
    """

    type: str
    id: UUID
    status: str
    version: int
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)
    repeated: bool = field(default=False, compare=False)
    unchanged: bool = field(default=False, compare=False)
