"""My doorway → my group → my grid → my committee: for an address or a point, on a day."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.kernel.geo import Datum, Point, wgs84_to_gcj02
from linli.places.commands import draw_boundary, draw_grid, end_part, redraw_grid
from linli.places.queries.doorways import Doorway, locate_address, locate_dwelling, locate_point
from tests.places.places import (
    COMMUNITY,
    COUNTY,
    DAY,
    OTHER,
    TOWN,
    keeper,
    make_area,
    make_building,
    make_doors,
    make_grid,
    make_group,
    place,
    spot,
    square,
)

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=5)


@pytest.fixture(autouse=True)
def _areas() -> None:
    make_area(COMMUNITY, "幸福社区")
    make_area(OTHER, "和谐社区")


def names(found: Doorway | None) -> list[str]:
    assert found is not None
    parts = [part.name if part else "" for part in (found.group, found.grid, found.microgrid)]
    return [*parts, found.community.name if found.community else "", found.by]


def at(east: float, north: float, day: Any = DAY) -> Doorway:
    given = spot(east, north)
    return locate_point(COUNTY, Point(given.longitude, given.latitude), day)


def test_an_address_by_list() -> None:
    door, other = make_doors(make_building(), "101", "102")
    group, grid = make_group("一组"), make_grid(square(0, 0), name="东网格").id
    place(group, [door])
    place(grid, [door])
    assert names(locate_address(COUNTY, "和平路8号1幢1单元101", DAY)) == ["一组", "东网格", "", "幸福社区", "list"]
    assert names(locate_dwelling(COUNTY, other, DAY)) == ["", "", "", "幸福社区", ""]
    assert locate_address(COUNTY, "不知道路1号", DAY) is None and locate_address(COUNTY, "。", DAY) is None
    assert locate_dwelling(COUNTY, group, DAY) is None


def test_an_address_without_a_listed_grid_is_looked_up_on_the_map() -> None:
    make_doors(make_building(point=spot(5, 5)), "101")
    grid = make_grid(square(0, 0), name="东网格")
    draw_grid(keeper("draw_grid"), community=COMMUNITY, polygon=square(0, 0, 7), since=DAY, parent=grid.id, name="楼道")
    assert names(locate_address(COUNTY, "和平路8号1号楼1单元101室", DAY)) == ["", "东网格", "楼道", "幸福社区", "map"]


def test_a_building_knows_what_its_doors_share() -> None:
    building = make_building()
    doors = make_doors(building, "101", "102")
    one, two, grid = make_group("一组"), make_group("二组"), make_grid(square(0, 0), name="东网格").id
    place(grid, doors)
    place(one, doors[:1])
    place(two, doors[1:])
    found = locate_address(COUNTY, "和平路8号1号楼", DAY)
    assert names(found) == ["", "东网格", "", "幸福社区", "list"] and found is not None and found.dwelling is None
    lone = make_building(address="乙路1号")
    (door,) = make_doors(lone, "101")
    found = locate_address(COUNTY, "乙路1号", DAY)
    assert found is not None and (found.building, found.dwelling) == (lone, door)


def test_an_address_without_a_committee_says_so() -> None:
    make_area(TOWN, "城东街道")
    make_building(TOWN, "河堤1号")
    assert names(locate_address(COUNTY, "河堤1号", DAY)) == ["", "", "", "", ""]


def test_a_point_in_a_grid_in_a_community_and_nowhere() -> None:
    make_grid(square(0, 0), name="东网格")
    draw_boundary(keeper("draw_boundary"), area=COMMUNITY, polygon=square(0, 0, 20))
    assert names(at(5, 5)) == ["", "东网格", "", "幸福社区", "map"]
    assert names(at(15, 15)) == ["", "", "", "幸福社区", ""]
    assert names(at(50, 50)) == ["", "", "", "", ""]
    shifted = wgs84_to_gcj02(Point(120.0005, 33.0005))
    assert names(locate_point(COUNTY, shifted, DAY, Datum.GCJ02))[1] == "东网格"
    assert names(locate_point(COUNTY, shifted, DAY))[1] == ""


def test_the_map_follows_every_change_and_knows_the_day() -> None:
    assert names(at(5, 5)) == [""] * 5
    grid = make_grid(square(0, 0), name="旧").id
    assert names(at(5, 5))[1] == "旧"
    redraw_grid(keeper("redraw_grid"), grid=grid, polygon=square(20, 0), expected_version=1)
    assert [names(at(x, 5))[1] for x in (5, 25)] == ["", "旧"]
    end_part(keeper("end_part"), part=grid, until=LATER, expected_version=2)
    make_grid(square(0, 0, 40), OTHER, name="新")
    assert [names(at(25, 5, day))[1] for day in (LATER, LATER + timedelta(days=1))] == ["旧", "新"]
    assert names(at(25, 5, DAY - timedelta(days=1)))[1] == ""


def test_look_ups_ask_few_questions() -> None:
    (door,) = make_doors(make_building(point=spot(5, 5)), "101")
    place(make_grid(square(0, 0)).id, [door])
    at(5, 5)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        at(6, 6)
    assert len(asked) <= 2
    with CaptureQueriesContext(connection) as asked:
        locate_address(COUNTY, "和平路8号1号楼1单元101室", DAY)
    assert len(asked) <= 3


def test_every_point_of_a_chessboard_finds_its_field() -> None:
    for x in range(6):
        for y in range(6):
            make_grid(square(x * 10, y * 10), name=f"{x}-{y}")
    chance = random.Random(3)
    for _ in range(50):
        x, y = chance.uniform(0, 60), chance.uniform(0, 60)
        assert names(at(x, y))[1] == f"{int(x // 10)}-{int(y // 10)}"
