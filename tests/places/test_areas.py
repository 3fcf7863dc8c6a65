"""Areas: set up, renamed, counted; old names and codes; who may."""

from datetime import date, timedelta

import pytest

from linli.kernel.codes import CodesCode, may_hold_election
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotAllowed, NotFound
from linli.places.commands import create_area, rename_area, set_figure
from linli.places.models import Area, AreaFigure
from linli.places.queries.areas import (
    AREAS,
    area_by_code,
    area_coded,
    area_detail,
    changes_of,
    children_of,
    name_on,
    path_of,
)
from linli.places.queries.figures import figure_of, figures_of
from linli.places.rules.reasons import PlacesCode
from tests.conftest import NOON
from tests.places.places import COMMUNITY, COUNTY, DAY, OTHER, TOWN, entries, keeper, make_area

pytestmark = pytest.mark.django_db


def test_an_area_is_set_up_and_its_missing_ancestors_are_placeholders() -> None:
    make_area(COMMUNITY, "幸福社区")
    found = area_coded(COMMUNITY)
    assert found is not None and (found.name, found.kind, found.parent, found.level) == (
        "幸福社区",
        "residents",
        TOWN,
        12,
    )
    assert [(row.code, row.name) for row in path_of(COMMUNITY)] == [
        ("32", ""), ("3299", ""), (COUNTY, ""), (TOWN, ""), (COMMUNITY, "幸福社区"),
    ]  # fmt: skip
    assert [row.code for row in children_of(TOWN, DAY)] == [COMMUNITY]
    (entry,) = entries("create_area")
    assert entry.facts["placeholders"] == ["32", "3299", COUNTY, TOWN] and entry.area == COMMUNITY


def test_a_placeholder_gets_its_name_and_then_the_code_is_taken() -> None:
    make_area(COMMUNITY)
    make_area(TOWN, "城东街道")
    assert [row.name for row in path_of(TOWN)] == ["", "", "", "城东街道"]
    with pytest.raises(Conflict) as caught:
        make_area(TOWN, "城西街道")
    assert caught.value.code is PlacesCode.CODE_TAKEN and caught.value.data["name"] == "城东街道"


VECTORS = [
    ("110101001001", "", "110101001", "residents", False),  # T023
    ("429004001001", "", "429004001", "residents", False),  # T025
    ("110112009498", "", "110112009", "residents", True),  # T026
    ("130406001202", "东沟社区村民委员会", "130406001", "village", False),  # T028
    ("441900003001", "", "441900003", "residents", False),  # R1.2 (a)
    ("522632210500", "某村民委员会", "522632210", "village", False),  # R1.2 (c)
]


@pytest.mark.parametrize(("code", "name", "parent", "kind", "virtual"), VECTORS)
def test_codes_of_the_rule_book(code: str, name: str, parent: str, kind: str, virtual: bool) -> None:
    create_area(keeper("create_area", area=code[:2]), code=code, name=name or "某社区")
    found = area_coded(code)
    assert found is not None
    assert (found.parent, found.kind, found.virtual, may_hold_election(code)) == (parent, kind, virtual, not virtual)


def test_province_direct_counties_lie_in_their_pseudo_prefecture() -> None:
    create_area(keeper("create_area", area="42"), code="429004", name="某市")
    assert [row.code for row in path_of("429004")] == ["42", "4290", "429004"]  # T025


REFUSED: list[tuple[dict[str, object], str, ErrorCode]] = [
    ({"code": "11010100100"}, "code", CodesCode.BAD_LENGTH),  # T029
    ({"code": "991921001"}, "code", CodesCode.UNKNOWN_PROVINCE),
    ({"code": "329921001001001"}, "code", PlacesCode.NOT_AN_AREA_CODE),
    ({"code": COMMUNITY, "name": " "}, "name", KernelCode.REQUIRED),
    ({"code": COMMUNITY, "name": "x" * 121}, "name", KernelCode.TOO_LONG),
    ({"code": COMMUNITY, "kind": "town"}, "kind", PlacesCode.WRONG_KIND),
    ({"code": TOWN, "parent": COMMUNITY}, "parent", PlacesCode.CYCLE),
    ({"code": TOWN, "parent": TOWN}, "parent", PlacesCode.CYCLE),
    ({"code": COMMUNITY, "parent": "329921002"}, "parent", PlacesCode.WRONG_PARENT),
    ({"code": COMMUNITY, "since": NOON.date() + timedelta(days=1)}, "since", PlacesCode.FUTURE_DAY),
]


@pytest.mark.parametrize(("given", "field", "reason"), REFUSED)
def test_refused_areas_write_nothing(given: dict[str, object], field: str, reason: ErrorCode) -> None:
    with pytest.raises(Invalid) as caught:
        create_area(keeper("create_area", area=""), **{"name": "某社区", **given})  # type: ignore[arg-type]  # bad values are what is tried
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(field, reason)]
    assert not Area.objects.exists() and not entries("create_area")


def test_who_may_set_an_area_up() -> None:
    with pytest.raises(NotAllowed):
        create_area(keeper("rename_area"), code=COMMUNITY, name="x")
    with pytest.raises(NotFound):
        create_area(keeper("create_area", area="329921002"), code=COMMUNITY, name="x")
    create_area(keeper("create_area", area=TOWN), code=COMMUNITY, name="x")
    with pytest.raises(NotFound):
        rename_area(keeper("rename_area", area=OTHER), area=COMMUNITY, name="y", on=DAY, basis="b", expected_version=1)


