"""When communities are merged or split, units, posts, persons and open cases follow; what is closed keeps its code."""

from datetime import date
from uuid import UUID

import pytest

from linli.cases.models import Case, CaseClock
from linli.cases.queries.access import visible
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.jobs.worker import work_until_idle
from linli.people.commands import create_post, register_person
from linli.people.models import Person, Post, Residence, Unit
from linli.places.commands import AreaPart, draw_grid, merge_areas, split_area
from linli.places.models import Area
from tests.cases.town import COMMUNITY, COUNTY, Town, lamp, make_town, version
from tests.cases.walking import assert_folds, step
from tests.places.places import spot, square

pytestmark = pytest.mark.django_db
TARGET = "329921001002"
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
