"""The ports to mail and SMS providers, against real sockets that misbehave."""

from dataclasses import replace
from uuid import UUID

import pytest

from linli.kernel.installation import Installation
from linli.kernel.sending import KEPT, NotSent, Parcel, send
from tests.people.messages.providers import Provider, running

pytestmark = pytest.mark.pure
NUMBER = UUID("01890000-0000-7000-8000-000000000001")
SMS = Parcel(NUMBER, "sms", "13800138000", "标题", "【邻里】路灯修好了")
MAIL = Parcel(NUMBER, "mail", "wang@example.com", "路灯\n修好了", "【邻里】路灯修好了")


def place(provider: Provider, kind: str, mode: str = "test") -> Installation:
    base = Installation(mode=mode, send_seconds=1)  # type: ignore[arg-type]  # each mode is tried as text
    if kind == "sms":
        return replace(base, sms_url=f"http://127.0.0.1:{provider.port}/send?a=1", sms_token="Bearer secret")
    return replace(base, mail_host="127.0.0.1", mail_port=provider.port, mail_security="none")


def why(installation: Installation, parcel: Parcel) -> tuple[str, bool]:
    with pytest.raises(NotSent) as refused:
        send(installation, parcel)
    return refused.value.reason, refused.value.final


def test_a_short_message_is_posted_with_token_and_number() -> None:
    with running("sms") as provider:
        assert send(place(provider, "sms"), SMS) == "p-1"
    (got,) = provider.taken
    assert (got["to"], got["text"], got["id"]) == (SMS.to, SMS.text, str(NUMBER))
    assert got["head"].startswith("POST /send?a=1 ") and "Authorization: Bearer secret" in got["head"]
    assert f"Idempotency-Key: {NUMBER}" in got["head"]


@pytest.mark.parametrize(
    ("habit", "reason", "final"),
    [
        ("drop", "no_connection", False),
        ("drop_after", "no_connection", False),
        ("delay", "time_out", False),
        ("trickle", "time_out", False),
        ("busy", "http_503", False),
        ("too_many", "http_429", False),
        ("refuse", "http_400", True),
        ("lie", "answer_not_understood", False),
        ("garbage", "answer_not_understood", False),
        ("away", "http_302", False),
    ],
)
def test_what_an_sms_provider_does_wrong_is_named(habit: str, reason: str, final: bool) -> None:
    with running("sms") as provider:
        provider.habits = [habit]
        assert why(place(provider, "sms"), SMS) == (reason, final)
        assert provider.asked == 1, "no redirect is followed, nothing is tried twice here"


def test_a_mail_goes_out_with_its_number_and_one_line_of_subject() -> None:
    with running("mail") as provider:
        assert send(place(provider, "mail"), MAIL) == str(NUMBER)
    (got,) = provider.taken
    assert got["id"] == str(NUMBER) and "To: wang@example.com" in got["letter"]


@pytest.mark.parametrize(
    ("habit", "reason", "final"),
    [
        ("drop", "no_connection", False),
        ("drop_after", "no_connection", False),
        ("delay", "time_out", False),
        ("busy", "smtp_451", False),
        ("refuse", "recipient_refused", True),
    ],
)
def test_what_a_mail_server_does_wrong_is_named(habit: str, reason: str, final: bool) -> None:
    with running("mail") as provider:
        provider.habits = [habit]
        assert why(place(provider, "mail"), MAIL) == (reason, final)


def test_without_a_provider_a_demo_keeps_and_production_says_so() -> None:
    assert send(Installation(mode="demo"), SMS) == KEPT
    assert why(Installation(mode="production"), SMS) == ("not_set_up", False)
    assert why(Installation(mode="production"), MAIL) == ("not_set_up", False)


def test_production_asks_no_private_address_and_nothing_unencrypted() -> None:
    with running("sms") as provider:
        real = replace(place(provider, "sms"), mode="production", sms_url=f"https://127.0.0.1:{provider.port}/")
        assert why(real, SMS) == ("private_address", False)
        assert why(replace(real, sms_url="https://localhost/"), SMS) == ("private_address", False)
        assert why(replace(real, sms_url="http://example.com/"), SMS) == ("not_encrypted", False)
        assert why(replace(real, sms_url="ftp://example.com/"), SMS) == ("bad_address", False)
    assert provider.asked == 0


def test_a_mail_server_without_tls_gets_nothing_when_tls_is_wanted() -> None:
    with running("mail") as provider:
        wanted = replace(place(provider, "mail"), mail_security="starttls")
        assert why(wanted, MAIL)[0] in ("no_connection", "tls") and provider.taken == []
