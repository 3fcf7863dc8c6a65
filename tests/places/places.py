"""Makes areas for tests, through the commands that people use."""

from datetime import date
from itertools import count

from linli.kernel.actor import Actor
from linli.kernel.journal.models import JournalEntry
from linli.places.commands import create_area
from linli.places.models import Area
from tests.actors import actor_with

COUNTY = "329921"
TOWN = "329921001"
COMMUNITY = "329921001001"
OTHER = "329921001002"
DAY = date(2026, 3, 1)
_numbers = count(1)


def keeper(*commands: str, area: str = COUNTY) -> Actor:
    """Someone who may do ``commands`` of places inside ``area``."""
    return actor_with(*(f"places.{name}" for name in commands), area=area)


def make_area(code: str = COMMUNITY, name: str = "") -> str:
    """An area under ``code``."""
    create_area(keeper("create_area"), code=code, name=name or f"第{code[-3:]}社区")
    return code


def fresh_town() -> str:
    """The code of a town that no earlier example of a property used."""
    return f"{COUNTY}{next(_numbers) + 100:03d}"


def version_of(code: str) -> int:
    """The version that a person would see now."""
    return Area.objects.get(county=code[:6].ljust(6, "0"), code=code).version


def entries(command: str) -> list[JournalEntry]:
    """Journal entries of a command, oldest first."""
    return list(JournalEntry.objects.filter(command=f"places.{command}").order_by("recorded_at", "id"))
