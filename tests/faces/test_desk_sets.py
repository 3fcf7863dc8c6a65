"""Sets of areas on the desk: set up, joined, left; exclusive kinds share no ground."""

import re
from typing import Any

import pytest

from linli.kernel.clock_port import now
from linli.places.queries.sets import areas_in_set, set_keyed
from tests.faces.county_desk import CODE, OTHER, TOWN, county_desk
from tests.faces.test_desk_notes import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None) -> Desk:
    return county_desk()


def new(desk: Desk, key: str = "zone-east", kind: str = "development_zone", **changes: str) -> Any:
    data = {"name": "东部开发区", "key": key, "kind": kind, "area": "329921", "basis": "县政府批复", **changes}
    return desk.post("/desk/sets/new/", **data)


def page_of(key: str = "zone-east") -> str:
    row = set_keyed("329921", key)
    assert row is not None
    return f"/desk/sets/{row.id}/"


def add(desk: Desk, code: str, key: str = "zone-east", since: str = "2026-01-01", **more: str) -> Any:
    return desk.post(f"{page_of(key)}add/", area=code, since=since, **more)


def members(key: str = "zone-east") -> tuple[str, ...]:
    return areas_in_set("329921", key, now().date())


def test_areas_join_and_leave(county: Desk) -> None:
    assert new(county).status_code == 302 and add(county, CODE).status_code == 302
    assert members() == (CODE,)
    page = county.get(page_of()).content.decode()
    assert "柳岸社区居民委员会" in page
    found = re.search(r'value="([0-9a-f-]{36}:1)"', page)
    assert found is not None
    today = now().date().isoformat()
    stale = county.post(f"{page_of()}end/", member=found[1].replace(":1", ":9"), until="2026-02-01")
    assert stale.status_code == 409
    assert county.post(f"{page_of()}end/", member=found[1], until="2026-02-01").status_code == 302
    assert members() == () and today


def test_exclusive_kinds_do_not_overlap(county: Desk) -> None:
    new(county)
    new(county, "zone-west", name="西部开发区")
    assert add(county, CODE).status_code == 302
    for code in (CODE, TOWN):
        refused = add(county, code, "zone-west")
        assert refused.status_code == 409 and "东部开发区" in refused.content.decode()
    assert add(county, OTHER, "zone-west").status_code == 302
    assert new(county, "pilot-1", "pilot").status_code == 302
    assert add(county, CODE, "pilot-1").status_code == 302, "kinds that do not exclude each other may overlap"


@pytest.mark.parametrize(
    ("field", "text"), [("key", ""), ("name", ""), ("kind", "club"), ("basis", ""), ("area", "320205"), ("area", "")]
)
def test_sets_that_cannot_be(county: Desk, field: str, text: str) -> None:
    answer = new(county, **{field: text})
    assert answer.status_code in (403, 404, 422) and set_keyed("329921", "zone-east") is None


@pytest.mark.parametrize(("code", "since", "until"), [("", "2026-01-01", ""), ("329921009", "2026-01-01", ""),
    (CODE, "", ""), (CODE, "2026-02-01", "2026-01-01"), ("320205", "2026-01-01", "")])  # fmt: skip
def test_members_that_cannot_be(county: Desk, code: str, since: str, until: str) -> None:
    new(county)
    assert add(county, code, since=since, until=until).status_code in (404, 409, 422) and members() == ()


def test_a_key_is_used_once_and_a_reader_changes_nothing(county: Desk) -> None:
    assert new(county).status_code == 302 and new(county).status_code == 409
    reader = Desk("xu", "柳岸居委会", "places_reader")
    assert reader.get(page_of()).status_code in (200, 404)
    assert add(reader, CODE).status_code == 403 and new(reader, "x").status_code == 403
