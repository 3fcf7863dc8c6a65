"""Tells data from what stands between and below it: totals, repeated heads, column codes, sections, footers."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from linli.kernel.sheets.grids import Area, Cell, Formula, GridRow, has_value
from linli.kernel.sheets.heads import Head
from linli.kernel.sheets.words import is_label, looks_like_value, plain


class RowKind(StrEnum):
    """What a row is that holds no data."""

    TITLE = "title"
    UNIT_LINE = "unit_line"
    HEADER = "header"
    COLUMN_CODES = "column_codes"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    REPEATED_HEADER = "repeated_header"
    SECTION = "section"
    FOOTER = "footer"
    NOTE = "note"
    EMPTY = "empty"


_SUM: Final = re.compile(r"[一二三四五六七八九十、（(）)\d.]*(.{0,20}?)(本页|本户|本组|本村|全村|全社区|全县|全镇|分)?"
                         r"(小计|合计|总计|共计|累计|总和)([:：（(].*)?")  # fmt: skip
_COUNTED: Final = re.compile(r"共?[0-9]{1,6}(人|户|名|个|人次|口)?([、,，/]?[0-9]{1,6}(人|户|名|个|人次|口))?|[—\-/]+")
_SUBTOTAL: Final = ("小计", "本页", "分计")
_CODES: Final = re.compile(
    r"[甲乙丙丁戊己庚辛壬癸]|[A-Za-z]|[（(]?[0-9]{1,2}[）)]?|[0-9]{1,2}=[0-9+\-×*=（）()/]+|栏次|[一二三四五六七八九十]{1,2}|[—－-]+"
)
_SIGNERS: Final = (
    r"(制表|填表|填报|审核|审批|复核|经办|负责|统计|登记|录入|报送|联系|校对|核对|调查|采集|主管|分管|批准|领款|发放|监督|入户)"
    r"(人|员|单位|部门|时间|日期|说明|领导|者|人员|年月日)?(（?(签字|签名|签章|盖章)）?)?"
)
_FOOTER: Final = re.compile(
    rf"^({_SIGNERS}|单位负责人.*|领导签字|.{{0,12}}(盖章|公章|签章|签字|签名)[）)]?|日期|时间|联系电话|电话|备注|附注|注|说明|填表须知|备考"
    r"|.{0,8}(书记|主任|站长|所长|局长|会计|出纳|组长)(签字)?)[:：]"
)
_NOTE: Final = re.compile(
    r"^(注|备注|附注|说明|填表说明|填报说明|填写说明|填表须知|备考|制表说明)([:：1一]|$)|^※|^\*|^第?[0-9]+页|^共[0-9]+页|^—+第?[0-9]+页?—+$|^以下空白|^（?续(表|上页)"
)
_ITEM: Final = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,2}[）).、．]")
_SECTION: Final = re.compile(
    r"^([（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十0-9]+).{0,30}$"
    r"|^.{1,20}(村|社区|居委会|村委会|小区|组|屯|队|网格|号楼|栋|幢|单元|街道|镇|乡|类|户|人员)([:：]?[（(].*[）)])?[:：]?$"
)
# What stands alone in a column of names and is nobody's name.
_NO_NAME: Final = re.compile(
    r"^[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]"
    r"|^第?[一二三四五六七八九十0-9]+(组|村民小组|居民小组|网格|社区|村|小组|片区|类|号楼|单元|栋|幢|批|队|社|屯)"
    r"|.{2,}(名单|名册|登记表|统计表|汇总表|一览表|花名表|台账)([:：]|[（(].*[)）])?$"
    r"|.{2,}(社区|小组|网格|号楼|村委会|居委会|委员会|街道|人员|家庭|支部|小区|村|屯|镇|乡)([:：]|[（(].*[）)])?$"
)


class RowKinds:
    """Tells the kind of each row below a head. Knows what came before, so rows must come in order.

    ``keys`` are the places of columns that every data row fills (name, number); a row with one of them is
    never taken for a footer.
    """

    def __init__(self, head: Head, merged: Sequence[Area], keys: Sequence[int], serial: int | None) -> None:
        self.head = head
        self.keys = tuple(keys)
        self.serial = serial
        self.leaves = {place: {*path} for place, path in enumerate(head.paths) if path}
        self.across = {(area.top, area.left): area.right - area.left + 1 for area in merged if area.right > area.left}
        self.after_note = False
        self.before_data = True

    def kind(self, row: GridRow) -> RowKind | None:
        """The kind of a row that holds no data; None for data."""
        if self.holds_number(row.cells):
            self.before_data = self.after_note = False
            return None
        filled = [place for place, cell in enumerate(row.cells) if cell is not None and has_value(cell)]
        texts = [plain(row.cells[place]) for place in filled]
        found = self._kind(row, filled, texts)
        self.after_note = found in (RowKind.NOTE, RowKind.FOOTER)
        self.before_data = self.before_data and found is not None
        return found

    def holds_number(self, cells: Sequence[Cell]) -> bool:
        """Whether a key column holds a long number: then the row is data, and a million of them are told quickly."""
        for key in self.keys:
            if key < len(cells):
                cell = cells[key]
                if isinstance(cell, str) and len(cell) >= 15 and cell[:14].isdigit() and cell.isascii():
                    return True
        return False

    def _kind(self, row: GridRow, filled: list[int], texts: list[str]) -> RowKind | None:
        if self.before_data and len(texts) > 1 and all(map(_CODES.fullmatch, texts)) and not self._has_name(row):
            return RowKind.COLUMN_CODES
        if self._repeats_head(filled, texts):
            return RowKind.REPEATED_HEADER
        if found := self._sum(row, filled, texts):
            return found
        if filled == [self.serial] and texts[0].isdigit():
            return RowKind.EMPTY
        return self._words(row, filled, texts)

    def _has_name(self, row: GridRow) -> bool:
        """Whether one of the key columns holds two signs or more: codes have one."""
        return any(place < len(row.cells) and len(plain(row.cells[place])) > 2 for place in self.keys)

    def _repeats_head(self, filled: list[int], texts: list[str]) -> bool:
        same = sum(text in self.leaves.get(place, ()) for place, text in zip(filled, texts, strict=True))
        return same >= 2 and same * 5 >= len(texts) * 3

    def _sum(self, row: GridRow, filled: list[int], texts: list[str]) -> RowKind | None:
        for place, text in list(zip(filled, texts, strict=True))[:3]:
            found = _SUM.fullmatch(text) if len(text) <= 60 else None
            if found and not any(key != place and self._holds_key(row, key) for key in self.keys):
                is_part = any(word in text for word in _SUBTOTAL)
                return RowKind.SUBTOTAL if is_part or (found[1] and found[3] == "小计") else RowKind.TOTAL
            if looks_like_value(row.cells[place]) and place != self.serial:
                break
        return None

    def _holds_key(self, row: GridRow, key: int) -> bool:
        """Whether a key column holds more than a count (totals count names)."""
        cell: Cell = row.cells[key] if key < len(row.cells) else None
        if isinstance(cell, Formula):
            return False
        text = plain(cell)
        return bool(text) and not _SUM.fullmatch(text) and not _COUNTED.fullmatch(text)

    def _words(self, row: GridRow, filled: list[int], texts: list[str]) -> RowKind | None:
        few = len(filled) <= max(2, self.head.width // 3)
        if texts and few and _NOTE.search(texts[0]):
            return RowKind.NOTE
        labelled = [bool(_FOOTER.match(text)) for text in texts]
        if texts and (all(labelled) or (few and labelled[0]) or (sum(labelled) >= 2 and not self._has_figures(row))):
            return RowKind.FOOTER
        if len(filled) > 2 or not filled:
            return None
        if any(looks_like_value(row.cells[place]) for place in filled[1:]):
            return None
        return self._alone(row, filled, texts)

    def _has_figures(self, row: GridRow) -> bool:
        return sum(len(plain(cell)) > 10 and plain(cell)[:10].isdigit() for cell in row.cells) > 0

    def _alone(self, row: GridRow, filled: list[int], texts: list[str]) -> RowKind | None:
        """A row with one text, or two captions: a section, a note, a title, or data of which most is missing."""
        across = self.across.get((row.number, filled[0]), 1)
        spread = across > 1 and (across * 2 > self.head.width or across > 3)
        if self.after_note and (_ITEM.match(texts[0]) or spread):
            return RowKind.NOTE
        if len(texts) == 2:
            return RowKind.UNIT_LINE if all(map(is_label, texts)) else None
        if len(texts[0]) > 25 or (spread and is_label(texts[0]) and not _SECTION.match(texts[0])):
            return RowKind.NOTE
        if spread:
            return RowKind.SECTION if _SECTION.match(texts[0]) else RowKind.TITLE
        if filled[0] in self.keys:
            return RowKind.SECTION if _NO_NAME.match(texts[0]) else None
        return RowKind.SECTION if filled[0] < 2 and _SECTION.match(texts[0]) else None
