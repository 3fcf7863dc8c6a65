"""Staff come in through an outside provider: with our second factor, with the provider's, and not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from linli.kernel import clock_port
from linli.kernel.clock_port import now
from linli.kernel.journal.models import Content, JournalEntry
from linli.people.commands import deactivate_account, unlink_identity
from linli.people.commands.second_factor import present_code
from linli.people.models import Account, OutsideIdentity, Session
from tests.actors import actor_with
from tests.people.outside.conftest import link, round_trip, there
from tests.people.outside.provider import House
from tests.people.people import PASSWORD, Colleague, make_colleague, make_unit

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def trusting(house: House, settings: Any) -> House:
    """The provider's proof is taken for the second factor, and it gives one."""
    settings.LINLI = replace(settings.LINLI, oidc_second_factor="trusted")
    house.claims = {"amr": ["pwd", "otp"]}
    return house


def said(answer: Any) -> str:
    return str(answer.content.decode())


def tries() -> list[tuple[str, str]]:
    """(kind of object, reason) of each journaled refused try."""
    rows = JournalEntry.objects.filter(command="people.note_refused_log_in").order_by("at", "id")
    return [(row.object_type, row.facts["refused"]) for row in rows]


def is_in(client: Client) -> bool:
    return bool(client.get("/desk/").status_code == 200)


def test_linked_and_our_six_digits(client: Client, house: House, linked: Colleague) -> None:
    assert "使用县统一认证登录" in said(client.get("/login/?next=/desk/notes/"))
    answer = round_trip(client, house, next="/desk/notes/")
    assert answer.headers["Location"] == "/login/code/" and not is_in(client), "one factor lets nobody in"
    second = client.post("/login/code/", {"code": present_code(linked.totp)})
    assert second.headers["Location"] == "/desk/notes/" and is_in(client)
    entry = JournalEntry.objects.get(command="people.note_log_in")
    assert entry.object_id == linked.account and entry.facts["by"] == ["mfa", "oidc"]
    assert Account.objects.get(pk=linked.account).last_login is not None and tries() == []


def test_what_is_asked_of_the_provider(client: Client, house: House, linked: Colleague) -> None:
    asked = parse_qs(urlsplit(there(client)).query)
    assert asked["response_type"] == ["code"] and asked["scope"] == ["openid"]
    assert asked["code_challenge_method"] == ["S256"] and len(asked["code_challenge"][0]) == 43
    assert asked["redirect_uri"] == ["http://testserver/login/outside/back/"]
    assert min(len(asked[name][0]) for name in ("state", "nonce")) >= 43 and "max_age" not in asked
    assert parse_qs(urlsplit(there(client)).query)["state"] != asked["state"]


def test_the_providers_two_factors_are_enough_where_they_are_trusted(
    client: Client, trusting: House, linked: Colleague
) -> None:
    assert round_trip(client, trusting, next="/desk/notes/").headers["Location"] == "/desk/notes/"
    assert is_in(client) and trusting.asked[-1]["max_age"] == "1800"
    assert JournalEntry.objects.get(command="people.note_log_in").facts["by"] == ["mfa", "oidc"]


@pytest.mark.parametrize(
    "claims",
    [{}, {"amr": ["pwd"]}, {"amr": ["pwd", "sms"]}, {"acr": "1"}],
    ids=["nothing", "one", "text message", "other acr"],
)
def test_less_than_two_factors_there_means_our_six_digits(
    client: Client, trusting: House, linked: Colleague, claims: dict[str, Any]
) -> None:
    trusting.claims = claims
    assert round_trip(client, trusting).headers["Location"] == "/login/code/" and not is_in(client)


def test_an_old_proof_there_means_our_six_digits(client: Client, trusting: House, linked: Colleague) -> None:
    trusting.spoil = lambda claims: claims.update(auth_time=claims["auth_time"] - 31 * 60 - 5)
    assert round_trip(client, trusting).headers["Location"] == "/login/code/"


def test_an_agreed_acr_is_enough(client: Client, trusting: House, linked: Colleague, settings: Any) -> None:
    settings.LINLI = replace(settings.LINLI, oidc_acr=("aal2",))
    trusting.claims = {"acr": "aal2"}
    assert round_trip(client, trusting).headers["Location"] == "/desk/"
    assert trusting.asked[-1]["acr_values"] == "aal2"


def test_the_proof_is_not_taken_without_the_setting(client: Client, house: House, linked: Colleague) -> None:
    house.claims = {"amr": ["mfa"], "acr": "aal3"}
    assert round_trip(client, house).headers["Location"] == "/login/code/"


def test_the_proof_of_one_log_in_does_not_serve_the_next(client: Client, trusting: House, linked: Colleague) -> None:
    round_trip(client, trusting)
    left = client.post("/logout/")
    assert left.status_code == 200 and f"{trusting.issuer}/leave" in said(left), "the provider may know them still"
    client.post("/login/", {"login": "lu", "password": PASSWORD})
    assert not is_in(client)
    assert JournalEntry.objects.filter(command="people.note_log_out", object_id=linked.account).count() == 1


