"""Line ends that were lost or put in: clauses glued into one line, lines cut at the width of a page."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from linli.documents.rules.policies.ledger import Edit
from linli.documents.rules.policies.markers import Marker, marker_at
from linli.documents.rules.policies.numerals import HAN
from linli.documents.rules.policies.surface import folded

_INNER: Final = re.compile(
    rf"[{HAN}]{{1,4}}、|\([{HAN}]{{1,4}}\)|(?<![\d.])\d{{1,3}}[、.](?![\d])|(?<!\w)\(\d{{1,2}}\)|[①-⑳]|第[{HAN}]{{1,5}}[条章节]|——|附件\d{{0,2}}:"
)
_ENDS: Final = "。;:!?)”\"…"
_TITLE_END: Final = re.compile(r"(?:意见|通知|方案|办法|规划|要点|细则|规定|决定|如下)[:。]?$")
_NO_BRACKET: Final = re.compile(r"[第款项条至、和与及本述按照据见]$")
_LOOSE: Final = ("section",)
_MOST_GAP: Final = 12


class Line(NamedTuple):
    """[start, end) of a line without its line end, blanks around it left out."""

    start: int
    end: int


def lines_of(text: str) -> list[Line]:
    """The lines that hold something."""
    found = []
    for each in re.finditer(r"[^\n]+", text):
        inner = each[0].strip(" \u3000\xa0\t")
        if inner:
            start = each.start() + each[0].index(inner[0])
            found.append(Line(start, start + len(inner)))
    return found


def joins(text: str) -> list[Edit]:
    """Line ends inside a sentence, as pages of a fixed width have them."""
    lines = lines_of(text)
    width = _page_width(lines)
    if not width:
        return []
    plain = folded(text)
    edits = []
    for first, second in zip(lines, lines[1:], strict=False):
        if _is_cut(plain, first, second, width):
            edits.append(Edit(first.end, second.start, "", "line_end", 0.9))
    return edits


def _page_width(lines: list[Line]) -> int:
    """The width at which most full lines end, or 0 when lines end where their sentences do."""
    lengths = Counter(line.end - line.start for line in lines if line.end - line.start >= 15)
    if sum(lengths.values()) < 4:
        return 0
    widest = max(lengths)
    near = sum(count for length, count in lengths.items() if length >= widest - 3)
    return widest if near * 2 >= sum(lengths.values()) and near >= 4 and widest < 80 else 0


def _is_cut(plain: str, first: Line, second: Line, width: int) -> bool:
    if "\t" in plain[first.start : first.end] or first.end - first.start < width - 4:
        return False
    if plain[first.end : second.start].count("\n") > 1 and plain[first.end - 1] in "。!?":
        return False
    if marker_at(plain, second.start) is not None and plain[first.end - 1] in _ENDS:
        return False
    is_indented = plain[second.start - 1 : second.start] in (" ", "\u3000")
    return not (is_indented and plain[first.end - 1] in _ENDS)


def splits(text: str) -> list[Edit]:
    """Where a line end was lost before a marker that is the next of its kind."""
    plain = folded(text)
    walk = _Walk()
    edits = []
    for place, at_start in _places(plain):
        marker = marker_at(plain, place)
        if marker is None or (not at_start and marker.start != place):
            continue
        if at_start:
            walk.take(marker)
        elif _may_begin(plain, marker) and walk.expects(marker, plain):
            walk.take(marker)
            edits.append(Edit(place, place, "\n", "line_end", 0.8))
    return edits


def _places(plain: str) -> Iterator[tuple[int, bool]]:
    starts = {line.start for line in lines_of(plain)}
    inner = {found.start() for found in _INNER.finditer(plain)} - starts
    for place in sorted(starts | inner):
        yield place, place in starts


def _may_begin(plain: str, marker: Marker) -> bool:
    before = plain[max(0, marker.start - 4) : marker.start]
    if "\t" in plain[plain.rfind("\n", 0, marker.start) + 1 : marker.start]:
        return False
    if marker.kind == "section":
        return not _NO_BRACKET.search(before) and not before.endswith("(")
    tail = before.rstrip(" \u3000")[-1:]
    if marker.kind == "part" and marker.number == 1 and _TITLE_END.search(before):
        return True
    return tail in _ENDS and not (marker.kind in ("item", "subitem") and tail == ")")


class _Walk:
    """Which number of each kind came last: the next one may begin a clause inside a line, others may not."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self.ranks: dict[str, int] = {}

    def take(self, marker: Marker) -> None:
        for kind, rank in tuple(self.ranks.items()):
            if rank > marker.rank and kind != "section":
                self.last.pop(kind, None)
        self.last[marker.kind] = marker.number or 0
        self.ranks[marker.kind] = marker.rank

    def expects(self, marker: Marker, plain: str) -> bool:
        if marker.kind in ("dash", "annex"):
            return marker.kind == "dash" or plain[marker.start - 1 : marker.start] in "。\n"
        number = marker.number
        if number is None:
            return False
        if number == 1:
            return self._goes_on(marker, plain)
        return number == self.last.get(marker.kind, -1) + 1

    def _goes_on(self, marker: Marker, plain: str) -> bool:
        """A first number begins a list when the second comes later; a lone (一) or 1. may be a reference."""
        if marker.kind in ("section", "part"):
            return True
        following = {"item": "2", "subitem": "(2)", "circle": "②", "article": "第二条", "chapter": "第二章"}
        return following.get(marker.kind, "\0") in plain[marker.end : marker.end + 4000]
