"""Working days with swaps: R0.3."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import chinese_calendar
import pytest

from linli.kernel.clock import ClockCode, DayKind, WorkCalendar, parse_calendar
from linli.kernel.errors import Invalid
from linli.kernel.expr import DeclaredCode
from tests.kernel.clock.samples import NATION, day, days_of

pytestmark = pytest.mark.pure
BASIS = {"source": "made up for this test", "confidence": "D"}
NAME = {"zh-Hans": "测试节", "en": "Test Day"}


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_agrees_with_the_published_calendar(year: int) -> None:
    ours = {one: NATION.is_working(one) for one in days_of(year)}
    assert ours == {one: chinese_calendar.is_workday(one) for one in days_of(year)}


def test_days_are_named() -> None:
    assert NATION.day(day("2026-02-17")).kind is DayKind.HOLIDAY
    swap = NATION.day(day("2026-02-14"))
    assert swap.kind is DayKind.SWAP and swap.works and swap.name is not None and swap.name.zh == "春节"
    assert NATION.day(day("2026-03-07")).kind is DayKind.WEEKEND
    both = NATION.day(day("2025-10-06")).name
    assert both is not None and both.zh == "国庆节、中秋节"


def test_a_year_without_order_counts_monday_to_friday_but_the_fixed_days() -> None:
    off = {one for one in days_of(2027) if one.weekday() < 5 and not NATION.is_working(one)}
    assert off == {date(2027, 1, 1), date(2027, 10, 1)}  # 1 and 2 May, 2 and 3 October are weekends
    assert not any(NATION.is_working(one) for one in days_of(2027) if one.weekday() >= 5)
    assert all(NATION.day(one).provisional for one in days_of(2027))
    assert not any(NATION.day(one).provisional for one in days_of(2025, 2026))


def test_fixed_days_follow_the_law_of_their_time() -> None:
    # The measures of 2024 are in force since 2025; the file says nothing about before.
    assert NATION.is_working(date(2024, 10, 1))


@pytest.mark.parametrize("text", ["2026-03-08", "2026-05-04", "2026-06-01", "2025-08-01", "2026-08-01"])
def test_half_days_never_change_the_count(text: str) -> None:
    assert NATION.half_day(day(text)) is not None
    without = WorkCalendar(NATION.confirmed, NATION.holidays, NATION.swaps, NATION.fixed)
    assert NATION.is_working(day(text)) == without.is_working(day(text))
    assert NATION.half_day(day("2026-03-09")) is None


def with_year(sections: dict[str, Any], *, confirmed: bool) -> dict[str, Any]:
    row = {"first": date(2027, 2, 5), "last": "2027-02-11", "name": NAME, "basis": BASIS}
    year = {"key": "y2027", "year": 2027, "confirmed": confirmed, "holidays": [row], "basis": BASIS}
    return {**sections, "calendar_years": [*sections["calendar_years"], year]}


def test_a_draft_year_is_not_used_and_the_order_makes_it_firm(sections: dict[str, Any]) -> None:
    draft = parse_calendar(with_year(sections, confirmed=False))
    assert draft == NATION and draft.day(day("2027-02-08")).provisional
    firm = parse_calendar(with_year(sections, confirmed=True))
    assert not firm.is_working(day("2027-02-08")) and not firm.day(day("2027-02-08")).provisional


def test_the_version_changes_with_the_dates_only(sections: dict[str, Any]) -> None:
    again = deepcopy(sections)
    again["calendar_years"][0]["holidays"][0]["name"] = {"zh-Hans": "新年"}
    assert parse_calendar(again).calc_version == NATION.calc_version
    assert parse_calendar(with_year(sections, confirmed=True)).calc_version != NATION.calc_version


def test_a_region_lays_its_own_days_over_the_nation(sections: dict[str, Any]) -> None:
    region = {
        "key": "test_region",
        "area": "32992",
        "holidays": [{"first": "2026-02-13", "last": "2026-02-14", "name": NAME, "basis": BASIS}],
        "swaps": [{"day": "2026-02-15", "name": NAME, "basis": BASIS}],
        "basis": BASIS,
    }
    data = {**sections, "calendar_regions": [region]}
    there, elsewhere = parse_calendar(data, "329921001002"), parse_calendar(data, "320500")
    assert elsewhere == NATION == parse_calendar(data)
    assert [there.is_working(day(f"2026-02-{number}")) for number in (13, 14, 15)] == [False, False, True]
    assert there.calc_version != NATION.calc_version


def test_the_new_year_holiday_may_begin_in_december() -> None:
    row = {"first": "2028-12-30", "last": "2029-01-01", "name": NAME, "basis": BASIS}
    year = {"key": "y2029", "year": 2029, "confirmed": True, "holidays": [row], "basis": BASIS}
    assert not parse_calendar({"calendar_years": [year]}).is_working(day("2028-12-30"))


def test_working_days_between_two_days() -> None:
    assert NATION.working_days(day("2026-02-13"), day("2026-03-19")) == 20
    assert NATION.working_days(day("2026-02-13"), day("2026-02-13")) == 0
    assert NATION.working_days(day("2026-02-14"), day("2026-02-10")) == 0
    first = day("2026-01-01")
    by_one = [NATION.working_days(first, first + timedelta(days=step)) for step in range(60)]
    assert by_one == sorted(by_one)


def faults(**change: Any) -> set[Any]:
    row = {"first": "2030-05-01", "last": "2030-05-05", "name": NAME, "basis": BASIS}
    year = {"key": "y", "year": 2030, "confirmed": True, "holidays": [row], "basis": BASIS}
    with pytest.raises(Invalid) as caught:
        parse_calendar({"calendar_years": [{**year, **change}]})
    return {problem.code for problem in caught.value.problems}


def holiday(**change: Any) -> list[dict[str, Any]]:
    return [{"first": "2030-05-01", "last": "2030-05-05", "name": NAME, "basis": BASIS, **change}]


def test_faulty_data_is_refused_with_every_fault() -> None:
    assert faults(holidays=holiday(first="2030-05-06")) == {ClockCode.BACKWARDS}
    assert faults(holidays=holiday(first="2031-05-01", last="2031-05-02")) == {ClockCode.OUTSIDE_YEAR}
    assert faults(holidays=holiday() + holiday(first="2030-05-05")) == {ClockCode.DAY_TWICE}
    assert faults(holidays=holiday(basis={})) == {DeclaredCode.MISSING_KEY}
    assert faults(basis=None) == {DeclaredCode.MISSING_KEY}
    assert faults(holidays=holiday(first="2030-02-30")) == {DeclaredCode.WRONG_TYPE}
    assert faults(holidays=holiday(last="2031-05-05")) >= {DeclaredCode.OUT_OF_RANGE}
    assert faults(swaps=[{"day": "2030-05-06", "name": NAME, "basis": BASIS}]) == {ClockCode.SWAP_ON_WEEKDAY}
    assert faults(swaps=[{"day": "2030-05-04", "name": NAME, "basis": BASIS}]) == {ClockCode.DAY_TWICE}
    assert faults(confirmed=None) == {DeclaredCode.MISSING_KEY}
    assert faults(colour="red") == {DeclaredCode.UNKNOWN_KEY}
    assert faults(holidays="none") == {DeclaredCode.WRONG_TYPE}


def test_a_year_stands_once_and_a_yearly_day_exists() -> None:
    year = {"key": "y", "year": 2030, "confirmed": True, "basis": BASIS}
    never = {"key": "never", "month": 2, "day": 30, "name": NAME, "basis": BASIS}
    with pytest.raises(Invalid) as caught:
        parse_calendar({"calendar_years": [year, year], "statutory_days": [never]})
    assert {problem.code for problem in caught.value.problems} == {ClockCode.YEAR_TWICE, ClockCode.NO_SUCH_DAY}


def test_no_data_at_all_is_monday_to_friday() -> None:
    bare = parse_calendar({})
    assert bare.is_working(date(2026, 10, 1)) and not bare.is_working(date(2026, 2, 14))
    assert bare.day(date(2026, 10, 1)).provisional
