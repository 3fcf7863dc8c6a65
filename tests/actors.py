"""Actors for tests."""

from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor
from tests.conftest import NOON


def actor_with(
    *commands: str,
    area: str = "329921",
    unit: UUID | None = None,
    at: datetime = NOON,
    account: UUID | None = None,
) -> Actor:
    """An actor that may do ``commands`` inside ``area``."""
    return Actor(
        account=account or UUID(int=7), post=UUID(int=8), unit=unit, area=area, county=area[:6].ljust(6, "0"),
        at=at, channel="desk", powers=dict.fromkeys(commands, (area,)), label="测试",
    )  # fmt: skip
