"""Units, posts, terms, accounts and roles by API: made, read, listed, changed, journalled; who may and who may not."""

from typing import Any

import pytest

from tests.faces.api_desk import CODE, COUNTY, FAR, GONE, TOWN, county, every_row, journalled, paths, program
from tests.faces.test_api_notes import Program
from tests.ledger import budget

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-279")]
CREDIT = "91350100M000100Y43"


@pytest.fixture
def system() -> Program:
    """The system administrator: units and posts."""
    county()
    return program("xi", "system_admin")


@pytest.fixture
def security(system: Program) -> Program:
    """The security administrator: accounts and terms."""
    return program("quan", "security_admin")


def unit(system: Program, name: str = "城管局", **changed: Any) -> str:
    made = system("post", "/people/units", {"area": COUNTY, "name": name, "kind": "department", **changed})
    assert made.status_code == 201, made.content.decode()
    return str(made.json()["id"])


def post(system: Program, where: str, title: str = "科员", **changed: Any) -> str:
    made = system("post", f"/people/units/{where}/posts", {"title": title, "roles": ["clerk"], **changed})
    assert made.status_code == 201, made.content.decode()
    return str(made.json()["id"])


def account(security: Program, name: str = "zhang.san") -> str:
    made = security("post", "/people/accounts", {"login_name": name, "display_name": "张三"})
    assert made.status_code == 201, made.content.decode()
    return str(made.json()["id"])


def test_a_unit(system: Program) -> None:
    body = {"area": CODE, "name": "柳岸志愿队", "kind": "volunteer_team", "since": "2025-01-01"}
    made = system("post", "/people/units", body).json()
    path = f"/people/units/{made['id']}"
    change = {"name": "柳岸志愿服务队", "hours": "周一至周五 9:00–17:00", "expected_version": 1}
    assert system("put", path, change).status_code == 200
    stale = system("put", path, change)
    assert stale.status_code == 409 and stale.json()["code"] == "stale"
    read = system("get", path)
    assert read.json()["hours"].startswith("周一") and read.headers["ETag"] == '"2"'
    before = system("get", f"{path}?on=2024-01-01").json()
    assert before["state"] == "" and before["states"][0]["since"] == "2025-01-01"
    closed = {"state": "closed", "since": "2026-06-01", "basis": "决定", "expected_version": 2}
    assert system("post", f"{path}/state", closed).json()["status"] == "closed"
    assert made["id"] in [row["id"] for row in every_row(system, "/people/units?life=closed")]
    assert journalled(made["id"]) == ["people.create_unit", "people.edit_unit", "people.change_unit_state"]


def test_relations_and_who_answers(system: Program) -> None:
    upper, lower = unit(system), unit(system, "柳岸社区居委会", area=CODE, kind="residents_committee")
    made = system("post", f"/people/units/{upper}/relations", {"kind": "guides", "other": lower, "since": "2026-01-01"})
    assert made.status_code == 201
    answers = {"kind": "answers_for", "place": CODE, "since": "2026-01-01"}
    assert system("post", f"/people/units/{lower}/relations", answers).status_code == 201
    found = system("get", f"/people/places/{CODE}001/answering").json()
    assert [item["name"] for item in found["units"]] == ["柳岸社区居委会"]
    assert len(system("get", f"/people/units/{lower}/relations").json()) == 2
    path = f"/people/relations/{made.json()['id']}"
    assert system("post", f"{path}/end", {"until": "2026-05-01", "expected_version": 1}).status_code == 200
    assert system("get", path).json()["until"] == "2026-05-01"
    circle = system("post", f"/people/units/{lower}/relations", {"kind": "leads", "since": "2026-01-01"})
    assert circle.status_code == 422 and paths(circle) == {"other"}


