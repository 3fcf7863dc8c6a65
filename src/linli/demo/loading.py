"""Loads the demo county from its stories, through the same commands that people use. Safe to run again."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

import yaml

from linli.demo import accounts, cases, homes, ledgers, notes, places, policies, privacy, residents, units
from linli.demo.staff import Staff
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.db.bulk import refresh_statistics
from linli.kernel.ids import time_of_id
from linli.kernel.jobs.worker import work_until_idle
from linli.people.commands import count_persons, load_accounts_batch, load_relations_batch, load_units_batch
from linli.people.queries.founding import account_named
from linli.people.queries.roles import roles_at
from linli.people.queries.units import unit_called
from linli.places.queries.areas import area_coded

STORIES = Path(__file__).with_name("stories.yaml")
PASSWORD = accounts.PASSWORD
COMMANDS = (
    "people.load_accounts_batch",
    "people.load_units_batch",
    "people.load_relations_batch",
    *accounts.COMMANDS,
    *places.COMMANDS,
    *homes.COMMANDS,
    *residents.COMMANDS,
    *notes.COMMANDS,
)
BATCH = 1_500
Say = Callable[[str], None]


@dataclass(frozen=True)
class DemoAccount:
    """A log-in of the demo, for the printed list."""

    name: str
    shown: str
    place: str


def read_stories() -> dict[str, Any]:
    """The stories as written."""
    stories: dict[str, Any] = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    return stories


def is_loaded(stories: Mapping[str, Any]) -> bool:
    """Whether the last account of the stories exists: it is made last."""
    return account_named(stories["accounts"][-1]["name"]) is not None


def demo_accounts() -> list[DemoAccount]:
    """Who can log in."""
    stories = read_stories()
    names = {unit["key"]: unit["name"] for unit in stories["units"]}
    return [DemoAccount(a["name"], a["shown"], _place(a, names)) for a in stories["accounts"]]


def _place(account: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return f"{names[account['unit']]} · {account['title']}" if "unit" in account else str(account["title"])


def _anchor(county: str, at: datetime) -> date:
    """The day on which loading began, also when an interrupted load goes on later: all dates hang on it."""
    begun = area_coded(county)
    return min(local_day(time_of_id(begun.id)), local_day(at)) if begun else local_day(at)


def _quiet(text: str) -> None:
    """Say nothing."""


def load_demo(county: str, scale: str = "default", say: Say = _quiet, count: int | None = None) -> bool:
    """Load everything that is missing; False when it was there already. ``count``: how many cases."""
    stories = read_stories()
    if is_loaded(stories):
        return False
    at = now()
    office = system_actor(county, at, *COMMANDS)
    places.load_areas(office)
    load = _Load(office, _anchor(county, at), stories, say)
    wanted = cases.COUNTS[scale] if count is None else count
    for words, step in load.steps(residents.SCALES[scale], wanted):
        started = perf_counter()
        step()
        say(f"{words}  {perf_counter() - started:.1f} s")
    return True


class _Load:
    """The steps of loading, in their order; each may be repeated."""

    def __init__(self, office: Actor, today: date, stories: Mapping[str, Any], say: Say) -> None:
        self.office, self.today, self.stories, self.say = office, today, stories, say

    def steps(self, count: int, matters: int) -> tuple[tuple[str, Callable[[], object]], ...]:
        """What is loaded, and how."""
        return (
            ("counts, grids and groups", lambda: places.load_places(self.office, self.today)),
            ("units, posts and relations", self.load_units),
            ("log-ins", lambda: accounts.load_accounts(self.office, self.stories, self.unit_ids(), self.today)),
            ("homes and people", lambda: residents.load_residents(self.office, count, self.today, self.say)),
            ("statistics", refresh_statistics),
            ("persons counted", self.count),
            ("ledgers", lambda: ledgers.load_ledgers(self.office.at, self.today)),
            ("policies", lambda: policies.load_policies(self.office.at, self.today)),
            ("consents and looks", lambda: privacy.load_privacy(self.office.at, self.today)),
            ("notes", lambda: notes.load_notes(self.office, self.stories, self.unit_ids())),
            ("cases", lambda: cases.load_cases(self.office, matters, self.today, self.say)),
            ("what is long over", lambda: cases.hand_on_the_past(self.office.county, self.today)),
            ("journal", lambda: work_until_idle(self.office.county)),
            ("the last log-in", lambda: accounts.load_resident(self.office, self.stories)),
        )

    def count(self) -> None:
        """Count as the night would."""
        count_persons(system_actor(self.office.county, self.office.at, "people.count_persons"))

    def unit_ids(self) -> dict[str, UUID]:
        """The units of the stories by their short names."""
        found = {u["key"]: unit_called(self.office.county, u["area"], u["name"]) for u in self.stories["units"]}
        return {key: unit for key, unit in found.items() if unit is not None}

    def load_units(self) -> None:
        """Accounts of those in charge, units with posts and terms, then relations."""
        roles = frozenset(roles_at(self.office.county, self.office.at))
        staff = Staff(random.Random("staff"), self.today, roles)
        register, towns = units.Register(staff), places.read_county()["towns"]
        made = list(register.offices(towns))
        for here in places.communities():
            where = units.Place(here.code, here.short, here.urban, here.grid_codes, here.groups)
            made += list(register.community(where))
        self._in_batches("accounts", staff.accounts, load_accounts_batch)
        self._in_batches("units", made, load_units_batch)
        lines = list(units.relations(made, towns, self.today - timedelta(days=400)))
        self._in_batches("relations", lines, load_relations_batch)

    def _in_batches(self, what: str, rows: list[Any], load: Callable[..., Any]) -> None:
        for number, start in enumerate(range(0, len(rows), BATCH)):
            actor = self.office.keyed(f"demo/{what}/{number}")
            receipt = load(actor, **{what: rows[start : start + BATCH]}, run="demo")
            refused = receipt.values.get("refused", ())
            assert not refused, f"the stories break a rule: {refused[:3]}"
