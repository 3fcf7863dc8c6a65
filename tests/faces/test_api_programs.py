"""Programs with an id and a secret: a token of an hour, scopes, their measure of requests, their end."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from linli.faces.api import entrance
from linli.faces.api.programs import endpoints
from linli.kernel.clock_port import now
from linli.kernel.errors import Refusal
from linli.kernel.token_bucket import Buckets
from linli.people.commands import create_client, revoke_client, rotate_client
from linli.people.queries.clients import program_of, token_for
from linli.people.queries.units import unit_named
from tests.faces.test_api_notes import Program
from tests.people.people import Colleague, make_colleague, make_unit

pytestmark = pytest.mark.django_db
CARE = ("people.create_client", "people.rotate_client", "people.revoke_client")
SCOPES = ["cases.send_note", "cases.see_own_notes"]


@pytest.fixture(autouse=True)
def _fresh_measures() -> None:
    endpoints.wrong_secrets.forget()


@pytest.fixture
def care() -> Program:
    return Program(make_colleague("care", make_unit("局"), "security_admin", "clerk"), CARE)


@pytest.fixture
def clerk() -> Colleague:
    return make_colleague("clerk", make_unit("街道办", "329921001"))


def let_in(care: Program, clerk: Colleague, **changed: Any) -> dict[str, Any]:
    made = care("post", "/programs", {"name": "热线", "post": str(clerk.post), "scopes": SCOPES, **changed})
    assert made.status_code == 201, made.content
    found: dict[str, Any] = made.json()
    return found


def ask(made: dict[str, Any], **changed: str) -> Any:
    form = {"grant_type": "client_credentials", "client_id": made["client_id"], "client_secret": made["secret"]}
    return Client().post("/api/v1/oauth/token", {**form, **changed})


def use(token: str, method: str, path: str, body: Any = None) -> Any:
    given = {"data": body, "content_type": "application/json"} if body is not None else {}
    return getattr(Client(), method)(f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"}, **given)


@pytest.mark.serves("S-280", boundary="another scope, another secret, an hour later, an ended program")
def test_a_program_sends_a_note_as_its_post(care: Program, clerk: Colleague) -> None:
    made = let_in(care, clerk)
    answer = ask(made)
    assert answer.status_code == 200 and answer.json()["expires_in"] == 3600
    assert answer.headers["Cache-Control"] == "no-store"
    token = answer.json()["access_token"]
    receiver = make_unit("住建局")
    note = {"receiver": str(receiver), "subject": "路灯", "body": "谁来修", "days": 3}
    sent = use(token, "post", "/notes", note)
    assert sent.status_code == 201
    read = use(token, "get", f"/notes/{sent.json()['id']}").json()
    unit = unit_named("329921", clerk.unit)
    assert unit is not None and read["sender"] == unit.name


def test_scopes_narrow_and_never_widen(care: Program, clerk: Colleague) -> None:
    made = let_in(care, clerk)
    narrow = ask(made, scope="cases.see_own_notes").json()
    assert narrow["scope"] == "cases.see_own_notes"
    assert use(narrow["access_token"], "get", "/notes").status_code == 200
    assert use(narrow["access_token"], "post", "/notes", {}).status_code in (403, 422)
    refused = ask(made, scope="cases.see_own_notes people.appoint")
    assert refused.status_code == 400 and refused.json()["error"] == "invalid_scope"
    wide = care("post", "/programs", {"name": "x", "post": str(clerk.post), "scopes": ["people.appoint"]})
    assert wide.status_code == 422 and wide.json()["problems"][0]["path"] == "scopes"


def test_by_basic_header(care: Program, clerk: Colleague) -> None:
    made = let_in(care, clerk)
    given = base64.b64encode(f"{made['client_id']}:{made['secret']}".encode()).decode()
    form = {"grant_type": "client_credentials"}
    assert Client().post("/api/v1/oauth/token", form, headers={"Authorization": f"Basic {given}"}).status_code == 200
    bad = Client().post("/api/v1/oauth/token", form, headers={"Authorization": "Basic %%%"})
    assert bad.status_code == 401 and bad.headers["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_secret": "x"}, "invalid_client"),
        ({"client_id": "x"}, "invalid_client"),
        ({"client_id": "00000000-0000-0000-0000-000000000000"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_refused(care: Program, clerk: Colleague, changed: dict[str, str], error: str) -> None:
    answer = ask(let_in(care, clerk), **changed)
    assert answer.status_code == (401 if error == "invalid_client" else 400) and answer.json()["error"] == error


def test_guesses_are_counted(care: Program, clerk: Colleague) -> None:
    made = let_in(care, clerk)
    answers = [ask(made, client_secret=str(number)).status_code for number in range(21)]
    assert answers == [401] * 20 + [429]
    assert ask(made).status_code == 429, "whoever guessed must wait, whatever comes next"
    form = {"grant_type": "client_credentials", "client_id": made["client_id"], "client_secret": made["secret"]}
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").post("/api/v1/oauth/token", form)
    assert elsewhere.status_code == 200, "nobody shuts another's program out"


def test_an_hour(care: Program, clerk: Colleague) -> None:
    made = let_in(care, clerk)
    at = now()
    found = token_for(made_id(made), made["secret"], "", at)
    assert not isinstance(found, str)
    assert program_of(found[0], at + timedelta(minutes=59)) is not None
    assert program_of(found[0], at + timedelta(minutes=61)) is None
    assert program_of(found[0][:-1] + ("A" if found[0][-1] != "A" else "B"), at) is None
    assert program_of("linliprogram_rubbish", at) is None


def made_id(made: dict[str, Any]) -> Any:
    return endpoints._id(made["client_id"])


def test_rotation_and_end(care: Program, clerk: Colleague) -> None:
    made = let_in(care, clerk)
    path = f"/programs/{made['client_id']}"
    token = ask(made).json()["access_token"]
    turned = care("post", f"{path}/secret", {"expected_version": 1})
    other = {**made, "secret": turned.json()["secret"]}
    assert ask(other).status_code == 200 and ask(made).status_code == 200, "the former holds for a day"
    late = token_for(made_id(made), made["secret"], "", now() + timedelta(hours=25))
    assert late == "invalid_client"
    assert care("post", f"{path}/revoke", {"expected_version": 1}).status_code == 409
    assert care("post", f"{path}/revoke", {"expected_version": 2}).status_code == 200
    assert use(token, "get", "/notes").status_code == 401 and ask(other).status_code == 401
    assert care("get", path).json()["revoked_at"] is not None
    assert care("post", f"{path}/secret", {"expected_version": 3}).status_code == 404


def test_its_own_measure(care: Program, clerk: Colleague) -> None:
    token = ask(let_in(care, clerk, per_minute=6)).json()["access_token"]
    answers = [use(token, "get", "/notes") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert int(answers[1].headers["Retry-After"]) >= 1


def test_strangers_are_counted_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entrance.strangers, "per_minute", 12)
    answers = {use("linli_329921_x", "get", "/notes").status_code for _ in range(4)}
    assert answers == {401, 429}


@pytest.mark.parametrize("path", ["/openapi.json", "/docs"])
def test_a_token_of_nobody_opens_no_way_around_the_count(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(entrance, "strangers", Buckets(12))
    assert [use("linli_329921_x", "get", path).status_code for _ in range(4)].count(429) == 2


def test_who_may(care: Program, clerk: Colleague) -> None:
    body = {"name": "x", "post": str(clerk.post), "scopes": SCOPES}
    other = Program(clerk, ("cases.see_own_notes",))
    assert other("post", "/programs", body).status_code == 403
    assert other("get", "/programs").status_code == 403
    assert care("post", "/programs", {**body, "post": str(care.who.post)}).status_code == 422, "no administrators"
    made = let_in(care, clerk)
    assert [row["name"] for row in care("get", "/programs").json()["rows"]] == ["热线"]
    assert care("get", "/programs?state=x").status_code == 422
    town = make_colleague("town", make_unit("镇", "329921002")).actor()
    town = town.granted("people.create_client")
    for command, given in ((rotate_client, {}), (revoke_client, {})):
        actor = clerk.actor()
        with pytest.raises(Refusal):
            command(actor, client=made_id(made), expected_version=1, **given)
    narrow = town.__class__(**{**town.__dict__, "powers": {"people.create_client": ("329921002",)}})
    with pytest.raises(Refusal):
        create_client(narrow, name="y", post=clerk.post, scopes=tuple(SCOPES))
