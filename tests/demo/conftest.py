"""The demo in the test database: small, or as large as ``DEMO_SCALE`` says (a run by hand)."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache

from linli.demo.loading import load_demo


@pytest.fixture
def demo(db: None) -> Iterator[list[str]]:
    """The demo county with its people; what the load printed."""
    cache.clear()
    said: list[str] = []
    assert load_demo(settings.LINLI.county, os.environ.get("DEMO_SCALE", "small"), said.append)
    yield said
