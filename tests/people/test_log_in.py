"""Log-in in two steps, lock-out, idle time, one's posts, enrolment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.module_loading import import_string

from linli.config import settings as installed
from linli.kernel import clock_port
from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Invalid, TooLate
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import create_account, enrol, issue_enrolment
from linli.people.commands.second_factor import new_totp_secret, present_code
from linli.people.models import Account, Session
from linli.people.rules.lockout import Failures, after_failure, is_locked
from linli.people.rules.passwords import faults_of
from tests.conftest import NOON
from tests.people.people import PASSWORD, Colleague, log_in, make_colleague, make_unit

pytestmark = pytest.mark.django_db
Make = Callable[..., Actor]


@pytest.fixture
def clerk() -> Colleague:
    return make_colleague("lu", make_unit("民政局"))


def test_the_product_hashes_with_argon2_at_a_cost_that_stops_a_thief(clerk: Colleague) -> None:
    [product] = [import_string(path)() for path in installed.PASSWORD_HASHERS]
    kind = type(product)
    assert kind.algorithm == "argon2" and kind.memory_cost >= 19 * 1024 and kind.time_cost >= 2, "OWASP's least"
    algorithm, version, costs, *_ = product.encode(PASSWORD, product.salt()).split("$")[1:]
    assert (algorithm, version) == ("argon2id", "v=19")
    assert costs == f"m={kind.memory_cost},t={kind.time_cost},p={kind.parallelism}"
    kept = Account.objects.get(pk=clerk.account).password
    assert kept.startswith("argon2$argon2id$v=19$") and product.must_update(kept), "only the tests take less"


def test_both_steps_are_needed(client: Client, clerk: Colleague) -> None:
    assert client.get("/desk/").status_code == 302
    first = client.post("/login/", {"login": "lu", "password": PASSWORD})
    assert first.headers["Location"] == "/login/code/"
    assert client.get("/desk/").status_code == 302, "one factor is not enough"
    second = client.post("/login/code/", {"code": present_code(clerk.totp)})
    assert second.headers["Location"] == "/desk/"
    page = client.get("/desk/")
    assert page.status_code == 200 and "民政局" in page.content.decode()


def test_a_code_is_good_once(client: Client, clerk: Colleague) -> None:
    code = present_code(clerk.totp)
    other = Client()
    for browser in (client, other):
        browser.post("/login/", {"login": "lu", "password": PASSWORD})
    assert client.post("/login/code/", {"code": code}).headers["Location"] == "/desk/"
    again = other.post("/login/code/", {"code": code})
    assert again.status_code == 200 and other.get("/desk/").status_code == 302


def test_a_code_is_good_for_a_step_and_still_only_once(client: Client, clerk: Colleague) -> None:
    import time

    import pyotp
    from django.core.cache import cache

    while time.time() % 30 > 25:  # a new step must not begin between making the code and using it
        time.sleep(0.2)
    late = pyotp.TOTP(clerk.totp).at(int(time.time()) - 30)
    client.post("/login/", {"login": "lu", "password": PASSWORD})
    assert client.post("/login/code/", {"code": late}).headers["Location"] == "/desk/"
    cache.delete(f"allauth.mfa.totp.used?user={clerk.account}&code={late}")  # what the library forgets after 30 s
    other = Client()
    other.post("/login/", {"login": "lu", "password": PASSWORD})
    assert other.post("/login/code/", {"code": late}).status_code == 200


def test_the_login_pages_are_chinese_and_say_what_is_wrong(client: Client, clerk: Colleague) -> None:
    asked = client.get("/login/").content.decode()
    told = client.post("/login/", {"login": "lu", "password": "wr0ng-word"}).content.decode()
    assert 'lang="zh-hans"' in told and "密码" in told
    assert "还没有登录" in told and "还没有登录" not in asked, "only a failed try is told so"
    assert 'value="lu"' in told and "wr0ng-word" not in told, "the name is kept, the password is not"


def test_t128_the_sixth_wrong_password_locks(client: Client, clerk: Colleague) -> None:
    for _ in range(6):
        client.post("/login/", {"login": "lu", "password": "wrong"})
    account = Account.objects.get(login_name="lu")
    assert account.locked_until is not None and account.failures == 6
    assert JournalEntry.objects.filter(command="people.note_wrong_password", object_id=account.id).count() == 6
    right = client.post("/login/", {"login": "lu", "password": PASSWORD})
    assert right.status_code == 200 and not right.headers.get("Location")


def test_five_wrong_passwords_do_not_lock_and_a_log_in_forgets_them(client: Client, clerk: Colleague) -> None:
    for _ in range(5):
        client.post("/login/", {"login": "lu", "password": "wrong"})
    log_in(client, clerk)
    assert client.get("/desk/").status_code == 200
    assert Account.objects.get(login_name="lu").failures == 0


@pytest.mark.pure
def test_lockout_windows() -> None:
    state = Failures(0, None, None)
    for minute in range(6):
        state = after_failure(state, NOON + timedelta(minutes=minute))
    assert is_locked(state, NOON + timedelta(minutes=34)) and not is_locked(state, NOON + timedelta(minutes=35))
    slow = Failures(0, None, None)
    for hour in range(7):
        slow = after_failure(slow, NOON + timedelta(hours=hour))
    assert slow.count == 1 and not is_locked(slow, NOON + timedelta(hours=7))


def test_an_idle_session_ends(client: Client, clerk: Colleague) -> None:
    log_in(client, clerk)
    assert client.get("/desk/").status_code == 200
    clock_port.set_offset(timedelta(minutes=31))
    try:
        assert client.get("/desk/").status_code == 302
    finally:
        clock_port.set_offset(timedelta(0))


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (16, 302)])
def test_an_administrators_session_ends_sooner(client: Client, minutes: int, status: int) -> None:
    log_in(client, make_colleague("chief", make_unit("信息中心"), "system_admin"))
    assert client.get("/desk/").status_code == 200
    clock_port.set_offset(timedelta(minutes=minutes))
    try:
        assert client.get("/desk/").status_code == status
    finally:
        clock_port.set_offset(timedelta(0))


def test_log_out_is_a_post(client: Client, clerk: Colleague) -> None:
    log_in(client, clerk)
    assert client.get("/logout/").status_code == 405
    client.post("/logout/")
    assert client.get("/desk/").status_code == 302
    assert JournalEntry.objects.filter(command="people.note_log_out").exists()


def test_one_session_a_role_when_the_setting_says_so(clerk: Colleague, settings: Any) -> None:
    from dataclasses import replace

    from django.core.cache import cache

    settings.LINLI = replace(settings.LINLI, one_session=True)
    first, second = Client(), Client()
    log_in(first, clerk)
    cache.clear()
    log_in(second, clerk)
    assert second.get("/desk/").status_code == 200
    assert first.get("/desk/").status_code == 302
    assert Session.objects.filter(account=clerk.account).count() == 1


def test_the_enrolment_page_changes_nothing_when_opened(client: Client, system: Make) -> None:
    account = create_account(system("people.create_account", at=now()), login_name="neu", display_name="新").id
    link = issue_enrolment(system("people.issue_enrolment", at=now()), account=account).values["secret"]
    before = JournalEntry.objects.count()
    page = client.get(f"/enrol/{link}/")
    assert page.status_code == 200 and "neu" in page.content.decode()
    assert JournalEntry.objects.count() == before


def test_enrolment_through_the_page(client: Client, system: Make) -> None:
    account = create_account(system("people.create_account", at=now()), login_name="neu", display_name="新").id
    link = issue_enrolment(system("people.issue_enrolment", at=now()), account=account).values["secret"]
    client.get(f"/enrol/{link}/")
    totp = client.session["enrol_totp"]
    weak = client.post(f"/enrol/{link}/", {"password": "short", "again": "short", "code": present_code(totp)})
    assert weak.status_code == 422
    good = {"password": PASSWORD, "again": PASSWORD, "code": present_code(totp)}
    assert client.post(f"/enrol/{link}/", {**good, "again": "x"}).status_code == 422
    assert client.post(f"/enrol/{link}/", good).headers["Location"] == "/login/"
    assert client.get(f"/enrol/{link}/").status_code == 409, "a link works once"


def test_an_old_link_is_refused(system: Make) -> None:
    account = create_account(system("people.create_account"), login_name="neu", display_name="新").id
    link = issue_enrolment(system("people.issue_enrolment"), account=account).values["secret"]
    totp = new_totp_secret()
    late = system("people.enrol", at=NOON + timedelta(hours=1, seconds=1))
    with pytest.raises(TooLate):
        enrol(late, secret=link, password=PASSWORD, totp_secret=totp, code=present_code(totp))
    with pytest.raises(Invalid):
        enrol(system("people.enrol"), secret=link, password=PASSWORD, totp_secret=totp, code="000000x")


@pytest.mark.pure
@pytest.mark.parametrize(
    ("password", "faults"),
    [
        ("Abc1234", ["too_short"]),
        ("Abc12345", []),
        ("abcdefgh", ["too_plain"]),
        ("Lu-12345", ["is_name"]),
        ("x" * 129 + "A1", ["too_long"]),
    ],
)
def test_passwords(password: str, faults: list[str]) -> None:
    assert faults_of(password, "lu") == faults
