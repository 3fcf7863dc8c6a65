"""Dated sets of areas: jurisdictions that prefixes cannot say; exclusive kinds share no ground on a day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotAllowed, NotFound
from linli.places.commands import add_to_set, create_set, merge_areas, remove_from_set, split_area
from linli.places.commands.changes import AreaPart
from linli.places.models import AreaSetMember, Building
from linli.places.queries.sets import SETS, areas_in_set, inside_set, members_of_set, set_keyed, sets_holding
from linli.places.rules.reasons import PlacesCode
from tests.places.places import (
    COMMUNITY,
    COUNTY,
    DAY,
    OTHER,
    TOWN,
    entries,
    keeper,
    make_area,
    make_building,
    version_of,
)

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)
NEW = f"{TOWN}003"


@pytest.fixture(autouse=True)
def _areas() -> None:
    make_area(COUNTY, "清和县")
    make_area(COMMUNITY, "幸福社区")
    make_area(OTHER, "和谐社区")


def make_set(key: str = "kfq", kind: str = "development_zone") -> UUID:
    return create_set(
        keeper("create_set"), area=COUNTY, key=key, name=f"{key}集", kind=kind, basis="省政府批复", unit=UUID(int=9)
    ).id


def join(owner: UUID, code: str = COMMUNITY, since: date = DAY, until: date | None = None) -> UUID:
    return add_to_set(keeper("add_to_set"), area_set=owner, area=code, since=since, until=until).id


def test_a_set_is_a_jurisdiction_on_a_day() -> None:
    zone = make_set()
    join(zone, COMMUNITY)
    join(zone, OTHER, LATER)
    assert areas_in_set(COUNTY, "kfq", DAY) == (COMMUNITY,)
    assert areas_in_set(COUNTY, "kfq", LATER) == (COMMUNITY, OTHER)
    assert areas_in_set(COUNTY, "kfq", DAY - timedelta(days=1)) == ()
    inside, outside = make_building(COMMUNITY), make_building(OTHER, "乙路1号")
    found = Building.objects.filter(inside_set("area", COUNTY, "kfq", DAY)).order_by("id")
    assert [row.id for row in found] == [inside] and outside
    assert [row.key for row in sets_holding(f"{COMMUNITY}001", DAY)] == ["kfq"] and sets_holding(OTHER, DAY) == ()
    row = set_keyed(COUNTY, "kfq")
    assert row is not None and row.unit == UUID(int=9) and row.exclusive


def test_a_membership_ends_and_may_begin_again() -> None:
    zone = make_set()
    member = join(zone)
    remove_from_set(keeper("remove_from_set"), member=member, until=DAY, expected_version=1)
    assert areas_in_set(COUNTY, "kfq", LATER) == ()
    with pytest.raises(Conflict):
        join(zone, COMMUNITY, DAY)
    join(zone, COMMUNITY, LATER)
    assert [(row.since, row.until) for row in members_of_set(COUNTY, "kfq")] == [(DAY, DAY), (LATER, None)]
    with pytest.raises(Conflict) as caught:
        remove_from_set(keeper("remove_from_set"), member=member, until=LATER, expected_version=1)
    assert caught.value.code is KernelCode.STALE


@pytest.mark.parametrize("code", [COMMUNITY, TOWN, COUNTY])
def test_exclusive_kinds_share_no_ground_on_a_day(code: str) -> None:
    one, two = make_set("one"), make_set("two")
    join(one, COMMUNITY, DAY, LATER)
    with pytest.raises(Conflict) as caught:
        join(two, code, LATER)
    assert caught.value.code is PlacesCode.ALREADY_MEMBER and caught.value.data["set"] == "one集"
    join(two, code, LATER + timedelta(days=1))
    join(make_set("three", "pilot"), COMMUNITY)
    join(make_set("four", "pilot"), COMMUNITY)
    join(make_set("five", "forestry_bureau"), COMMUNITY)


REFUSED: list[tuple[dict[str, Any], ErrorCode]] = [
    ({"kind": "castle"}, PlacesCode.WRONG_KIND),
    ({"basis": ""}, KernelCode.INVALID),
    ({"key": "kfq"}, PlacesCode.KEY_TAKEN),
]


@pytest.mark.parametrize(("given", "reason"), REFUSED)
def test_refused_sets(given: dict[str, Any], reason: ErrorCode) -> None:
    make_set()
    whole = {"area": COUNTY, "key": "x", "name": "x", "kind": "pilot", "basis": "b", **given}
    with pytest.raises((Invalid, Conflict)) as caught:
        create_set(keeper("create_set"), **whole)
    assert caught.value.code is reason


def test_refused_members() -> None:
    zone = create_set(keeper("create_set"), area=TOWN, key="k", name="n", kind="pilot", basis="b").id
    with pytest.raises(Invalid) as caught:
        join(zone, "329921002")
    assert caught.value.code is PlacesCode.WRONG_PARENT
    with pytest.raises(Invalid) as caught:
        join(zone, COMMUNITY, LATER, DAY)
    assert caught.value.code is PlacesCode.LAST_BEFORE_FIRST
    with pytest.raises(NotFound):
        join(zone, f"{TOWN}009")
    assert not AreaSetMember.objects.exists()


def test_who_may() -> None:
    zone = make_set()
    with pytest.raises(NotAllowed):
        create_set(keeper("add_to_set"), area=COUNTY, key="k", name="n", kind="pilot", basis="b")
    with pytest.raises(NotFound):
        add_to_set(keeper("add_to_set", area=TOWN), area_set=zone, area=COMMUNITY, since=DAY)
    assert [row.id for row in fetch(SETS, keeper(), Asked()).rows] == [zone]
    assert fetch(SETS, keeper(area=TOWN), Asked()).rows == ()
    assert [entry.facts["key"] for entry in entries("create_set")] == ["kfq"]


def merge(*codes: str) -> None:
    areas = {code: version_of(code) for code in codes}
    merge_areas(keeper("merge_areas"), areas=areas, into=NEW, name="新", on=LATER, basis="b")


def test_a_merged_area_stays_in_the_sets_of_its_parts() -> None:
    join(make_set("a"), COMMUNITY)
    join(make_set("b", "pilot"), OTHER)
    merge(COMMUNITY, OTHER)
    assert [areas_in_set(COUNTY, key, LATER) for key in ("a", "b")] == [(NEW,), (NEW,)]
    assert areas_in_set(COUNTY, "a", LATER - timedelta(days=1)) == (COMMUNITY,)


def test_a_merge_of_two_exclusive_zones_needs_a_decision_first() -> None:
    join(make_set("a"), COMMUNITY)
    join(make_set("b"), OTHER)
    with pytest.raises(Conflict) as caught:
        merge(COMMUNITY, OTHER)
    assert caught.value.code is PlacesCode.SETS_DIFFER and areas_in_set(COUNTY, "a", LATER) == (COMMUNITY,)


def test_the_parts_of_a_divided_area_stay_in_its_sets() -> None:
    join(make_set("a"), COMMUNITY)
    parts = [AreaPart(COMMUNITY), AreaPart(NEW, "新")]
    split_area(
        keeper("split_area"), area=COMMUNITY, parts=parts, rest=COMMUNITY, on=LATER, basis="b", expected_version=1
    )
    assert areas_in_set(COUNTY, "a", LATER) == (COMMUNITY, NEW)
