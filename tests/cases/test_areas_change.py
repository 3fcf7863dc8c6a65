"""When communities are merged or split, units, posts, persons and open cases follow; what is closed keeps its code."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from linli.cases.commands import create_obligation, end_obligation, reroute_case, turn_obligation
from linli.cases.models import Case, CaseClock, Obligation
from linli.cases.queries.access import visible
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.errors import Invalid
from linli.kernel.jobs.worker import work_until_idle
from linli.people.commands import create_post, register_person
from linli.people.models import Person, Post, Residence, Unit
from linli.places.commands import AreaPart, draw_grid, merge_areas, split_area
from linli.places.models import Area
from tests.cases.town import COMMUNITY, COUNTY, VILLAGE, Town, lamp, make_town, version
from tests.cases.walking import assert_folds, step
from tests.places.places import spot, square

pytestmark = pytest.mark.django_db
TARGET, OTHER = "329921001002", "329921001003"
MAKER = ("places.create_area", "places.merge_areas", "places.split_area", "places.draw_grid", "people.create_post",
         "people.register_person")  # fmt: skip


def office() -> Actor:
    return system_actor(COUNTY, now(), *MAKER)


def today() -> date:
    return now().astimezone(LOCAL).date()


@pytest.fixture
def town() -> Town:
    return make_town()


def person() -> UUID:
    return register_person(
        office(), area=COMMUNITY, values={"name": "王小明", "sex": "1"}, source="self", since=date(2020, 1, 1)
    ).id


def merge(into: str, name: str) -> None:
    seen = {COMMUNITY: Area.objects.get(code=COMMUNITY).version}
    merge_areas(office(), areas=seen, into=into, name=name, on=today(), basis="县政府批复")
    for _ in range(4):
        work_until_idle(COUNTY)


def test_everything_open_follows_a_merge(town: Town) -> None:
    grid = draw_grid(office(), community=COMMUNITY, polygon=square(0, 0), since=date(2026, 1, 1), name="一格")
    code = str(grid.values.get("code") or f"{COMMUNITY}001")
    post = create_post(office(), unit=town.units["station"], title="网格员", roles=(), place=code).id
    desk, boss = town.who("station", "case_intake"), town.who("street", "dispatcher")
    running, ended = lamp(desk, lon=None, lat=None), lamp(desk, lon=None, lat=None)
    step(boss, ended, "reject", "不是路灯")
    merge(TARGET, "新柳岸社区居民委员会")
    assert Case.objects.get(pk=running).area == TARGET and Case.objects.get(pk=ended).area == COMMUNITY
    assert set(CaseClock.objects.filter(case=running).values_list("area", flat=True)) == {TARGET}
    assert_folds(running)
    assert {unit.area for unit in Unit.objects.filter(pk=town.units["station"])} == {TARGET}
    moved = Post.objects.get(pk=post)
    assert moved.area == TARGET and moved.place.startswith(TARGET)
    assert visible(boss).filter(pk=running).exists()
    before = version(running)
    work_until_idle(COUNTY)  # a second run of the jobs changes nothing
    assert version(running) == before


def test_a_split_sends_cases_by_their_point(town: Town) -> None:
    grids = [
        draw_grid(office(), community=COMMUNITY, polygon=square(100 * n, 0, 50), since=date(2026, 1, 1), name=f"{n}格")
        for n in range(2)
    ]
    desk = town.who("station", "case_intake")
    west, east = spot(25, 25), spot(125, 25)
    stays, goes = (lamp(desk, lon=point[0], lat=point[1]) for point in (west, east))
    parts = (AreaPart(COMMUNITY), AreaPart(TARGET, "东柳岸社区居民委员会", parts=(grids[1].id,)))
    seen = Area.objects.get(code=COMMUNITY).version
    split_area(
        office(), area=COMMUNITY, parts=parts, rest=COMMUNITY, on=today(), basis="县政府批复", expected_version=seen
    )
    for _ in range(4):
        work_until_idle(COUNTY)
    assert [Case.objects.get(pk=case).area for case in (stays, goes)] == [COMMUNITY, TARGET]
    assert_folds(goes)


def test_persons_follow(town: Town) -> None:
    someone = person()
    merge(TARGET, "新柳岸社区居民委员会")
    assert Person.objects.get(pk=someone).area == TARGET
    assert set(Residence.objects.filter(person=someone).values_list("area", flat=True)) == {TARGET}


def split(town: Town) -> None:
    """The community is split into two new ones."""
    grid = draw_grid(office(), community=COMMUNITY, polygon=square(0, 0, 50), since=date(2026, 1, 1), name="一格")
    parts = (AreaPart(TARGET, "东柳岸社区居民委员会", parts=(grid.id,)), AreaPart(OTHER, "西柳岸社区居民委员会"))
    seen = Area.objects.get(code=COMMUNITY).version
    split_area(office(), area=COMMUNITY, parts=parts, rest=OTHER, on=today(), basis="县政府批复", expected_version=seen)
    for _ in range(4):
        work_until_idle(COUNTY)


def after_it(actor: Actor) -> Actor:
    """The same person after the change."""
    return replace(actor, at=now() + timedelta(days=1))


def test_a_case_of_a_merged_place_is_taken_in_where_it_belongs_now(town: Town) -> None:
    desk = after_it(town.who("station", "case_intake"))
    merge(TARGET, "新柳岸社区居民委员会")
    assert {Case.objects.get(pk=lamp(desk, area=code)).area for code in (COMMUNITY, f"{COMMUNITY}001", TARGET)} == {
        TARGET
    }


def test_of_a_divided_place_one_is_chosen_or_found_by_the_point(town: Town) -> None:
    desk = after_it(town.who("station", "case_intake"))
    split(town)
    with pytest.raises(Invalid) as caught:
        lamp(desk, lon=None, lat=None)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("area", CaseCode.AREA_DIVIDED)
    assert TARGET in problem.data["areas"] and "西柳岸" in problem.data["areas"]
    point = spot(25, 25)
    assert Case.objects.get(pk=lamp(desk, lon=point[0], lat=point[1])).area == TARGET
    assert Case.objects.get(pk=lamp(desk, area=OTHER)).area == OTHER


def test_a_case_is_sent_to_no_place_that_ended(town: Town) -> None:
    boss = after_it(town.who("street", "dispatcher"))
    case = lamp(town.who("station", "case_intake"), area=VILLAGE, lon=None, lat=None)
    split(town)
    way = {"case": case, "type": "report_part", "sort": "road", "reason": "写错了", "expected_version": version(case)}
    with pytest.raises(Invalid) as caught:
        reroute_case(boss, **way, area=COMMUNITY)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [("area", CaseCode.AREA_DIVIDED)]
    reroute_case(boss, **way, area=OTHER)
    assert Case.objects.get(pk=case).area == OTHER


def test_recurring_duties_follow_a_merge(town: Town) -> None:
    boss = town.who("street", "case_head")
    given = {"title": "消防演练", "kind": "drill", "period": "6m", "basis": "条例", "since": today()}
    running, ended = (create_obligation(boss, unit=town.units["mediation"], **given).id for _ in range(2))
    end_obligation(boss, obligation=ended, on=today(), reason="不再要求", expected_version=1)
    merge(TARGET, "新柳岸社区居民委员会")
    assert Obligation.objects.get(pk=running).area == TARGET
    assert Obligation.objects.get(pk=ended).area == COMMUNITY, "what is ended keeps the code of its day"
    machine = system_actor(COUNTY, now(), "cases.turn_obligation", "cases.open_case")
    turn_obligation(replace(machine, at=now() + timedelta(days=170)), obligation=running)
    assert Case.objects.get(subject_id=running).area == TARGET
