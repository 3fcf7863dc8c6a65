"""The packs that come with Linli: every entry has its ground, and the dated rows join without a gap."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from linli.faces.cli.management.commands.pack import SHIPPED
from linli.kernel.clock import add_months, due, parse_period
from linli.kernel.packs.calendars import calendar_at
from linli.kernel.packs.reading import check_pack, read_pack
from linli.kernel.packs.sections import PackText
from tests.packs.folders import COUNTY, publish_rows

PACKS = [read_pack(path.parent) for path in sorted(SHIPPED.glob("*/pack.yaml"))]
NATION = next(pack for pack in PACKS if pack.name == "nation")
PARAMETERS = NATION.entries["parameters"]
SINGLE = ("integer", "period", "threshold", "ratio")
# The day after which many numbers of both organic laws changed.
OLD, NEW = date(2025, 12, 31), date(2026, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_shipped_pack_passes(pack: PackText) -> None:
    assert check_pack(pack) == []


@pytest.mark.pure
@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_shipped_entry_names_its_ground(pack: PackText) -> None:
    bare = [
        (section, entry["key"])
        for section, items in pack.entries.items()
        for entry in items
        if not (entry["basis"].get("rule") or entry["basis"].get("source")) or "confidence" not in entry["basis"]
    ]
    assert bare == []


def texts_of(name: str) -> list[tuple[str, Any]]:
    """(key, basis) of the parameters with this confidence."""
    return [(entry["key"], entry["basis"]) for entry in PARAMETERS if entry["basis"]["confidence"] == name]


@pytest.mark.pure
def test_confidence_means_what_it_says() -> None:
    unread = [key for key, basis in texts_of("A") if basis.get("source", "Linli") == "Linli"]
    assert unread == [], "A means that the text of a law was read"
    claimed = [key for key, basis in texts_of("D") if basis.get("article") or basis.get("source") != "Linli"]
    assert claimed == ["election.village.candidates.none_allowed"], "D is our own decision"
    assert all("rule" in entry["basis"] for entry in PARAMETERS)


@pytest.mark.pure
def test_every_single_number_says_which_way_a_place_may_differ() -> None:
    silent = [entry["key"] for entry in PARAMETERS if (entry["type"] in SINGLE) != ("tighter" in entry)]
    assert silent == []
    counted = [entry["key"] for entry in PARAMETERS if entry["type"] == "integer" and "unit" not in entry]
    assert counted == []


def dated_rows() -> Mapping[str, list[Mapping[str, Any]]]:
    """The parameters with several rows, in the order of their dates."""
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for entry in PARAMETERS:
        rows[entry["key"]].append(entry)
    return {key: sorted(items, key=lambda item: item["from"]) for key, items in rows.items() if len(items) > 1}


@pytest.mark.pure
def test_dated_rows_join_without_a_gap() -> None:
    rows = dated_rows()
    assert len(rows) > 50
    for key, items in rows.items():
        for earlier, later in pairwise(items):
            assert date.fromisoformat(earlier["to"]) + timedelta(days=1) == date.fromisoformat(later["from"]), key
            assert earlier["type"] == later["type"], key
        assert "to" not in items[-1], key


@pytest.mark.pure
def test_older_law_is_not_quoted_after_its_end() -> None:
    for entry in PARAMETERS:
        source = str(entry["basis"].get("source", ""))
        if "组织法（2018" in source:
            assert entry["to"] == "2025-12-31"
        if "组织法（2025" in source:
            assert entry["from"] == "2026-01-01"


CALENDAR = [
    ("T032", date(2026, 2, 13), "20wd", date(2026, 3, 19)),
    ("T034", date(2026, 2, 13), "5wd", date(2026, 2, 27)),
    ("T035", date(2026, 9, 24), "5wd", date(2026, 10, 9)),
    ("T037", date(2026, 4, 30), "5wd", date(2026, 5, 11)),
    ("T038", date(2026, 2, 11), "10wd", date(2026, 3, 3)),
    ("T040", date(2025, 9, 30), "20wd", date(2025, 11, 4)),
    ("T041", date(2026, 2, 10), "5wd", date(2026, 2, 24)),
    ("T044", date(2026, 1, 31), "1m", date(2026, 2, 28)),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("vector", "start", "period", "end"), CALENDAR)
def test_the_published_calendar_counts_as_the_rule_book(vector: str, start: date, period: str, end: date) -> None:
    found = due(start, parse_period(period), calendar_at(""))
    assert (found.day, found.provisional) == (end, False)


@pytest.mark.django_db
def test_t043_a_year_without_its_order_is_provisional() -> None:
    found = due(date(2027, 5, 10), parse_period("5wd"), calendar_at(""))
    assert (found.day, found.provisional) == (date(2027, 5, 17), True)


@pytest.mark.django_db
def test_a_region_lays_its_holidays_over_the_nations(writing_as_test: None) -> None:
    basis = {"basis": {"rule": "R0.3", "confidence": "D"}, "name": {"zh-Hans": "节"}}
    days = [{"first": "2026-02-25", "last": "2026-02-25", **basis}]
    publish_rows(COUNTY, {"key": "ours", "area": COUNTY, "holidays": days}, section="calendar_regions")
    counted = {area: due(date(2026, 2, 13), parse_period("20wd"), calendar_at(area)).day for area in ("", COUNTY, "11")}
    assert counted == {"": date(2026, 3, 19), COUNTY: date(2026, 3, 20), "11": date(2026, 3, 19)}


@pytest.mark.django_db
def test_the_calendar_is_the_same_object_until_something_is_published() -> None:
    assert calendar_at("") is calendar_at("")
    assert calendar_at("").calc_version == calendar_at(COUNTY).calc_version


@pytest.mark.pure
def test_t082_t083_the_election_timetable_from_its_parameters() -> None:
    rows = {entry["key"]: entry["value"] for entry in PARAMETERS if entry.get("from") == "2026-01-01"}
    days = {name: int(rows[f"election.village.list.{name}"][:-1]) for name in ("before_poll", "objection", "decision")}
    poll = date(2026, 12, 20)
    published = poll - timedelta(days=days["before_poll"])
    assert published == date(2026, 11, 30)
    assert published + timedelta(days=days["objection"]) == date(2026, 12, 5)
    assert date(2026, 12, 5) + timedelta(days=days["decision"]) == date(2026, 12, 8)
    assert add_months(poll, 12 * int(rows["election.village.term"][:-1])) == date(2031, 12, 20)


@pytest.mark.pure
@pytest.mark.serves("S-283")
def test_every_personal_field_stands_in_the_data_dictionary() -> None:
    lines = NATION.entries["dictionary"]
    named = {field for line in lines for field in line.get("personal", ())}
    assert named == {entry["key"] for entry in NATION.entries["fields"]}
    shared = {line["key"] for line in lines if line["sharing"] != "none"}
    assert not shared & {"contact_wishes", "consent", "look", "account", "provenance"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"personal": ["wings"]}, "the field catalogue has no field wings"),
        ({"sharing": "unconditional"}, "what tells of a person is never shared without conditions (R9.1)"),
        ({"sharing": "none"}, "what is not shared says why"),
    ],
)
def test_a_dictionary_that_shares_too_much_is_refused(changed: dict[str, Any], fault: str) -> None:
    line = next(item for item in NATION.entries["dictionary"] if item["key"] == "phone")
    lines = tuple({**item, **changed} if item is line else item for item in NATION.entries["dictionary"])
    found = check_pack(replace(NATION, entries={**NATION.entries, "dictionary": lines}))
    assert [finding.what for finding in found] == [fault]