def test_posts_terms_and_stand_ins(system: Program, security: Program) -> None:
    where = post(system, unit(system), place=CODE, duty_phone="0515-88888888")
    one, other = account(security), account(security, "li.si")
    term = security("post", f"/people/posts/{where}/terms", {"account": one, "since": "2026-01-01"})
    assert term.status_code == 201 and term.json()["conflicts"] == []
    away = {"since": "2026-07-01", "until": "2026-07-31", "reason": "培训", "account": other}
    stand_in = security("post", f"/people/posts/{where}/stand-ins", away)
    assert stand_in.status_code == 201
    change = {"title": "一级科员", "seats": 2, "expected_version": 1}
    assert system("put", f"/people/posts/{where}", change).status_code == 200
    read = system("get", f"/people/posts/{where}")
    assert read.json()["terms"][0]["name"] == "张三" and read.json()["away"][0]["name"] == "张三"
    assert read.json()["vacant"] == 1 and read.headers["ETag"] == '"2"' and "培训" not in read.content.decode()
    ended = {"until": "2026-07-10", "expected_version": 1}
    assert security("post", f"/people/stand-ins/{stand_in.json()['id']}/end", ended).status_code == 200
    assert security("get", f"/people/stand-ins/{stand_in.json()['id']}").json()["stand_in"]["until"] == "2026-07-10"
    left = security("post", f"/people/terms/{term.json()['id']}/end", {"until": "2026-08-01", "expected_version": 1})
    assert left.status_code == 200
    assert security("get", f"/people/terms/{term.json()['id']}").json()["ended"] == "2026-08-01"
    assert term.json()["id"] in [row["id"] for row in every_row(security, "/people/terms?state=over")]
    over = system("post", f"/people/posts/{where}/end", {"until": "2026-09-01", "expected_version": 2})
    assert over.status_code == 200 and journalled(where)[-1] == "people.end_post"
    assert journalled(term.json()["id"]) == ["people.appoint", "people.end_tenure"]


def test_the_chart_of_a_community(system: Program, security: Program) -> None:
    committee = unit(system, "柳岸社区居委会", area=CODE, kind="residents_committee")
    seat = post(system, committee, "主任", kind="director")
    security("post", f"/people/posts/{seat}/terms", {"account": account(security), "since": "2026-01-01"})
    chart = system("get", f"/people/places/{CODE}/chart").json()
    held = [
        holder["name"] for body in chart["bodies"] for u in body["units"] for p in u["posts"] for holder in p["holders"]
    ]
    assert held == ["张三"] and chart["missing"]
    assert system("get", f"/people/places/{CODE}/term-faults").json()["more"] is False
    counts = system("get", f"/people/places/{CODE}/counts").json()
    assert {"kind": "residents_committee", "state": counts[0]["state"], "count": 1, "undated": 1} in counts
    assert system("get", f"/people/units/{committee}/posts").json()["posts"][0]["title"] == "主任"


def test_an_account(security: Program) -> None:
    made = account(security)
    path = f"/people/accounts/{made}"
    link = security("post", f"{path}/enrolments", **{"Idempotency-Key": "link"})
    assert link.status_code == 201 and len(link.json()["secret"]) > 30
    again = security("post", f"{path}/enrolments", **{"Idempotency-Key": "link"}).json()
    assert again["repeated"] and again["secret"] == "", "a secret is shown once"
    contact = {"phone": "13800138001", "mail": "zhang@example.org"}
    assert security("put", f"{path}/contact", contact).status_code == 200
    read = security("get", path)
    assert "13800138001" not in read.content.decode() and read.json()["phone"].startswith("138")
    for step in ("unlock", "deactivate"):
        assert security("post", f"{path}/{step}").status_code == 200
    assert made in [row["id"] for row in every_row(security, "/people/accounts?state=closed")]
    assert security("post", f"{path}/reactivate").status_code == 200
    assert journalled(made) == [
        "people.create_account", "people.issue_enrolment", "people.set_account_contact", "people.unlock_account",
        "people.deactivate_account", "people.reactivate_account",
    ]  # fmt: skip
    taken = security("post", "/people/accounts", {"login_name": "zhang.san", "display_name": "李四"})
    assert taken.status_code == 409 and paths(taken) == {"login_name"}


