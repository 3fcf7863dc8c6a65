"""A county with two communities, and its administrator of places at a browser."""

import re
from typing import Any

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.places.commands import add_building, add_dwellings, import_divisions
from linli.places.commands.buildings import NewDwelling
from tests.faces.test_desk_notes import Desk

TOWN, CODE, OTHER = "329921001", "329921001001", "329921001002"
ROWS = [("329921", "清和县"), (TOWN, "河滨街道"), (CODE, "柳岸社区居民委员会"), (OTHER, "望河社区居民委员会")]


def county_desk(*roles: str) -> Desk:
    """Areas, and someone with these roles (the administrator's by default)."""
    import_divisions(system_actor("329921", now(), "places.import_divisions"), run="t", rows=ROWS)
    return Desk("qu", "民政局", *(roles or ("places_admin",)))


def house(address: str = "和平路8号1号楼", area: str = CODE, floors: int = 2) -> tuple[Any, list[Any]]:
    """A building with two doors a floor: its id and theirs."""
    office = system_actor("329921", now(), "places.add_building", "places.add_dwellings")
    building = add_building(office, area=area, address=address).id
    rooms = [NewDwelling(f"{floor}{room:02}", 1, floor) for floor in range(1, floors + 1) for room in (1, 2)]
    return building, add_dwellings(office, building=building, dwellings=rooms).values["ids"]


def words(page: Any) -> str:
    """The page as text."""
    return re.sub(r"\s+", " ", page.content.decode())
