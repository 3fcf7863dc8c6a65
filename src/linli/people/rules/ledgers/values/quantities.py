"""Counts, amounts and measures as ledgers write them, in the unit of their column."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from linli.kernel.sheets.grids import Cell
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.values.reads import Read, bad, narrow, normalised, text_of

_FIGURE: Final = r"[+\-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[+\-]?[0-9]*\.?[0-9]+"
_NUMBER: Final = re.compile(rf"([+\-]?)(?:¥|￥|RMB|人民币)?({_FIGURE})(.*)")
_PLAIN: Final = re.compile(r"-?[0-9]{1,15}")
_SCIENTIFIC: Final = re.compile(r"-?[0-9](\.[0-9]+)?E[+\-]?[0-9]{1,2}", re.IGNORECASE)
_HAN: Final = "〇一二三四五六七八九"
_HAN_NUMBER: Final = re.compile(r"[零〇一二两三四五六七八九十百千万]{1,9}")
_SCALES: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
# Units by what they measure, each with its factor to the first of its row.
_ONE: Final = Decimal(1)
MEASURES: Final[tuple[dict[str, Decimal], ...]] = (
    {
        **dict.fromkeys(("元", "圆", "块", "块钱"), _ONE),
        **dict.fromkeys(("万元", "万"), Decimal(10_000)),
        "千元": Decimal(1_000),
        "百元": Decimal(100),
        "亿元": Decimal(100_000_000),
        "角": Decimal("0.1"),
        "分": Decimal("0.01"),
    },
    {
        **dict.fromkeys(("平方米", "㎡", "m²", "m2", "M2", "平米", "平方", "平"), _ONE),
        **dict.fromkeys(("万㎡", "万平方米", "公顷"), Decimal(10_000)),
        "亩": Decimal(10_000) / 15,
        "平方公里": Decimal(1_000_000),
    },
    {
        **dict.fromkeys(("公斤", "千克", "kg", "KG"), _ONE),
        "斤": Decimal("0.5"),
        "吨": Decimal(1_000),
        "克": Decimal("0.001"),
    },
)
_TAILS: Final = re.compile(r"(整|正|左右|余)?(/|每)?(人|户|月|年|季度|次|天|日|头|亩|人次|家)?(/|每)?(月|年|人|户)?")
_COUNTERS: Final = re.compile(
    r"(个|位|名|口|人|户|间|栋|幢|股|套|岁|周岁|月|个月|年|天|次|件|床|袋|桶|吨|条|辆|头|只|人次|小时|层|楼|份|%|分|处|家|亩|棵"
    r"|株|公里|km|米|m)?"
)
_PAIR: Final = re.compile(r"([0-9.]+)元([0-9])角(?:([0-9])分)?")


@dataclass(frozen=True)
class QuantityReader:
    """Reads a number. ``unit`` is what the column counts in; other units of the same measure are converted to it."""

    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    is_whole: bool = False

    def __call__(self, cell: Cell) -> Read:
        """A whole number, or a ``Decimal`` where there are decimals."""
        if isinstance(cell, int):
            return self._sound(Decimal(cell), as_text=False)
        if isinstance(cell, float):
            return self._sound(Decimal(f"{cell:.12g}"), as_text=False)
        text = text_of(cell)
        if _PLAIN.fullmatch(text):
            return self._sound(Decimal(text), as_text=True)
        return self._text(narrow(text))

    def _text(self, text: str) -> Read:
        if _SCIENTIFIC.fullmatch(text):
            return self._sound(Decimal(text), as_text=True)
        if found := _PAIR.fullmatch(text):
            return self._sound(Decimal(found[1]) + Decimal(f"0.{found[2]}{found[3] or 0}"), as_text=True)
        if _HAN_NUMBER.match(text) and (han := _han(text)) is not None:
            return self._sound(Decimal(han), as_text=True)
        found = _NUMBER.fullmatch(text.lstrip("约计共"))
        if found is None:
            return bad(LedgerCode.NUMBER_BAD)
        try:
            number = Decimal((found[1] + found[2]).replace(",", ""))
        except InvalidOperation:
            return bad(LedgerCode.NUMBER_BAD)
        factor = self._factor(found[3])
        if factor is None:
            return bad(LedgerCode.NUMBER_BAD)
        value, issues = self._sound(number * factor, as_text=True)
        if value is not None and found[3]:
            return value, (normalised(LedgerCode.NUMBER_UNIT),)
        return value, issues

    def _factor(self, tail: str) -> Decimal | None:
        """What a unit behind a number makes of it in the column's unit; None for words that are no unit."""
        for measure in MEASURES:
            for name in sorted(measure, key=len, reverse=True):
                if tail.startswith(name) and _TAILS.fullmatch(tail[len(name) :]):
                    own = measure.get(self.unit) or (measure.get("元") if name in ("万", "万元") else None)
                    return measure[name] / own if own else Decimal(1)
        return Decimal(1) if _COUNTERS.fullmatch(tail) or _TAILS.fullmatch(tail) else None

    def _sound(self, number: Decimal, *, as_text: bool) -> Read:
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            return bad(LedgerCode.NUMBER_RANGE)
        if self.is_whole and number != number.to_integral_value():
            return bad(LedgerCode.NUMBER_RANGE)
        value = int(number) if number == number.to_integral_value() else number.normalize()
        return value, ((normalised(LedgerCode.NUMBER_TEXT),) if as_text else ())


def _han(text: str) -> int | None:
    """三 → 3, 十二 → 12, 两百 → 200, with a counter behind; None for anything else."""
    found = _HAN_NUMBER.match(text)
    if found is None or not _COUNTERS.fullmatch(text[found.end() :]):
        return None
    total = part = 0
    for char in found[0].replace("两", "二").replace("零", "〇"):
        if char in _SCALES:
            total, part = total + (part or 1) * _SCALES[char], 0
        else:
            part = part * 10 + _HAN.index(char)
    return total + part
