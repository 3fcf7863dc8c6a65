"""Who acts in the demo's cases: clerks, dispatchers, workers, heads of the units in charge, and residents."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.cases.queries.party_access import Access, party_actor, visitor_actor
from linli.demo.places import Community
from linli.demo.units import office_of
from linli.kernel.actor import Actor
from linli.people.queries.seats import acting_for
from linli.people.queries.units import unit_called


class NobodyThere(LookupError):
    """The demo county lacks somebody whom the stories need."""


@dataclass
class Cast:
    """Finds who acts, once; the moment is set for each act. ``towns`` are names by code."""

    county: str
    at: datetime
    towns: Mapping[str, str]

    def __post_init__(self) -> None:
        self._units: dict[tuple[str, str], UUID] = {}
        self._seats: dict[tuple[UUID, str], Actor] = {}

    def unit(self, area: str, name: str) -> UUID:
        """A unit by its name."""
        if (area, name) not in self._units:
            found = unit_called(self.county, area, name)
            if found is None:
                raise NobodyThere(name)
            self._units[area, name] = found
        return self._units[area, name]

    def seat(self, unit: UUID, role: str) -> Actor:
        """Somebody of a unit with a role."""
        if (unit, role) not in self._seats:
            found = acting_for(self.county, unit, role, self.at)
            if found is None:
                raise NobodyThere(f"{role} of {unit}")
            self._seats[unit, role] = found
        return self._seats[unit, role]

    def office(self, here: Community) -> UUID:
        """The street office or town government of a community."""
        code = here.code[:9]
        return self.unit(code, office_of({"name": self.towns[code]})[0])

    def station(self, here: Community) -> UUID:
        """The service station of a community."""
        return self.unit(here.code, f"{here.short}{'社区服务站' if here.urban else '村党群服务中心'}")

    def dispatcher(self, here: Community) -> Actor:
        """Who dispatches and verifies at the town of a community."""
        return self.seat(self.office(here), "dispatcher")

    def verifier(self, here: Community) -> Actor:
        """Who verifies there: another person than the dispatcher where there is one."""
        return self.seat(self.office(here), "verifier")

    def lead(self, kind: Mapping[str, Any], here: Community) -> UUID:
        """The unit that handles a kind of matter at a place."""
        wanted = kind["lead"]
        if wanted == "town":
            return self.office(here)
        if wanted == "committee":
            return self.unit(here.code, f"{here.short}社区居民委员会")
        if wanted == "mediation":
            return self.unit(here.code[:9], f"{self.towns[here.code[:9]]}人民调解委员会")
        return self.unit(self.county, str(wanted))

    def visitor(self, at: datetime) -> Actor:
        """A resident at the portal."""
        return visitor_actor(self.county, at)

    def party(self, case: UUID, party: UUID, at: datetime) -> Actor:
        """The resident with number and key."""
        return party_actor(self.county, Access(case, party), at)


def at_moment(actor: Actor, at: datetime, key: str) -> Actor:
    """The same person at a moment, under a key."""
    return replace(actor, at=at, request_key=key)
