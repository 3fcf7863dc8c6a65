"""Notes by API: the same commands, problem+json, keys, versions, scopes."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from linli.kernel.jobs.worker import work_until_idle
from linli.people.commands import issue_token, revoke_token
from tests.people.people import Colleague, make_colleague, make_unit

pytestmark = pytest.mark.django_db
SCOPES = (
    "cases.see_own_notes",
    "cases.send_note",
    "cases.edit_note",
    "cases.answer_note",
    "cases.close_note",
    "cases.return_note",
    "cases.withdraw_note",
)


class Program:
    """A client with a token."""

    def __init__(self, who: Colleague, scopes: tuple[str, ...] = SCOPES) -> None:
        receipt = issue_token(who.actor(), name="t", scopes=scopes, days=1)
        self.token_id, self.who = receipt.id, who
        self.headers = {"Authorization": f"Bearer {receipt.values['token']}"}
        self.client = Client(raise_request_exception=False)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        ask = getattr(self.client, method)
        given = {"data": body, "content_type": "application/json"} if body is not None else {}
        return ask(f"/api/v1{path}", headers={**self.headers, **headers}, **given)


@pytest.fixture
def zhou() -> Program:
    return Program(make_colleague("zhou", make_unit("街道办", "329921001")))


@pytest.fixture
def fan() -> Program:
    return Program(make_colleague("fan", make_unit("住建局")))


def body(fan: Program, **changes: Any) -> dict[str, Any]:
    return {"receiver": str(fan.who.unit), "subject": "路灯", "body": "谁来修", "days": 3, **changes}


def test_the_whole_way(zhou: Program, fan: Program) -> None:
    sent = zhou("post", "/notes", body(fan))
    assert sent.status_code == 201
    note = sent.json()["id"]
    work_until_idle(settings.LINLI.county)
    read = fan("get", f"/notes/{note}")
    assert read.json()["body"] == "谁来修" and read.headers["ETag"] == '"2"'
    assert fan("post", f"/notes/{note}/answer", {"text": "我们", "expected_version": 2}).status_code == 200
    assert zhou("post", f"/notes/{note}/close", {"expected_version": 3}).json()["status"] == "closed"


def test_the_same_key_twice(zhou: Program, fan: Program) -> None:
    first = zhou("post", "/notes", body(fan), **{"Idempotency-Key": "a"})
    second = zhou("post", "/notes", body(fan), **{"Idempotency-Key": "a"})
    other = zhou("post", "/notes", body(fan, subject="别的"), **{"Idempotency-Key": "a"})
    assert first.json()["id"] == second.json()["id"] and second.json()["repeated"]
    assert other.status_code == 409 and other.json()["code"] == "key_reused"
    assert zhou("get", "/notes").json()["count"] == 1


def test_problems_are_problem_json(zhou: Program, fan: Program) -> None:
    answer = zhou("post", "/notes", body(fan, days=0, subject=""))
    assert answer.status_code == 422 and answer.headers["Content-Type"] == "application/problem+json"
    assert {problem["path"] for problem in answer.json()["problems"]} == {"days", "subject"}


def test_a_stale_version_is_told_what_changed(zhou: Program, fan: Program) -> None:
    note = zhou("post", "/notes", body(fan)).json()["id"]
    words = {"subject": "a", "body": "b", "expected_version": 1}
    assert zhou("put", f"/notes/{note}", words).status_code == 200
    stale = zhou("put", f"/notes/{note}", words)
    assert stale.status_code == 409 and stale.json()["data"]["changes"][0]["fields"] == ["body", "subject"]


def test_no_token_a_false_one_and_a_revoked_one(zhou: Program, client: Client) -> None:
    assert client.get("/api/v1/notes").status_code == 401
    assert client.get("/api/v1/notes", headers={"Authorization": "Bearer linli_329921_x"}).status_code == 401
    assert client.get("/api/v1/notes", headers={"Authorization": "Bearer x"}).headers["WWW-Authenticate"] == "Bearer"
    assert zhou("get", "/notes").status_code == 200
    revoke_token(zhou.who.actor(), token=zhou.token_id)
    assert zhou("get", "/notes").status_code == 401


def test_a_token_does_only_what_its_scopes_say(zhou: Program, fan: Program) -> None:
    reader = Program(zhou.who, ("cases.see_own_notes",))
    assert reader("get", "/notes").status_code == 200
    assert reader("post", "/notes", body(fan)).status_code == 403


def test_a_foreign_note_is_not_found(zhou: Program, fan: Program) -> None:
    note = zhou("post", "/notes", body(fan)).json()["id"]
    stranger = Program(make_colleague("han", make_unit("水务局")))
    assert stranger("get", f"/notes/{note}").status_code == 404
    assert stranger("post", f"/notes/{note}/answer", {"text": "x", "expected_version": 1}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/notes?after=%ff", "/notes?after=e30", "/notes?sort=body", "/notes?state=x", "/notes?size=0"]
)
def test_a_list_that_cannot_be_shown(zhou: Program, path: str) -> None:
    assert zhou("get", path).status_code == 422


@pytest.mark.parametrize("text", ["{", "[]", '{"days": 1e999}', "\udcff"])
def test_broken_bodies(zhou: Program, text: str) -> None:
    raw = text.encode("utf-8", "surrogateescape")
    answer = zhou.client.post("/api/v1/notes", raw, content_type="application/json", headers=zhou.headers)
    assert answer.status_code in (400, 422) and answer.json()["code"]


def test_pages_by_key(zhou: Program, fan: Program) -> None:
    made = [zhou("post", "/notes", body(fan, subject=f"n{i}")).json()["id"] for i in range(5)]
    seen, after = [], ""
    for _ in range(3):
        page = zhou("get", f"/notes?size=2&after={after}").json()
        seen += [row["id"] for row in page["rows"]]
        after = page["next"]
    assert seen == made[::-1] and after == ""
