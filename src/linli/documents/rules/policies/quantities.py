"""Figures in sentences: 不少于20平方米, 40%以上, 500—1500户左右, 百分之七十, 100—200万元."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from linli.documents.rules.policies.numerals import HAN, amount_of

_NUMBER: Final = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?"
_SCALE: Final = r"(?:万|亿|千|百)?"
_DASH: Final = r"(?:\s*(?:—+|-{1,2}|–|―|~|至|到)\s*)"
_UNIT_WORDS: Final = """% %; permille ‰; percentage-points 个百分点 百分点; m2 平方米 ㎡ m2 m² 平米 平方; km2 平方公里;
km 公里 千米; m 米; ha 公顷; mu 亩; household-times 户次; households 户; person-times 人次; persons 人 名 位;
working-days 个工作日 工作日; months 个月; hours 小时 学时 课时; minutes 分钟; days 天 日; years 年; yuan 元; ages 岁;
times 倍; t 吨; degrees 度; points 分; beds 张床位 张 床"""
#: The code of each unit as printed; what is not here is counted in pieces.
UNITS: Final = {
    word: line.split()[0] for line in _UNIT_WORDS.split(";") for word in line.split()[1:]
}  # fmt: skip
_COUNTERS: Final = """个 所 处 家 套 间 座 次 件 支 场 期 册 辆 台 条 项 岗 片 批 类 种 场次 部 对 组 栋 幢 只 枚 门
篇 本 部门 例 起 道 块"""
_UNIT: Final = "|".join(sorted(map(re.escape, (*UNITS, *_COUNTERS.split())), key=len, reverse=True))
_OPERATOR_WORDS: Final = {
    ">=": """不低于 不少于 不小于 不得低于 不得少于 不得小于 不应低于 不应少于 不应小于 不能低于 不能少于 至少
    最低不少于 最少不少于 ≥ >= 达到 要达 应达 达 提高到 提高至 提升到 提升至 增加到 增加至 增长到 增至
    扩大到 扩大至 上升到 上升至 力争达到 保持 保持在 稳定在 累计 突破 最低 最少 不短于 提至""",
    "<=": """不高于 不超过 不多于 不大于 不得高于 不得超过 不得多于 不得大于 不应超过 不能超过 ≤ <= 控制在
    降至 降低到 降低至 下降到 下降至 降到 压缩到 压缩至 缩短到 缩短至 缩减到 缩减至
    压减到 压减至 不长于 最多 最高 最长 至多""",
    ">": "超过 高于 大于 多于 > 优于",
    "<": "低于 小于 少于 < 短于",
    "~=": "约为 大约 约 左右 近 接近",
    "=": "为 是 即",
}
_OPERATORS: Final = {operator: words.split() for operator, words in _OPERATOR_WORDS.items()}
_BY_WORD: Final = {word: operator for operator, words in _OPERATORS.items() for word in words}
_WORDS: Final = "|".join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True))
_BEFORE: Final = re.compile(rf"(?P<word>{_WORDS})(?:到)?(?:在)?(?:每[\u3400-\u9fff]{{0,5}})?\s*$")
# 不低于当地平均工资的1.5倍: what is compared with stands between the word and the figure.
_BEFORE_FAR: Final = re.compile(rf"(?P<word>{_WORDS})[\u3400-\u9fff]{{2,24}}的\s*$")
_AFTER: Final = re.compile(
    r"\s*(?P<after>(?:及|或|\(含\)|\(含\d+[^()]*\))?以上|(?:及|或)?以下|(?:及)?以内|之内|左右|上下|不等)?"
)
_PERCENT_WORDS: Final = rf"百分之(?P<words>[{HAN}点]{{1,6}})|(?P<tenths>[一二三四五六七八九])成(?![立为员果本长效功熟])"
_FIGURE: Final = re.compile(
    rf"(?<![\d.A-Za-z第\-])(?P<first>{_NUMBER})(?P<scale>{_SCALE})(?P<firstunit>%|‰)?(?:{_DASH}(?P<last>{_NUMBER})(?P<lastscale>{_SCALE}))?\s*(?P<unit>{_UNIT})|{_PERCENT_WORDS}"
    rf"|(?P<spoken>[{HAN}]{{1,4}})(?P<spokenunit>名|个|平方米|%|户|人|次|所|处|家|支|元|万元|天|个工作日|小时|场|期|公里|件)"
)
_NO_UNIT_AFTER: Final = re.compile(
    r"(?:度|级|代表|全面|世纪|文明|中全会|大精神|大报告|月|号|届|五|底|末|初|以来|版|规划|计划)"
)


class Quantity(NamedTuple):
    """A figure at [start, end): value or (first, last), unit as printed, operator, whether the paper prints one."""

    start: int
    end: int
    value: float | int | tuple[float | int, float | int]
    unit: str
    operator: str
    is_printed: bool
    #: Where the words before it end: the start of the operator's word, or of the figure.
    words: int
    has_after: bool


def quantities(text: str, upper: tuple[str, ...] = ()) -> Iterator[Quantity]:
    """The figures of a folded sentence; ``upper`` are metrics whose bare figure is a limit from above."""
    for found in _FIGURE.finditer(text):
        made = _quantity(text, found, upper)
        if made is not None:
            yield made


def _quantity(text: str, found: re.Match[str], upper: tuple[str, ...]) -> Quantity | None:
    value, unit = _value(found)
    if value is None:
        return None
    word = _BEFORE.search(text, 0, found.start()) if found.start() else None
    if word is None and found["unit"] in ("倍", "%"):
        word = _BEFORE_FAR.search(text, 0, found.start())
    # search with an end cuts the text there, so that $ is the figure's start.
    after = _AFTER.match(text, found.end())
    behind = (after["after"] or "") if after else ""
    if found["spoken"] and not (word and _BY_WORD[word["word"]] != "=") and not behind:
        return None
    if not behind and unit in ("年", "日", "分", "度", "个", "人") and _NO_UNIT_AFTER.match(text, found.end()):
        return None
    if unit == "分钟" and not word and re.match(r"[\u3400-\u9fff]", text[found.end() :]) and not behind:
        return None
    if unit in ("年", "日") and not word and not behind:
        return None
    operator, is_printed = _operator(text, found, value, unit, word["word"] if word else "", behind, upper)
    end = after.end() if after and behind else found.end()
    return Quantity(
        found.start(), end, value, unit, operator, is_printed, word.start() if word else found.start(), bool(behind)
    )


def _value(found: re.Match[str]) -> tuple[float | int | tuple[float | int, float | int] | None, str]:
    if found["words"]:
        return _spoken_percent(found["words"]), "%"
    if found["tenths"]:
        return (amount_of(found["tenths"]) or 0) * 10, "%"
    if found["spoken"]:
        return amount_of(found["spoken"]), found["spokenunit"]
    scale = found["lastscale"] or found["scale"] or ""
    unit = found["unit"]
    printed = f"{scale}{unit}" if scale else unit
    first, last = amount_of(found["first"]), amount_of(found["last"]) if found["last"] else None
    if last is not None and first is not None and first < last:
        return (first, last), printed
    return first, printed


def _spoken_percent(words: str) -> float | int | None:
    whole, point, rest = words.partition("点")
    value = amount_of(whole)
    if value is None or not point:
        return value
    digits = "".join(str(amount_of(char)) for char in rest)
    return float(f"{value}.{digits}") if digits.isdecimal() else None


def _operator(
    text: str, found: re.Match[str], value: object, unit: str, word: str, behind: str, upper: tuple[str, ...]
) -> tuple[str, bool]:
    printed = _BY_WORD.get(word, "")
    if isinstance(value, tuple):
        return "between", True
    if "左右" in behind or "上下" in behind or printed == "~=":
        return "~=", True
    if "以下" in behind or "以内" in behind or "之内" in behind:
        return "<=", True
    if "以上" in behind:
        return ">=", True
    if printed in (">=",) and unit == "%" and value == 100:
        return "=", True
    if printed and printed != "=":
        return printed, True
    before = text[max(0, found.start() - 12) : found.start()]
    return ("<=", False) if any(name in before for name in upper) else ("=", False)


def canonical(value: object, unit: str) -> tuple[object, str]:
    """Value and unit as other parts count: 500万元 is 5,000,000 yuan."""
    scales = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
    plain, scale = unit, 1
    while len(plain) > 1 and plain[0] in scales and plain not in UNITS:
        scale, plain = scale * scales[plain[0]], plain[1:]
    code = UNITS.get(plain, "count")
    if isinstance(value, tuple):
        return [_scaled(each, scale) for each in value], code
    return (_scaled(value, scale) if isinstance(value, int | float) else value), code


def _scaled(value: float | int, scale: int) -> float | int:
    made = round(value * scale, 6)
    return int(made) if made == int(made) else made
