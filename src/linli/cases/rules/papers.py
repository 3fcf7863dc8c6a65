"""Which papers a case still waits for, read from its history (R3.1 art. 32(4), S-080)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

TOLD = "tell_missing"


class Told(Protocol):
    """An act of the history: its moment, action, the state after it and its facts."""

    @property
    def at(self) -> datetime: ...
    @property
    def action(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def told(self) -> Any: ...


class Brought(Protocol):
    """A file of the case: the paper it is, and since when."""

    @property
    def material(self) -> str: ...
    @property
    def added_at(self) -> datetime: ...


def materials_told(act: Told) -> tuple[str, ...]:
    """The keys of the papers that a notice names; none for every other act."""
    keys = act.told.get("materials") if act.action == TOLD else ()
    return tuple(str(key) for key in keys or ())


def still_missing(state: str, history: Sequence[Told], files: Iterable[Brought]) -> tuple[str, ...]:
    """The keys of the last notice that were not brought since, while the case stands where the notice left it."""
    notice = next((act for act in reversed(history) if act.action == TOLD), None)
    if notice is None or notice.state != state:
        return ()
    since = {file.material for file in files if file.added_at > notice.at}
    return tuple(key for key in materials_told(notice) if key not in since)
