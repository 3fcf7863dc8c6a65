"""Merges and splits: every dwelling once, old codes findable, groups and grids go along, others are told."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.kernel.codes import CodesCode
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotAllowed, NotFound
from linli.kernel.journal.reading import object_of
from linli.places.commands import (
    AreaPart,
    create_group,
    draw_grid,
    merge_areas,
    place_dwellings,
    split_area,
)
from linli.places.models import Area, Building, Dwelling, DwellingMove, Placement, Subdivision
from linli.places.queries.areas import (
    area_by_code,
    area_change,
    area_coded,
    changes_of,
    children_of,
    codes_within,
    predecessors_of,
)
from linli.places.queries.doorways import locate_address
from linli.places.queries.subdivisions import members_of, part_by_code, parts_of
from linli.places.rules.reasons import GridCode, PlacesCode
from tests.places.places import (
    COMMUNITY,
    COUNTY,
    DAY,
    OTHER,
    TOWN,
    entries,
    fresh_town,
    keeper,
    make_area,
    make_building,
    make_doors,
    make_grid,
    make_group,
    place,
    square,
    version_of,
)

pytestmark = pytest.mark.django_db
NEW = f"{TOWN}003"
MERGED = DAY + timedelta(days=30)
BEFORE = MERGED - timedelta(days=1)


@pytest.fixture(autouse=True)
def _areas() -> None:
    make_area(TOWN, "城东街道")
    make_area(COMMUNITY, "幸福社区")
    make_area(OTHER, "和谐社区")


def merge(*codes: str, into: str = NEW, name: str = "幸福里社区", on: date = MERGED, **more: Any) -> Any:
    areas = {code: version_of(code) for code in codes}
    return merge_areas(keeper("merge_areas"), areas=areas, into=into, name=name, on=on, basis="民政局2026年5号", **more)


def live(code: str, on: date) -> list[str]:
    return [row.code for row in area_by_code(code, on)]


def test_two_communities_become_a_new_one_and_keep_their_codes_findable() -> None:
    doors = make_doors(make_building(COMMUNITY, "甲路1号"), "101", "102") + make_doors(
        make_building(OTHER, "乙路1号"), "101"
    )
    receipt = merge(COMMUNITY, OTHER)
    assert receipt.values["dwellings"] == 3
    assert set(Dwelling.objects.values_list("area", flat=True).order_by("id")) == {NEW}
    assert set(Building.objects.values_list("area", flat=True).order_by("id")) == {NEW}
    assert sorted(DwellingMove.objects.order_by("id").values_list("dwelling", flat=True)) == sorted(doors)
    assert [live(COMMUNITY, BEFORE), live(COMMUNITY, MERGED), live(OTHER, MERGED)] == [[COMMUNITY], [NEW], [NEW]]
    assert live(NEW, BEFORE) == [] and [row.code for row in children_of(TOWN, MERGED)] == [NEW]
    assert predecessors_of(NEW) == {COMMUNITY, OTHER}
    (change,) = changes_of(OTHER)
    assert change.links == ((COMMUNITY, NEW), (OTHER, NEW)) and change.basis == "民政局2026年5号"
    found = area_coded(COMMUNITY)
    assert found is not None and found.until == BEFORE


def test_the_event_tells_others_what_went_where() -> None:
    merge(COMMUNITY, OTHER)
    (entry,) = [entry for entry in entries("merge_areas") if entry.event]
    assert entry.event == "places.areas_merged"
    assert (entry.facts["old"], entry.facts["new"]) == ([COMMUNITY, OTHER], [NEW])
    county, change = object_of(entry.id)
    assert area_change(county, change).links == ((COMMUNITY, NEW), (OTHER, NEW))
    assert len(entries("merge_areas")) == 4  # two ends, the new ground, the change
    with pytest.raises(LookupError):
        area_change(county, UUID(int=1))


def test_one_of_the_two_may_go_on() -> None:
    make_doors(make_building(OTHER), "101")
    merge(COMMUNITY, OTHER, into=COMMUNITY, name="")
    assert live(OTHER, MERGED) == [COMMUNITY] == live(COMMUNITY, MERGED)
    assert area_coded(COMMUNITY).until is None and version_of(COMMUNITY) == 2  # type: ignore[union-attr]  # the area exists in this county


def test_one_area_takes_a_code_in_another_town() -> None:
    target = "329921002001"
    merge(COMMUNITY, into=target)
    assert live(COMMUNITY, MERGED) == [target]
    assert codes_within("329921002") == ("329921002", COMMUNITY)
    assert codes_within(TOWN) == (TOWN,)


def test_an_address_knows_its_committee_of_then_and_now() -> None:
    make_doors(make_building(COMMUNITY, "甲路1号"), "101")
    merge(COMMUNITY, OTHER)
    codes = []
    for day in (BEFORE, MERGED):
        found = locate_address(COUNTY, "甲路1号1单元101", day)
        codes.append(found.community.code if found and found.community else "")
    assert codes == [COMMUNITY, NEW]


def test_groups_and_grids_go_along() -> None:
    doors = make_doors(make_building(COMMUNITY, "甲路1号"), "101", "102")
    others = make_doors(make_building(OTHER, "乙路1号"), "101")
    grid, other = make_grid(square(0, 0)).id, make_grid(square(10, 0), OTHER).id
    inner = draw_grid(keeper("draw_grid"), community=OTHER, polygon=square(10, 0, 5), since=DAY, parent=other).id
    group, twin = make_group("一组"), make_group("一组", OTHER)
    for part, homes in ((grid, doors), (other, others), (inner, others), (group, doors), (twin, others)):
        place(part, homes)
    receipt = merge(COMMUNITY, OTHER)
    assert receipt.values["grids"] == {
        f"{COMMUNITY}001": f"{NEW}001", f"{OTHER}001": f"{NEW}002", f"{OTHER}00101": f"{NEW}00201",
    }  # fmt: skip
    (found,) = part_by_code(f"{OTHER}00101", MERGED)
    assert found.code == f"{NEW}00201" and [row.id for row in part_by_code(f"{OTHER}00101", BEFORE)] == [inner]
    assert {row.id for row in members_of(found.id, COUNTY, MERGED)} == set(others)
    assert {row.id for row in members_of(inner, COUNTY, BEFORE)} == set(others)
    assert members_of(inner, COUNTY, MERGED) == ()
    groups = parts_of(NEW, "group", MERGED)
    assert [part.id for part in groups] == sorted([group, twin], key=lambda part: part != group)
    assert groups[0].name == "一组" and groups[1].name != "一组"
    assert {row.id for row in members_of(group, COUNTY, MERGED)} == set(doors)
    assert Placement.objects.filter(until__isnull=True).exclude(area=NEW).count() == 0


def test_places_taken_after_the_day_of_a_late_entered_merge_stay_in_order() -> None:
    (door,) = make_doors(make_building(), "101")
    old = make_grid(square(0, 0)).id
    place(old, [door], MERGED + timedelta(days=2))
    merge(COMMUNITY, OTHER)
    spans = Placement.objects.filter(dwelling=door).order_by("since").values_list("subdivision__code", "since", "until")
    assert list(spans) == [(f"{NEW}001", MERGED + timedelta(days=2), None)]


REFUSED: list[tuple[dict[str, Any], ErrorCode]] = [
    ({"areas": {COMMUNITY: 1}, "into": COMMUNITY}, PlacesCode.NOTHING_TO_MERGE),
    ({"areas": {}, "into": NEW}, PlacesCode.NOTHING_TO_MERGE),
    ({"into": "329921002"}, PlacesCode.OTHER_COUNTY),
    ({"into": "329922001001"}, PlacesCode.OTHER_COUNTY),
    ({"into": "32992100100"}, CodesCode.BAD_LENGTH),
    ({"on": date(2027, 1, 1)}, PlacesCode.FUTURE_DAY),
    ({"basis": " "}, KernelCode.INVALID),
    ({"name": ""}, KernelCode.INVALID),
    ({"areas": {COMMUNITY: 7}}, KernelCode.STALE),
    ({"areas": {f"{TOWN}009": 1}}, KernelCode.NOT_FOUND),
    ({"areas": {TOWN: 1}, "into": "329921009"}, PlacesCode.NOT_EMPTY),
    ({"areas": {COMMUNITY: 1}, "into": OTHER}, PlacesCode.CODE_TAKEN),
]


@pytest.mark.parametrize(("given", "reason"), REFUSED)
def test_refused_merges_write_nothing(given: dict[str, Any], reason: ErrorCode) -> None:
    if TOWN in given.get("areas", ()):
        given = {**given, "areas": {TOWN: version_of(TOWN)}}
    whole = {"areas": {COMMUNITY: 1, OTHER: 1}, "into": NEW, "name": "新", "on": MERGED, "basis": "b", **given}
    with pytest.raises((Invalid, Conflict, NotFound)) as caught:
        merge_areas(keeper("merge_areas"), **whole)
    assert caught.value.code is reason
    assert not Area.objects.filter(until__isnull=False).exists() and not entries("merge_areas")


def test_who_may_merge() -> None:
    whole: Any = {"areas": {COMMUNITY: 1, OTHER: 1}, "into": NEW, "name": "新", "on": MERGED, "basis": "b"}
    with pytest.raises(NotAllowed):
        merge_areas(keeper("create_area"), **whole)
    with pytest.raises(NotFound):
        merge_areas(keeper("merge_areas", area=COMMUNITY), **whole)
    first = merge_areas(keeper("merge_areas", area=TOWN).keyed("k"), **whole)
    assert merge_areas(keeper("merge_areas", area=TOWN).keyed("k"), **whole) == first
    with pytest.raises(Conflict) as caught:
        merge_areas(keeper("merge_areas"), **{**whole, "areas": {COMMUNITY: 2}, "into": f"{TOWN}004"})
    assert caught.value.code is PlacesCode.ENDED


def test_a_split_places_every_dwelling_once() -> None:
    first, second = make_building(COMMUNITY, "甲路1号"), make_building(COMMUNITY, "甲路2号")
    one, two = make_doors(first, "101", "102"), make_doors(second, "101", "102")
    grid, group = make_grid(square(0, 0)).id, make_group("一组")
    place(grid, two)
    place(group, [one[0], two[0]])
    parts = [AreaPart(COMMUNITY), AreaPart(NEW, "新社区", parts=(grid,))]
    receipt = split_area(
        keeper("split_area"), area=COMMUNITY, parts=parts, rest=COMMUNITY, on=MERGED, basis="b",
        expected_version=version_of(COMMUNITY),
    )  # fmt: skip
    assert receipt.values == {"dwellings": {COMMUNITY: 2, NEW: 2}, "grids": {f"{COMMUNITY}001": f"{NEW}001"}}
    homes = dict(Dwelling.objects.order_by("id").values_list("id", "area"))
    assert [homes[door] for door in (*one, *two)] == [COMMUNITY, COMMUNITY, NEW, NEW]
    assert Building.objects.get(pk=second).area == NEW and Building.objects.get(pk=first).area == COMMUNITY
    assert [row.id for row in members_of(group, COUNTY, MERGED)] == [
        one[0]
    ]  # the group stays behind, its strangers leave
    assert len(members_of(group, COUNTY, BEFORE)) == 2
    assert live(COMMUNITY, MERGED) == [COMMUNITY]
    (entry,) = [entry for entry in entries("split_area") if entry.event]
    assert entry.event == "places.area_split"


def test_a_split_without_a_survivor_leads_on_to_all() -> None:
    (door,) = make_doors(make_building(), "101")
    parts = [AreaPart(NEW, "甲"), AreaPart(f"{TOWN}004", "乙", dwellings=(door,))]
    split_area(keeper("split_area"), area=COMMUNITY, parts=parts, rest=NEW, on=MERGED, basis="b", expected_version=1)
    assert live(COMMUNITY, MERGED) == [NEW, f"{TOWN}004"]
    assert Dwelling.objects.get(pk=door).area == f"{TOWN}004"


def test_refused_splits() -> None:
    building = make_building()
    (door,) = make_doors(building, "101")

    def split(*parts: AreaPart, rest: str = NEW, version: int = 1) -> None:
        split_area(
            keeper("split_area"), area=COMMUNITY, parts=parts, rest=rest, on=MERGED, basis="b", expected_version=version
        )

    two = (AreaPart(NEW, "甲", dwellings=(door,)), AreaPart(f"{TOWN}004", "乙", buildings=(building,)))
    cases: list[tuple[tuple[AreaPart, ...], str, int, ErrorCode]] = [
        (two, NEW, 1, PlacesCode.PLACED_TWICE),
        (two[:1], NEW, 1, PlacesCode.UNKNOWN_PART),
        (two, OTHER, 1, PlacesCode.UNKNOWN_PART),
        ((two[0], AreaPart(OTHER, "乙")), NEW, 1, PlacesCode.CODE_TAKEN),
        ((AreaPart(COMMUNITY), AreaPart(NEW, "甲", dwellings=(UUID(int=3),))), NEW, 1, KernelCode.NOT_FOUND),
        ((AreaPart(COMMUNITY), AreaPart(NEW, "甲")), NEW, 9, KernelCode.STALE),
    ]
    for parts, rest, version, reason in cases:
        with pytest.raises((Conflict, Invalid, NotFound)) as caught:
            split(*parts, rest=rest, version=version)
        assert caught.value.code is reason
    assert not entries("split_area") and not DwellingMove.objects.exists()


def test_a_split_refuses_places_taken_after_its_day() -> None:
    (door,) = make_doors(make_building(), "101")
    place(make_group("一组"), [door], MERGED + timedelta(days=1))
    with pytest.raises(Conflict) as caught:
        split_area(
            keeper("split_area"), area=COMMUNITY, parts=[AreaPart(COMMUNITY), AreaPart(NEW, "甲", dwellings=(door,))],
            rest=COMMUNITY, on=MERGED, basis="b", expected_version=1,
        )  # fmt: skip
    assert caught.value.code is GridCode.NOT_LATER


Steps = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True), min_size=1, max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(homes=st.lists(st.integers(0, 3), min_size=1, max_size=6), steps=Steps)
def test_whatever_is_merged_every_dwelling_moves_once_and_every_code_is_found(
    homes: list[int], steps: list[list[int]]
) -> None:
    town = fresh_town()
    standing = [make_area(f"{town}{number:03d}") for number in range(1, 5)]
    place_of: dict[UUID, str] = {}
    group_of: dict[UUID, UUID] = {}
    for number, choice in enumerate(homes):
        code = standing[choice]
        (door,) = make_doors(make_building(code, f"{town}路{number}号"), "101")
        place_of[door] = code
        group_of[door] = create_group(keeper("create_group"), community=code, name=f"{number}组", since=DAY).id
        place_dwellings(keeper("place_dwellings"), part=group_of[door], dwellings=[door], since=DAY)
    went, on = {code: code for code in standing}, MERGED
    for index, choice in enumerate(steps):
        ending = sorted({standing[number % len(standing)] for number in choice})
        target, on = f"{town}{index + 100:03d}", on + timedelta(days=1)
        merge(*ending, into=target, on=on)
        standing = [code for code in standing if code not in ending] + [target]
        went = {old: target if now in ending else now for old, now in went.items()} | {target: target}
    areas = dict(Dwelling.objects.filter(pk__in=place_of).order_by("id").values_list("id", "area"))
    assert areas == {door: went[code] for door, code in place_of.items()}
    assert {old: live(old, on) for old in went} == {old: [now] for old, now in went.items()}
    moves = list(DwellingMove.objects.filter(dwelling__in=place_of).order_by("id").values_list("dwelling", "on"))
    assert len(moves) == len(set(moves))
    assert all([row.id for row in members_of(group_of[door], COUNTY, on)] == [door] for door in place_of)
    assert not Subdivision.objects.filter(pk__in=group_of.values()).exclude(area__in=standing).exists()
