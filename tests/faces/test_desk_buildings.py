"""Buildings, dwellings, their addresses, the queue, lists as CSV and the doorway on the desk (S-029, S-032)."""

from typing import Any

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.db.listing import Asked, fetch
from linli.places.commands import queue_address
from linli.places.models import AddressGap, Building, Dwelling
from linli.places.queries.addresses import address_named
from linli.places.queries.dwellings import BUILDINGS
from tests.faces.county_desk import CODE, OTHER, TOWN, county_desk, house, words
from tests.faces.test_desk_notes import Desk

pytestmark = pytest.mark.django_db
HEAD = "community,building,unit,floor,room,use,longitude,latitude"


@pytest.fixture
def county(db: None) -> Desk:
    return county_desk()


def new(desk: Desk, **changes: str) -> Any:
    data = {"area": CODE, "address": "解放路3号", "use": "mixed", "corners": "119.805, 33.405", "datum": "wgs84"}
    return desk.post("/desk/buildings/new/", **{**data, **changes})


def test_a_building_is_set_up_with_its_point(county: Desk) -> None:
    answer = new(county)
    assert answer.status_code == 302
    row = Building.objects.get()
    assert (row.lon, row.lat, row.use) == (119.805, 33.405, "mixed")
    page = county.get(answer.headers["Location"]).content.decode()
    assert "解放路3号" in page and "<svg" in page
    assert "解放路3号" in county.get("/desk/buildings/?q=解放路").content.decode()
    assert "解放路3号" in county.get(f"/desk/buildings/?q={CODE}").content.decode()
    assert "解放路3号" not in county.get(f"/desk/buildings/?q={OTHER}").content.decode()


@pytest.mark.parametrize(
    ("field", "text"),
    [("area", "329921001999"), ("area", "x"), ("area", ""), ("address", ""), ("use", "castle"), ("corners", "here"),
     ("corners", "33.4, 119.8"), ("datum", "moon")],
)  # fmt: skip
def test_buildings_that_cannot_be(county: Desk, field: str, text: str) -> None:
    answer = new(county, **{field: text})
    assert answer.status_code in (403, 404, 409, 422) and not Building.objects.exists()


def test_doors_are_shown_before_they_are_written(county: Desk) -> None:
    building, _ = house(floors=1)
    numbers = {"units": "2", "first": "2", "last": "6", "rooms": "2", "use": "residential"}
    shown = county.post(f"/desk/buildings/{building}/doors/", **numbers, act="preview")
    assert "和平路8号1号楼2单元602室" in shown.content.decode() and Dwelling.objects.count() == 2
    assert county.post(f"/desk/buildings/{building}/doors/", **numbers, act="save").status_code == 302
    assert Dwelling.objects.count() == 22
    twice = county.post(f"/desk/buildings/{building}/doors/", **numbers, act="save")
    assert twice.status_code == 409 and Dwelling.objects.count() == 22


@pytest.mark.parametrize(
    ("field", "text"), [("units", "x"), ("rooms", "0"), ("last", "-3"), ("last", "100"), ("rooms", ""), ("units", "21")]
)
def test_numbers_that_do_not_fit(county: Desk, field: str, text: str) -> None:
    building, _ = house(floors=1)
    numbers = {"units": "1", "first": "1", "last": "6", "rooms": "2", "use": "residential", field: text}
    answer = county.post(f"/desk/buildings/{building}/doors/", **numbers, act="preview")
    assert answer.status_code == 422 and Dwelling.objects.count() == 2


def test_floors_below_ground_have_doors_too(county: Desk) -> None:
    building, _ = house(floors=1)
    numbers = {"units": "0", "first": "-1", "last": "1", "rooms": "2", "use": "shop"}
    assert county.post(f"/desk/buildings/{building}/doors/", **numbers, act="save").status_code == 302
    assert Dwelling.objects.filter(floor=-1).count() == 2


def test_a_building_moves_on_the_plan_and_gets_an_alias(county: Desk) -> None:
    building, doors = house()
    page = f"/desk/buildings/{building}/"
    assert county.post(f"{page}point/", corners="119.8, 33.4", datum="gcj02", expected_version="1").status_code == 302
    assert Building.objects.get().lon != 119.8, "stored as WGS84"
    assert county.post(f"{page}point/", corners="119.8, 33.4", expected_version="1").status_code == 409
    assert county.post(f"{page}alias/", text="幸福里1栋").status_code == 302
    assert county.post(f"{page}alias/", text="幸福里1栋").status_code == 409
    found = address_named("329921", "幸福里1幢")
    assert found is not None and found.building == building
    door = f"/desk/dwellings/{doors[0]}/"
    assert county.get(door).status_code == 200
    assert county.post(f"{door}edit/", use="shop", corners="", expected_version="1").status_code == 302
    assert county.post(f"{door}address/", text="和平路8号1楼商铺", expected_version="2").status_code == 302
    assert "和平路8号1号楼1单元101室" in county.get(door).content.decode(), "the one before is an alias"


def queued(text: str = "平安里7号") -> AddressGap:
    office = system_actor("329921", now(), "places.queue_address")
    queue_address(office, area=CODE, text=text, source="窗口")
    return AddressGap.objects.get()


