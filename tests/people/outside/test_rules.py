"""What a provider's word counts for, without a provider."""

from typing import Any

import pytest

from linli.people.rules.outside import is_fresh, masked_subject, proves_two_factors, subject_of_claims

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("claims", "both"),
    [
        ({"amr": ["mfa"]}, True),
        ({"amr": ["pwd", "otp"]}, True),
        ({"amr": ["pin", "hwk"]}, True),
        ({"amr": ["fpt", "swk"]}, True),
        ({"amr": ["pwd", "sms"]}, False),  # possession, but nothing cryptographic (R9.8)
        ({"amr": ["pwd", "face"]}, False),
        ({"amr": ["pwd", "pin"]}, False),
        ({"amr": ["otp", "hwk"]}, False),
        ({"amr": ["otp"]}, False),
        ({"amr": []}, False),
        ({"amr": [{"mfa": 1}, 7]}, False),
        ({"amr": "mfa"}, False),
        ({}, False),
        ({"acr": "aal2"}, True),
        ({"acr": "aal1"}, False),
        ({"acr": None}, False),
    ],
)
def test_two_factors(claims: dict[str, Any], both: bool) -> None:
    assert proves_two_factors(claims, ("aal2",)) is both


def test_a_proof_grows_old() -> None:
    assert is_fresh({"auth_time": 1000}, 2800, 1800) and is_fresh({"auth_time": 1000}, 2860, 1800)
    assert not is_fresh({"auth_time": 1000}, 2861, 1800)
    assert not any(is_fresh({"auth_time": value}, 2800, 1800) for value in (None, "1000", True))


def test_subjects() -> None:
    assert subject_of_claims({"sub": " u1 "}, "sub") == "u1"
    assert subject_of_claims({"sub": "u1"}, "employee_number") is None
    assert subject_of_claims({"email": "lu@example.org", "email_verified": "true"}, "email") is None
    assert masked_subject("u-7f3a91") == "u-***91" and masked_subject("short") == "s***"
