"""Buildings, dwellings and addresses: one canonical form, aliases, points, what leads nowhere."""

import pytest

from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotAllowed, NotFound
from linli.kernel.geo import GeoCode, Point, distance, wgs84_to_gcj02
from linli.places.commands import (
    GivenPoint,
    NewDwelling,
    add_alias,
    add_building,
    add_dwellings,
    change_address,
    create_area,
    dismiss_address,
    edit_dwelling,
    match_address,
    place_building,
    queue_address,
)
from linli.places.models import Address, AddressGap, Building, Dwelling
from linli.places.queries.addresses import address_named, addresses_of
from linli.places.queries.dwellings import BUILDINGS, DWELLINGS, GAPS, building_detail, dwelling_detail
from linli.places.rules.reasons import AddressCode, PlacesCode
from tests.places.places import (
    COMMUNITY,
    COUNTY,
    OTHER,
    TOWN,
    entries,
    keeper,
    make_area,
    make_building,
    make_doors,
    spot,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _areas() -> None:
    make_area(COUNTY, "清和县")
    make_area(COMMUNITY, "幸福社区")
    make_area(OTHER, "和谐社区")


def test_buildings_and_rooms_get_their_codes() -> None:
    first, second = make_building(address="和平路1号"), make_building(address="和平路2号")
    codes = [Building.objects.get(pk=pk).code for pk in (first, second)]
    assert codes == [f"{COMMUNITY}00001", f"{COMMUNITY}00002"]  # R1.5
    (door,) = make_doors(first, "301")
    row = Dwelling.objects.get(pk=door)
    assert (row.code, row.address, row.area) == (f"{COMMUNITY}000010103301", "和平路1号1单元301室", COMMUNITY)
    below = NewDwelling(room="01", floor=-1, use="shop")
    add_dwellings(keeper("add_dwellings"), building=first, dwellings=[below])
    assert Dwelling.objects.get(room="01").code == f"{COMMUNITY}0000100B101"


def test_a_door_is_found_under_every_way_to_write_it() -> None:
    building = make_building(address="和平路8号12号楼")
    door, _ = make_doors(building, "301", "302")
    add_alias(keeper("add_alias"), text="老纺织厂宿舍3号", dwelling=door)
    for text in ("清和县和平路8号12幢1单元301", "和平路８号12-1-301", "老纺织厂宿舍三号"):
        found = address_named(COUNTY, text)
        assert found is not None and found.dwelling == door, text
    assert address_named(COUNTY, "和平路8号12号楼1单元303室") is None
    assert [row.canonical for row in addresses_of(COUNTY, door)] == [True, False]


def test_an_address_leads_to_one_thing_only() -> None:
    building = make_building(address="和平路8号12号楼")
    make_doors(building, "301")
    with pytest.raises(Conflict) as caught:
        make_building(OTHER, address="和平路8号12幢")
    assert caught.value.code is AddressCode.TAKEN
    with pytest.raises(Conflict) as caught:
        make_doors(building, "302", "301")
    assert caught.value.code is AddressCode.TAKEN and Dwelling.objects.count() == 1
    doors = [NewDwelling(), NewDwelling()]
    with pytest.raises(Conflict):
        add_dwellings(keeper("add_dwellings"), building=building, dwellings=doors)
    written = [NewDwelling(address="甲路1号"), NewDwelling(address="甲路 1 号")]
    with pytest.raises(Conflict) as caught:
        add_dwellings(keeper("add_dwellings"), building=building, dwellings=written)
    assert [problem.path for problem in caught.value.problems] == ["dwellings[1].address"]


def test_a_changed_address_keeps_the_old_one_as_an_alias() -> None:
    building = make_building(address="人民路1号")
    change_address(keeper("change_address"), building=building, text="解放路1号", expected_version=1)
    assert [(row.text, row.canonical) for row in addresses_of(COUNTY, building)] == [
        ("解放路1号", True), ("人民路1号", False),
    ]  # fmt: skip
    change_address(keeper("change_address"), building=building, text="人民路1号", expected_version=2)
    assert [row.canonical for row in addresses_of(COUNTY, building) if row.text == "人民路1号"] == [True]
    with pytest.raises(Conflict) as caught:
        change_address(keeper("change_address"), building=building, text="x", expected_version=1)
    assert caught.value.code is KernelCode.STALE


def test_points_are_converted_at_the_edge() -> None:
    place = Point(120.1234567, 33.5)
    shifted = wgs84_to_gcj02(place)
    building = make_building(point=GivenPoint(*shifted, "gcj02"))
    row = Building.objects.get(pk=building)
    assert row.datum == "gcj02" and row.lon is not None and row.lat is not None
    assert distance(Point(row.lon, row.lat), place) == 0 and distance(shifted, place) > 100
    (entry,) = entries("add_building")
    assert entry.facts["point"] == "120.1234567,33.5000000"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"point": GivenPoint(33.5, 120.1)}, GeoCode.SWAPPED),
        ({"point": GivenPoint(120.1, 33.5, "mars")}, AddressCode.BAD_DATUM),
        ({"use": "castle"}, AddressCode.BAD_USE),
        ({"address": " 。 "}, AddressCode.EMPTY),
        ({"address": "路" * 201}, AddressCode.EMPTY),
        ({"area": "329921009009"}, KernelCode.NOT_FOUND),
    ],
)
def test_refused_buildings(given: dict[str, object], reason: ErrorCode) -> None:
    with pytest.raises((Invalid, NotFound)) as caught:
        add_building(keeper("add_building"), **{"area": COMMUNITY, "address": "甲路1号", **given})  # type: ignore[arg-type]  # bad values are what is tried
    assert caught.value.code is reason and not Building.objects.exists() and not Address.objects.exists()


