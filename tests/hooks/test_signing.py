"""Signatures: ours by their libraries, theirs by ours, the published vector, and everything that must not pass."""

import base64
import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
import standardwebhooks
import svix.webhooks
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.hooks.signing import BadSignature, headers, is_secret, key_of, new_secret, verify

pytestmark = pytest.mark.pure
LIBRARIES = [standardwebhooks.Webhook, svix.webhooks.Webhook]
BODY = json.dumps({"type": "案件", "data": {"state": "办结"}}, ensure_ascii=False).encode()


def now() -> datetime:
    return datetime.now(UTC)


def stamp(at: datetime) -> int:
    return int(at.timestamp())


def test_the_published_vector() -> None:
    made = headers(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
        b'{"test": 2432232314}',
    )  # fmt: skip
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("library", LIBRARIES)
def test_their_library_verifies_ours_and_ours_theirs(library: type[standardwebhooks.Webhook]) -> None:
    secret, at = new_secret(), now()
    library(secret).verify(BODY, headers([secret], "msg_1", stamp(at), BODY))
    theirs = library(secret).sign("msg_2", at, BODY.decode())
    given = {"Webhook-Id": "msg_2", "Webhook-Timestamp": str(stamp(at)), "Webhook-Signature": theirs}
    assert verify([secret], given, BODY, at) == "msg_2"


@pytest.mark.parametrize("library", LIBRARIES)
def test_while_a_secret_is_changed_both_verify(library: type[standardwebhooks.Webhook]) -> None:
    old, fresh, other, at = new_secret(), new_secret(), new_secret(), now()
    made = headers([fresh, old], "msg_1", stamp(at), BODY)
    assert len(made["webhook-signature"].split(" ")) == 2
    for secret in (old, fresh):
        library(secret).verify(BODY, made)
        assert verify([secret], made, BODY, at) == "msg_1"
    with pytest.raises(Exception, match="No matching signature"):
        library(other).verify(BODY, made)
    assert verify([other, old], headers([old], "msg_1", stamp(at), BODY), BODY, at) == "msg_1", "and the other way"


def test_a_third_hand_computes_the_same() -> None:
    """The two libraries share their code, so somebody else's HMAC is asked too."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    secret, message = new_secret(), b"msg_1.1700000000." + BODY
    key = f"hexkey:{base64.b64decode(secret.removeprefix('whsec_')).hex()}"
    command = [openssl, "dgst", "-sha256", "-mac", "HMAC", "-macopt", key, "-binary"]
    digest = subprocess.run(command, input=message, capture_output=True, check=True).stdout
    made = headers([secret], "msg_1", 1700000000, BODY)["webhook-signature"]
    assert made == f"v1,{base64.b64encode(digest).decode()}"


@given(st.binary(max_size=300), st.text(st.characters(codec="ascii", exclude_characters=" ."), min_size=1, max_size=40))
def test_any_body_and_id_come_back(body: bytes, message: str) -> None:
    secret, at = new_secret(), now()
    assert verify([secret], headers([secret], message, stamp(at), body), body, at) == message


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_one_changed_byte_does_not_pass(place: int, change: int) -> None:
    secret, at = new_secret(), now()
    bad = bytearray(BODY)
    bad[place] ^= change
    with pytest.raises(BadSignature):
        verify([secret], headers([secret], "m", stamp(at), BODY), bytes(bad), at)


@pytest.mark.parametrize(
    ("seconds", "reason"), [(0, ""), (290, ""), (-290, ""), (301, "too_old"), (-301, "too_new"), (90_000, "too_old")]
)
def test_five_minutes_off_are_let_pass(seconds: int, reason: str) -> None:
    secret, at = new_secret(), datetime(2026, 11, 26, tzinfo=UTC)
    made = headers([secret], "m", stamp(at), BODY)
    if not reason:
        assert verify([secret], made, BODY, at + timedelta(seconds=seconds)) == "m"
        return
    with pytest.raises(BadSignature, match=reason):
        verify([secret], made, BODY, at + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"webhook-id": "other"}, "wrong_signature"),
        ({"webhook-id": ""}, "no_signature"),
        ({"webhook-signature": ""}, "no_signature"),
        ({"webhook-signature": "v1,"}, "wrong_signature"),
        ({"webhook-signature": "v1,é€"}, "wrong_signature"),
        ({"webhook-signature": "v2,abc v1a,abc"}, "wrong_signature"),
        ({"webhook-timestamp": "１７００"}, "bad_time"),
        ({"webhook-timestamp": "-5"}, "bad_time"),
        ({"webhook-timestamp": "1e9"}, "bad_time"),
        ({"webhook-timestamp": "9" * 400}, "bad_time"),
    ],
)
def test_headers_that_lie(change: dict[str, str], reason: str) -> None:
    secret, at = new_secret(), now()
    with pytest.raises(BadSignature, match=reason):
        verify([secret], {**headers([secret], "m", stamp(at), BODY), **change}, BODY, at)


def test_a_secret_is_long_random_and_base64() -> None:
    assert len({new_secret() for _ in range(50)}) == 50 and len(key_of(new_secret())) == 32
    assert all(map(is_secret, (new_secret(), "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
    assert not any(map(is_secret, ("", "whsec_", "whsec_abc", "whsec_" + "!" * 40, "whsec_" + "A" * 100)))
