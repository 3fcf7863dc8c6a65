"""Programs on the desk: let in under a post, the secret shown once, renewed, ended."""

import re

import pytest
from django.test import Client

from linli.kernel.clock_port import now
from linli.people.queries.clients import token_for
from tests.people.people import Colleague, log_in, make_colleague, make_unit

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")


@pytest.fixture
def clerk() -> Colleague:
    return make_colleague("clerk", make_unit("街道办", "329921001"))


@pytest.fixture
def desk(client: Client) -> Client:
    log_in(client, make_colleague("care", make_unit("局"), "security_admin"))
    return client


def words(answer: object) -> str:
    return re.sub(r"<[^>]+>", " ", answer.content.decode())  # type: ignore[attr-defined]  # a response


def test_let_in_renewed_ended(desk: Client, clerk: Colleague) -> None:
    where = f"/desk/posts/{clerk.post}/"
    assert f"{where}program/" in desk.get(where).content.decode()
    asked = desk.get(f"{where}program/")
    assert "cases.send_note" in asked.content.decode() and "发出便函" in words(asked)
    wrong = desk.post(f"{where}program/", {"name": "热线", "per_minute": "x", "scopes": ["cases.send_note"]})
    assert wrong.status_code == 422 and 'value="热线"' in wrong.content.decode()
    made = desk.post(f"{where}program/", {"name": "热线", "per_minute": "60", "scopes": ["cases.send_note"]})
    secret = SECRET.search(words(made))
    assert made.status_code == 200 and secret is not None
    listed = desk.get("/desk/programs/").content.decode()
    path = re.search(r"/desk/programs/([0-9a-f-]{36})/", listed)
    assert path is not None and secret[0] not in listed
    page = desk.get(path[0])
    assert secret[0] not in page.content.decode() and "街道办" in words(page)
    turned = desk.post(f"{path[0]}secret/", {"expected_version": "1"})
    other = SECRET.search(words(turned))
    assert other is not None and other[0] != secret[0]
    assert desk.post(f"{path[0]}revoke/", {"expected_version": "1"}).status_code == 409
    assert desk.post(f"{path[0]}revoke/", {"expected_version": "2"}).status_code == 302
    assert "secret/" not in desk.get(path[0]).content.decode()
    assert token_for(path[1], other[0], "", now()) == "invalid_client"  # type: ignore[arg-type]  # a text will do


def test_programs_are_no_people(desk: Client, clerk: Colleague) -> None:
    desk.post(f"/desk/posts/{clerk.post}/program/", {"name": "热线", "per_minute": "60", "scopes": ["cases.send_note"]})
    accounts = desk.get("/desk/accounts/").content.decode()
    assert "热线" not in accounts and "clerk" in accounts


def test_who_may(client: Client, clerk: Colleague) -> None:
    log_in(client, clerk)
    for path in ("/desk/programs/", f"/desk/posts/{clerk.post}/program/"):
        assert client.get(path).status_code == 403
    assert f"/desk/posts/{clerk.post}/program/" not in client.get(f"/desk/posts/{clerk.post}/").content.decode()
