"""A provider that this installation knows, and a clerk whose account is linked there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from linli.kernel.clock_port import now
from linli.people.commands import link_identity
from tests.actors import actor_with
from tests.people.outside.provider import CLIENT, SECRET, House, provider
from tests.people.people import Colleague, make_colleague, make_unit


@pytest.fixture
def house(settings: Any) -> Iterator[House]:
    """The provider, set up here."""
    with provider() as made:
        settings.LINLI = replace(
            settings.LINLI, oidc_issuer=made.issuer, oidc_client=CLIENT, oidc_secret=SECRET, oidc_name="县统一认证",
            oidc_seconds=2,
        )  # fmt: skip
        yield made


@pytest.fixture
def clerk() -> Colleague:
    return make_colleague("lu", make_unit("民政局"))


def link(who: Colleague, house: House, subject: str = "") -> None:
    """By the security administrator."""
    actor = actor_with("people.link_identity", at=now())
    link_identity(actor, account=who.account, issuer=house.issuer, subject=subject or house.sub)


@pytest.fixture
def linked(clerk: Colleague, house: House) -> Colleague:
    link(clerk, house)
    return clerk


def there(client: Client, **given: str) -> str:
    """Press the button; the provider's address."""
    page = client.post("/login/outside/", given)
    assert page.status_code == 200, page.content.decode()
    return str(page.headers["Refresh"]).removeprefix("0; url=")


def round_trip(client: Client, house: House, **given: str) -> Any:
    """To the provider and back; our answer to what the browser brings."""
    return client.get(house.visit(there(client, **given)))
