"""Persons counted, on the desk, as a file and by API: who may, what is hidden (S-093, S-282)."""

from datetime import timedelta

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.people.commands import count_persons
from tests.faces.api_desk import CODE, FAR, county, program
from tests.faces.case_desk import Streets, make_streets
from tests.faces.test_api_notes import Program
from tests.ledger import budget
from tests.people.persons.records import COUNTY, HERE, make_person, number

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-282", boundary="desk, file and API hide the same")]


def count() -> None:
    count_persons(system_actor(COUNTY, now() + timedelta(days=1), "people.count_persons"))


def register(who: Program, first: int, many: int, born: str = "19800101") -> None:
    for index in range(first, first + many):
        values = {"name": "张伟", "identity": number(index, born)}
        body = {"area": CODE, "values": values, "source": "document", "since": "2026-01-01", "residence": "living"}
        assert who("post", "/people/persons", body).status_code == 201


@pytest.fixture
def registrar() -> Program:
    county()
    return program("ji", "registrar", area=CODE, kind="service_station")


def test_the_api_hides_what_the_page_hides(registrar: Program) -> None:
    assert registrar("get", "/people/counts/living_by_age").status_code == 404, "not before the first night"
    register(registrar, 1, 12)
    register(registrar, 50, 1, "20240101")
    count()
    kinds = registrar("get", "/people/counts").json()
    assert {kind["key"] for kind in kinds["counts"]} >= {"living_by_age", "households_by_size"} and kinds["days"]
    found = registrar("get", "/people/counts/living_by_age").json()
    assert found["whole"]["area"] == CODE and found["whole"]["total"] == 13
    assert found["whole"]["numbers"]["0-2"] is None and found["whole"]["numbers"]["18-59"] is None
    assert found["whole"]["numbers"]["80-"] == 0 and found["least"] == 10


def test_who_may_not(registrar: Program) -> None:
    register(registrar, 1, 1)
    count()
    assert registrar("get", f"/people/counts/living_by_age?area={FAR}").status_code == 404
    assert registrar("get", "/people/counts/by_faith").status_code == 404
    assert registrar("get", "/people/counts/living_by_age?day=2020-01-01").status_code == 404
    narrow = Program(registrar.who, ("people.see_persons",))
    assert narrow("get", "/people/counts/living_by_age").status_code == 403


@pytest.fixture
def streets() -> Streets:
    return make_streets()


def test_the_page_and_its_file(streets: Streets) -> None:
    boss = streets.boss()
    assert "尚未统计" in boss.text("/desk/counts/")
    make_person()
    count()
    with budget("desk.counts"):
        text = boss.text("/desk/counts/?count=living_by_age")
    assert "18至59岁" in text and "少于 10" in text
    file = boss.get("/desk/counts/csv/?count=living_by_age")
    assert file.status_code == 200 and "attachment" in file.headers["Content-Disposition"]
    assert file.content.decode("utf-8-sig").startswith("居住人口按年龄")
    assert boss.get(f"/desk/counts/?area={HERE[:6]}").status_code == 403, "the street's supervisor sees the street"
    assert streets.worker().get("/desk/counts/").status_code == 403
    assert boss.get("/desk/counts/?count=nonsense&day=yesterday").status_code == 200, "an unknown wish shows the first"
