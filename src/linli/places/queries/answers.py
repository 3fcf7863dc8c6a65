"""The answer to "my doorway → my group → my grid → my committee", as any face may show it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.kernel.geo import Datum, Point
from linli.places.queries.doorways import Doorway, locate_address, locate_point


@dataclass(frozen=True)
class Stop:
    """One step of the way. ``name`` "" = not known; ``kind`` doorway, group, grid, microgrid or committee."""

    kind: str
    name: str
    code: str = ""
    id: UUID | None = None


@dataclass(frozen=True)
class DoorwayAnswer:
    """What was asked, the way (empty for an unknown address), how the grid was found, and how long it took."""

    asked: str
    stops: tuple[Stop, ...]
    by: str
    community: str
    microseconds: int
    point: Point | None = None
    building: UUID | None = None
    dwelling: UUID | None = None

    @property
    def found(self) -> bool:
        """Whether the place is known: an address of the register, or a point in a grid or community."""
        return bool(self.stops)


def _stops(door: Doorway) -> tuple[Stop, ...]:
    found = [
        Stop("doorway", door.address),
        Stop("group", door.group.name if door.group else "", "", door.group.id if door.group else None),
    ]
    for kind, part in (("grid", door.grid), ("microgrid", door.microgrid)):
        if part is not None or kind == "grid":
            found.append(Stop(kind, part.name if part else "", part.code if part else "", part.id if part else None))
    place = door.community
    return (*found, Stop("committee", place.name if place else "", place.code if place else ""))


def _timed(asked: str, ask: Callable[[], Doorway | None]) -> DoorwayAnswer:
    started = time.perf_counter_ns()
    door = ask()
    took = (time.perf_counter_ns() - started) // 1_000
    if door is None or not (door.address or door.grid or door.community):
        return DoorwayAnswer(asked, (), "", "", took)
    code = door.community.code if door.community else ""
    return DoorwayAnswer(asked, _stops(door), door.by, code, took, door.point, door.building, door.dwelling)


def answer_address(county: str, text: str, day: date) -> DoorwayAnswer:
    """The way from an address."""
    return _timed(text, lambda: locate_address(county, text, day))


def answer_point(county: str, point: Point, day: date, datum: Datum = Datum.WGS84) -> DoorwayAnswer:
    """The way from a point."""
    asked = f"{point.longitude}, {point.latitude}"
    return _timed(asked, lambda: locate_point(county, point, day, datum))