def test_a_renamed_area_keeps_its_earlier_name_for_earlier_days() -> None:
    make_area(COMMUNITY, "甲社区")
    actor = keeper("rename_area")
    rename_area(actor, area=COMMUNITY, name="乙社区", on=DAY, basis="民政局文件", expected_version=1)
    rename_area(actor, area=COMMUNITY, name="丙社区", on=date(2026, 5, 1), basis="民政局文件", expected_version=2)
    names = [name_on(COMMUNITY, day) for day in (date(2026, 2, 28), DAY, date(2026, 4, 30), date(2026, 5, 1))]
    assert names == ["甲社区", "乙社区", "乙社区", "丙社区"]
    assert [(change.kind, change.name_after) for change in changes_of(COMMUNITY)] == [
        ("rename", "乙社区"), ("rename", "丙社区"),
    ]  # fmt: skip
    assert [entry.event for entry in entries("rename_area")] == ["places.area_renamed"] * 2


def test_a_stale_rename_is_told_what_changed() -> None:
    make_area(COMMUNITY)
    actor = keeper("rename_area")
    rename_area(actor, area=COMMUNITY, name="乙", on=DAY, basis="b", expected_version=1)
    with pytest.raises(Conflict) as caught:
        rename_area(actor, area=COMMUNITY, name="丙", on=DAY, basis="b", expected_version=1)
    (change,) = caught.value.data["changes"]
    assert change["fields"] == ["name"] and caught.value.status == 409


def test_the_same_key_twice_sets_up_once() -> None:
    actor = keeper("create_area").keyed("k1")
    first = create_area(actor, code=COMMUNITY, name="甲")
    again = create_area(actor, code=COMMUNITY, name="甲")
    assert again == first and again.repeated and len(entries("create_area")) == 1
    with pytest.raises(Conflict) as caught:
        create_area(actor, code=COMMUNITY, name="乙")
    assert caught.value.code is KernelCode.KEY_REUSED


def test_a_figure_has_a_day_and_a_source() -> None:
    make_area(COMMUNITY)
    actor = keeper("set_figure")
    for value, day in ((2460, date(2025, 12, 31)), (2500, DAY)):
        set_figure(actor, area=COMMUNITY, measure="households", value=value, on=day, source="公安局")
    found = figure_of(COMMUNITY, "households", date(2026, 2, 1))
    assert found is not None and (found.value, found.on) == (2460, date(2025, 12, 31))
    assert figure_of(COMMUNITY, "households", date(2025, 1, 1)) is None
    assert figure_of(COMMUNITY, "residents", DAY) is None
    assert [row.value for row in figures_of(COMMUNITY)] == [2500, 2460]


FIGURES: list[tuple[dict[str, object], ErrorCode]] = [
    ({"on": None}, PlacesCode.UNDATED),
    ({"on": date(2027, 1, 1)}, PlacesCode.FUTURE_DAY),
    ({"source": ""}, KernelCode.INVALID),
    ({"value": -1}, PlacesCode.BAD_FIGURE),
    ({"measure": "trees"}, PlacesCode.BAD_FIGURE),
    ({"area": OTHER}, PlacesCode.NO_AREA),
]


@pytest.mark.parametrize(("given", "reason"), FIGURES)
def test_refused_figures(given: dict[str, object], reason: ErrorCode) -> None:
    make_area(COMMUNITY)
    whole = {"area": COMMUNITY, "measure": "residents", "value": 5, "on": DAY, "source": "s", **given}
    with pytest.raises(Invalid) as caught:
        set_figure(keeper("set_figure"), **whole)  # type: ignore[arg-type]  # bad values are what is tried
    assert caught.value.code is reason and not AreaFigure.objects.exists()


def test_a_figure_of_the_same_day_is_corrected_with_its_version() -> None:
    make_area(COMMUNITY)
    actor = keeper("set_figure")

    def enter(value: int, version: int | None = None) -> int:
        return set_figure(
            actor, area=COMMUNITY, measure="residents", value=value, on=DAY, source="s", expected_version=version
        ).version

    assert enter(10) == 1 and enter(10) == 1
    with pytest.raises(Conflict):
        enter(11)
    assert enter(11, 1) == 2 and len(entries("set_figure")) == 2


def test_lists_show_the_actors_own_jurisdiction() -> None:
    for code in (COMMUNITY, OTHER, "329921002001", "320205001001"):
        create_area(keeper("create_area", area=code[:2]), code=code, name=f"名{code[6:]}")
    actor = keeper(area=TOWN)
    assert [row.code for row in fetch(AREAS, actor, Asked()).rows] == [TOWN, COMMUNITY, OTHER]
    assert [row.code for row in fetch(AREAS, actor, Asked(filters={"level": "12"})).rows] == [COMMUNITY, OTHER]
    assert [row.code for row in fetch(AREAS, actor, Asked(filters={"state": "unnamed"})).rows] == [TOWN]
    assert [row.code for row in fetch(AREAS, actor, Asked(search="001002")).rows] == [OTHER]
    assert area_detail(actor, COMMUNITY)[0].code == COMMUNITY
    assert [entry.command for entry in area_detail(actor, COMMUNITY)[1]] == ["places.create_area"]
    with pytest.raises(NotFound):
        area_detail(actor, "329921002001")


def test_an_unknown_code_stands_for_nothing() -> None:
    assert area_by_code(COMMUNITY, DAY) == ()
    assert area_coded(COMMUNITY) is None and name_on(COMMUNITY, DAY) == "" and changes_of(COMMUNITY) == ()
