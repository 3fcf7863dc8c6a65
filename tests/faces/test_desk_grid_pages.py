"""One grid on the desk: redrawn, renamed, micro-grids, ended; GeoJSON in and out; the size check (R1.4)."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.journal.models import JournalEntry
from linli.places.commands import draw_grid, set_figure
from linli.places.queries.numbers import boundary_of
from linli.places.queries.subdivisions import PartRow, parts_of
from tests.faces.county_desk import CODE, county_desk, words
from tests.faces.test_desk_notes import Desk, hidden

pytestmark = pytest.mark.django_db
WEST = "119.80,33.40\n119.81,33.40\n119.81,33.41\n119.80,33.41"
INNER = "119.802,33.402\n119.804,33.402\n119.804,33.404\n119.802,33.404"
CROSSING = "119.80,33.40\n119.81,33.41\n119.81,33.40\n119.80,33.41"


@pytest.fixture
def county(db: None) -> Desk:
    return county_desk()


def ring(west: float, south: float, side: float = 0.01) -> list[list[float]]:
    return [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]


def grid(west: float = 119.8, name: str = "东片") -> PartRow:
    office = system_actor("329921", now(), "places.draw_grid")
    polygon = {"type": "Polygon", "coordinates": [ring(west, 33.4)]}
    draw_grid(office, community=CODE, polygon=polygon, since=now().date(), name=name)
    return next(part for part in parts_of(CODE, "grid", now().date()) if part.name == name)


def page_of(part: PartRow) -> str:
    return f"/desk/areas/{CODE}/grids/{part.id}/"


def test_the_board_knows_its_neighbours_and_proposes_a_number(county: Desk) -> None:
    grid()
    page = county.get(f"/desk/areas/{CODE}/grids/new/")
    text = page.content.decode()
    assert 'data-board="id_corners"' in text and "119.8,33.4" in text and 'value="2"' in text


def test_a_grid_is_redrawn_at_the_version_that_was_seen(county: Desk) -> None:
    part = grid()
    form = county.get(f"{page_of(part)}redraw/")
    assert "119.8, 33.4" in form.content.decode(), "its own corners are in the list"
    version = hidden(form, "expected_version")
    assert county.post(f"{page_of(part)}redraw/", corners=INNER, expected_version=version).status_code == 302
    (after,) = parts_of(CODE, "grid", now().date())
    assert after.square_metres < part.square_metres and after.code == part.code
    late = county.post(f"{page_of(part)}redraw/", corners=WEST, expected_version=version)
    assert late.status_code == 409 and "119.80,33.40" in late.content.decode(), "what was typed is kept"


def test_a_self_crossing_outline_is_refused_and_nothing_written(county: Desk) -> None:
    part = grid()
    answer = county.post(f"{page_of(part)}redraw/", corners=CROSSING, expected_version=str(part.version))
    assert answer.status_code == 422 and parts_of(CODE, "grid", now().date())[0].version == part.version


def test_microgrids_names_and_ends(county: Desk) -> None:
    part = grid()
    today = now().date().isoformat()
    assert county.post(f"{page_of(part)}micro/", corners=INNER, name="", number="", since=today).status_code == 302
    (micro,) = parts_of(CODE, "microgrid", now().date())
    assert micro.parent == part.id and micro.code == f"{part.code}01"
    assert "第1微网格" in county.get(page_of(part)).content.decode()
    version = parts_of(CODE, "grid", now().date())[0].version
    assert county.post(f"{page_of(part)}rename/", name="西片", expected_version=str(version)).status_code == 302
    refused = county.post(f"{page_of(part)}end/", until=today, expected_version=str(version + 1))
    assert refused.status_code == 409, "it still holds a micro-grid"
    assert JournalEntry.objects.filter(command="places.rename_part").count() == 1


def test_geojson_goes_out_and_comes_in_again_without_change(county: Desk) -> None:
    grid()
    sent = county.get(f"/desk/areas/{CODE}/grids/geojson/")
    assert sent.headers["Content-Type"] == "application/geo+json"
    file = SimpleUploadedFile("grids.geojson", sent.content)
    answer = county.client.post(f"/desk/areas/{CODE}/grids/import/", {"file": file, "since": "2026-01-01"})
    assert answer.status_code == 302 and len(parts_of(CODE, "grid", now().date())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"type":"Polygon"}',
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null}]}',
    ],
)
def test_geojson_that_cannot_be_taken_in(county: Desk, text: str) -> None:
    answer = county.post(f"/desk/areas/{CODE}/grids/import/", features=text, since="2026-01-01")
    assert answer.status_code == 422 and parts_of(CODE, "grid", now().date()) == ()


def test_one_bad_feature_and_nothing_is_written(county: Desk) -> None:
    crossing = [[119.8, 33.4], [119.81, 33.41], [119.81, 33.4], [119.8, 33.41], [119.8, 33.4]]
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [part]}}
        for part in (ring(119.8, 33.4), crossing)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert county.post(f"/desk/areas/{CODE}/grids/import/", features=text, since="2026-01-01").status_code == 422
    assert parts_of(CODE, "grid", now().date()) == ()


def test_the_size_check_names_how_many_grids_are_suggested(county: Desk) -> None:
    office = system_actor("329921", now(), "places.set_figure")
    set_figure(office, area=CODE, measure="households", value=2460, on=now().date(), source="台账")
    for place in range(4):
        grid(119.8 + place * 0.01, f"第{place}片")
    text = words(county.get(f"/desk/areas/{CODE}/grids/"))
    assert "2,460 户分在 4 个网格：平均每格 615 户" in text and "建议划 5 个网格" in text  # T031


def test_the_boundary_is_drawn_and_the_excess_named(county: Desk) -> None:
    part = grid()
    assert county.post(f"/desk/areas/{CODE}/boundary/", corners=INNER, expected_version="0").status_code == 302
    found = boundary_of(CODE)
    assert found is not None and found.square_metres > 0
    text = words(county.get(f"/desk/areas/{CODE}/grids/"))
    assert f"{part.name}超出社区" in text
    assert county.get("/desk/areas/329921/map/").status_code == 200


@pytest.mark.serves("S-029", boundary="another county, a foreign grid, no power")
def test_who_may(county: Desk) -> None:
    part = grid()
    reader = Desk("xu", "柳岸居委会", "places_reader")
    page = reader.get(page_of(part)).content.decode()
    assert "redraw" not in page and "dialog_end" not in page
    for step in ("redraw", "micro", "fill", "rename", "end"):
        assert reader.post(f"{page_of(part)}{step}/").status_code == 403
    assert county.get(f"/desk/areas/329921001002/grids/{part.id}/").status_code == 404
    assert Desk("shen", "办公室", "clerk").get(page_of(part)).status_code == 403