def test_one_session_and_idle_time_hold_here_too(trusting: House, linked: Colleague, settings: Any) -> None:
    settings.LINLI = replace(settings.LINLI, one_session=True)
    first, second = Client(), Client()
    for browser in (first, second):
        round_trip(browser, trusting)
    assert is_in(second) and not is_in(first)
    assert Session.objects.filter(account=linked.account).count() == 1
    clock_port.set_offset(timedelta(minutes=31))
    try:
        assert not is_in(second)
    finally:
        clock_port.set_offset(timedelta(0))


def test_who_is_not_linked_is_told_so_and_gains_nothing(client: Client, house: House, clerk: Colleague) -> None:
    before = Account.objects.count()
    answer = round_trip(client, house)
    assert answer.status_code == 403 and "还没有关联本系统的账号" in said(answer) and house.sub not in said(answer)
    assert not is_in(client) and Account.objects.count() == before and not OutsideIdentity.objects.exists()
    assert tries() == [("people.refusedlogin", "people_outside_unlinked")]
    entry = JournalEntry.objects.get(command="people.note_refused_log_in")
    assert house.sub not in str(entry.facts) and Content.objects.filter(entry=entry.id).count() == 1
    client.cookies["linli_language"] = "en"
    assert "is not linked with an account here" in said(round_trip(client, house))


def _locked(who: Colleague) -> None:
    for _ in range(6):
        Client().post("/login/", {"login": who.name, "password": "wrong"})


def _deactivated(who: Colleague) -> None:
    deactivate_account(actor_with("people.deactivate_account", at=now()), account=who.account)


@pytest.mark.parametrize(
    ("close", "reason"), [(_locked, "people_account_locked"), (_deactivated, "people_outside_closed")]
)
def test_locked_and_deactivated_accounts_stay_out(
    client: Client, trusting: House, linked: Colleague, close: Callable[[Colleague], None], reason: str
) -> None:
    close(linked)
    assert round_trip(client, trusting).status_code == 403 and not is_in(client)
    assert tries() == [("people.account", reason)]


def test_without_a_second_factor_nobody_comes_in(client: Client, house: House) -> None:
    from linli.people.commands import create_account

    bare = create_account(actor_with("people.create_account", at=now()), login_name="neu", display_name="新").id
    link(replace(make_colleague("lu", make_unit("民政局")), account=bare), house)
    answer = round_trip(client, house)
    assert answer.status_code == 403 and "开通链接" in said(answer)
    assert tries() == [("people.account", "people_outside_no_factor")]


def test_wrong_six_digits_count_and_lock(client: Client, house: House, linked: Colleague) -> None:
    round_trip(client, house)
    for _ in range(6):
        client.post("/login/code/", {"code": "000000"})
    assert Account.objects.get(pk=linked.account).locked_until is not None
    right = client.post("/login/code/", {"code": present_code(linked.totp)})
    assert right.status_code == 200 and "锁定" in said(right) and not is_in(client)


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil", ""])
def test_one_goes_on_to_our_own_pages_only(client: Client, trusting: House, linked: Colleague, onward: str) -> None:
    assert round_trip(client, trusting, next=onward).headers["Location"] == "/desk/"


def test_unlinked_means_out_at_once(client: Client, trusting: House, linked: Colleague) -> None:
    round_trip(client, trusting)
    row = OutsideIdentity.objects.get()
    chief = actor_with("people.unlink_identity", at=now())
    unlink_identity(chief, account=linked.account, identity=row.id)
    assert not is_in(client) and round_trip(client, trusting).status_code == 403


def test_another_claim_names_the_account(client: Client, house: House, clerk: Colleague, settings: Any) -> None:
    settings.LINLI = replace(settings.LINLI, oidc_claim="employee_number")
    link(clerk, house, "E-1007")
    assert round_trip(client, house).status_code == 403, "the claim is missing"
    house.details = {"employee_number": "E-1007"}
    assert round_trip(client, house).headers["Location"] == "/login/code/", "told at the userinfo address"
    house.details, house.claims = {}, {"employee_number": "E-1007"}
    assert round_trip(client, house).headers["Location"] == "/login/code/", "told in the token"
    house.claims, house.details = {}, {"employee_number": "E-1007", "sub": "somebody-else"}
    assert round_trip(client, house).status_code == 403
    assert [reason for _, reason in tries()] == ["no_claim", "other_subject"]


@pytest.mark.parametrize(("checked", "status"), [(True, 302), (False, 403), (None, 403)])
def test_a_mail_address_counts_only_when_it_was_checked(
    client: Client, house: House, clerk: Colleague, settings: Any, checked: bool | None, status: int
) -> None:
    settings.LINLI = replace(settings.LINLI, oidc_claim="email")
    link(clerk, house, "lu@example.org")
    house.claims = {"email": "lu@example.org", **({} if checked is None else {"email_verified": checked})}
    assert round_trip(client, house).status_code == status


@pytest.mark.parametrize("path", ["/login/outside/", "/login/outside/back/", "/desk/me/log-in/"])
def test_without_a_provider_there_is_no_button_and_no_address(client: Client, path: str, clerk: Colleague) -> None:
    assert "/login/outside/" not in said(client.get("/login/"))
    from tests.people.people import log_in

    log_in(client, clerk)
    assert (client.post(path) if path == "/login/outside/" else client.get(path)).status_code == 404
