"""The demo county's areas and their counts, made from ``county.yaml``: the same at every load."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.places.commands import import_divisions, set_figure

COUNTY = Path(__file__).with_name("county.yaml")
COMMANDS = ("places.import_divisions", "places.set_figure")
SEED = 329921
FIRST_COMMUNITY, FIRST_VILLAGE = 1, 200


def read_county() -> dict[str, Any]:
    """The county as written."""
    county: dict[str, Any] = yaml.safe_load(COUNTY.read_text(encoding="utf-8"))
    return county


def communities_of(town: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """(code, name, urban) of each community and village of a town."""
    for place, name in enumerate(town.get("communities", ()), start=FIRST_COMMUNITY):
        yield f"{town['code']}{place:03}", f"{name}社区居民委员会", True
    for place, name in enumerate(town.get("villages", ()), start=FIRST_VILLAGE):
        yield f"{town['code']}{place:03}", f"{name}村村民委员会", False


def rows() -> list[tuple[str, str]]:
    """(code, name) of the county, its towns and their communities."""
    county = read_county()
    found = [(county["county"]["code"], county["county"]["name"])]
    for town in county["towns"]:
        found.append((town["code"], town["name"]))
        found += [(code, name) for code, name, _ in communities_of(town)]
    return found


def load_places(office: Actor) -> None:
    """Import the areas, then enter dated counts of households and residents for each community."""
    import_divisions(office.keyed("demo/areas"), run="demo", rows=rows())
    dice = random.Random(SEED)
    counted = (office.at - timedelta(days=200)).astimezone(LOCAL).date()
    for town in read_county()["towns"]:
        for code, _, urban in communities_of(town):
            households = dice.randint(1_100, 2_900) if urban else dice.randint(180, 720)
            residents = households * (dice.randint(24, 29) if urban else dice.randint(27, 34)) // 10
            for measure, value in (("households", households), ("residents", residents)):
                actor = replace(office, request_key=f"demo/{code}/{measure}")
                set_figure(actor, area=code, measure=measure, value=value, on=counted, source="2026年社区(村)台账")
