"""Names of people."""

import re
from typing import Final

from linli.kernel.sheets.grids import Cell
from linli.kernel.text import half_width
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.values.reads import NO_VALUE, Found, Read, bad, normalised, text_of

_HAN: Final = r"〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_CLEAN: Final = re.compile(rf"[{_HAN}]{{2,4}}")
_NOTE: Final = re.compile(r"[(（\[【〔](.*?)[)）\]】〕]?$")
_BETWEEN_HAN: Final = re.compile(rf"(?<=[{_HAN}·])\s+(?=[{_HAN}·])")
_NAME: Final = re.compile(rf"[{_HAN}]{{1,8}}(·[{_HAN}]{{1,12}}){{0,4}}|[A-Za-z][A-Za-z .,'\-]{{1,60}}")
_SEVERAL: Final = re.compile(r"[、,，;；/]")
_GONE: Final = re.compile(
    r"(已|于.{0,12})?(死亡|去世|亡故|病故|过世|故|迁出|迁走|注销|销户|搬走|搬离|外迁|死|退出|停发|取消|停保|清退)了?"
)


def gone(text: str) -> bool:
    """Whether a remark says, in so many words and no others, that the person or the entry is gone."""
    return bool(_GONE.fullmatch(text.strip().strip("。.（）()")))


def read_name(cell: Cell) -> Read:
    """A name without blanks and notes; several names, figures and sentences are no name."""
    text = text_of(cell)
    if _CLEAN.fullmatch(text):
        return text, ()
    found: list[Found] = []
    name = half_width(text).replace("（", "(").replace("）", ")")
    note = _NOTE.search(name)
    if note and note.start():
        name = name[: note.start()].rstrip()
        if gone(note[1]):
            found.append(bad(LedgerCode.MOVED_OUT, note=note[1])[1][0])
        found.append(normalised(LedgerCode.NAME_NOTE, note=note[1]))
    joined = _BETWEEN_HAN.sub("", name.replace(".", "·") if _is_han(name) else name)
    if joined != text and not note:
        found.append(normalised(LedgerCode.NAME_SPACES))
    if not joined:
        return NO_VALUE
    if not _NAME.fullmatch(joined) or _SEVERAL.search(joined):
        return bad(LedgerCode.NAME_BAD)
    return joined, tuple(found)


def _is_han(name: str) -> bool:
    return bool(name) and "\u3400" <= name[0] <= "\u9fff"
