"""The head and foot of a policy paper: title, issuer, number, date; what pages print around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.documents.rules.policies.breaks import Line, lines_of
from linli.documents.rules.policies.ledger import Edit
from linli.documents.rules.policies.markers import marker_at
from linli.documents.rules.policies.numerals import HAN, number_of
from linli.documents.rules.policies.surface import folded

_GENRE: Final = re.compile(
    r"(?:意见|通知|方案|办法|规划|纲要|计划|要点|细则|规定|决定|决议|通报|报告|条例|章程|标准|指引|清单|公告|批复|分工|任务分解|分解表|分工表|任务表|一览表|措施)(?:\([^()]*\))*$"
)
_NUMBER: Final = re.compile(r"[\u3400-\u9fff]{1,12}[〔\[(【]\s*((?:19|20)\d{2})\s*[〕\])】]\s*(?:第\s*)?\d{1,4}\s*号")
_DATE: Final = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_HAN_DATE: Final = re.compile(rf"(二[{HAN}]{{3}})年([{HAN}]{{1,3}})月([{HAN}]{{1,3}})日")
_ISO_DATE: Final = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})")
_ABOUT: Final = "关于"
_HEAD_LINES: Final = 14
_FOOT: Final = 400
_KEY: Final = re.compile(r"\(?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\)?|\s")
_RESIDUE_LENGTH: Final = 70


@dataclass(frozen=True)
class Head:
    """What a paper says of itself; a field is empty when the paper does not print it."""

    title: str = ""
    issuer: str = ""
    number: str = ""
    issued: date | None = None


def residue_lines(text: str, words: Sequence[str]) -> list[Edit]:
    """Lines that a web page printed around the paper."""
    plain = folded(text)
    marks = [folded(word) for word in words]
    return [
        Edit(line.start, line.end, "", "residue", 0.9)
        for line in lines_of(text)
        if line.end - line.start <= _RESIDUE_LENGTH and _is_residue(plain[line.start : line.end], marks)
    ]


def _is_residue(line: str, marks: Sequence[str]) -> bool:
    if "。" in line or "\t" in line:
        return False
    return any(line.startswith(mark) or (mark in line and not line.startswith(("附", "(", "责任"))) for mark in marks)


def repeated(text: str) -> list[Edit]:
    """Title lines that stand twice before the first clause; the later, fuller one stays."""
    head = _head_lines(text)
    keys = [_KEY.sub("", folded(text[line.start : line.end])) for line in head]
    edits = []
    for place, key in enumerate(keys):
        later = keys[place + 1 :]
        if len(key) >= 8 and any(other == key or (other.startswith(key) and _ABOUT in key) for other in later):
            edits.append(Edit(head[place].start, head[place].end, "", "repeated", 0.95))
    return edits


def _head_lines(text: str) -> list[Line]:
    plain = folded(text)
    head: list[Line] = []
    for line in lines_of(text)[:_HEAD_LINES]:
        if marker_at(plain, line.start) is not None:
            break
        head.append(line)
    return head


def head_of(text: str) -> Head:
    """Title, issuer, number and date of a mended text."""
    lines = [folded(text[line.start : line.end]).strip() for line in _head_lines(text)]
    title = _title(lines)
    top = "\n".join(line for line in lines if len(line) < 120)
    number = _NUMBER.search(_outside_titles(top))
    return Head(title, _issuer(title), re.sub(r"\s", "", number[0]) if number else "", _issued(top, text))


def _outside_titles(text: str) -> str:
    return re.sub(r"《[^《》]*》\s*\([^()]*\)|《[^《》]*》", "", text)


def _title(lines: Sequence[str]) -> str:
    bare = [re.sub(r"\((?:19|20)\d{2}年\d{1,2}月\d{1,2}日[^()]*\)", "", line).strip() for line in lines]
    for place, line in enumerate(bare):
        if _GENRE.search(line) and "。" not in line and len(line) <= 100 and not _NUMBER.fullmatch(line):
            return _with_lines_above(bare, place)
    return next((line for line in bare if _ABOUT in line and "。" not in line and len(line) <= 100), "")


def _with_lines_above(lines: Sequence[str], place: int) -> str:
    """A title set in several lines: 某县人民政府 / 关于加强社区治理的 / 实施意见."""
    title = lines[place]
    while place and _ABOUT not in title[:40]:
        above = lines[place - 1]
        if len(above) > 40 or _NUMBER.search(above) or re.search(r"[。:;]|\d{4}", above) or _GENRE.search(above):
            break
        title, place = above + title, place - 1
    if (
        place
        and title.startswith((_ABOUT, "印发", "转发", "批转"))
        and re.search(r"(?:政府|委员会|委|办公室|局|厅)$", lines[place - 1])
    ):
        title = lines[place - 1] + title
    return title


def _issuer(title: str) -> str:
    before, about, _ = title.partition(_ABOUT)
    return re.split(r"印发|转发|批转|《", before)[0].strip() if about else ""


def _issued(top: str, text: str) -> date | None:
    foot = folded(text[-_FOOT:])
    for place in (top, foot):
        outside = _outside_titles(place)
        found = list(_DATE.finditer(outside)) if place is top else list(_DATE.finditer(outside))[-1:]
        if found and (day := _day(*(int(part) for part in found[0].groups()))):
            return day
        if (spoken := _HAN_DATE.search(outside)) and (day := _spoken_day(spoken)):
            return day
    iso = _ISO_DATE.search(top)
    return _day(*(int(part) for part in iso.groups())) if iso else None


def _spoken_day(found: re.Match[str]) -> date | None:
    year, month, day = (number_of(part) or 0 for part in found.groups())
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
