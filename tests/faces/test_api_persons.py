"""Persons by API: found, read masked, corrected, moved, merged, unmasked with a look; consents; who may not."""

from typing import Any

import pytest

from linli.people.models import Look
from tests.faces.api_desk import CODE, FAR, GONE, county, every_row, journalled, paths, program
from tests.faces.test_api_notes import Program
from tests.ledger import budget
from tests.people.persons.records import number, phone

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-279")]


@pytest.fixture
def registrar() -> Program:
    county()
    return program("ji", "registrar", area=CODE, kind="service_station")


@pytest.fixture
def chief(registrar: Program) -> Program:
    return program("shou", "chief_registrar")


@pytest.fixture
def far(registrar: Program) -> Program:
    return program("yuan", "registrar", area=FAR, kind="service_station")


def person(registrar: Program, name: str = "张伟", index: int = 1, **changed: Any) -> str:
    values = {"name": name, "identity": number(index)}
    body = {"area": CODE, "values": values, "source": "document", "phones": [phone(index)], **changed}
    made = registrar("post", "/people/persons", body)
    assert made.status_code == 201, made.content.decode()
    return str(made.json()["id"])


def test_a_person(registrar: Program) -> None:
    made = person(registrar)
    path = f"/people/persons/{made}"
    read = registrar("get", path)
    assert read.json()["name"] == "张*" and number(1) not in read.content.decode()
    assert phone(1) not in read.content.decode() and read.headers["ETag"] == '"1"' and not Look.objects.exists()
    found = registrar("post", "/people/persons/search", {"q": number(1)}).json()
    assert [row["id"] for row in found["rows"]] == [made] and found["rows"][0]["name"] == "张*"
    change = {"changes": {"name": "张薇"}, "source": "document", "expected_version": 1}
    assert registrar("patch", path, change).status_code == 200
    stale = registrar("patch", path, change)
    assert stale.status_code == 409 and stale.json()["data"]["changes"][0]["fields"] == ["name"]
    move = {"kind": "registered", "area": CODE, "since": "2026-06-01", "source": "self", "expected_version": 2}
    assert registrar("post", f"{path}/move", move).status_code == 200
    left = registrar("post", f"{path}/leave", {"kind": "registered", "until": "2026-07-01", "expected_version": 3})
    assert left.status_code == 200
    homes = {home["kind"]: home["until"] for home in registrar("get", path).json()["residences"]}
    assert homes == {"living": None, "registered": "2026-07-01"}
    assert journalled(made)[:3] == ["people.register_person", "people.correct_person", "people.move_person"]


def test_a_death(registrar: Program, chief: Program, far: Program) -> None:
    path = f"/people/persons/{person(registrar, since='2026-01-01')}"
    body = {"on": "2026-02-01", "source": "document", "expected_version": 1}
    assert far("post", f"{path}/death", body).status_code == 404
    assert registrar("post", f"{path}/death", {**body, "on": "2999-01-01"}).status_code == 422
    assert registrar("post", f"{path}/death", body).status_code == 200
    assert registrar("get", path).status_code == 404
    read = chief("get", path).json()
    assert read["died"] == "2026" and read["residences"][0]["until"] == "2026-02-01" and not read["contacts"]
    assert registrar("post", f"{path}/alive", {"expected_version": 2}).status_code == 403
    assert chief("post", f"{path}/alive", {"expected_version": 2}).status_code == 200
    assert registrar("get", path).json()["residences"][0]["until"] is None


def test_unmasking_leaves_one_look(registrar: Program) -> None:
    made = person(registrar)
    path = f"/people/persons/{made}/reveal"
    shown = registrar("post", path, {"fields": ["name", "identity"], "purpose": "identify"}, **{"Idempotency-Key": "r"})
    assert shown.json()["shown"]["identity"] == number(1) and shown.json()["shown"]["phone"] is None
    assert "no-store" in shown.headers["Cache-Control"]
    again = registrar("post", path, {"fields": ["name", "identity"], "purpose": "identify"}, **{"Idempotency-Key": "r"})
    assert again.json()["repeated"] and again.json()["shown"]["identity"] is None
    look = Look.objects.get()
    assert (str(look.subject), look.fields, look.purpose, look.channel) == (
        made,
        ["name", "identity"],
        "identify",
        "api",
    )
    for body, status in (
        ({"fields": ["name"], "purpose": "curiosity"}, 422),
        ({"fields": ["identity"], "purpose": "contact"}, 403),
        ({"fields": ["belief"], "purpose": "identify"}, 422),
        ({"fields": [], "purpose": "identify"}, 422),
    ):
        assert registrar("post", path, body).status_code == status
    assert Look.objects.count() == 1


