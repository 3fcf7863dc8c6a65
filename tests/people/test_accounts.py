"""Accounts: contact for log-in, links, unlocking, deactivating; who may, who may not, and another county."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, TooLate
from linli.kernel.journal.models import Content, JournalEntry
from linli.people.commands import (
    create_account,
    deactivate_account,
    enrol,
    issue_enrolment,
    issue_token,
    reactivate_account,
    set_account_contact,
    unlock_account,
)
from linli.people.commands.second_factor import new_totp_secret, present_code
from linli.people.models import AccessToken, Account, Session
from linli.people.queries.actors import actor_of_token
from tests.actors import actor_with
from tests.people.people import PASSWORD, Colleague, log_in, make_colleague, make_unit

pytestmark = pytest.mark.django_db
COMMANDS = tuple(
    f"people.{name}"
    for name in (
        "create_account", "issue_enrolment", "set_account_contact", "unlock_account", "deactivate_account",
        "reactivate_account", "enrol", "issue_token",
    )
)  # fmt: skip


def chief(area: str = "329921", **more: Any) -> Actor:
    return actor_with(*COMMANDS, area=area, at=now(), **more)


@pytest.fixture
def clerk() -> Colleague:
    return make_colleague("lu", make_unit("民政局"))


def tries(login: str, password: str = PASSWORD) -> Any:
    return Client().post("/login/", {"login": login, "password": password})


@pytest.mark.parametrize(
    "typed", ["lu", " LU ", "13900010002", "+86 139-0001-0002", "lu.wen@example.org", "LU.WEN@Example.org"]
)
def test_one_logs_in_by_name_phone_or_mail(clerk: Colleague, typed: str) -> None:
    set_account_contact(chief(), account=clerk.account, phone="139 0001 0002", mail="Lu.Wen@example.org")
    assert tries(typed).headers["Location"] == "/login/code/"


def test_wrong_passwords_count_by_whichever_name(clerk: Colleague) -> None:
    set_account_contact(chief(), account=clerk.account, phone="13900010002", mail="lu@example.org")
    for typed in ("lu", "13900010002", "lu@example.org") * 2:
        tries(typed, "wrong")
    assert Account.objects.get(pk=clerk.account).locked_until is not None
    assert tries("13900010002").status_code == 200, "locked, whatever is typed"
    unlock_account(chief(), account=clerk.account)
    assert tries("13900010002").headers["Location"] == "/login/code/"


def test_contact_is_encrypted_found_exactly_and_taken_away_again(clerk: Colleague) -> None:
    set_account_contact(chief(), account=clerk.account, phone="13900010002", mail="lu@example.org")
    row = Account.objects.get(pk=clerk.account)
    assert b"13900010002" not in bytes(row.phone_box or b"") and row.phone_lookup is not None
    entry = JournalEntry.objects.get(command="people.set_account_contact")
    assert "139" not in str(entry.facts) and set(entry.commitments) == {"phone", "mail"}
    assert Content.objects.filter(entry=entry.id).count() == 2
    set_account_contact(chief(), account=clerk.account)
    row = Account.objects.get(pk=clerk.account)
    assert (row.phone_box, row.phone_lookup, row.mail_box, row.mail_lookup) == (None, None, None, None)
    assert tries("13900010002").status_code == 200


def test_a_phone_belongs_to_one_account_of_the_installation(clerk: Colleague) -> None:
    set_account_contact(chief(), account=clerk.account, phone="13900010002")
    other = create_account(chief(), login_name="fan", display_name="范").id
    with pytest.raises(Conflict) as caught:
        set_account_contact(chief(), account=other, phone="+86 13900010002")
    assert [problem.path for problem in caught.value.problems] == ["phone"]
    set_account_contact(chief(), account=clerk.account, phone="13900010002")  # one's own again is no conflict


@pytest.mark.parametrize(("phone", "mail", "path"), [("12", "", "phone"), ("", "lu(at)example", "mail")])
def test_bad_contact_names_its_field(clerk: Colleague, phone: str, mail: str, path: str) -> None:
    with pytest.raises(Invalid) as caught:
        set_account_contact(chief(), account=clerk.account, phone=phone, mail=mail)
    assert [problem.path for problem in caught.value.problems] == [path]


@pytest.mark.parametrize(
    ("login", "shown", "path"),
    [
        ("13900010002", "甲", "login_name"),
        ("a@b.cn", "甲", "login_name"),
        ("a b", "甲", "login_name"),
        ("x" * 61, "甲", "login_name"),
        ("", "甲", "login_name"),
        ("good", " ", "display_name"),
        ("good", "名" * 61, "display_name"),
    ],
)
def test_names_that_an_account_cannot_have(login: str, shown: str, path: str) -> None:
    with pytest.raises(Invalid) as caught:
        create_account(chief(), login_name=login, display_name=shown)
    assert path in [problem.path for problem in caught.value.problems]


def test_a_new_link_ends_the_one_before(clerk: Colleague) -> None:
    first = issue_enrolment(chief(), account=clerk.account).values["secret"]
    issue_enrolment(chief(), account=clerk.account)
    totp = new_totp_secret()
    with pytest.raises(TooLate):
        enrol(chief(), secret=first, password=PASSWORD, totp_secret=totp, code=present_code(totp))


def test_deactivating_ends_sessions_tokens_and_links(client: Client, clerk: Colleague) -> None:
    log_in(client, clerk)
    made = issue_token(clerk.actor(), name="机", scopes=("cases.see_own_notes",), days=3).values["token"]
    link = issue_enrolment(chief(), account=clerk.account).values["secret"]
    assert client.get("/desk/").status_code == 200 and actor_of_token(made, now()) is not None
    deactivate_account(chief(), account=clerk.account)
    assert client.get("/desk/").status_code == 302 and actor_of_token(made, now()) is None
    assert not Session.objects.filter(account=clerk.account).exists()
    assert AccessToken.objects.get(account=clerk.account).revoked_at is not None
    assert Client().get(f"/enrol/{link}/").status_code == 409
    assert tries("lu").headers.get("Location") != "/login/code/"
    with pytest.raises(Conflict):
        issue_enrolment(chief(), account=clerk.account)
    assert JournalEntry.objects.filter(command="people.deactivate_account", object_id=clerk.account).count() == 1


def test_active_again_with_the_same_password(client: Client, clerk: Colleague) -> None:
    deactivate_account(chief(), account=clerk.account)
    reactivate_account(chief(), account=clerk.account)
    log_in(client, clerk)
    assert client.get("/desk/").status_code == 200


def test_nobody_deactivates_themselves(clerk: Colleague) -> None:
    with pytest.raises(Conflict):
        deactivate_account(chief(account=clerk.account), account=clerk.account)
    assert Account.objects.get(pk=clerk.account).is_active


@pytest.mark.parametrize(
    "act", [issue_enrolment, set_account_contact, unlock_account, deactivate_account, reactivate_account]
)
def test_another_county_does_not_know_the_account(clerk: Colleague, act: Any) -> None:
    with pytest.raises(NotFound):
        act(chief(area="329922"), account=clerk.account)
    with pytest.raises(NotFound):
        act(chief(), account=UUID(int=5))
    with pytest.raises(NotAllowed):
        act(actor_with("people.see_accounts"), account=clerk.account)


def test_the_system_administrator_appoints_nobody() -> None:
    system = make_colleague("shen", make_unit("信息中心"), "system_admin").actor()
    assert system.may("people.create_post") and system.may("people.create_unit")
    for name in ("appoint", "end_tenure", "issue_enrolment", "appoint_stand_in", "end_stand_in", "create_account"):
        assert not system.may(f"people.{name}"), name
    security = make_colleague("fang", make_unit("安全科"), "security_admin").actor()
    assert security.may("people.appoint") and security.may("kernel.see_journal")
    assert not security.may("people.create_post") and not security.may("people.create_unit")
