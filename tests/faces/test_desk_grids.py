"""The grids of a community on the desk: plan, drawing by coordinates and GeoJSON, faults named, bad input kept."""

import json
from typing import Any

import pytest

from linli.faces.desk.areas.corners import corners_of
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Invalid
from linli.places.commands import import_divisions
from linli.places.queries.subdivisions import parts_of
from tests.faces.test_desk_notes import Desk

pytestmark = pytest.mark.django_db
CODE = "329921001001"
WEST = "119.80,33.40\n119.81,33.40\n119.81,33.41\n119.80,33.41"
OVERLAPPING = "119.805, 33.40\n119.82, 33.40\n119.82, 33.41\n119.805, 33.41"
CROSSING = "119.80,33.40\n119.81,33.41\n119.81,33.40\n119.80,33.41"


@pytest.fixture
def county(db: None) -> Desk:
    office = system_actor("329921", now(), "places.import_divisions")
    rows = [("329921", "清和县"), ("329921001", "河滨街道"), (CODE, "柳岸社区居民委员会")]
    import_divisions(office, run="t", rows=rows)
    return Desk("qu", "民政局", "places_admin")


def draw(desk: Desk, corners: str, **changes: str) -> Any:
    data = {"name": "", "corners": corners, "since": "2026-01-01", **changes}
    return desk.post(f"/desk/areas/{CODE}/grids/draw/", **data)


def grids() -> tuple[str, ...]:
    return tuple(grid.name for grid in parts_of(CODE, "grid", now().date()))


def test_a_grid_is_drawn_from_corners(county: Desk) -> None:
    assert draw(county, WEST).status_code == 302
    page = county.get(f"/desk/areas/{CODE}/grids/").content.decode()
    assert "<svg" in page and "第1网格" in page and f"{CODE}001" in page
    assert grids() == ("第1网格",)


def test_geojson_is_taken_too(county: Desk) -> None:
    ring = [[119.8, 33.4], [119.81, 33.4], [119.81, 33.41], [119.8, 33.41], [119.8, 33.4]]
    assert draw(county, json.dumps({"type": "Polygon", "coordinates": [ring]}), name="东片").status_code == 302
    assert grids() == ("东片",)


def test_an_overlap_is_named_with_both_grids_and_square_metres(county: Desk) -> None:
    draw(county, WEST, name="甲")
    draw(county, OVERLAPPING, name="乙")
    page = county.get(f"/desk/areas/{CODE}/grids/").content.decode()
    assert "甲" in page and "乙" in page and "m²" in page and "重叠" in page
    assert grids() == ("甲", "乙"), "nothing is mended by itself"


@pytest.mark.parametrize(
    "corners",
    [CROSSING, "", "119.80,33.40", "a,b\nc,d", "{", '{"type":"Point"}', "33.40,119.80\n33.41,119.80\n33.41,119.81"],
)
def test_what_cannot_be_a_grid_is_told_and_kept(county: Desk, corners: str) -> None:
    page = draw(county, corners)
    assert page.status_code == 422 and grids() == ()
    assert not corners or corners.split("\n")[0].split('"')[0] in page.content.decode()


def test_a_reader_sees_the_plan_and_cannot_draw(county: Desk) -> None:
    reader = Desk("xu", "柳岸居委会", "places_reader")
    page = reader.get(f"/desk/areas/{CODE}/grids/")
    assert page.status_code == 200 and "/grids/draw/" not in page.content.decode()
    assert draw(reader, WEST).status_code == 403


@pytest.mark.pure
def test_corners_close_themselves_and_take_chinese_commas() -> None:
    ring = json.loads(corners_of("1\uff0c2\n\uff13\u30014\n5 6\n"))["coordinates"][0]
    assert ring == [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [1.0, 2.0]]
    with pytest.raises(Invalid) as caught:
        corners_of("1,2\nx,4")
    assert caught.value.problems[0].data["line"] == 2
    for text in ("nan,1", "1e2,3", "1-2,3", "\u00b2,\u00b3", "1,2,3"):
        with pytest.raises(Invalid):
            corners_of(text)
