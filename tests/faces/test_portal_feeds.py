"""Public reports as CSV and GeoJSON: the list's filters, bounded batches, nothing that is not public."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.cases.models import Case
from linli.cases.queries.public_cases import PublicRow, public_listing
from linli.faces.portal.public import feeds
from linli.faces.portal.visiting import visitor as somebody
from linli.kernel.db.guard import writing
from linli.kernel.db.listing import Asked, ListCode, batches
from linli.kernel.errors import Invalid
from tests.cases.town import COMMUNITY, COUNTY, VILLAGE, Town, lamp, make_town
from tests.conftest import NOON
from tests.faces.portal import Visitor, fresh_limits, public_lamp, ready_to_rate

pytestmark = pytest.mark.django_db
ROW = PublicRow(
    UUID(int=1), "1", "灯", {"zh-Hans": "路灯不亮"}, {"zh-Hans": "待派单"}, "accepted", COMMUNITY, "柳岸社区", "三号桥",
    119.81, 33.41, NOON, None, "", 0, None, (), True,
)  # fmt: skip


@pytest.fixture(autouse=True)
def town(db: None) -> Town:
    fresh_limits()
    return make_town()


def read(path: str, visitor: Visitor | None = None) -> str:
    answer = (visitor or Visitor()).get(path)
    assert answer.status_code == 200 and answer.streaming
    return b"".join(answer.streaming_content).decode()


def lines(path: str, visitor: Visitor | None = None) -> list[dict[str, str]]:
    text = read(path, visitor)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def features(path: str) -> list[dict[str, Any]]:
    found = json.loads(read(path))
    assert found["type"] == "FeatureCollection" and len(found) == 2
    return list(found["features"])


@pytest.mark.serves("S-280", boundary="what is not public is in no file; a filter that nobody knows is refused")
def test_both_files_hold_what_the_list_holds(town: Town) -> None:
    seen = public_lamp(town, place_name="三号桥", lon=119.812345, lat=33.412345)
    lamp(town.who("station", "case_intake"))
    assert lines("/reports.csv") == [
        {
            "number": seen.number, "title": "路灯不亮 · 三号桥", "kind": "路灯不亮", "status": "open",
            "state": "待派单",
            "community_code": COMMUNITY, "community": "柳岸社区居民委员会", "place": "三号桥",
            "received": "2026-11-20T12:00:00+08:00", "closed": "", "handled_by": "", "joined": "0", "rating": "",
            "longitude": "119.8123", "latitude": "33.4123",
        }
    ]  # fmt: skip
    one = features("/reports.geojson")[0]
    assert one["type"] == "Feature" and one["id"] == seen.number
    assert one["geometry"] == {"type": "Point", "coordinates": [119.8123, 33.4123]}
    assert one["properties"]["status"] == "open" and one["properties"]["closed"] is None
    for path in ("/reports.csv", "/reports.geojson"):
        assert "王小明" not in read(path) and "三号桥边" not in read(path)
        assert Visitor().get(f"{path}?life=x").status_code == 422, "told before the first byte"
        assert Visitor().post(path).status_code == 405


def test_the_filters_of_the_list(town: Town) -> None:
    one, two = public_lamp(town), public_lamp(town, sort="road", area=VILLAGE, lon=None, lat=None)
    ready_to_rate(town, one.pk)
    both = {one.number, two.number}
    for query, expected in {
        "": both, "?life=closed": {one.number}, "?life=open": {two.number}, "?sort=report_part.road": {two.number},
        f"?area={COMMUNITY}": {one.number}, "?area=110101": both, f"?area={VILLAGE}&life=closed": set(),
        "?q=路面": {two.number}, "?after=x&size=1&view=map": both,
    }.items():  # fmt: skip
        assert {line["number"] for line in lines(f"/reports.csv{query}")} == expected, query
        assert {item["id"] for item in features(f"/reports.geojson{query}")} == expected, query
        listed = set(re.findall(r'href="/reports/(\d{20})/"', Visitor().text(f"/reports/{query}")))
        assert "after=" in query or listed == expected, query
    assert features("/reports.geojson?life=open")[0]["geometry"] is None
    assert lines("/reports.csv?life=closed")[0]["closed"]


def test_the_page_links_to_them_with_its_filters() -> None:
    text = Visitor().text(f"/reports/?area={COMMUNITY}&life=open&view=map")
    for name in ("csv", "geojson"):
        assert f'href="/reports.{name}?area={COMMUNITY}&amp;life=open&amp;view=map"' in text


def test_the_words_are_in_the_language_of_the_reader(town: Town) -> None:
    public_lamp(town)
    english = Visitor()
    english.client.cookies["linli_language"] = "en"
    assert lines("/reports.csv", english)[0]["kind"] == "Street lamp out"
    assert lines("/reports.csv")[0]["kind"] == "路灯不亮"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    line = feeds.csv_line(replace(ROW, title=f"{start}HYPERLINK(1)", place_name=f"{start}1"))
    cells = next(csv.reader(io.StringIO(line, newline="")))
    assert cells[1] == f"'{start}HYPERLINK(1)" and cells[7] == f"'{start}1"


def test_rows_are_read_in_batches_and_only_as_far_as_they_are_taken(town: Town) -> None:
    for _ in range(7):
        public_lamp(town)
    with writing("test"):
        Case.objects.update(received_at=NOON)  # the key goes on by id where moments are the same
    listing = public_listing(COUNTY, ())
    with CaptureQueriesContext(connection) as sent:
        found = batches(listing, somebody(), Asked(), 3)
        assert len(sent) == 0
        first = next(found)
        assert len(first) == 3 and len([q for q in sent if "cases_case" in q["sql"]]) == 1
        rest = list(found)
    assert [len(rows) for rows in rest] == [3, 1]
    numbers = [row.number for rows in (first, *rest) for row in rows]
    assert numbers == sorted(numbers, reverse=True) and len(set(numbers)) == 7
    assert all("LIMIT 4" in query["sql"] for query in sent if 'FROM "cases_case"' in query["sql"])
    with pytest.raises(Invalid) as refused:
        batches(listing, somebody(), Asked(sort="lon"))
    assert refused.value.code is ListCode.BAD_SORT


def test_a_million_rows_are_never_held_at_once() -> None:
    held = 0

    def endless() -> Iterator[tuple[PublicRow, ...]]:
        nonlocal held
        for _ in range(2_000):
            held += 1
            yield (ROW,) * 500

    for make in (feeds.csv_text, feeds.geojson_text):
        held, text = 0, make(endless())
        for _ in range(3):
            next(text)
        assert held <= 2, "a batch is read when the one before is sent"


def test_a_file_of_nothing() -> None:
    assert lines("/reports.csv") == [] and features("/reports.geojson") == []