def test_an_ended_community_takes_no_building(writing_as_test: None) -> None:
    from datetime import date

    from linli.places.models import Area

    Area.objects.filter(code=OTHER).update(until=date(2026, 1, 1))
    with pytest.raises(Conflict) as caught:
        make_building(OTHER)
    assert caught.value.code is PlacesCode.ENDED


def test_addresses_without_a_committee_are_listed_until_they_are_placed() -> None:
    building = make_building(TOWN, address="河堤1号")
    (door,) = make_doors(building, "101")
    actor = keeper("add_building", "place_building")
    asked = Asked(filters={"no_committee": "yes"})
    assert [row.id for row in fetch(BUILDINGS, actor, asked).rows] == [building]
    assert [(row.id, row.code) for row in fetch(DWELLINGS, actor, asked).rows] == [(door, "")]
    with pytest.raises(Invalid):
        place_building(actor, building=building, community=TOWN, expected_version=1)
    place_building(actor, building=building, community=COMMUNITY, expected_version=1)
    assert fetch(DWELLINGS, actor, asked).rows == ()
    row, doors = building_detail(actor, building)
    assert (row.code, doors[0].area, doors[0].code) == (f"{COMMUNITY}00001", COMMUNITY, f"{COMMUNITY}000010101101")
    with pytest.raises(Conflict):
        place_building(actor, building=building, community=OTHER, expected_version=2)


def test_who_may() -> None:
    building = make_building()
    (door,) = make_doors(building, "101")
    with pytest.raises(NotAllowed):
        add_building(keeper("add_dwellings"), area=COMMUNITY, address="x路1号")
    stranger = keeper("add_building", "add_dwellings", "edit_dwelling", "add_alias", area=OTHER)
    with pytest.raises(NotFound):
        add_building(stranger, area=COMMUNITY, address="x路1号")
    with pytest.raises(NotFound):
        add_dwellings(stranger, building=building, dwellings=[NewDwelling(room="1")])
    with pytest.raises(NotFound):
        edit_dwelling(stranger, dwelling=door, use="shop", point=None, expected_version=1)
    with pytest.raises(NotFound):
        add_alias(stranger, text="甲", dwelling=door)
    with pytest.raises(NotFound):
        dwelling_detail(stranger, door)
    with pytest.raises(NotFound):
        building_detail(stranger, building)
    assert fetch(DWELLINGS, keeper("rename_area"), Asked()).rows == ()


