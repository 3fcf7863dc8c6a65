"""What the doctor says of an outside log-in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from linli.faces.cli.outside_checks import outside_answers, outside_settings
from tests.people.outside.provider import CLIENT, House, provider

pytestmark = pytest.mark.pure


@pytest.fixture
def house(settings: Any) -> Iterator[House]:
    with provider() as made:
        settings.LINLI = replace(settings.LINLI, oidc_issuer=made.issuer, oidc_client=CLIENT, oidc_secret="x")
        yield made


def change(settings: Any, **values: Any) -> None:
    settings.LINLI = replace(settings.LINLI, **values)


def test_nothing_is_said_without_one_and_of_a_good_one(house: House, settings: Any) -> None:
    assert [*outside_settings(), *outside_answers()] == []
    change(settings, oidc_issuer="")
    assert [*outside_settings(), *outside_answers()] == []


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"mode": "production"}, "LINLI_OIDC_ISSUER"),
        ({"oidc_client": ""}, "LINLI_OIDC_CLIENT"),
        ({"oidc_scopes": ("profile",)}, "LINLI_OIDC_SCOPES"),
        ({"oidc_secret_file": "/nowhere/secret"}, "LINLI_OIDC_SECRET_FILE"),
    ],
)
def test_settings_that_cannot_work_keep_it_from_starting(
    house: House, settings: Any, values: dict[str, Any], named: str
) -> None:
    change(settings, **values)
    [fault] = outside_settings()
    assert fault.blocks and named in fault.what
    assert list(outside_answers()) == [], "one thing after the other"


def test_a_provider_that_cannot_be_used_is_named_with_a_remedy(house: House, settings: Any, tmp_path: Path) -> None:
    house.said = {"issuer": "https://elsewhere.example"}
    [other] = outside_answers()
    assert not other.blocks and "other_issuer" in other.what and "to the letter" in other.do
    house.said = {"token_endpoint": ""}
    [wrong] = outside_answers()
    assert "no_token_endpoint" in wrong.what and ".well-known" in wrong.do
    change(settings, oidc_issuer="http://127.0.0.1:9")
    [away] = outside_answers()
    assert "no_connection" in away.what and not away.blocks
    change(settings, mode="production", oidc_issuer=house.issuer.replace("http", "https"))
    [inside] = outside_answers()
    assert "private_address" in inside.what and "LINLI_OIDC_PRIVATE" in inside.do
    change(settings, oidc_private=True)
    [plain] = outside_answers()
    assert "tls" in plain.what or "no_connection" in plain.what
