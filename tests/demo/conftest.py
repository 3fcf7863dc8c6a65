"""One small demo, loaded once into the test database's own transaction for each test that asks."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache

from linli.demo.loading import load_demo


@pytest.fixture
def demo(db: None) -> Iterator[list[str]]:
    """The demo county with few people; what the load printed."""
    cache.clear()
    said: list[str] = []
    assert load_demo(settings.LINLI.county, "small", said.append)
    yield said
