"""What was changed in a damaged text, where in the original and how surely; the original itself never changes."""

from collections.abc import Iterable
from typing import Final, NamedTuple

CERTAIN: Final = 1.0


class Repair(NamedTuple):
    """One place changed: [start, end) of the original in characters; ``sure`` from 0 to 1.

    A repair whose ``was`` equals its ``now`` changed nothing: it marks a place that nobody can know.
    """

    start: int
    end: int
    was: str
    now: str
    sure: float
    kind: str = "reading"


class Edit(NamedTuple):
    """A change that a pass wants: [start, end) of the text as it stands before that pass."""

    start: int
    end: int
    now: str
    kind: str
    sure: float = CERTAIN


class Mended(NamedTuple):
    """A text after repair; its character i came from [starts[i], ends[i]) of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    repairs: tuple[Repair, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of [start, end) of the mended text."""
        if start >= end or not self.text:
            place = self._gap(start)
            return place, place
        return self.starts[start], max(self.starts[start], self.ends[end - 1])

    def _gap(self, place: int) -> int:
        if place < len(self.starts):
            return self.starts[place]
        return self.ends[-1] if self.ends else 0


def untouched(text: str) -> Mended:
    """A text nothing was done to yet."""
    return Mended(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))


def edited(mended: Mended, edits: Iterable[Edit]) -> Mended:
    """The text with the edits made. They may not overlap; their order is free."""
    wanted = sorted(edits)
    if not wanted:
        return mended
    writer = _Writer(mended)
    for edit in wanted:
        writer.make(edit)
    return writer.finished()


class _Writer:
    """Copies a text from left to right with its places, leaving out and putting in."""

    def __init__(self, mended: Mended) -> None:
        self.old = mended
        self.text: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.repairs: list[Repair] = []
        self.done = 0

    def make(self, edit: Edit) -> None:
        self._copy(edit.start)
        start, end = self.old.span(edit.start, edit.end)
        was = self.old.text[edit.start : edit.end]
        if len(was) == len(edit.now):
            self._replace(edit)
        else:
            self.text.append(edit.now)
            self.starts.extend([start] * len(edit.now))
            self.ends.extend([end] * len(edit.now))
        self.repairs.append(Repair(start, end, was, edit.now, edit.sure, edit.kind))
        self.done = edit.end

    def _replace(self, edit: Edit) -> None:
        """As many characters as before: each keeps its own place."""
        self.text.append(edit.now)
        self.starts.extend(self.old.starts[edit.start : edit.end])
        self.ends.extend(self.old.ends[edit.start : edit.end])

    def _copy(self, end: int) -> None:
        self.text.append(self.old.text[self.done : end])
        self.starts.extend(self.old.starts[self.done : end])
        self.ends.extend(self.old.ends[self.done : end])

    def finished(self) -> Mended:
        self._copy(len(self.old.text))
        repairs = tuple(sorted((*self.old.repairs, *self.repairs)))
        return Mended("".join(self.text), tuple(self.starts), tuple(self.ends), repairs)