def test_roles_and_kinds(system: Program) -> None:
    found = system("get", "/people/roles").json()
    rows = {row["name"]: row for row in found["matrix"]}
    assert "system_admin" in rows["people.create_unit"]["roles"] and rows["people.try_message"]["machinery"]
    role = system("get", "/people/roles/system_admin").json()
    assert role["role"]["administers"] == "system" and [item["name"] for item in role["holders"]] == ["xi"]
    assert system("get", "/people/roles/nothing").status_code == 404
    kinds = system("get", "/people/kinds").json()
    assert {"clerk", "director"} <= {item["key"] for item in kinds["posts"]}
    assert "identify" in {item["key"] for item in kinds["purposes"]}


WRITES = [
    ("create_unit", "units", {"area": COUNTY, "name": "某局", "kind": "department"}),
    ("create_post", f"units/{GONE}/posts", {"title": "某岗"}),
    ("appoint", f"posts/{GONE}/terms", {"account": GONE, "since": "2026-01-01"}),
    ("create_account", "accounts", {"login_name": "x.y", "display_name": "某某"}),
    ("relate_units", f"units/{GONE}/relations", {"kind": "guides", "since": "2026-01-01"}),
]


@pytest.mark.parametrize(("name", "path", "body"), WRITES)
def test_who_may_not(system: Program, security: Program, name: str, path: str, body: dict[str, Any]) -> None:
    narrow = {who: Program(who.who, ("people.see_units",)) for who in (system, security)}
    for asker in (program("du"), *narrow.values()):
        refused = asker("post", f"/people/{path}", body)
        assert refused.status_code == 403 and refused.json()["data"]["command"] == f"people.{name}"


def test_a_foreign_unit_does_not_exist(system: Program, security: Program) -> None:
    near = unit(system, "河滨街道办", area=TOWN, kind="street_office")
    where = post(system, near)
    term = security("post", f"/people/posts/{where}/terms", {"account": account(security), "since": "2026-01-01"})
    far = program("song", area=FAR, kind="residents_committee")
    gone = [f"units/{near}", f"posts/{where}", f"terms/{term.json()['id']}", f"units/{GONE}", f"places/{TOWN}/chart",
            f"places/{TOWN}/term-faults", f"units/{near}/posts"]  # fmt: skip
    assert [far("get", f"/people/{path}").status_code for path in gone] == [404] * len(gone)
    outside = system("post", "/people/units", {"area": "110101", "name": "外县局", "kind": "department"})
    assert outside.status_code == 404
    unknown = system("post", f"/people/units/{GONE}/posts", {"title": "某岗"})
    assert unknown.status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"kind": "moon"}, "kind"), ({"name": " "}, "name"), ({"kind": "../x"}, "kind"),
     ({"since": "2026-13-01"}, "since"), ({"credit_code": "91"}, "credit_code"), ({"state": "closed"}, "state"),
     ({"area": "x"}, "area")],
)  # fmt: skip
def test_bad_input_is_named(system: Program, changed: dict[str, Any], field: str) -> None:
    refused = system("post", "/people/units", {"area": COUNTY, "name": "某公司", "kind": "company", **changed})
    assert refused.status_code == 422 and paths(refused) == {field}


@pytest.mark.parametrize("path", ["units?kind=moon", "units?life=x", "terms?state=x", "units?sort=kind"])
def test_a_list_that_cannot_be_shown(system: Program, path: str) -> None:
    assert system("get", f"/people/{path}").status_code == 422


@pytest.mark.parametrize("count", [1, 12])
def test_statements(system: Program, security: Program, count: int) -> None:
    where = unit(system)
    for number in range(count):
        seat = post(system, where, f"岗{number}")
        who = account(security, f"a.{number}")
        security("post", f"/people/posts/{seat}/terms", {"account": who, "since": "2026-01-01"})
    asked = {
        "api.people.list": [(system, "units"), (system, "terms"), (security, "accounts")],
        "api.people.one": [
            (system, f"units/{where}"), (system, f"units/{where}/posts"), (system, f"posts/{seat}"),
            (security, f"accounts/{who}"), (system, f"places/{CODE}/chart"), (system, "roles"),
        ],
    }  # fmt: skip
    for name, pages in asked.items():
        for asker, path in pages:
            asker("get", f"/people/{path}")
            with budget(name):
                assert asker("get", f"/people/{path}").status_code == 200
