"""A small town for tests of cases: areas, units and the people who sit in them, made through commands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from linli.cases.commands import open_case
from linli.cases.models import Case
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import now
from linli.people.commands import create_post, create_unit
from linli.places.commands import import_divisions
from tests.conftest import NOON

COUNTY, TOWN, COMMUNITY, VILLAGE = "329921", "329921001", "329921001001", "329921001200"
AREAS = [
    (COUNTY, "清和县"),
    (TOWN, "河滨街道"),
    (COMMUNITY, "柳岸社区居民委员会"),
    (VILLAGE, "石桥村村民委员会"),
]
UNITS = {
    "urban": ("清和县城市管理局", COUNTY, "department"),
    "housing": ("清和县住房和城乡建设局", COUNTY, "department"),
    "petitions": ("清和县信访局", COUNTY, "department"),
    "street": ("河滨街道办事处", TOWN, "street_office"),
    "committee": ("柳岸社区居民委员会", COMMUNITY, "residents_committee"),
    "station": ("柳岸社区服务站", COMMUNITY, "service_station"),
    "mediation": ("柳岸社区人民调解委员会", COMMUNITY, "mediation_committee"),
}
MAKER = ("people.create_unit", "people.create_post", "places.import_divisions")
SERIAL = iter(range(1, 1_000_000))


@dataclass
class Town:
    """Areas and units; ``who`` makes an actor of a unit with the powers of roles, without going through a log-in."""

    units: dict[str, UUID] = field(default_factory=dict)
    posts: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def who(self, unit: str, *roles: str, at: datetime = NOON, mark: str = "") -> Actor:
        """Somebody of a unit; another ``mark`` is another person."""
        _, area, _ = UNITS[unit]
        account = UUID(int=hash((unit, mark)) & (2**64 - 1) | 1)
        return Actor(
            account, UUID(int=9), self.units[unit], area, COUNTY, at, "desk", powers_of(roles, area), label=unit
        )  # fmt: skip


def powers_of(roles: tuple[str, ...], area: str) -> Mapping[str, tuple[str, ...]]:
    """The powers that roles of the national pack give at an area."""
    from linli.people.queries.roles import roles_at

    known = roles_at(area, NOON)
    return {name: (area,) for role in roles for name in known[role].may}


def make_town() -> Town:
    """Areas, units."""
    office = system_actor(settings.LINLI.county, now(), *MAKER)
    import_divisions(office, run="town", rows=AREAS)
    town = Town()
    for key, (name, area, kind) in UNITS.items():
        town.units[key] = create_unit(office, area=area, name=name, kind=kind).id
    return town


def post_of(town: Town, unit: str, title: str, *roles: str) -> UUID:
    """A post of a unit."""
    office = system_actor(settings.LINLI.county, now(), *MAKER)
    return create_post(office, unit=town.units[unit], title=title, roles=roles).id


REPORTER: Mapping[str, Any] = {"role": "reporter", "name": "王小明", "phone": "13800138000"}


def lamp(actor: Actor, **changed: Any) -> UUID:
    """A lamp that is out, reported."""
    given: dict[str, Any] = {
        "type": "report_part", "sort": "street_lamp", "area": COMMUNITY, "text": "三号桥边的路灯不亮",
        "parties": (REPORTER,), "lon": 119.81, "lat": 33.41, **changed,
    }  # fmt: skip
    return open_case(actor, **given).id


def version(case: UUID) -> int:
    """The present version of a case."""
    return Case.objects.get(pk=case).version


def later(actor: Actor, **span: Any) -> Actor:
    """The same person some time later."""
    from datetime import timedelta

    return replace(actor, at=actor.at + timedelta(**span))