def test_the_auditor_sees_the_looks(registrar: Program) -> None:
    made = person(registrar)
    registrar("post", f"/people/persons/{made}/reveal", {"fields": ["phone"], "purpose": "contact"})
    auditor = program("jian", "looks_auditor")
    rows = every_row(auditor, "/people/looks?way=single")
    assert [(row["subject_name"], row["fields"], row["channel"]) for row in rows] == [("张*", ["phone"], "api")]
    found = auditor("get", f"/people/persons/{made}/looks").json()
    assert len(found["looks"]) == 1 and found["could"]
    assert registrar("get", "/people/looks").status_code == 403
    assert auditor("get", f"/people/persons/{GONE}/looks").status_code == 404
    assert auditor("get", f"/people/persons/{made}").status_code == 403


def test_doubles_merge_and_separate(registrar: Program, chief: Program) -> None:
    keep = person(registrar)
    values = {"name": "张伟", "birth": "1980-01-01"}
    double = person(registrar, "张伟", 2, values=values, phones=[])
    body = {"double": double, "keep_version": 1, "double_version": 1}
    merged = chief("post", f"/people/persons/{keep}/merge", body)
    assert merged.status_code == 200, merged.content.decode()
    assert chief("get", f"/people/persons/{double}").json()["id"] == keep
    apart = chief("post", f"/people/persons/{double}/separate", {"expected_version": 2})
    assert apart.json()["status"] == "separate"
    assert registrar("post", f"/people/persons/{keep}/merge", body).status_code == 403


def test_an_export_leaves_a_look_a_person(registrar: Program, chief: Program) -> None:
    made = [person(registrar, f"张{index}", index) for index in (1, 2, 3)]
    body = {"persons": made, "fields": ["name", "phone"], "purpose": "contact"}
    taken = chief("post", "/people/persons/export", body).json()
    assert [row["phone"] for row in taken["rows"]] == [[f"+86{phone(index)}"] for index in (1, 2, 3)]
    assert Look.objects.count() == 3 and registrar("post", "/people/persons/export", body).status_code == 403
    assert chief("post", "/people/persons/export", {**body, "persons": [GONE]}).status_code == 404


def test_contacts_and_consents(registrar: Program) -> None:
    made = person(registrar)
    path = f"/people/persons/{made}"
    added = registrar("post", f"{path}/contacts", {"kind": "mail", "value": "a@example.org", "source": "self"})
    assert added.status_code == 201
    contact = f"/people/contacts/{added.json()['id']}"
    wishes = {"channels": ["mail"], "quiet": {"start": 1320, "end": 420}, "setting": "hours",
              "safe": {"start": 540, "end": 600}, "expected_version": 1}  # fmt: skip
    assert registrar("put", f"{contact}/wishes", wishes).status_code == 200
    listed = {row["kind"]: row for row in registrar("get", f"{path}/contacts").json()}
    assert listed["mail"]["wishes"]["quiet_from"] == 1320 and "a@example" not in listed["mail"]["masked"]
    assert (
        registrar("put", f"{contact}/wishes", {**wishes, "channels": ["sms"], "expected_version": 2}).status_code == 422
    )
    assert registrar("post", f"{contact}/end", {"expected_version": 2}).status_code == 200
    terms = {"purpose": "visit", "fields": ["phone"], "audience": "社区", "text_version": "1", "way": "paper",
             "expires_on": "2027-12-31"}  # fmt: skip
    given = registrar("post", f"{path}/consents", terms)
    assert given.status_code == 201, given.content.decode()
    taken_back = registrar("post", f"/people/consents/{given.json()['id']}/withdraw", {"expected_version": 1})
    assert taken_back.status_code == 200
    assert registrar("get", f"{path}/consents").json()[0]["live"] is False
    assert journalled(given.json()["id"]) == ["people.give_consent", "people.withdraw_consent"]


