"""Grids, buildings and rooms: R1.4, R1.5."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import codes
from linli.kernel.codes import CodesCode, SizeVerdict
from linli.kernel.errors import Invalid

pytestmark = pytest.mark.pure

COMMUNITY = "320205001001"


@pytest.mark.parametrize(
    ("grids", "average", "verdict", "suggested"),
    [(6, 410, SizeVerdict.OK, 5), (4, 615, SizeVerdict.TOO_LARGE, 5), (9, 273, SizeVerdict.TOO_SMALL, 5)],
)
def test_t031_grid_size(grids: int, average: int, verdict: SizeVerdict, suggested: int) -> None:
    size = codes.check_grid_size(2460, grids)
    assert (size.average, size.verdict, size.suggested) == (average, verdict, suggested)


def test_the_band_is_inclusive_and_a_parameter() -> None:
    assert codes.check_grid_size(500, 1).verdict is SizeVerdict.OK
    assert codes.check_grid_size(501, 1).verdict is SizeVerdict.TOO_LARGE
    assert codes.check_grid_size(300, 1).verdict is SizeVerdict.OK
    assert codes.check_grid_size(299, 1).verdict is SizeVerdict.TOO_SMALL
    assert codes.check_grid_size(299, 1, smallest=100, largest=200).verdict is SizeVerdict.TOO_LARGE


def test_nothing_to_check_without_households_and_all_wrong_without_grids() -> None:
    assert codes.check_grid_size(0, 3).verdict is SizeVerdict.NOT_APPLICABLE
    undivided = codes.check_grid_size(10, 0)
    assert (undivided.verdict, undivided.average, undivided.suggested) == (SizeVerdict.TOO_LARGE, 0, 1)


@given(st.integers(1, 10**6))
def test_the_suggestion_is_never_too_large(households: int) -> None:
    suggested = codes.check_grid_size(households, 1).suggested
    assert codes.check_grid_size(households, suggested).verdict is not SizeVerdict.TOO_LARGE
    assert codes.check_grid_size(households, suggested - 1).verdict is SizeVerdict.TOO_LARGE


def test_grid_and_microgrid_codes_are_area_codes_below_the_community() -> None:
    grid = codes.grid_code(COMMUNITY, 7)
    microgrid = codes.microgrid_code(grid, 3)
    assert (grid, microgrid) == ("320205001001007", "32020500100100703")
    assert codes.parse_area(microgrid) == microgrid
    assert codes.parent_of(microgrid) == grid
    assert codes.community_of(microgrid) == COMMUNITY


@pytest.mark.parametrize("number", [0, 1000, -1])
def test_grid_numbers_end_at_999(number: int) -> None:
    with pytest.raises(Invalid) as refused:
        codes.grid_code(COMMUNITY, number)
    assert refused.value.code is CodesCode.BAD_SEQUENCE


@pytest.mark.parametrize("parent", ["320205001", "320205001000", "32020500100A", ""])
def test_a_grid_never_hangs_on_a_street(parent: str) -> None:
    with pytest.raises(Invalid) as refused:
        codes.grid_code(parent, 1)
    assert refused.value.code is CodesCode.NOT_A_COMMUNITY


def test_a_microgrid_needs_a_grid() -> None:
    with pytest.raises(Invalid):
        codes.microgrid_code(COMMUNITY, 1)
    with pytest.raises(Invalid):
        codes.microgrid_code(codes.grid_code(COMMUNITY, 1), 100)


def test_building_and_room() -> None:
    building = codes.building_code(COMMUNITY, 12)
    assert building == "32020500100100012"
    assert codes.room_code(building, 3, 4, "402") == building + "0304402"
    assert codes.room_code(building, 0, -1, "1") == building + "00B101"


@given(
    st.integers(1, 99999),
    st.integers(0, 99),
    st.integers(-9, 99).filter(bool),
    st.integers(0, 9999),
)
def test_rooms_come_apart_as_they_were_put_together(number: int, unit: int, floor: int, room: int) -> None:
    building = codes.building_code(COMMUNITY, number)
    parts = codes.split_room(codes.room_code(building, unit, floor, str(room)))
    assert (parts.building, parts.unit, parts.floor) == (building, unit, floor)
    assert int(parts.room) == room


@pytest.mark.parametrize(
    ("unit", "floor", "room", "error"),
    [
        (1, 0, "1", CodesCode.BAD_SEQUENCE),
        (1, -10, "1", CodesCode.BAD_SEQUENCE),
        (100, 1, "1", CodesCode.BAD_SEQUENCE),
        (1, 1, "10001", CodesCode.BAD_SHAPE),
        (1, 1, "室", CodesCode.BAD_SHAPE),
    ],
)
def test_rooms_refused(unit: int, floor: int, room: str, error: CodesCode) -> None:
    with pytest.raises(Invalid) as refused:
        codes.room_code(codes.building_code(COMMUNITY, 1), unit, floor, room)
    assert refused.value.code is error


def test_floor_nought_in_a_code_is_refused() -> None:
    with pytest.raises(Invalid):
        codes.split_room("32020500100100012" + "010001")
