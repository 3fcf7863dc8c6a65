"""The nation's calendar as it stands in the pack."""

from typing import Any

import pytest

from linli.kernel.clock import WorkCalendar
from tests.kernel.clock.samples import NATION, SECTIONS_OF_NATION


@pytest.fixture
def sections() -> dict[str, Any]:
    """The sections of the pack's calendar file, as YAML gives them."""
    return dict(SECTIONS_OF_NATION)


@pytest.fixture
def nation() -> WorkCalendar:
    """The nation's calendar."""
    return NATION