def test_a_dwelling_is_corrected_under_its_version() -> None:
    (door,) = make_doors(make_building(point=spot(1, 1)), "101")
    actor = keeper("edit_dwelling", "add_dwellings")
    assert dwelling_detail(actor, door).dwelling.point == Point(120.0001, 33.0001)
    edit_dwelling(actor, dwelling=door, use="shop", point=spot(2, 2), expected_version=1)
    found = dwelling_detail(actor, door).dwelling
    assert (found.use, found.point, found.version) == ("shop", Point(120.0002, 33.0002), 2)
    with pytest.raises(Conflict):
        edit_dwelling(actor, dwelling=door, use="office", point=None, expected_version=1)


def test_an_address_that_leads_nowhere_is_queued_counted_and_matched() -> None:
    (door,) = make_doors(make_building(), "101")
    actor = keeper("queue_address", "match_address", "dismiss_address")
    gap = queue_address(actor, area=COUNTY, text="老火车站后面", source="户口登记")
    again = queue_address(actor, area=COUNTY, text="老火车站 后面", source="户口登记")
    assert again.id == gap.id and again.version == 2
    assert "火车".encode() not in bytes(AddressGap.objects.get().box)
    (row,) = fetch(GAPS, actor, Asked(filters={"state": "open"})).rows
    assert (row.text, row.times) == ("老火车站后面", 2)
    with pytest.raises(Conflict):
        match_address(actor, gap=gap.id, dwelling=door, expected_version=1)
    with pytest.raises(Invalid):
        match_address(actor, gap=gap.id, expected_version=2)
    match_address(actor, gap=gap.id, dwelling=door, expected_version=2)
    known = queue_address(actor, area=COUNTY, text="老火车站后面", source="x")
    assert known.status == "known" and known.values["dwelling"] == door
    with pytest.raises(Conflict):
        dismiss_address(actor, gap=gap.id, reason="x", expected_version=3)
    assert "火车" not in str([entry.facts for entry in entries("queue_address")])


def test_a_queued_address_is_set_aside_with_a_reason() -> None:
    actor = keeper("queue_address", "dismiss_address")
    gap = queue_address(actor, area=COUNTY, text="月亮上", source="x").id
    dismiss_address(actor, gap=gap, reason="没有这个地方", expected_version=1)
    assert fetch(GAPS, actor, Asked(filters={"state": "open"})).rows == ()
    assert len(fetch(GAPS, actor, Asked()).rows) == 1
    assert fetch(GAPS, keeper("queue_address"), Asked()).rows == ()


def test_lists_are_searched_by_any_address() -> None:
    building = make_building(address="和平路8号12号楼")
    make_doors(building, "301", "302")
    actor = keeper("add_building")
    assert len(fetch(DWELLINGS, actor, Asked(search="1单元301")).rows) == 1
    assert len(fetch(DWELLINGS, actor, Asked(search="12幢1单元")).rows) == 2
    assert len(fetch(BUILDINGS, actor, Asked(search="和平路")).rows) == 1


def test_batches_have_limits_and_rooms_their_shape() -> None:
    building = make_building()
    for doors in (
        [],
        [NewDwelling(room="1")] * 2001,
        [NewDwelling(room="1", unit=100, floor=1)],
        [NewDwelling(room="1", floor=0)],
    ):
        with pytest.raises(Invalid):
            add_dwellings(keeper("add_dwellings"), building=building, dwellings=doors)


def test_the_same_address_in_another_county_is_another_door() -> None:
    make_building()
    create_area(keeper("create_area", area="32"), code="320205001001", name="门楼社区")
    assert address_named("320205", "和平路8号1号楼") is None
    add_building(keeper("add_building", area="3202"), area="320205001001", address="和平路8号1号楼")
    assert address_named("320205", "和平路8号1号楼") is not None
