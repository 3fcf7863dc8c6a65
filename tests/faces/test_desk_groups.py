"""Residents' groups on the desk: set up, filled, warned about outside the band, ended (S-038, N-035)."""

import pytest

from linli.kernel.clock_port import now
from linli.places.queries.subdivisions import members_of, parts_of
from tests.faces.county_desk import CODE, county_desk, house, words
from tests.faces.test_desk_notes import Desk
from tests.packs.folders import publish_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None) -> Desk:
    return county_desk()


def today() -> str:
    return now().date().isoformat()


def group(desk: Desk, name: str = "第一居民小组") -> str:
    made = desk.post(f"/desk/areas/{CODE}/groups/new/", name=name, since=today())
    assert made.status_code == 302
    (part,) = [part for part in parts_of(CODE, "group", now().date()) if part.name == name]
    return str(part.id)


def members(key: str) -> int:
    return len(members_of(key, "329921", now().date()))  # type: ignore[arg-type]  # the key read from the page


@pytest.mark.serves(
    "S-038", "N-035", boundary="four households where five are the least, six are in the band; no power"
)
def test_a_group_is_set_up_filled_and_warned_about(county: Desk, writing_as_test: None) -> None:
    rule = {"type": "integer", "unit": "households"}
    publish_rows(
        CODE, {"key": "group.households.min", "value": 5, **rule}, {"key": "group.households.max", "value": 8, **rule}
    )
    key = group(county)
    building, _ = house()
    assert "和平路8号1号楼" in county.get(f"/desk/groups/{key}/fill/").content.decode()
    filled = county.post(f"/desk/groups/{key}/fill/", houses=str(building), since=today())
    assert filled.status_code == 302 and members(key) == 4
    text = words(county.get(f"/desk/areas/{CODE}/groups/"))
    assert "第一居民小组：4 户；当地规定 5 到 8 户" in text and "ll-notice" in text, "four is below the band"
    _, doors = house("和平路9号")
    county.post(f"/desk/groups/{key}/fill/", doors=[str(door) for door in doors[:2]], since=today())
    assert members(key) == 6 and "ll-notice" not in county.get(f"/desk/groups/{key}/").content.decode()
    assert Desk("shen", "办公室", "clerk").get(f"/desk/groups/{key}/").status_code == 403


def test_doors_leave_and_the_group_ends(county: Desk) -> None:
    key = group(county)
    _, doors = house()
    county.post(f"/desk/groups/{key}/fill/", doors=[str(door) for door in doors], since=today())
    assert county.post(f"/desk/groups/{key}/release/", doors=str(doors[0]), until=today()).status_code == 302
    (part,) = parts_of(CODE, "group", now().date())
    renamed = county.post(f"/desk/groups/{key}/rename/", name="二组", expected_version=str(part.version))
    assert renamed.status_code == 302
    stale = county.post(f"/desk/groups/{key}/end/", until=today(), expected_version=str(part.version))
    assert stale.status_code == 409
    ended = county.post(f"/desk/groups/{key}/end/", until=today(), expected_version=str(part.version + 1))
    assert ended.status_code == 302
    assert "dialog_end" not in county.get(f"/desk/groups/{key}/").content.decode()


@pytest.mark.parametrize(("field", "text"), [("name", ""), ("name", "长" * 61), ("since", ""), ("since", "2999-01-01")])
def test_bad_input_is_told_and_kept(county: Desk, field: str, text: str) -> None:
    data = {"name": "三组", "since": today(), field: text}
    answer = county.post(f"/desk/areas/{CODE}/groups/new/", **data)
    assert answer.status_code == 422 and parts_of(CODE, "group", now().date()) == ()
    assert field == "name" or "三组" in answer.content.decode()


@pytest.mark.parametrize("doors", ["", "x", "01900000-0000-7000-8000-000000000000"])
def test_doors_that_are_none(county: Desk, doors: str) -> None:
    key = group(county)
    answer = county.post(f"/desk/groups/{key}/fill/", doors=doors, since=today())
    assert answer.status_code in (404, 422) and members(key) == 0


def test_a_reader_sees_groups_without_dwellings(county: Desk) -> None:
    key = group(county)
    reader = Desk("xu", "柳岸居委会", "places_reader")
    assert reader.get(f"/desk/groups/{key}/").status_code == 200
    assert reader.get(f"/desk/groups/{key}/fill/").status_code == 403
    assert reader.post(f"/desk/areas/{CODE}/groups/new/", name="x", since=today()).status_code == 403
