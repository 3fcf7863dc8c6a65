"""Text tables: letters found by strict trial, the separator by what the lines agree on, rows one at a time."""

import codecs
import csv
import io
import re
import statistics
from collections.abc import Iterator
from itertools import islice
from typing import IO, Final

from linli.kernel.errors import Invalid
from linli.kernel.sheets.grids import MOST_COLUMNS, Book, Cell, Formula, Grid, GridRow, letter
from linli.kernel.sheets.reasons import SheetCode

_CHUNK: Final = 1 << 20
_SAMPLE: Final = 60
_SEPARATORS: Final = ",\t;|，"
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\ufffe\uffff]")
# Excel's way of keeping digits in a csv: ="0123".
_KEPT: Final = re.compile(r'="([^"]*)"')
_LINK: Final = re.compile(r'=HYPERLINK\("[^"]*"[,;]\s*"([^"]*)"\)', re.IGNORECASE)
_FORMULA: Final = re.compile(r"=\s*[A-Za-z(\"'{$@+\-]|[+\-@=][A-Za-z]+\||@SUM\(", re.IGNORECASE)


def encoding_of(source: IO[bytes]) -> str:
    """The encoding in which the whole of ``source`` is readable: UTF-8, UTF-16 or GB18030, in this order."""
    source.seek(0)
    head = source.read(4096)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    for name in (marked,) if marked else _likely(head):
        if _reads(source, name):
            return name
    raise Invalid(SheetCode.BAD_LETTERS)


def _likely(head: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows by zero bytes on one side of ASCII signs."""
    if b"\0" not in head:
        return "utf-8", "gb18030"
    return ("utf-16-le",) if head[1::2].count(0) >= head[::2].count(0) else ("utf-16-be",)


def _reads(source: IO[bytes], name: str) -> bool:
    source.seek(0)
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        while chunk := source.read(_CHUNK):
            if _FORBIDDEN.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def read_delimited(source: IO[bytes], name: str) -> Book:
    """The table in a text file; rows are read as they are asked for, so that a million take no room."""
    encoding = encoding_of(source)
    source.seek(0)
    text = io.TextIOWrapper(source, encoding=encoding, newline="")
    sample = list(islice(text, _SAMPLE))
    # A last sign such as Ctrl-Z of old programs is no row.
    separator = separator_of(sample)
    text.seek(0)
    return Book("csv", [Grid(name, _rows(text, separator), sees_styles=False)])


def separator_of(lines: list[str]) -> str:
    """The sign that splits most lines into equally many cells."""

    def agreement(sign: str) -> tuple[float, int]:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=sign) if any(map(str.strip, row))]
        except csv.Error:
            return (0.0, 0)
        if not counts or max(counts) < 2:
            return (0.0, 0)
        middle = int(statistics.median_high(counts))
        return (counts.count(middle) / len(counts) if middle > 1 else 0.0, middle)

    best = max(_SEPARATORS, key=lambda sign: (agreement(sign)[0] > 0.5, agreement(sign)[1], agreement(sign)[0]))
    return best if agreement(best)[1] > 1 else _commonest(lines)


def _commonest(lines: list[str]) -> str:
    text = "".join(lines)
    return max(_SEPARATORS, key=text.count)


def _rows(text: io.TextIOWrapper, separator: str) -> Iterator[GridRow]:
    """Rows by their count, as a spreadsheet program would number them."""
    reader = csv.reader(text, delimiter=separator)
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Invalid(SheetCode.LONG_CELL, {"row": number + 1}) from error
        if cells is None:
            return
        number += 1
        if len(cells) > MOST_COLUMNS:
            cells = _narrow(cells)
        joined = "".join(cells)
        if joined and not joined.isspace() and joined != "\x1a":
            is_plain = "=" not in joined and "|" not in joined and "@" not in joined
            yield GridRow(number, tuple(cells) if is_plain else tuple(map(_cell, cells)))


def _narrow(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        data = {"sheet": "1", "column": letter(len(cells) - 1), "limit": MOST_COLUMNS}
        raise Invalid(SheetCode.TOO_MANY_COLUMNS, data)
    return cells


def _cell(text: str) -> Cell:
    """Formulas that a csv carries as text are never worked out; of a link only its words are kept."""
    if not text.startswith(("=", "+", "-", "@")):
        return text
    if found := _KEPT.fullmatch(text) or _LINK.fullmatch(text):
        return found[1]
    return Formula(text) if _FORMULA.match(text) else text
