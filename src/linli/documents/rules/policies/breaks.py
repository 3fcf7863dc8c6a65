"""Line ends that were lost or put in: clauses glued into one line, lines cut at the width of a page."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from linli.documents.rules.policies.ledger import Edit
from linli.documents.rules.policies.markers import Marker, marker_at
from linli.documents.rules.policies.numerals import HAN
from linli.documents.rules.policies.surface import folded

_INNER: Final = re.compile(
    rf"[{HAN}]{{1,4}}、|\([{HAN}]{{1,4}}\)|(?<![\d.])\d{{1,3}}[、.](?![\d])|(?<!\w)\(\d{{1,2}}\)|[①-⑳]|第[{HAN}]{{1,5}}[条章节]|——|附件\d{{0,2}}:"
)
_ENDS: Final = '。;:!?)”"…'
_TITLE_END: Final = re.compile(r"(?:意见|通知|方案|办法|规划|要点|细则|规定|决定|如下)[:。]?$")
_NO_BRACKET: Final = re.compile(r"[第款项条至、和与及本述按照据见]$")
_STOPS: Final = "。;:!?"
_NARROWEST, _WIDEST = 24, 80
_FEW_CUT, _MANY_CUT = 2, 4
_COLUMNS: Final = re.compile(r"\t|\S(?: {2,}|\u3000{2,})\S")
_NUMBERED: Final = re.compile(r"[\u3400-\u9fff]{1,12}[〔\[]\d{4}[〕\]]\d+号|\(?\d{4}年\d{1,2}月\d{1,2}日\)?\s*\n")


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
    plain = folded(text)
    width = _page_width(lines, plain)
    if not width:
        return []
    edits = []
    usual = _usual_gap(plain, lines)
    for first, second in pairwise(lines):
        if plain[first.end : second.start].count("\n") <= usual and _is_cut(plain, first, second, width):
            edits.append(Edit(first.end, second.start, "", "line_end", 0.9))
    return edits


def _usual_gap(plain: str, lines: list[Line]) -> int:
    """How many line ends usually stand between two lines; more of them end a paragraph."""
    gaps = Counter(plain[first.end : second.start].count("\n") for first, second in pairwise(lines))
    return gaps.most_common(1)[0][0] if gaps else 1


def _page_width(lines: list[Line], plain: str) -> int:
    """The width at which lines were cut: several lines as long as the longest, none of them ending a sentence."""
    widest = max((line.end - line.start for line in lines), default=0)
    full = [line for line in lines if line.end - line.start >= widest - 1]
    cut = sum(plain[line.end - 1] not in _STOPS for line in full)
    is_usual = cut >= _MANY_CUT or (cut >= _FEW_CUT and cut * 10 >= len(lines))
    return widest if is_usual and _NARROWEST <= widest < _WIDEST else 0


def _is_cut(plain: str, first: Line, second: Line, width: int) -> bool:
    if _COLUMNS.search(plain, first.start, second.end) or first.end - first.start < width - 2:
        return False
    gap = plain[first.end : second.start]
    ends = plain[first.end - 1]
    if ends in _STOPS and (gap.count("\n") > 1 or gap.endswith((" ", "\u3000"))):
        return False
    if marker_at(plain, second.start) is not None or _NUMBERED.match(plain, second.start):
        return False
    return not gap.endswith(("\u3000\u3000", "  ")) or ends not in _STOPS


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
