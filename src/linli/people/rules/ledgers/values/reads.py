"""What reading one cell gives, and words that stand for no value."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from linli.kernel.sheets.grids import Cell
from linli.kernel.text import half_width
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.shapes import IssueKind, Value


class Found(NamedTuple):
    """Something about a value, before it is known of which column."""

    code: LedgerCode
    kind: IssueKind
    data: Mapping[str, object] = {}


Read = tuple[Value, tuple[Found, ...]]
Reader = Callable[[Cell], Read]
NO_VALUE: Final[Read] = (None, ())
_NOTHING: Final = r"""无 没有 不详 未知 暂无 不知道 不清楚 空 缺 未填 未提供 略 无信息 不明
/ // \ - -- --- — —— ―― ／ － 、 . 。 * N/A NA NULL NONE NIL #N/A"""
NOTHING_WORDS: Final = frozenset(_NOTHING.split())
_BLANKS: Final = re.compile(r"\s+")


def normalised(code: LedgerCode, **data: object) -> Found:
    """The value is clear but was written otherwise."""
    return Found(code, IssueKind.NORMALISED, data)


def noted(code: LedgerCode, **data: object) -> Found:
    """Worth a look."""
    return Found(code, IssueKind.NOTE, data)


def bad(code: LedgerCode, **data: object) -> Read:
    """No value: a person must decide."""
    return None, (Found(code, IssueKind.BAD, data),)


def text_of(cell: Cell) -> str:
    """A cell as text: figures as they are written, dates as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return "" if cell is None else str(cell)


_TICKED: Final = re.compile(r"[☑☒✓✔√■◼][\s:：]*([^\s□☐☑☒✓✔√■◼○●/、]+)")
_BEFORE: Final = re.compile(r"([^\s□☐☑☒✓✔√■◼○●/、]+)[\s:：]*[☑☒✓✔√■◼]")


def ticked(text: str) -> str:
    """What is ticked among printed choices (``☑女 □男``, ``女☑ 男□``); other texts as they are."""
    if ("□" not in text and "☐" not in text) or not _MARKED.search(text):
        return text
    is_before = text.lstrip()[0] not in _BOXES
    return "、".join((_BEFORE if is_before else _TICKED).findall(text)) or text


_BOXES: Final = "□☐☑☒✓✔√■◼"
_MARKED: Final = re.compile(r"[☑☒✓✔√■◼]")


def narrow(text: str) -> str:
    """Half-width, without any blank."""
    return _BLANKS.sub("", half_width(text))
