"""Faults that only the section itself knows: values of a type, stricter than the nation, flows, calendars."""

from pathlib import Path

import pytest

from linli.kernel.packs.reading import check_pack
from tests.packs.folders import BASIS, COUNTY, pack_text, parameter_text, publish_rows

pytestmark = pytest.mark.django_db

GOOD = [
    ("integer", "0"), ("boolean", "false"), ("text", "any"), ("period", "20wd"), ("threshold", '">1/2"'),
    ("threshold", '">=1/1"'), ("integers", "[1]"), ("texts", "[a]"), ("ratio", "[0, 1]"),
]  # fmt: skip
BAD = [
    ("integer", "true"), ("integer", "1.5"), ("integer", '"3"'), ("boolean", "0"), ("text", "3"), ("period", "15"),
    ("period", "0d"), ("period", "15 days"), ("period", "999999d"), ("period", '"15d\\n"'), ("period", "1.5h"),
    ("threshold", '"1/2"'), ("threshold", '">3/2"'), ("threshold", '">0/2"'), ("threshold", '">=1/0"'),
    ("threshold", "过半数"), ("integers", "[]"), ("integers", "[1, a]"), ("integers", "[true]"), ("texts", "[]"),
    ("texts", "[1]"), ("ratio", "[1]"), ("ratio", "[1, 0]"), ("ratio", "[1, -2]"), ("ratio", "[1, 2, 3]"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_values_of_their_type(tmp_path: Path, kind: str, value: str) -> None:
    assert check_pack(pack_text(tmp_path, parameter_text("a.b", kind, value))) == []


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_values_of_another_type(tmp_path: Path, kind: str, value: str) -> None:
    findings = check_pack(pack_text(tmp_path, parameter_text("a.b", kind, value)))
    assert [f"is no {kind}" in finding.what for finding in findings] == [True]


@pytest.mark.parametrize(("kind", "value"), [("text", "a"), ("boolean", "true"), ("integers", "[1]"), ("texts", "[a]")])
def test_only_single_numbers_can_be_tighter(tmp_path: Path, kind: str, value: str) -> None:
    findings = check_pack(pack_text(tmp_path, parameter_text("a.b", kind, value, ", tighter: smaller")))
    assert [finding.what for finding in findings] == ["only single numbers can be tighter"]


DISPLAY, HANDLE, POLL = "disclosure.village.display", "petition.handle", "election.village.valid_poll"
AGAINST_THE_NATION = [
    (DISPLAY, "period", "15d", "", ""),
    (DISPLAY, "period", "20d", "", ""),
    (DISPLAY, "period", "10d", "", "looser than 15d"),
    (DISPLAY, "period", "10d", ", from: 2020-01-01", "looser than 15d"),
    (DISPLAY, "period", "10d", ", from: 2009-01-01, to: 2025-12-31", ""),
    (DISPLAY, "period", "10d", ", to: 2026-01-01", "looser than 15d"),
    (DISPLAY, "period", "1m", "", "looser than 15d"),  # months and days cannot be compared
    (DISPLAY, "integer", "20", "", "of type integer, but period"),
    (HANDLE, "period", "45d", "", ""),
    (HANDLE, "period", "61d", "", "looser than 60d"),
    (POLL, "threshold", '">2/3"', "", ""),  # the nation lets it be any
    (POLL, "integer", "3", "", "of type integer, but threshold"),
    ("licence.extend.times", "integer", "2", "", "looser than 1"),
    ("case.warning", "ratio", "[75, 100]", "", ""),
    ("case.warning", "ratio", "[9, 10]", "", "looser than [80, 100]"),
    ("ours.alone", "integer", "2", "", ""),
]


@pytest.mark.parametrize(("key", "kind", "value", "more", "what"), AGAINST_THE_NATION)
def test_a_county_may_only_be_stricter(tmp_path: Path, key: str, kind: str, value: str, more: str, what: str) -> None:
    findings = check_pack(pack_text(tmp_path, parameter_text(key, kind, value, more)))
    assert [what in finding.what for finding in findings] == ([True] if what else [])


def test_a_county_may_not_be_looser_than_its_province(tmp_path: Path, writing_as_test: None) -> None:
    publish_rows("32", {"key": DISPLAY, "type": "period", "value": "20d", "tighter": "larger"})
    text = parameter_text(DISPLAY, "period", "18d")
    assert ["looser than 20d of 32" in f.what for f in check_pack(pack_text(tmp_path, text))] == [True]
    assert check_pack(pack_text(tmp_path, text, name="elsewhere", area="3301")) == []


def test_a_county_may_take_back_what_it_had_tightened(tmp_path: Path, writing_as_test: None) -> None:
    publish_rows(COUNTY, {"key": DISPLAY, "type": "period", "value": "30d", "tighter": "larger"})
    assert check_pack(pack_text(tmp_path, parameter_text(DISPLAY, "period", "20d"))) == []


FLOW = """
    flows:
      - key: lamp
        {basis}
        flow:
          version: 1
          initial: seen
          roles: [handler]
          states:
            seen: {{labels: {{zh-Hans: 已发现, en: Seen}}}}
            stuck: {{labels: {{zh-Hans: 停滞, en: Stuck}}}}
            mended: {{end: true, labels: {{zh-Hans: 已修好, en: Mended}}}}
          actions:
            - {{key: mend, from: [seen], to: mended, by: [handler], labels: {{zh-Hans: 修, en: Mend}}}}
            - {{key: wait, from: [seen], to: stuck, by: [handler], labels: {{zh-Hans: 等, en: Wait}}}}
            {way_out}
"""
WAY_OUT = "- {key: back, from: [stuck], to: seen, by: [handler], labels: {zh-Hans: 退, en: Back}}"


def test_a_flow_with_a_dead_end(tmp_path: Path) -> None:
    dead = check_pack(pack_text(tmp_path, FLOW.format(basis=BASIS, way_out="")))
    assert dead and all(finding.where == "flows/lamp" and "stuck" in finding.what for finding in dead)
    assert check_pack(pack_text(tmp_path, FLOW.format(basis=BASIS, way_out=WAY_OUT))) == []


def test_a_flow_that_cannot_be_read(tmp_path: Path) -> None:
    text = FLOW.format(basis=BASIS, way_out="- {key: odd, from: [nowhere], to: seen, by: [handler]}")
    findings = check_pack(pack_text(tmp_path, text))
    assert findings and any("nowhere" in finding.what for finding in findings)


YEAR = """
    calendar_years:
      - key: y2027
        year: 2027
        confirmed: true
        {basis}
        holidays:
          - {{first: {first}, last: {last}, name: {{zh-Hans: 元旦}}, {basis}}}
        swaps:
          - {{day: {swap}, name: {{zh-Hans: 元旦}}, {basis}}}
"""
CALENDARS = [
    ("2027-01-01", "2027-01-03", "2027-01-09", ""),
    ("2027-01-01", "2027-01-03", "2027-01-08", "swap_on_weekday"),
    ("2027-01-03", "2027-01-01", "2027-01-09", "backwards"),
    ("2028-01-01", "2028-01-03", "2027-01-09", "year"),
    ("2027-01-01", "2027-01-09", "2027-01-09", "twice"),
]


@pytest.mark.parametrize(("first", "last", "swap", "what"), CALENDARS)
def test_faults_of_a_calendar(tmp_path: Path, first: str, last: str, swap: str, what: str) -> None:
    text = YEAR.format(first=first, last=last, swap=swap, basis=BASIS)
    findings = check_pack(pack_text(tmp_path, text, area=""))
    assert all(finding.where == "calendar_years/y2027" for finding in findings)
    assert bool(findings) == bool(what) and all(what in finding.what for finding in findings)


def test_a_holiday_names_its_ground(tmp_path: Path) -> None:
    text = YEAR.format(first="2027-01-01", last="2027-01-03", swap="2027-01-09", basis=BASIS)
    bare = text.replace(f"name: {{zh-Hans: 元旦}}, {BASIS}", "name: {zh-Hans: 元旦}")
    findings = check_pack(pack_text(tmp_path, bare, area=""))
    assert ["basis" in finding.what for finding in findings] == [True, True]  # the holiday and the swap


def test_a_year_stands_in_one_entry(tmp_path: Path) -> None:
    one = "  - {{key: {key}, year: 2027, confirmed: true, {basis}}}\n"
    text = "calendar_years:\n" + one.format(key="a", basis=BASIS) + one.format(key="b", basis=BASIS)
    findings = check_pack(pack_text(tmp_path, text, area=""))
    assert ["of the year 2027 too" in finding.what for finding in findings] == [True, True]


def test_a_place_has_regional_holidays_and_no_years(tmp_path: Path) -> None:
    years = YEAR.format(first="2027-01-01", last="2027-01-03", swap="2027-01-09", basis=BASIS)
    findings = check_pack(pack_text(tmp_path, years, area=COUNTY))
    assert ["calendar_regions" in finding.what for finding in findings] == [True]
    region = "calendar_regions:\n  - {{key: a, area: '{area}', holidays: [], swaps: [], {basis}}}\n"
    inside = pack_text(tmp_path, region.format(area="329921001", basis=BASIS), area=COUNTY)
    outside = pack_text(tmp_path, region.format(area="3299", basis=BASIS), area=COUNTY)
    assert check_pack(inside) == [] and len(check_pack(outside)) == 1
