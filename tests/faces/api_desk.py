"""A county with people who hold tokens: what the tests of the service begin with."""

from typing import Any
from uuid import UUID

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import create_unit
from linli.people.queries.units import unit_called
from linli.places.commands import import_divisions
from tests.faces.test_api_notes import Program
from tests.people.people import make_colleague

COUNTY, TOWN, CODE, OTHER = "329921", "329921001", "329921001001", "329921001002"
FAR_TOWN, FAR = "329921002", "329921002001"
GONE = "01990000-0000-7000-8000-000000000000"
ROWS = [
    (COUNTY, "清和县"), (TOWN, "河滨街道"), (CODE, "柳岸社区居民委员会"), (OTHER, "望河社区居民委员会"),
    (FAR_TOWN, "东山镇"), (FAR, "松岗社区居民委员会"),
]  # fmt: skip


def county() -> None:
    """Two towns with three communities."""
    import_divisions(system_actor(COUNTY, now(), "places.import_divisions"), run="t", rows=ROWS)


def unit_at(area: str, name: str = "", kind: str = "department") -> UUID:
    """A unit of that name at a place, made when it is missing."""
    name = name or f"单位{area}"
    maker = system_actor(COUNTY, now(), "people.create_unit")
    return unit_called(COUNTY, area, name) or create_unit(maker, area=area, name=name, kind=kind).id


def program(name: str, *roles: str, area: str = COUNTY, scopes: tuple[str, ...] = (), kind: str = "") -> Program:
    """Somebody with a post at a place and a token for all its powers, or for ``scopes`` alone."""
    unit = unit_at(area, kind=kind or ("department" if area == COUNTY else "street_office"))
    who = make_colleague(name, unit, *roles, "clerk")
    return Program(who, scopes or tuple(who.actor().powers))


def every_row(asker: Program, path: str, size: int = 2) -> list[dict[str, Any]]:
    """All rows of a list, page by page."""
    rows, after, glue = [], "", "&" if "?" in path else "?"
    while True:
        page = asker("get", f"{path}{glue}size={size}&after={after}").json()
        rows += page["rows"]
        after = page["next"]
        if not after:
            return rows


def journalled(object_id: str) -> list[str]:
    """The commands that wrote about an object, in order."""
    return list(JournalEntry.objects.filter(object_id=object_id).order_by("id").values_list("command", flat=True))


def paths(answer: Any) -> set[str]:
    """The fields that a refusal names."""
    return {problem["path"] for problem in answer.json().get("problems", ())}