def test_a_household(registrar: Program) -> None:
    one, other = (person(registrar, f"张{i}", i, residence="registered", since="2026-01-01") for i in (1, 2))
    members = [{"person": one, "relation": "head"}, {"person": other, "relation": "spouse"}]
    made = registrar("post", "/people/households", {"members": members, "since": "2026-02-01"})
    assert made.status_code == 201, made.content.decode()
    path = f"/people/households/{made.json()['id']}"
    read = registrar("get", path)
    assert {row["relation"] for row in read.json()["members"]} == {"head", "spouse"}
    alone = {"members": members[:1], "since": "2026-03-01", "expected_version": 1}
    assert registrar("put", path, alone).status_code == 200
    assert len(registrar("get", path).json()["members"]) == 1
    two = registrar(
        "put", path, {**alone, "members": [{**m, "relation": "head"} for m in members], "expected_version": 2}
    )
    assert two.status_code == 422 and paths(two) == {"members"}


def test_a_code_for_an_account_is_shown_once(registrar: Program) -> None:
    made = person(registrar)
    issued = registrar("post", f"/people/persons/{made}/binding-codes", **{"Idempotency-Key": "c"})
    again = registrar("post", f"/people/persons/{made}/binding-codes", **{"Idempotency-Key": "c"})
    assert issued.status_code == 201 and issued.json()["code"] and again.json()["code"] == ""


def test_a_foreign_person_does_not_exist(registrar: Program, far: Program) -> None:
    made = person(registrar)
    path = f"/people/persons/{made}"
    assert far("get", path).status_code == 404 and far("get", f"{path}/consents").status_code == 404
    assert far("post", "/people/persons/search", {"q": number(1)}).json()["rows"] == []
    change = {"changes": {"name": "某某"}, "source": "self", "expected_version": 1}
    assert far("patch", path, change).status_code == 404
    assert far("post", f"{path}/reveal", {"fields": ["name"], "purpose": "identify"}).status_code == 404
    assert (
        far("post", "/people/persons", {"area": CODE, "values": {"name": "某某"}, "source": "self"}).status_code == 404
    )
    assert not Look.objects.exists()


def test_who_may_not(registrar: Program) -> None:
    made = person(registrar)
    narrow = Program(registrar.who, ("people.see_persons",))
    assert narrow("get", f"/people/persons/{made}").status_code == 200
    asked: list[Any] = [
        ("post", f"/people/persons/{made}/reveal", {"fields": ["name"], "purpose": "identify"}),
        ("post", "/people/persons", {"area": CODE, "values": {"name": "x"}, "source": "self"}),
        ("patch", f"/people/persons/{made}", {"changes": {}, "source": "self", "expected_version": 1}),
    ]
    for method, path, body in asked:
        for asker in (narrow, program(f"du{method}{len(path)}")):
            refused = asker(method, path, body)
            assert refused.status_code == 403 and refused.json()["code"] == "not_allowed"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"values": {"name": "张伟", "identity": "12345"}}, "identity"), ({"values": {}}, "name"),
        ({"values": {"name": "张伟", "birth": "2999"}}, "birth"), ({"values": {"name": "张" * 61}}, "values.name"),
        ({"source": "rumour"}, "source"), ({"area": "329921"}, "area"), ({"phones": ["12"]}, "phone"),
    ],
)  # fmt: skip
def test_bad_input_is_named(registrar: Program, changed: dict[str, Any], field: str) -> None:
    body = {"area": CODE, "values": {"name": "张伟"}, "source": "document", **changed}
    refused = registrar("post", "/people/persons", body)
    assert refused.status_code == 422 and field in "".join(paths(refused))


@pytest.mark.parametrize("count", [1, 15])
def test_statements(registrar: Program, chief: Program, count: int) -> None:
    made = [person(registrar, f"张{index}", index) for index in range(1, count + 1)]
    registrar("post", "/people/persons/search", {"q": "张"})
    with budget("api.people.list"):
        assert registrar("post", "/people/persons/search", {"size": 100}).status_code == 200
    with budget("api.people.one"):
        assert registrar("get", f"/people/persons/{made[0]}").status_code == 200
    auditor = program("jian", "looks_auditor")
    chief("post", "/people/persons/export", {"persons": made, "fields": ["name"], "purpose": "identify"})
    auditor("get", "/people/looks")
    with budget("api.people.list"):
        assert auditor("get", "/people/looks").json()["count"] == count
