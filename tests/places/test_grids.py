"""Groups and grids: drawn, filled, sized; overlaps and gaps named; who belongs where on a day."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.codes import SizeVerdict
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotAllowed, NotFound
from linli.kernel.geo import GeoCode
from linli.kernel.packs.parameters import NoParameter, parameter
from linli.places.commands import (
    create_group,
    draw_boundary,
    draw_grid,
    end_part,
    fill_grid,
    import_grids,
    place_dwellings,
    redraw_grid,
    release_dwellings,
    rename_part,
    set_figure,
)
from linli.places.models import Placement, Subdivision
from linli.places.queries.grid_faults import grid_faults
from linli.places.queries.subdivisions import (
    PARTS,
    grid_size,
    grids_as_geojson,
    group_sizes,
    members_of,
    part_coded,
    part_detail,
    parts_of,
)
from linli.places.rules.reasons import GridCode, PlacesCode
from tests.places.places import (
    COMMUNITY,
    COUNTY,
    DAY,
    OTHER,
    entries,
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
LATER = DAY + timedelta(days=10)
CROSSED = json.dumps(
    {"type": "Polygon", "coordinates": [[[120, 33], [120.002, 33.002], [120.002, 33], [120, 33.002], [120, 33]]]}
)


@pytest.fixture(autouse=True)
def _areas() -> None:
    make_area(COMMUNITY, "幸福社区居委会")
    make_area(OTHER, "和谐社区居委会")


def test_grids_and_microgrids_get_codes_below_their_community() -> None:
    make_grid(square(0, 0))
    second = make_grid(square(10, 0))
    codes = [part.code for part in parts_of(COMMUNITY, "grid", DAY)]
    assert codes == [f"{COMMUNITY}001", f"{COMMUNITY}002"]  # R1.4
    actor = keeper("draw_grid")
    inner = draw_grid(actor, community=COMMUNITY, polygon=square(10, 0, 5), since=DAY, parent=second.id)
    assert Subdivision.objects.get(pk=inner.id).code == f"{COMMUNITY}00201"
    with pytest.raises(Invalid) as caught:
        draw_grid(actor, community=COMMUNITY, polygon=square(10, 0, 5), since=DAY, parent=inner.id)
    assert caught.value.code is GridCode.NOT_A_GRID
    assert entries("draw_grid")[0].facts["square_metres"] == Subdivision.objects.get(code=codes[0]).square_metres


def test_a_code_is_never_used_again() -> None:
    grid = make_grid(square(0, 0))
    end_part(keeper("end_part"), part=grid.id, until=DAY, expected_version=1)
    again = make_grid(square(0, 0))
    assert Subdivision.objects.get(pk=again.id).code == f"{COMMUNITY}002"
    with pytest.raises(Conflict) as caught:
        draw_grid(keeper("draw_grid"), community=COMMUNITY, polygon=square(0, 0), since=DAY, number=1, name="x")
    assert caught.value.code is GridCode.NUMBER_TAKEN
    found = part_coded(f"{COMMUNITY}001")
    assert found is not None and found.until == DAY


REFUSED: list[tuple[dict[str, Any], ErrorCode]] = [
    ({"polygon": CROSSED}, GeoCode.SELF_CROSSING),
    ({"polygon": "{"}, GeoCode.NOT_JSON),
    ({"polygon": '{"type": "Point", "coordinates": [120, 33]}'}, GeoCode.BAD_TYPE),
    ({"nature": "secret"}, GridCode.BAD_NATURE),
    ({"name": "第1网格"}, GridCode.NAME_TAKEN),
    ({"since": date(2027, 1, 1)}, PlacesCode.FUTURE_DAY),
]


@pytest.mark.parametrize(("given", "reason"), REFUSED)
def test_refused_grids(given: dict[str, Any], reason: ErrorCode) -> None:
    make_grid(square(0, 0))
    whole = {"community": COMMUNITY, "polygon": square(10, 0), "since": DAY, **given}
    with pytest.raises((Invalid, Conflict)) as caught:
        draw_grid(keeper("draw_grid"), **whole)
    assert caught.value.code is reason and Subdivision.objects.count() == 1


def test_a_crossing_is_named_by_its_point() -> None:
    with pytest.raises(Invalid) as caught:
        make_grid(CROSSED)
    assert (caught.value.data["longitude"], caught.value.data["latitude"]) == (120.001, 33.001)


def test_overlaps_and_gaps_name_both_grids_and_square_metres() -> None:
    make_grid(square(0, 0), name="东")
    told = make_grid(square(8, 0), name="西").values["faults"]
    (overlap,) = told.overlaps
    assert (overlap.first.name, overlap.second.name) == ("东", "西") and 2000 < overlap.square_metres < 2200
    make_grid(square(20, 0), name="北")
    outline = square(0, 0, 30, 10)
    draw_boundary(keeper("draw_boundary"), area=COMMUNITY, polygon=outline)
    found = grid_faults(COMMUNITY, DAY)
    (gap,) = found.gaps
    assert found.bounded and {part.name for part in (gap.first, gap.second) if part} == {"西", "北"}
    assert 2000 < gap.square_metres < 2200 and found.excesses == ()
    draw_boundary(keeper("draw_boundary"), area=COMMUNITY, polygon=square(0, 0, 25, 10), expected_version=1)
    (excess,) = grid_faults(COMMUNITY, DAY).excesses
    assert excess.grid.name == "北" and 5000 < excess.square_metres < 5400
    assert [part.polygon for part in parts_of(COMMUNITY, "grid", DAY)] == [
        json.dumps(json.loads(square(x, 0)), separators=(",", ":")) for x in (0, 8, 20)
    ]  # nothing was repaired


def test_without_a_boundary_only_holes_are_gaps() -> None:
    for west, south, wide, tall in ((0, 0, 30, 10), (0, 10, 10, 10), (20, 10, 10, 10), (0, 20, 30, 10)):
        make_grid(square(west, south, wide, tall))
    found = grid_faults(COMMUNITY, DAY)
    assert not found.bounded and found.overlaps == () and len(found.gaps) == 1
    assert grid_faults(OTHER, DAY).none


def test_a_grid_is_redrawn_under_its_version() -> None:
    grid = make_grid(square(0, 0))
    actor = keeper("redraw_grid", "rename_part")
    redraw_grid(actor, grid=grid.id, polygon=square(0, 0, 20), expected_version=1)
    with pytest.raises(Conflict) as caught:
        redraw_grid(actor, grid=grid.id, polygon=square(0, 0, 30), expected_version=1)
    assert caught.value.code is KernelCode.STALE
    assert rename_part(actor, part=grid.id, name="商圈网格", expected_version=2).version == 3
    with pytest.raises(Invalid):
        redraw_grid(actor, grid=make_group("一组"), polygon=square(0, 0), expected_version=1)


def collection(*features: tuple[str, dict[str, str]]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": json.loads(g), "properties": p} for g, p in features],
    }


def test_grids_come_in_and_go_out_as_geojson() -> None:
    actor = keeper("import_grids")
    sent = collection((square(0, 0), {"name": "东"}), (square(10, 0), {"name": "西"}))
    first = import_grids(actor, community=COMMUNITY, features=sent, since=DAY)
    assert (first.values["new"], first.values["same"]) == (2, 0)
    out = grids_as_geojson(COMMUNITY, "grid", DAY)
    assert [feature["properties"]["code"] for feature in out["features"]] == [f"{COMMUNITY}001", f"{COMMUNITY}002"]
    again = import_grids(actor, community=COMMUNITY, features=out, since=DAY)
    assert again.unchanged and again.values["same"] == 2
    out["features"][0]["geometry"] = json.loads(square(0, 0, 9, 10))
    changed = import_grids(actor, community=COMMUNITY, features=out, since=DAY)
    assert (changed.values["redrawn"], changed.values["same"]) == (1, 1) and changed.values["faults"].gaps == ()


def test_one_crossing_feature_and_nothing_is_imported() -> None:
    sent = collection((square(0, 0), {}), (CROSSED, {}), (CROSSED, {}))
    with pytest.raises(Invalid) as caught:
        import_grids(keeper("import_grids"), community=COMMUNITY, features=sent, since=DAY)
    assert [problem.path for problem in caught.value.problems] == ["features[1]", "features[2]"]
    assert caught.value.problems[0].data["longitude"] == 120.001 and not Subdivision.objects.exists()
    with pytest.raises(Invalid):
        import_grids(keeper("import_grids"), community=COMMUNITY, features={"type": "Point"}, since=DAY)


def test_a_dwelling_is_in_one_group_and_one_grid_a_day() -> None:
    doors = make_doors(make_building(), "101", "102")
    one, two, grid = make_group("一组"), make_group("二组"), make_grid(square(0, 0)).id
    place(one, doors)
    place(grid, doors)
    assert place(one, doors).unchanged
    place(two, doors[:1], LATER)
    assert [len(members_of(part, COUNTY, day)) for part in (one, two, grid) for day in (DAY, LATER)] == [
        2,
        1,
        0,
        1,
        2,
        2,
    ]
    with pytest.raises(Conflict) as caught:
        place(one, doors[:1], LATER)
    assert caught.value.code is GridCode.NOT_LATER
    with pytest.raises(Conflict):
        place(one, doors[:1], DAY)
    spans = Placement.objects.filter(dwelling=doors[0], kind="group").order_by("since").values_list("since", "until")
    assert list(spans) == [(DAY, LATER - timedelta(days=1)), (LATER, None)]


def test_the_database_itself_refuses_a_second_place(writing_as_test: None) -> None:
    from django.db import IntegrityError

    (door,) = make_doors(make_building(), "101")
    one, two = make_group("一组"), make_group("二组")
    place(one, [door])
    row = Placement.objects.get()
    row.pk, row.subdivision_id, row.since = two, two, LATER
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_dwellings_of_elsewhere_are_refused() -> None:
    (door,) = make_doors(make_building(OTHER), "101")
    with pytest.raises(Conflict) as caught:
        place(make_group("一组"), [door])
    assert caught.value.code is GridCode.ELSEWHERE
    with pytest.raises(NotFound):
        place(make_group("二组"), [UUID(int=5)])


def test_a_grid_is_filled_by_its_polygon() -> None:
    inside = make_doors(make_building(address="甲路1号", point=spot(5, 5)), "101", "102")
    make_doors(make_building(address="甲路2号", point=spot(50, 5)), "101")
    make_doors(make_building(address="甲路3号"), "101")
    grid = make_grid(square(0, 0)).id
    filled = fill_grid(keeper("fill_grid"), grid=grid, since=DAY)
    assert filled.values == {"placed": 2, "left": 0}
    assert {row.id for row in members_of(grid, COUNTY, DAY)} == set(inside)
    assert fill_grid(keeper("fill_grid"), grid=grid, since=DAY).unchanged
    with pytest.raises(Conflict):
        fill_grid(keeper("fill_grid"), grid=make_group("一组"), since=DAY)


def test_leaving_and_ending() -> None:
    doors = make_doors(make_building(), "101", "102")
    group = make_group("一组")
    place(group, doors)
    actor = keeper("release_dwellings", "end_part")
    release_dwellings(actor, part=group, dwellings=doors[:1], until=DAY)
    assert len(members_of(group, COUNTY, LATER)) == 1
    with pytest.raises(Conflict) as caught:
        end_part(actor, part=group, until=DAY - timedelta(days=1), expected_version=3)
    assert caught.value.code is PlacesCode.BEFORE_START
    end_part(actor, part=group, until=LATER, expected_version=3)
    assert members_of(group, COUNTY, LATER + timedelta(days=1)) == () and len(members_of(group, COUNTY, LATER)) == 1
    with pytest.raises(Conflict) as caught:
        place(group, doors)
    assert caught.value.code is GridCode.ENDED
    grid = make_grid(square(0, 0))
    draw_grid(keeper("draw_grid"), community=COMMUNITY, polygon=square(0, 0, 5), since=DAY, parent=grid.id)
    with pytest.raises(Conflict) as caught:
        end_part(actor, part=grid.id, until=LATER, expected_version=1)
    assert caught.value.code is PlacesCode.NOT_EMPTY


@pytest.mark.parametrize(("grids", "average", "verdict", "suggested"), [(6, 410, "ok", 5), (4, 615, "too_large", 5)])
def test_the_size_of_grids(grids: int, average: int, verdict: str, suggested: int) -> None:
    set_figure(keeper("set_figure"), area=COMMUNITY, measure="households", value=2460, on=DAY, source="公安")
    for number in range(grids):
        make_grid(square(number * 10, 0))
    found = grid_size(COMMUNITY, DAY)  # T031
    assert found is not None and (found.average, found.verdict, found.suggested) == (
        average,
        SizeVerdict(verdict),
        suggested,
    )


def test_sizes_without_figures_bands_or_committees() -> None:
    village = make_area("329921001201", "某村村委会")
    assert grid_size(village, DAY) is None
    found = grid_size(COMMUNITY, DAY)
    assert found is not None and found.verdict is SizeVerdict.NOT_APPLICABLE
    group = make_group("一组")
    place(group, make_doors(make_building(), "101", "102"))
    (size,) = group_sizes(COMMUNITY, DAY)
    assert (size.households, size.band, size.verdict) == (2, None, SizeVerdict.NOT_APPLICABLE)


def test_the_band_of_groups_is_a_parameter_by_place_and_date() -> None:
    """N-035: 100 to 200 households in the urban communities of one prefecture since its guideline, nowhere else."""
    (least, most), since = ("group.households.min", "group.households.max"), date(2012, 4, 5)
    assert [parameter(key, "232701001001", since).value for key in (least, most)] == [100, 200]
    for area, day in (("232701001001", since - timedelta(days=1)), (COMMUNITY, since)):
        with pytest.raises(NoParameter):
            parameter(least, area, day)


def test_who_may() -> None:
    grid = make_grid(square(0, 0)).id
    (door,) = make_doors(make_building(), "101")
    stranger = keeper("draw_grid", "redraw_grid", "create_group", "place_dwellings", "end_part", area=OTHER)
    with pytest.raises(NotAllowed):
        draw_grid(keeper("redraw_grid"), community=COMMUNITY, polygon=square(0, 0), since=DAY)
    with pytest.raises(NotFound):
        draw_grid(stranger, community=COMMUNITY, polygon=square(0, 0), since=DAY)
    with pytest.raises(NotFound):
        redraw_grid(stranger, grid=grid, polygon=square(0, 0), expected_version=1)
    with pytest.raises(NotFound):
        create_group(stranger, community=COMMUNITY, name="x", since=DAY)
    with pytest.raises(NotFound):
        place_dwellings(stranger, part=grid, dwellings=[door], since=DAY)
    with pytest.raises(NotFound):
        part_detail(stranger, grid)
    assert fetch(PARTS, stranger, Asked()).rows == ()
    mine = keeper("draw_grid")
    assert [row.id for row in fetch(PARTS, mine, Asked(filters={"kind": "grid"}, search="网格")).rows] == [grid]
    assert part_detail(mine, grid).code == f"{COMMUNITY}001"


def test_the_same_key_twice_draws_once() -> None:
    actor = keeper("draw_grid").keyed("k")
    first = draw_grid(actor, community=COMMUNITY, polygon=square(0, 0), since=DAY)
    assert draw_grid(actor, community=COMMUNITY, polygon=square(0, 0), since=DAY) == first
    assert Subdivision.objects.count() == 1
