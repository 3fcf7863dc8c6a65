"""Rows of a table whose borders were lost: number, task and units run together, 22010年 being item 2 and 2010年."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from linli.documents.rules.policies.breaks import Line
from linli.documents.rules.policies.ledger import Edit
from linli.documents.rules.policies.units import UnitList, UnitReader

_ENDS_UNIT: Final = re.compile(r"[局委处府办室部心会位构联队院所站社区村乡镇街道旗县市,、。)](?:\s|\()*$")
_FEWEST: Final = 3
_LONGEST: Final = 700
_MARK: Final = re.compile(r"[.、,)]?\s*")
_BEHIND_TITLE: Final = re.compile(r"(?:表|分工|清单|任务|单位)[ \u3000]*(1)(?=[\u3400-\u9fff、.])")
_BEFORE_NO: Final = " \u3000\xa0\t("


@dataclass(frozen=True)
class GluedRow:
    """[start, end) of a row, its number, where the task begins, and where its units begin (``end`` if it has none)."""

    number: int
    start: int
    words: int
    tail: int
    end: int
    units: UnitList | None


def glued_rows(plain: str, lines: list[Line], reader: UnitReader) -> list[list[GluedRow]]:
    """Runs of numbered rows that end in units. A run starts with 1 and counts on."""
    runs: list[list[GluedRow]] = []
    done = 0
    for start in _starts(plain, lines):
        if start < done:
            continue
        rows = list(_rows_from(plain, start, reader))
        with_units = sum(row.units is not None for row in rows)
        if len(rows) >= _FEWEST and with_units * 3 >= len(rows) * 2:
            runs.append(rows)
            done = rows[-1].end
    return runs


def _starts(plain: str, lines: list[Line]) -> list[int]:
    """Where a first row may begin: at a line's start, or right behind the table's title when line ends were lost."""
    at_lines = [
        line.start for line in lines if _has_number(plain, line.start, 1) and not _is_sentence_item(plain, line)
    ]
    behind = [found.start(1) for found in _BEHIND_TITLE.finditer(plain)]
    return sorted({*at_lines, *behind})


def number_edits(plain: str, runs: list[list[GluedRow]]) -> list[Edit]:
    """A point behind each number of a row that ran into the digits of its task."""
    return [
        Edit(row.words, row.words, ".", "glued_number", 0.9)
        for run in runs
        for row in run
        if plain[row.words - 1].isdigit() and plain[row.words : row.words + 1].isdigit()
    ]


def _is_sentence_item(plain: str, line: Line) -> bool:
    """1. at the head of ordinary items is no row: they end in full stops and name no units."""
    return plain[line.start : line.end].endswith(("。", ";", ":")) and not plain[line.start + 1].isdigit()


def _has_number(plain: str, place: int, number: int) -> bool:
    printed = str(number)
    if not plain.startswith(printed, place):
        return False
    after = plain[place + len(printed) : place + len(printed) + 4]
    if after[:1].isdigit():
        # 22010年: what follows the number must itself read as a year or an amount, not as a longer number.
        return bool(re.match(r"(?:19|20)\d{2}|[1-9]\d*(?:个|%|年|户|所|处|名|条|项|平)", plain[place + len(printed) :]))
    return after[:1] not in ("年", "月", "日", "%", ":", "-", "/", "")


def _rows_from(plain: str, start: int, reader: UnitReader) -> Iterator[GluedRow]:
    number, place = 1, start
    while True:
        following = _next_row(plain, place, number + 1, reader)
        end = following if following is not None else _last_end(plain, place, reader)
        yield _row(plain, number, place, end, reader)
        if following is None:
            return
        number, place = number + 1, following


def _next_row(plain: str, start: int, number: int, reader: UnitReader) -> int | None:
    """Where the row of this number begins: at a line's start, or right behind a list of units."""
    printed = str(number)
    place = start + 1
    while (place := plain.find(printed, place, start + _LONGEST)) >= 0:
        before = plain[start:place].rstrip(_BEFORE_NO)
        is_line = before.endswith("\n") or not before
        if _has_number(plain, place, number) and (is_line or _ends_in_units(before, reader)):
            return place
        place += 1
    return None


def _ends_in_units(before: str, reader: UnitReader) -> bool:
    return bool(_ENDS_UNIT.search(before)) and reader.tail(before.replace("\n", "")) is not None


def _last_end(plain: str, start: int, reader: UnitReader) -> int:
    """The end of the last row: its line, or the next ones while they still bring units."""
    end = plain.find("\n", start)
    end = len(plain) if end < 0 else end
    if reader.tail(plain[start:end]) is None and (further := plain.find("\n", end + 1)) > 0:
        joined = plain[start:further].replace("\n", "")
        return further if reader.tail(joined) is not None else end
    return end


def _with_units(plain: str, start: int, end: int, reader: UnitReader) -> int:
    """The end of a row: a line behind its units, such as the heading of the next group, is no part of it."""
    text = plain[start:end].rstrip()
    if "\n" not in text or reader.tail(text.replace("\n", " ")) is not None:
        return end
    ends = [start + found.start() for found in re.finditer("\n", text)]
    return next((each for each in reversed(ends) if reader.tail(plain[start:each].replace("\n", " "))), end)


def _row(plain: str, number: int, start: int, end: int, reader: UnitReader) -> GluedRow:
    end = _with_units(plain, start, end, reader)
    text = plain[start:end].rstrip()
    found = _MARK.match(plain, start + len(str(number)))
    words = found.end() if found else start + len(str(number))
    tail = reader.tail(text[words - start :].replace("\n", " "))
    if tail is not None and text[words - start : words - start + tail[0]].rstrip().endswith(":"):
        tail = None
    if tail is None:
        return GluedRow(number, start, words, start + len(text), start + len(text), None)
    return GluedRow(number, start, words, words + tail[0], start + len(text), tail[1])
