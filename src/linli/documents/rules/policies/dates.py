"""When something is due, as papers say it: 2012年底, 到2015年, 2025年6月底前, 3—5年, 每两年, “十四五”末."""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

from linli.documents.rules.policies.numerals import HAN, number_of

_N: Final = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
_Y: Final = r"(?<!\d)(?P<year>(?:19|20)\d{2}|二[〇零○][一二三四五六七八九〇零○]{2})"
_BEFORE: Final = r"(?:以前|之前|前|内|底|末|止)"
_DASH: Final = r"(?:—+|-{1,2}|–|―|~|至|到|或)"
_TERM: Final = r"[\"“”]?(?P<plan>十[一二三四五六七八九]|二十)五[\"“”]?"
_FIRST_PLAN: Final = {"十": 2005, "十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_QUARTERS: Final = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_ONGOING: Final = (
    "长期坚持|长期推进|长期实施|长期|持续推进|持续实施|持续开展|持续坚持|持续|常年坚持|常年|常态化推进|常态化|全年"
)
_EVERY: Final = {"年": "Y", "季度": "M", "季": "M", "月": "M", "周": "W", "半年": "M", "天": "D", "日": "D"}


class Due(NamedTuple):
    """A date as printed at [start, end): ``value`` is a day, ``first..last``, ``R/P2Y`` for every two years, or ``""``.

    ``kind``: day, range, every, from (it begins then), ongoing (no end is set).
    """

    start: int
    end: int
    value: str
    kind: str
    sure: float

    @property
    def last(self) -> str:
        """The last day, for a day or a range."""
        return self.value.rpartition("..")[2] if self.kind in ("day", "range") else ""


_Maker = Callable[[re.Match[str], date | None], "tuple[str, str, float] | None"]


def dues(text: str, issued: date | None) -> list[Due]:
    """The dates of a folded text in their order; ``issued`` is the day from which 三年内 and 年底前 count."""
    found: list[Due] = []
    for pattern, maker in _PATTERNS:
        for each in pattern.finditer(text):
            if any(each.start() < other.end and other.start < each.end() for other in found):
                continue
            made = maker(each, issued)
            if made is not None:
                found.append(Due(each.start(), each.end(), *made))
    return sorted(found)


def only_due(text: str, issued: date | None) -> Due | None:
    """The date that a cell holds and nothing else: 2025年底前, 长期坚持."""
    plain = text.strip(" \t\u3000。;,()")
    found = list(dues(plain, issued))
    covered = sum(due.end - due.start for due in found)
    rest = len(re.sub(r"[,;、及并完成实现每年前底达到取得明显成效建启动,.。\s]", "", "".join(_outside(plain, found))))
    return found[-1] if found and (rest == 0 or (rest <= 3 and covered >= 0.6 * len(plain))) else None


def _outside(text: str, found: list[Due]) -> Iterator[str]:
    place = 0
    for due in found:
        yield text[place : due.start]
        place = due.end
    yield text[place:]


def _year_of(text: str) -> int:
    return number_of(text) or 0


def _month_end(year: int, month: int) -> str | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


