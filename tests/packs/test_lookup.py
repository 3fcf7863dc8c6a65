"""What holds where and when: the nearer place wins, unless it is looser than a place around it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from linli.kernel.packs.flows import NoFlow, flow_at
from linli.kernel.packs.lookup import entries, entries_for, entry, forget_packs
from linli.kernel.packs.models import PackVersion
from linli.kernel.packs.parameters import NoParameter, parameter
from tests.packs.folders import publish_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("writing_as_test")]
DAY = date(2026, 11, 20)
PROVINCE, COUNTY, TOWN = "32", "329921", "329921001"


def row(value: Any, tighter: str = "none", kind: str = "period", **dates: str) -> dict[str, Any]:
    """A parameter as published data."""
    return {"key": "some.limit", "type": kind, "value": value, "tighter": tighter, **dates}


def found(area: str = TOWN, day: date = DAY) -> object:
    """The value that holds."""
    return parameter("some.limit", area, day).value


def test_the_nearest_place_wins() -> None:
    for area, value in (("", "1d"), (PROVINCE, "2d"), (COUNTY, "3d"), (TOWN, "4d")):
        publish_rows(area, row(value))
    assert [found(area) for area in ("", PROVINCE, "3201", COUNTY, TOWN, TOWN + "001")] == [
        "1d", "2d", "2d", "3d", "4d", "4d",
    ]  # fmt: skip
    assert found("329922") == "2d" and found("11") == "1d"


def test_a_code_of_the_same_beginning_is_no_part() -> None:
    publish_rows("3299", row("1d"))
    assert found("32992") == "1d"  # every code that begins so lies inside
    with pytest.raises(NoParameter, match=r"some\.limit at 329 on 2026-11-20"):
        found("329")


def test_dates_are_inclusive() -> None:
    publish_rows("", row("1d", to="2025-12-31"), row("2d", **{"from": "2026-01-01", "to": "2026-06-30"}))
    days = [date(1999, 1, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30)]
    assert [found(day=day) for day in days] == ["1d", "1d", "2d", "2d"]
    with pytest.raises(NoParameter):
        found(day=date(2026, 7, 1))


def test_a_nearer_place_holds_only_on_its_days() -> None:
    publish_rows("", row("1d"))
    publish_rows(COUNTY, row("2d", **{"from": "2026-03-01", "to": "2026-03-31"}))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [found(day=day) for day in days] == ["1d", "2d", "2d", "1d"]


FLOORS = [
    ("smaller", "10d", "9d", "9d"),
    ("smaller", "10d", "11d", "10d"),
    ("larger", "15d", "10d", "15d"),
    ("larger", "15d", "20d", "20d"),
    ("larger", "15d", "1m", "15d"),  # cannot be compared, so it does not count as stricter
    ("none", "15d", "1m", "1m"),
]


@pytest.mark.parametrize(("tighter", "nation", "county", "holds"), FLOORS)
def test_the_nation_sets_a_floor(tighter: str, nation: str, county: str, holds: str) -> None:
    publish_rows("", row(nation, tighter))
    publish_rows(COUNTY, row(county))
    assert found() == holds


def test_a_floor_holds_through_a_place_between() -> None:
    publish_rows("", row("15d", "larger"))
    publish_rows(PROVINCE, row("20d", "none"))
    publish_rows(COUNTY, row("5d"))
    assert found() == "20d", "the province may go beyond the nation but cannot lift its floor"


def test_a_floor_holds_when_the_place_between_is_too_loose() -> None:
    publish_rows("", row("15d", "larger"))
    publish_rows(PROVINCE, row("10d", "larger"))
    publish_rows(COUNTY, row("12d"))
    assert found() == "15d"
    publish_rows(TOWN, row("16d"))
    assert found() == "16d"


def test_a_province_may_set_its_own_floor() -> None:
    publish_rows("", row("15d", "larger"))
    publish_rows(PROVINCE, row("20d", "larger"))
    publish_rows(COUNTY, row("18d"))
    assert (found(), found("11")) == ("20d", "15d")


def test_a_value_of_another_type_never_replaces() -> None:
    publish_rows("", row("15d"))
    publish_rows(COUNTY, row(15, kind="integer"))
    assert found() == "15d"


def test_a_parameter_says_where_it_comes_from() -> None:
    basis = {"rule": "R3.4", "source": "Ours", "confidence": "B"}
    publish_rows(COUNTY, {**row("2d"), "basis": basis, "from": "2026-01-01"})
    got = parameter("some.limit", TOWN, DAY)
    assert (got.key, got.area, got.valid_from) == ("some.limit", COUNTY, date(2026, 1, 1))
    assert got.basis == basis


def test_one_entry_and_all_entries_agree() -> None:
    publish_rows("", row("1d"), row("9d"), {**row("5d"), "key": "other.limit"})
    publish_rows(COUNTY, row("2d"), row("3d"))
    for area in ("", COUNTY):
        for key in ("some.limit", "other.limit", "no.limit"):
            assert entry("parameters", key, area, DAY) == entries_for("parameters", area, DAY).get(key)


def test_what_was_published_is_seen_at_once_and_what_is_gone_is_forgotten() -> None:
    publish_rows("", row("1d"))
    assert found() == "1d"
    PackVersion.objects.get(pack="old-").entries.update(current=False)
    assert found() == "1d", "a process may remember for some seconds"
    publish_rows(COUNTY, row("2d"))
    with pytest.raises(NoParameter):
        found("")
    forget_packs()
    assert [item.data["value"] for item in entries("parameters") if item.key == "some.limit"] == ["2d"]


def test_a_flow_holds_on_the_local_day() -> None:
    state = {"labels": {"zh-Hans": "甲", "en": "A"}}
    flow = {"version": 1, "initial": "a", "states": {"a": {**state, "end": True}}, "actions": []}
    publish_rows("", {"key": "small", "flow": flow, "from": "2026-01-01"}, section="flows")
    before = datetime(2025, 12, 31, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    with pytest.raises(NoFlow):
        flow_at("small", COUNTY, before)
    assert flow_at("small", COUNTY, datetime(2025, 12, 31, 16, 0, tzinfo=UTC)).key == "small"
