"""The tree of a policy paper: parts, sections, items, articles, dashes and annexes, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from linli.documents.rules.policies.breaks import Line
from linli.documents.rules.policies.markers import Marker, marker_at

_SENTENCE: Final = re.compile(r"[。;:!?\n]")
_COMMA: Final = re.compile(r"[,。;:!?\n]")
# (县公安局牵头,县住建局配合) behind a heading says who, not what.
_PARTIES: Final = re.compile(r"[(\[][^()\[\]]*(?:牵头|负责|责任单位|责任部门|配合|主办)(?:[^()\[\]]|\([^()]*\))*[)\]]$")
_SENTENCE_OPEN: Final = re.compile(r"[(\[](?:牵头|责任|主办|承办|配合)[\u3400-\u9fff]{2,4}:")
_LONG_TITLE: Final = 60
_SHORT_TITLE: Final = 40
_SURE, _ODD, _LOOSE = 0.98, 0.6, 0.85
_BRACKETED: Final = frozenset({"section", "subitem"})


@dataclass(frozen=True)
class Clause:
    """One node: [start, end) of the mended text from its marker to the next node; ``level`` from 1."""

    level: int
    kind: str
    number: str
    title: str
    path: str
    start: int
    end: int
    sure: float
    notes: tuple[str, ...] = ()


@dataclass
class _Open:
    marker: Marker
    label: str


def clauses_of(plain: str, lines: Sequence[Line]) -> list[Clause]:
    """The clauses of a folded text whose lines begin with their markers."""
    builder = _Builder(plain)
    for line, following in zip_longest(lines, lines[1:]):
        marker = marker_at(plain, line.start)
        if marker is not None and marker.end <= line.end and _is_heading(plain, marker, line):
            builder.add(marker, _with_title(plain, marker, line, following))
    return builder.finished(lines[-1].end if lines else 0)


def _with_title(plain: str, marker: Marker, line: Line, following: Line | None) -> Line:
    """附件 alone in its line has its title in the next one, if that is no clause and no sentence."""
    if marker.kind != "annex" or plain[marker.end : line.end].strip() or following is None:
        return line
    words = plain[following.start : following.end]
    is_title = (
        len(words) <= _LONG_TITLE and not re.search(r"[。;\t]", words) and marker_at(plain, following.start) is None
    )
    return Line(line.start, following.end) if is_title else line


def _is_heading(plain: str, marker: Marker, line: Line) -> bool:
    """A marker with nothing behind it is the number of a cell or a lost line, but for an annex."""
    has_words = marker.end < line.end
    if marker.kind == "annex":
        return line.end - line.start < 80 and "见附" not in plain[line.start : line.end]
    return has_words


class _Builder:
    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.stack: list[_Open] = []
        self.found: list[tuple[Marker, Line, int, str, tuple[str, ...]]] = []
        self.last: dict[tuple[str, str], int] = {}
        self.running: dict[str, int] = {}

    def add(self, marker: Marker, line: Line) -> None:
        while self.stack and self.stack[-1].marker.rank >= marker.rank:
            self.stack.pop()
        above = "".join(each.label for each in self.stack)
        notes = self._notes(above, marker)
        label = self._label(marker, above)
        self.stack.append(_Open(marker, label))
        self.found.append((marker, line, len(self.stack), above + label, notes))
        self.last[above, marker.kind] = marker.number or 0
        self.running[marker.kind] = marker.number or 0

    def _label(self, marker: Marker, above: str) -> str:
        """How a path names the node: 三, (二), 三.2 as papers are cited; dashes are counted."""
        if marker.kind == "dash":
            count = self.last.get((above, "dash#"), 0) + 1
            self.last[above, "dash#"] = count
            return f"—{count}"
        if marker.kind in _BRACKETED:
            return f"({marker.printed})"
        if marker.kind in ("item", "dotted"):
            return f".{marker.printed}" if above else marker.printed
        named = {"article": "第{}条", "chapter": "第{}章", "division": "第{}节", "annex": "附件{}", "book": "第{}部分"}
        return named.get(marker.kind, "{}").format(marker.printed)

    def _notes(self, above: str, marker: Marker) -> tuple[str, ...]:
        if marker.number is None or marker.kind in ("annex", "dotted"):
            return ()
        expected = {self.last.get((above, marker.kind), 0) + 1, self.running.get(marker.kind, 0) + 1}
        if marker.number in expected or (marker.number == 1 and (above, marker.kind) not in self.last):
            return ()
        return ("numbering",)

    def finished(self, end: int) -> list[Clause]:
        ends = [*(line.start for _, line, *_ in self.found[1:]), end][: len(self.found)]
        return [self._clause(*each, end) for each, end in zip(self.found, ends, strict=True)]

    def _clause(self, marker: Marker, line: Line, level: int, path: str, notes: tuple[str, ...], end: int) -> Clause:
        title, sure = _title(self.plain[marker.end : line.end].strip())
        return Clause(
            level, marker.kind, marker.printed, title, path, line.start, _stripped_end(self.plain, line.start, end),
            min(sure, _ODD) if notes else sure, notes,
        )  # fmt: skip


def _stripped_end(plain: str, start: int, end: int) -> int:
    return start + len(plain[start:end].rstrip())


def _title(text: str) -> tuple[str, float]:
    """The words up to the first full stop; of a long sentence those up to its first comma."""
    # A colon inside (责任单位:…) ends no title.
    opened = _SENTENCE_OPEN.search(text)
    stop = _SENTENCE.search(text, 0, opened.start() if opened else len(text))
    text = text[: opened.start()] if opened and stop is None else text
    first = _PARTIES.sub("", (text[: stop.start()] if stop else text).strip())
    if len(first) <= _LONG_TITLE:
        return first, _SURE if stop or len(text) <= _LONG_TITLE else _LOOSE
    comma = _COMMA.search(text)
    return text[: comma.start() if comma else _SHORT_TITLE].strip()[:_SHORT_TITLE], _LOOSE