def _full_day(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    try:
        day = date(_year_of(found["year"]), number_of(found["month"]) or 0, number_of(found["day"]) or 0)
    except ValueError:
        return None
    return day.isoformat(), "from" if found[0].endswith("起") else "day", 1.0


def _month(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    year = _year_of(found["year"]) if found.groupdict().get("year") else (issued.year if issued else 0)
    end = _month_end(year, number_of(found["month"]) or 0) if year else None
    return (end, "day", 0.95 if "year" in found.groupdict() else 0.7) if end else None


def _quarter(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    end = _month_end(_year_of(found["year"]), _QUARTERS[found["quarter"]])
    return (end, "day", 0.9) if end else None


def _half(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    end = _month_end(_year_of(found["year"]), 6 if found["half"] == "上" else 12)
    return (end, "day", 0.9) if end else None


def _years(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    return f"{_year_of(found['year'])}-01-01..{_year_of(found['last'])}-12-31", "range", 0.95


def _year_end(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    if found["tail"] == "起":
        return f"{_year_of(found['year'])}-01-01", "from", 1.0
    return f"{_year_of(found['year'])}-12-31", "day", 1.0 if found["tail"] or found["head"] else 0.9


def _plan_end(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    year = _FIRST_PLAN.get(found["plan"])
    return (f"{year}-12-31", "day", 0.9) if year else None


def _year_to_plan(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    year = _FIRST_PLAN.get(found["plan"])
    return (f"{found['year']}-01-01..{year}-12-31", "range", 0.9) if year else None


def _this_year(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    if issued is None:
        return None
    return f"{issued.year + (1 if found[0].startswith('明') else 0)}-12-31", "day", 0.8


def _span(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    first, last = number_of(found["first"]), number_of(found["last"])
    if issued is None or not first or not last or first >= last:
        return None
    return f"{_later(issued, first)}..{_later(issued, last)}", "range", 0.8


def _within(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    count = number_of(found["count"])
    return (_later(issued, count), "day", 0.75) if issued is not None and count else None


def _later(day: date, years: int) -> str:
    return (
        day.replace(year=day.year + years, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year + years)
    ).isoformat()


def _every(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    count, unit = number_of(found["count"] or "1") or 1, found["unit"]
    times = count * {"季度": 3, "季": 3, "半年": 6}.get(unit, 1)
    return f"R/P{times}{_EVERY[unit]}", "every", 0.9


def _ongoing(found: re.Match[str], issued: date | None) -> tuple[str, str, float] | None:
    return "", "ongoing", 0.9


# The order counts: a longer form is taken before the shorter one inside it.
_PATTERNS: Final[tuple[tuple[re.Pattern[str], _Maker], ...]] = (
    (re.compile(rf"{_Y}年(?P<month>{_N})月(?P<day>{_N})日{_BEFORE}?(?:起)?"), _full_day),
    (re.compile(rf"{_Y}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)"), _full_day),
    (re.compile(rf"从?{_Y}年?(?:起)?{_DASH}{_TERM}(?:规划)?(?:期)?(?:末|期末|结束)?"), _year_to_plan),
    (re.compile(rf"{_Y}年?{_DASH}(?P<last>(?:19|20)\d{{2}})年"), _years),
    (re.compile(rf"{_Y}年(?P<month>{_N})月(?:份)?(?:底|末)?{_BEFORE}?"), _month),
    (re.compile(rf"{_Y}[.](?P<month>1[0-2]|0?[1-9])(?:月)?{_BEFORE}(?!\d)"), _month),
    (re.compile(rf"{_Y}年(?:第)?(?P<quarter>[一二三四1-4])季度(?:末|底)?{_BEFORE}?"), _quarter),
    (re.compile(rf"{_Y}年(?P<half>[上下])半年{_BEFORE}?"), _half),
    (
        re.compile(
            rf"(?P<head>到|至|截至|截止)?{_Y}年(?:度)?(?P<tail>(?:年)?(?:底|末)(?:以前|之前|前)?|以前|之前|前|内|起)?(?!版|第|度[^,。]{{0,8}}(?:号|令))"
        ),
        _year_end,
    ),
    (re.compile(rf"到?{_TERM}(?:规划)?(?:时期|期间|期)?(?:末|期末|结束时|结束)"), _plan_end),
    (
        re.compile(r"(?:今年|本年度?|当年|明年)(?:年)?(?:底|末)(?:以前|之前|前)?|(?<![\d年个每])年底(?:以前|之前|前)"),
        _this_year,
    ),
    (re.compile(r"(?<![\d年月至—-])(?P<month>1[0-2]|[1-9])月(?:份)?(?:底|末)(?:以前|之前|前)?"), _month),
    (
        re.compile(
            rf"(?:用|力争用|利用|通过|在|经过|未来|今后)?(?P<first>{_N}){_DASH}(?P<last>{_N})年(?:的?时间|左右|内|的努力)?"
        ),
        _span,
    ),
    (re.compile(rf"(?:用|力争用|利用|经过|在|未来|今后)(?P<count>{_N})年(?:左右)?(?:的?时间|内|的努力)"), _within),
    (re.compile(rf"(?<![\d第每])(?P<count>{_N})年(?:时间|之)?内"), _within),
    (re.compile(rf"每(?:隔)?(?P<count>{_N})?个?(?P<unit>半年|年|季度|季|月|周)(?!龄|初|末)"), _every),
    (re.compile(_ONGOING), _ongoing),
)
