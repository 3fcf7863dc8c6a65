"""Texts of cells for comparing, and signs by which a cell shows what it is."""

import re
from datetime import date
from typing import Final

from linli.kernel.sheets.grids import Cell, Formula

_BLANKS: Final = re.compile(r"[\s\u3000\u200b\ufeff]+")
_VALUE: Final = re.compile(
    r"[0-9０-９*]{6,}|[0-9]{2,4}[.\-/年][0-9]{1,2}([.\-/月]|$)|^[+\-]?[0-9.,]+%?$|^[√✓✔☑×✗✘是否有无]$|[0-9]+号楼|[0-9]+室"
)
_LABEL: Final = re.compile(r"[:：]")
_YEAR: Final = re.compile(r"(19|20)[0-9]{2}")
LONGEST_NAME: Final = 40


def plain(cell: Cell) -> str:
    """The text of a cell without any blank: heads are spaced out and broken over lines to look well."""
    if cell is None:
        return ""
    return _BLANKS.sub("", cell if isinstance(cell, str) else str(cell))


def looks_like_value(cell: Cell) -> bool:
    """Whether a cell holds a figure, a date or a mark rather than a name. A year may name a column."""
    if isinstance(cell, str):
        return bool(_VALUE.search(plain(cell)))
    if isinstance(cell, int) and _YEAR.fullmatch(str(cell)):
        return False
    return isinstance(cell, int | float | date | Formula)


def is_label(text: str) -> bool:
    """Whether a text is a caption with its value behind a colon (``制表人：张三``)."""
    return bool(_LABEL.search(text))
