"""What comes back from a provider and must not be believed; and providers that do not answer."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client

from linli.kernel import clock_port
from linli.kernel.journal.models import JournalEntry
from linli.people.models import Account
from tests.people.outside.conftest import round_trip, there
from tests.people.outside.provider import (
    KEY,
    OTHER_KEY,
    Claims,
    House,
    by_public_key,
    by_shared_secret,
    signed_with,
    unsigned,
)
from tests.people.people import Colleague

pytestmark = [pytest.mark.django_db]
Spoil = Callable[[Claims], object]


def said(answer: Any) -> str:
    return str(answer.content.decode())


def refused(client: Client, answer: Any, status: int, reason: str) -> None:
    """A readable page in Chinese; nobody is in; the try alone is written."""
    assert answer.status_code == status, said(answer)
    assert 'id="problem"' in said(answer) and "Traceback" not in said(answer) and 'href="/login/"' in said(answer)
    assert client.get("/desk/").status_code == 302
    rows = JournalEntry.objects.filter(command__in=("people.note_refused_log_in", "people.note_log_in"))
    assert [row.facts.get("refused") for row in rows] == ([reason] if reason else [])
    assert Account.objects.get(login_name="lu").last_login is None


SPOILT: list[tuple[str, Spoil, str]] = [
    ("nonce", lambda c: c.update(nonce="another"), "token_invalid_claim"),
    ("no nonce", lambda c: c.pop("nonce"), "token_missing_claim"),
    ("audience", lambda c: c.update(aud=["another"]), "token_invalid_claim"),
    ("no audience", lambda c: c.pop("aud"), "token_missing_claim"),
    ("two audiences, for the other", lambda c: c.update(aud=["linli", "x"], azp="x"), "token_invalid_claim"),
    ("two audiences, for nobody", lambda c: c.update(aud=["linli", "x"]), "token_missing_claim"),
    ("issuer", lambda c: c.update(iss="https://elsewhere.example"), "token_invalid_claim"),
    ("expired", lambda c: c.update(exp=time.time() - 65), "token_expired_token"),
    ("no expiry", lambda c: c.pop("exp"), "token_missing_claim"),
    ("expiry in words", lambda c: c.update(exp="never"), "token_invalid_claim"),
    ("issued in the future", lambda c: c.update(iat=int(time.time()) + 65), "token_invalid_claim"),
    ("not yet", lambda c: c.update(nbf=int(time.time()) + 65), "token_invalid_claim"),
    ("another's access token", lambda c: c.update(at_hash="bm90LWl0LXJlYWxseQ"), "token_invalid_claim"),
    ("no list of methods", lambda c: c.update(amr="mfa"), "token_invalid_claim"),
    ("no subject", lambda c: c.pop("sub"), "token_missing_claim"),
    ("empty subject", lambda c: c.update(sub=" "), "no_claim"),
    ("subject that is no text", lambda c: c.update(sub=7), "token_invalid_claim"),
    ("endless subject", lambda c: c.update(sub="x" * 256), "no_claim"),
]


@pytest.mark.parametrize(("spoil", "reason"), [row[1:] for row in SPOILT], ids=[row[0] for row in SPOILT])
def test_a_token_with_a_wrong_claim(client: Client, house: House, linked: Colleague, spoil: Spoil, reason: str) -> None:
    house.spoil = spoil
    refused(client, round_trip(client, house), 403, reason)


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        (signed_with(OTHER_KEY, "RS256"), "token_bad_signature"),
        (unsigned, "token_unsupported_algorithm"),
        (by_shared_secret, "token_unsupported_algorithm"),
        (by_public_key, "token_unsupported_algorithm"),
        (lambda claims: "not.a.token", "token_decode_error"),
        (lambda claims: "", "token_decode_error"),
    ],
    ids=["another key", "none", "shared secret", "public key as secret", "no token", "empty"],
)
def test_a_token_with_a_wrong_signature(
    client: Client, house: House, linked: Colleague, sign: Callable[[Claims], str], reason: str
) -> None:
    house.sign = sign
    refused(client, round_trip(client, house), 403, reason)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c.update(exp=int(time.time()) - 50),
        lambda c: c.update(iat=int(time.time()) + 50),
        lambda c: c.update(aud=["linli", "x"], azp="linli"),
    ],
    ids=["expired a moment ago", "issued in a moment", "two audiences, for us"],
)
def test_clocks_may_differ_by_a_minute(client: Client, house: House, linked: Colleague, spoil: Spoil) -> None:
    house.spoil = spoil
    assert round_trip(client, house).headers["Location"] == "/login/code/"


@pytest.mark.parametrize("alg", ["RS512", "PS256"])
def test_other_signatures_by_the_private_key_hold(client: Client, house: House, linked: Colleague, alg: str) -> None:
    house.spoil, house.sign = lambda c: c.pop("at_hash"), signed_with(KEY, alg)
    assert round_trip(client, house).headers["Location"] == "/login/code/"


def changed(address: str, **other: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{urlencode({**dict(parse_qsl(parts.query)), **other})}"


def test_a_wrong_state(client: Client, house: House, linked: Colleague) -> None:
    back = house.visit(there(client))
    refused(client, client.get(changed(back, state="another")), 409, "wrong_state")
    assert client.get(back).status_code == 409, "and the right one is spent"


def test_a_way_back_is_good_once(client: Client, house: House, linked: Colleague) -> None:
    back = house.visit(there(client))
    assert client.get(back).headers["Location"] == "/login/code/"
    again = client.get(back)
    assert again.status_code == 409 and "用过" in said(again)


def test_a_code_that_another_has_used(client: Client, house: House, linked: Colleague) -> None:
    back = house.visit(there(client))
    house.codes.clear()
    refused(client, client.get(back), 403, "code_refused")


def test_a_stolen_way_back_does_not_fit_another_browser(client: Client, house: House, linked: Colleague) -> None:
    back = house.visit(there(client))
    refused(client, Client().get(back), 409, "")
    other = Client()
    there(other)
    refused(client, other.get(back), 409, "wrong_state")


def test_a_code_of_another_try_does_not_fit(client: Client, house: House, linked: Colleague) -> None:
    """PKCE: the code is bound to what only the browser's own session knows."""
    stolen = dict(parse_qsl(urlsplit(house.visit(there(Client()))).query))["code"]
    refused(client, client.get(changed(house.visit(there(client)), code=stolen)), 403, "code_refused")


