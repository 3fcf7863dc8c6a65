"""What every test may use: a database with the packs applied, actors, and the guards of this suite."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import QuerySet
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from linli.kernel.actor import Actor, system_actor
from linli.kernel.crypto.boxes import forget_keys
from linli.kernel.db.guard import _context, writing
from linli.kernel.packs.lookup import forget_packs
from tests.mission import MissionPlugin, _evidence

__all__ = ["NOON", "_evidence"]
# A busy machine is no fault of the code: how long an example takes to make is not judged.
hypothesis_settings.register_profile("linli", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("linli")
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # Friday 2026-11-20, 12:00 in Shanghai


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The test database is made in the migrations' context."""
    _context.set("migration")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Migrate (by pytest-django), then publish the packs once for all tests."""
    _context.set("none")
    with django_db_blocker.unblock():
        call_command("pack", "apply", verbosity=0)
    yield
    _context.set("migration")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Passwords of the test process are hashed quickly."""
    with override_settings(PASSWORD_HASHERS=["tests.hashing.QuickArgon2"]):
        yield


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    """What a process remembers of the database, and its seals outside, do not outlive a test."""
    yield
    forget_packs()
    forget_keys()
    shutil.rmtree(settings.LINLI.folder("seals"), ignore_errors=True)


@pytest.fixture(autouse=True)
def _shuffle_unordered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A query without an order gives its rows in any order: here, in a random one."""
    fetch_all = QuerySet._fetch_all

    def shuffled(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        fetch_all(self)
        if fresh and not self.ordered and not self.query.is_sliced and len(self._result_cache) > 1:
            random.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", shuffled)


@pytest.fixture
def writing_as_test() -> Iterator[None]:
    """Lets the body of a test write tables directly."""
    with writing("test"):
        yield


@pytest.fixture
def system() -> Callable[..., Actor]:
    """Make the installation's own actor for the named commands, at NOON unless another moment is given."""

    def make(*commands: str, at: datetime = NOON) -> Actor:
        return system_actor(settings.LINLI.county, at, *commands)

    return make


def pytest_configure(config: pytest.Config) -> None:
    """Collect which rows of the mission the passed tests serve."""
    config.pluginmanager.register(MissionPlugin(), "linli-mission")
