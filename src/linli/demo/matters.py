"""Which cases the demo's year holds: seasons, storms, repeat callers. Pure, the same at every load."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from linli.demo.places import Community, plot_of
from linli.demo.units import bodies
from linli.kernel.clock_port import LOCAL

STORIES = Path(__file__).with_name("cases.yaml")
DAYS, HOT = 360, "329921001"


@dataclass(frozen=True)
class Matter:
    """A case to be: what, where, when, who reported it, and how it goes (a number in [0, 1) for each chance)."""

    number: int
    at: datetime
    kind: Mapping[str, Any]
    here: Community
    text: str
    name: str
    phone: str
    lon: float
    lat: float
    chance: float
    channel: str
    done: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    run: int = 0


@cache
def stories() -> Mapping[str, Any]:
    """The stories as written."""
    found: dict[str, Any] = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    return found


def matters(count: int, here: Sequence[Community], today: date) -> list[Matter]:
    """``count`` cases of the year before ``today``, in the order of their days."""
    dice = random.Random("cases")
    here = [item for item in here if item.code not in _broken()]
    seeds = [*_storms(dice, here, today, count), *_callers(dice, here, today, count)]
    seeds += _usual(dice, here, today, max(0, count - len(seeds)))
    seeds.sort(key=lambda seed: (seed[0], str(seed[1]["type"]), seed[2].code))
    return [replace(_matter(dice, number, *seed), run=count) for number, seed in enumerate(seeds)]


def _broken() -> frozenset[str]:
    """The communities where a body or its head is deliberately missing: nobody could take anything in there."""
    faults = bodies()["faults"]
    return frozenset((*faults["missing"], *faults["vacant"]))


Seed = tuple[date, Mapping[str, Any], Community, str, tuple[str, str]]
NOBODY = ("", "")


def _usual(dice: random.Random, here: Sequence[Community], today: date, count: int) -> list[Seed]:
    kinds, found = stories()["kinds"], list[Seed]()
    while len(found) < count:
        # More of what is young is still open, so the last weeks are a little fuller.
        ago = dice.randrange(1, DAYS) if dice.random() < 0.85 else dice.randrange(1, 21)
        day = today - timedelta(days=ago)
        weights = [_weight(kind, day) for kind in kinds]
        kind = dice.choices(kinds, weights)[0]
        found.append((day, kind, _where(dice, here, kind), "", NOBODY))
    return found


def _weight(kind: Mapping[str, Any], day: date) -> float:
    months: Mapping[int, float] = kind.get("months", {})
    if kind["weight"] == 0:
        return months.get(day.month, 0)
    return float(kind["weight"]) * months.get(day.month, 1)


def _where(dice: random.Random, here: Sequence[Community], kind: Mapping[str, Any]) -> Community:
    fits = [c for c in here if not (kind.get("urban") and not c.urban) and not (kind.get("rural") and c.urban)]
    return dice.choices(fits, [c.households * (4 if c.code.startswith(HOT) else 1) for c in fits])[0]


def _last(month: int, day: int, today: date) -> date:
    """The last such day that lies at least three weeks back."""
    found = date(today.year, month, day)
    return found if found <= today - timedelta(days=21) else found.replace(year=today.year - 1)


def _kind(sort: str) -> Mapping[str, Any]:
    named = "street_lamp" if sort == "lamp" else sort
    found: Mapping[str, Any] = next(kind for kind in stories()["kinds"] if kind["sort"] == named)
    return found


def _storms(dice: random.Random, here: Sequence[Community], today: date, count: int) -> Iterator[Seed]:
    for storm in stories()["storms"]:
        day = _last(storm["month"], storm["day"], today)
        there = [item for item in here if item.code.startswith(storm["town"])]
        for number in range(min(storm["count"], count // 8)):
            kind = _kind(storm["sorts"][number % len(storm["sorts"])])
            yield day + timedelta(days=number // 18), kind, dice.choice(there), storm["words"], NOBODY


def _callers(dice: random.Random, here: Sequence[Community], today: date, count: int) -> Iterator[Seed]:
    for caller in stories()["callers"]:
        place = next(item for item in here if item.code == caller["area"])
        for number in range(min(caller["times"], count // 20)):
            day = today - timedelta(days=12 + number * 23 + dice.randrange(9))
            yield day, _kind(caller["sort"]), place, "又来反映：" if number else "", (caller["name"], caller["phone"])


def _matter(
    dice: random.Random, number: int, day: date, kind: Mapping[str, Any], here: Community, before: str,
    caller: tuple[str, str],
) -> Matter:  # fmt: skip
    west, south, east, north = plot_of(here.place)
    which = dice.randrange(len(kind["text"]))
    name = caller[0] or dice.choice(stories()["names"]) + dice.choice(("女士", "先生", "师傅", "老师"))
    return Matter(
        number, moment_on(dice, day), kind, here, before + kind["text"][which], name,
        caller[1] or f"1380{number % 7 + 1}{dice.randrange(1_000_000):06}",
        round(west + (east - west) * dice.random(), 6), round(south + (north - south) * dice.random(), 6),
        dice.random(), dice.choices(("portal", "window", "grid"), (55, 30, 15))[0], dice.choice(kind["done"]),
        kind.get("values", {}),
    )  # fmt: skip


def moment_on(dice: random.Random, day: date, first: int = 8, last: int = 17) -> datetime:
    """Some moment of a day's working hours."""
    return datetime.combine(day, time(dice.randrange(first, last), dice.randrange(60)), LOCAL)
