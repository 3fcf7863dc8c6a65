"""Who leads a residents' group: the unit of the chart that has its name."""

from dataclasses import dataclass

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.people.queries.chart import Chart, ChartUnit, chart
from linli.places.queries.subdivisions import PartRow

UNITS = ("residents_group", "villagers_group")


@dataclass(frozen=True)
class Head:
    """The post of a group's head: its title, and the holder (empty = vacant)."""

    title: str
    holder: str


def _head(unit: ChartUnit) -> Head | None:
    post = next((post for post in unit.posts if post.kind == "head"), None)
    return Head(post.title, "、".join(holder.name for holder in post.holders)) if post else None


def _units(found: Chart) -> list[ChartUnit]:
    units = [unit for body in found.bodies for unit in body.units]
    return [unit for unit in (*units, *found.others) if unit.kind in UNITS]


def heads_of(actor: Actor, community: str, groups: tuple[PartRow, ...]) -> dict[str, Head]:
    """The heads of groups by the group's name: units are matched by name ("…第一居民小组" leads "第一居民小组")."""
    if not groups or not actor.may("people.see_units", community):
        return {}
    units = _units(chart(actor, community, local_day(actor.at)))
    found = {}
    for group in groups:
        unit = next((unit for unit in units if unit.name.endswith(group.name)), None)
        head = _head(unit) if unit else None
        if head:
            found[group.name] = head
    return found
