"""Ledgers by API: sent, mapped, judged, confirmed, followed, corrected, undone; who may not."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.kernel.jobs.worker import work_until_idle
from linli.people.models import LedgerLine, Person
from tests.faces.api_desk import CODE, COUNTY, FAR, GONE, county, every_row, journalled, paths, program
from tests.faces.test_api_notes import Program
from tests.ledger import budget
from tests.people.ledgers.runs import as_csv
from tests.people.persons.records import make_person, number, phone

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-279"), pytest.mark.serves("S-281", boundary="by API")]
HEAD = ("姓名", "性别", "身份证号", "联系电话", "民族")
CHEN, LI = ("陈国强", "男", number(1), phone(1), "汉族"), ("李秀英", "女", number(2, male=False), phone(2), "满族")
WRONG = ("赵一鸣", "男", "12345", phone(5), "汉族")
LEDGERS = "/people/ledgers"


@pytest.fixture
def registrar() -> Program:
    county()
    return program("ji", "registrar", area=CODE, kind="service_station")


def send(asker: Program, data: bytes, area: str = CODE, name: str = "台账.csv", **headers: str) -> Any:
    """Hand a file in."""
    given = {"file": SimpleUploadedFile(name, data), "area": area}
    return asker.client.post(f"/api/v1{LEDGERS}", given, headers={**asker.headers, **headers})


def read(asker: Program, data: bytes) -> str:
    """The address of a run that was read."""
    made = send(asker, data)
    assert made.status_code == 201, made.content.decode()
    work_until_idle(COUNTY)
    return f"{LEDGERS}/{made.json()['id']}"


def step(asker: Program, run: str, what: str, **body: Any) -> Any:
    """A step under the version that one reads."""
    version = asker("get", run).json()["version"]
    answer = asker("post", f"{run}/{what}", {"expected_version": version, **body})
    work_until_idle(COUNTY)
    return answer


def test_the_whole_way(registrar: Program) -> None:
    make_person("周小燕", 7, identity="", birth="1980-01-01", area=CODE)
    zhou = ("周小燕", "女", number(9, "19800101", male=False), "", "")
    run = read(registrar, as_csv((HEAD, CHEN, LI, WRONG, zhou)))
    one = registrar("get", run)
    assert one.json()["state"] == "ready" and one.headers["ETag"] == f'"{one.json()["version"]}"'
    assert {verdict: n for verdict, n in one.json()["counts"].items() if n} == {"new": 2, "double": 1, "refused": 1}
    assert one.json()["sheets"][0]["columns"][2] == {
        "letter": "C", "name": "身份证号", "meaning": "person.identity", "destination": "register",
    }  # fmt: skip
    assert step(registrar, run, "confirm").status_code == 409
    double = registrar("get", f"{run}/doubles").json()["rows"][0]
    assert double["name"] == "周*燕" and double["likes"][0]["why"] == ["name", "birth"]
    choice = {"choice": "same", "person": double["likes"][0]["person"]}
    assert registrar("post", f"{run}/lines/{double['line']}/decision", choice).status_code == 200
    changed = registrar("get", f"{run}/changes").json()["rows"]
    assert [line["row"] for line in changed] == [5] and "identity" in {item["field"] for item in changed[0]["changes"]}
    assert step(registrar, run, "confirm").status_code == 200
    assert registrar("get", run).json()["state"] == "finished" and Person.objects.count() == 3
    assert step(registrar, run, "undo").json()["status"] in ("undoing", "undone")
    assert registrar("get", run).json()["state"] == "undone" and Person.objects.count() == 1
    assert "people.undo_ledger" in journalled(run.rpartition("/")[2])


def test_refused_rows_are_listed_masked_and_returned_whole(registrar: Program) -> None:
    run = read(registrar, as_csv((HEAD, CHEN, WRONG, ("", *LI[1:]))))
    rows = every_row(registrar, f"{run}/refused", 1)
    assert [(row["row"], row["name"], row["why"][0]["column"]) for row in rows] == [
        (3, "赵*鸣", "身份证号"),
        (4, "", "姓名"),
    ]
    (sheet,) = registrar("post", f"{run}/refused").json()["sheets"]
    assert sheet["head_rows"] == 1 and [row["cells"] for row in sheet["rows"]][:2] == [list(HEAD), list(WRONG)]
    assert sheet["rows"][1]["issues"][0]["message"]
    colleague = program("tong", "registrar", area=CODE, kind="service_station")
    assert colleague("post", f"{run}/refused").status_code == 404
    assert colleague("get", f"{run}/refused").status_code == 200


def test_columns_are_mapped(registrar: Program) -> None:
    file = as_csv((("甲", *HEAD[1:]), CHEN, LI))
    run = read(registrar, file)
    meanings = registrar("get", f"{LEDGERS}/meanings/{CODE}").json()["rows"]
    assert {"code": "person.name", "title": {"en": "Name", "zh-Hans": "姓名"}, "destination": "register"} in meanings
    wrong = step(registrar, run, "mapping", columns={"A": "person.nobody"})
    assert wrong.status_code == 422 and paths(wrong) == {"columns.A"}
    assert step(registrar, run, "mapping", columns={"E": "person.name"}).status_code == 422
    assert step(registrar, run, "mapping", columns={"A": "person.name"}, remember=True).status_code == 200
    assert registrar("get", run).json()["counts"]["new"] == 2
    assert registrar("get", read(registrar, file)).json()["counts"]["new"] == 2


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 x", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused(registrar: Program, data: bytes) -> None:
    assert send(registrar, data).status_code == 422


def test_the_same_key_makes_one_run_and_dropping_leaves_nothing(registrar: Program) -> None:
    for _ in range(2):
        made = send(registrar, as_csv((HEAD, CHEN)), **{"Idempotency-Key": "k"})
    work_until_idle(COUNTY)
    assert made.json()["repeated"] and len(every_row(registrar, LEDGERS)) == 1
    run = f"{LEDGERS}/{made.json()['id']}"
    assert step(registrar, run, "drop").json()["status"] == "dropped"
    assert not LedgerLine.objects.filter(box__isnull=False).exists()


def test_pages_by_key(registrar: Program) -> None:
    runs = [read(registrar, as_csv((HEAD, CHEN))).rpartition("/")[2] for _ in range(3)]
    assert {row["id"] for row in every_row(registrar, LEDGERS)} == set(runs)
    for index in range(3):
        make_person(f"孙{'甲乙丙'[index]}", index, identity="", birth="1980-01-01", area=CODE)
    rows = [(f"孙{sign}", "", number(20 + n), "", "") for n, sign in enumerate("甲乙丙")]
    run = read(registrar, as_csv((HEAD, *rows)))
    assert [row["row"] for row in every_row(registrar, f"{run}/doubles")] == [2, 3, 4]


STEPS: dict[str, dict[str, Any]] = {
    "mapping": {"columns": {"A": "person.name"}, "expected_version": 1},
    "confirm": {"expected_version": 1},
    "drop": {"expected_version": 1},
    "undo": {"expected_version": 1},
    f"lines/{GONE}/decision": {"choice": "new"},
    "refused": {},
}


def test_another_area_and_no_power(registrar: Program) -> None:
    run = read(registrar, as_csv((HEAD, CHEN)))
    far = program("yuan", "registrar", area=FAR, kind="service_station")
    chief, clerk = program("shou", "chief_registrar"), program("pu")
    for page in ("", "/doubles", "/changes", "/refused", "/touched"):
        asked = [who("get", f"{run}{page}").status_code for who in (far, clerk, chief)]
        assert asked == [404, 403, 200], page
    for what, body in STEPS.items():
        asked = [who("post", f"{run}/{what}", body).status_code for who in (far, clerk)]
        assert asked == [404, 403], what
        assert chief("post", f"{run}/{what}", body).status_code == (404 if what == "refused" else 403)
    assert far("get", LEDGERS).json()["rows"] == [] and len(chief("get", LEDGERS).json()["rows"]) == 1
    assert send(far, as_csv((HEAD, CHEN))).status_code in (403, 404) and send(clerk, b"x").status_code == 403


def test_a_token_may_see_and_no_more(registrar: Program) -> None:
    run = read(registrar, as_csv((HEAD, CHEN)))
    reader = Program(registrar.who, ("people.see_ledgers",))
    assert reader("get", run).status_code == 200
    assert reader("post", f"{run}/confirm", {"expected_version": 2}).status_code == 403


def test_budgets(registrar: Program) -> None:
    run = read(registrar, as_csv((HEAD, CHEN, LI, WRONG)))
    for name, path in (("api.people.list", LEDGERS), ("api.people.one", run), ("api.people.one", f"{run}/doubles")):
        registrar("get", path)
        with budget(name):
            assert registrar("get", path).status_code == 200