@pytest.mark.serves("S-032", boundary="addresses without a committee, no power, another's address")
def test_addresses_that_led_nowhere_are_matched_or_set_aside(county: Desk) -> None:
    gap, (building, _) = queued(), house()
    assert "平安里7号" in county.get("/desk/addresses/?state=open").content.decode()
    page = county.get(f"/desk/addresses/{gap.id}/?q=和平路")
    assert f"building:{building}" in page.content.decode()
    match = county.post(f"/desk/addresses/{gap.id}/match/", target=f"building:{building}", expected_version="1")
    assert match.status_code == 302
    found = address_named("329921", "平安里7号")
    assert found is not None and found.building == building
    again = county.post(f"/desk/addresses/{gap.id}/match/", target=f"building:{building}", expected_version="2")
    assert again.status_code == 409
    assert new(county, area=TOWN, address="新区北路1号").status_code == 302
    lonely = county.get("/desk/buildings/?no_committee=yes").content.decode()
    assert "新区北路1号" in lonely and "和平路8号" not in lonely
    row = Building.objects.get(no_committee=True)
    assert county.post(f"/desk/buildings/{row.id}/place/", community=OTHER, expected_version="1").status_code == 302
    assert Desk("xu", "柳岸居委会", "places_reader").get("/desk/addresses/").status_code == 403


def test_a_queued_address_is_set_aside_with_a_reason(county: Desk) -> None:
    gap = queued()
    assert county.post(f"/desk/addresses/{gap.id}/match/", target="x", expected_version="1").status_code == 422
    assert county.post(f"/desk/addresses/{gap.id}/dismiss/", reason="", expected_version="1").status_code == 422
    assert county.post(f"/desk/addresses/{gap.id}/dismiss/", reason="重复", expected_version="1").status_code == 302
    assert AddressGap.objects.get().state == "dismissed"


def send(desk: Desk, *lines: str, act: str = "save") -> Any:
    return desk.post("/desk/addresses/list/", list="\n".join((HEAD, *lines)), act=act)


def test_a_list_is_shown_then_taken_in_and_twice_changes_nothing(county: Desk) -> None:
    lines = [f"{CODE},建设路5号,1,{floor},{floor}0{room},,119.8,33.4" for floor in (1, 2) for room in (1, 2)]
    assert "建设路5号" in send(county, *lines, act="check").content.decode() and not Building.objects.exists()
    assert send(county, *lines).status_code == 200
    assert (Building.objects.count(), Dwelling.objects.count()) == (1, 4)
    assert send(county, *lines).status_code == 200
    assert (Building.objects.count(), Dwelling.objects.count()) == (1, 4)


@pytest.mark.parametrize(
    "line",
    ["329921001999,甲路1号,,,,,,", "999921001001,甲路1号,,,,,,", f"{CODE},,,,,,,", f"{CODE},甲路1号,x,,,,,",
     f"{CODE},甲路1号,,,12345,,,", f"{CODE},甲路1号,,,,castle,,", f"{CODE},甲路1号,,,,,119,", f"{CODE},甲路1号",
     f'{CODE},"甲路"1号,,,,,,', "320205001001,甲路1号,,,,,,"],
)  # fmt: skip
def test_one_bad_line_and_nothing_is_written(county: Desk, line: str) -> None:
    answer = send(county, f"{CODE},乙路1号,,,,,,", line)
    text = words(answer)
    assert answer.status_code == 422 and "<td" in text and ">3<" in text.replace(" ", "")
    assert not Building.objects.exists()


@pytest.mark.parametrize("text", ["", "a,b\n1,2", "\x00", HEAD])
def test_what_is_no_list(county: Desk, text: str) -> None:
    answer = county.post("/desk/addresses/list/", list=text, act="save")
    assert answer.status_code == 422 and not Building.objects.exists()


def test_ten_thousand_broken_lines_are_told_and_nothing_is_written(county: Desk) -> None:
    lines = [f"{CODE},乙路{number}号,,,,castle,," for number in range(10_000)]
    answer = send(county, *lines)
    assert answer.status_code == 422 and "10000 行里有 10000 行不能收" in words(answer)
    assert not Building.objects.exists()


def ask(desk: Desk, text: str, datum: str = "wgs84") -> Any:
    return desk.post("/desk/doorway/", q=text, datum=datum)


@pytest.mark.serves("S-038", boundary="an unknown address, a point in the sea, no power")
def test_my_doorway_leads_to_my_committee(county: Desk) -> None:
    _, doors = house()
    text = words(ask(county, "和平路8号1号楼1单元101室"))
    assert str(doors[0]) in text and "柳岸社区居民委员会" in text and "毫秒" in text
    assert "乌有路1号" in words(ask(county, "乌有路1号")), "what was asked is kept"
    assert ask(county, "33.4\uff0c119.8").status_code == 422, "a point with a full-width comma, the wrong way round"
    assert ask(county, "1-2,3").status_code == ask(county, "\u00b2,\u00b3").status_code == 200, "no points"
    assert ask(county, "0, 0").status_code == 200 and ask(county, "33.4, 119.8").status_code == 422
    done = county.post("/desk/doorway/queue/", text="乌有路1号")
    assert done.status_code == 302 and AddressGap.objects.count() == 1
    assert Desk("shen", "办公室", "clerk").get("/desk/doorway/").status_code == 403


def test_the_list_of_buildings_is_the_actors_own(county: Desk) -> None:
    house()
    assert fetch(BUILDINGS, Desk("xu", "街道", "clerk").who.actor(), Asked()).rows == ()
