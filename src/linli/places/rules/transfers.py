"""Who goes where when an area is divided: every dwelling to exactly one of the new areas."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Clash(Generic[Key]):
    """Something that was given to two areas."""

    what: Key
    one: str
    other: str


def assign(wishes: Iterable[tuple[Key, str]]) -> dict[Key, str] | Clash[Key]:
    """The area of each thing named; a Clash when one was named for two."""
    found: dict[Key, str] = {}
    for what, area in wishes:
        earlier = found.setdefault(what, area)
        if earlier != area:
            return Clash(what, earlier, area)
    return found


def agreed(areas: Iterable[str], rest: str) -> str:
    """The area that all name, else ``rest``: where a building goes with its dwellings."""
    named = set(areas)
    return named.pop() if len(named) == 1 else rest


def by_area(places: Mapping[Key, str]) -> dict[str, list[Key]]:
    """The things of each area."""
    found: dict[str, list[Key]] = {}
    for what, area in places.items():
        found.setdefault(area, []).append(what)
    return found