def test_one_that_took_too_long(client: Client, house: House, linked: Colleague) -> None:
    back = house.visit(there(client))
    clock_port.set_offset(timedelta(minutes=11))
    try:
        refused(client, client.get(back), 409, "")
    finally:
        clock_port.set_offset(timedelta(0))


def test_who_says_no_there_is_told_so_here(client: Client, house: House, linked: Colleague) -> None:
    house.sub = ""
    answer = round_trip(client, house)
    refused(client, answer, 403, "denied")
    assert "县统一认证没有允许登录" in said(answer)


def test_nobody_sends_another_back_without_a_beginning(client: Client, house: House, linked: Colleague) -> None:
    refused(client, client.get("/login/outside/back/?code=x&state=y"), 409, "")
    assert client.get("/login/outside/").status_code == 405, "to begin is a POST"
    assert client.post("/login/outside/back/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/login/outside/").status_code == 403


@pytest.mark.parametrize(
    ("said_there", "reason"),
    [({"iss": "https://elsewhere.example"}, "other_issuer"), ({"code": ""}, "no_code")],
)
def test_the_way_back_names_its_sender_and_brings_a_code(
    client: Client, house: House, linked: Colleague, said_there: dict[str, str], reason: str
) -> None:
    refused(client, client.get(changed(house.visit(there(client)), **said_there)), 403, reason)


def test_a_provider_that_promises_to_name_itself_must(client: Client, house: House, linked: Colleague) -> None:
    house.said = {"authorization_response_iss_parameter_supported": True}
    back = house.visit(there(client))
    refused(client, client.get(back), 403, "other_issuer")
    named = changed(house.visit(there(client)), iss=house.issuer)
    assert client.get(named).headers["Location"] == "/login/code/"


@pytest.mark.parametrize(
    ("habit", "status", "reason"),
    [("broken", 503, "status_502"), ("slow", 503, "time_out"), ("no_id_token", 403, "no_id_token")],
)
def test_a_provider_that_fails_in_the_middle(
    client: Client, house: House, linked: Colleague, habit: str, status: int, reason: str
) -> None:
    house.habit = habit
    refused(client, round_trip(client, house), status, reason)


@pytest.mark.parametrize(
    "said_there",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": ""},
        {"jwks_uri": 7},
        {"token_endpoint": "ftp://x"},
        {"authorization_endpoint": "http://x/\r\nSet-Cookie: a=b"},
        {"end_session_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_describes_itself_wrongly(
    client: Client, house: House, linked: Colleague, said_there: Claims
) -> None:
    house.said = said_there
    answer = client.post("/login/outside/")
    refused(client, answer, 403, "")


def test_a_provider_that_is_away(client: Client, house: House, linked: Colleague, settings: Any) -> None:
    settings.LINLI = replace(settings.LINLI, oidc_issuer="http://127.0.0.1:9")
    answer = client.post("/login/outside/")
    refused(client, answer, 503, "")
    assert "没有响应" in said(answer) and "密码" in said(answer)
    client.cookies["linli_language"] = "en"
    assert "does not answer" in said(client.post("/login/outside/"))


def test_in_production_only_encrypted_and_not_in_the_house(
    client: Client, house: House, linked: Colleague, settings: Any
) -> None:
    settings.LINLI = replace(settings.LINLI, mode="production")
    assert client.post("/login/outside/").status_code == 403, "no https"
    settings.LINLI = replace(settings.LINLI, oidc_issuer=house.issuer.replace("http", "https"))
    assert client.post("/login/outside/").status_code == 503 and house.asked == [], "an address of this machine"


def test_a_client_with_the_wrong_secret(client: Client, house: House, linked: Colleague, settings: Any) -> None:
    settings.LINLI = replace(settings.LINLI, oidc_secret="wrong")
    refused(client, round_trip(client, house), 403, "code_refused")


def test_a_secret_in_a_file_sent_as_the_provider_wants_it(
    client: Client, house: House, linked: Colleague, settings: Any, tmp_path: Any
) -> None:
    (tmp_path / "secret").write_text(f"{settings.LINLI.oidc_secret}\n")
    settings.LINLI = replace(settings.LINLI, oidc_secret="", oidc_secret_file=str(tmp_path / "secret"))
    house.said = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert round_trip(client, house).headers["Location"] == "/login/code/"
    settings.LINLI = replace(settings.LINLI, oidc_secret_file=str(tmp_path / "gone"))
    assert client.post("/login/outside/").status_code == 403
