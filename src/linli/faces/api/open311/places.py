"""Where a request lies: by its point, by the code of its community, or by its address, as residents tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from linli.cases.rules.case_reasons import CaseCode
from linli.faces.api.open311.reading import wrong
from linli.faces.api.open311.reasons import Open311Code
from linli.kernel.codes import AreaLevel
from linli.kernel.geo import Point
from linli.places.queries.doorways import Doorway, locate_address, locate_point


@dataclass(frozen=True)
class Place:
    """The area of a case, its point if it has one, and the address as it was written."""

    area: str
    lon: float | None = None
    lat: float | None = None
    address: str = ""


def place_of(given: Mapping[str, str], county: str, day: date) -> Place:
    """The place; Invalid where it cannot be read, lies elsewhere, is not known or not told at all."""
    lat, lon, code, address = (given.get(n, "").strip() for n in ("lat", "long", "address_id", "address_string"))
    address = address.replace("\x00", "")
    if lat or lon:
        return _by_point(_point(lon, lat), address, county, day)
    if code:
        return Place(_community(code, county), address=address)
    if not address:
        raise wrong("lat, long, address_string", Open311Code.PLACE_MISSING)
    return _by_address(address, county, day)


def _point(lon: str, lat: str) -> Point:
    try:
        point = Point(round(float(lon[:20]), 6), round(float(lat[:20]), 6))
    except ValueError as error:
        raise wrong("point", CaseCode.POINT) from error
    if not (73 <= point.longitude <= 136 and 3 <= point.latitude <= 54):
        raise wrong("point", CaseCode.POINT)
    return point


def _by_point(point: Point, address: str, county: str, day: date) -> Place:
    code = _code_of(locate_point(county, point, day))
    if not code:
        raise wrong("point", Open311Code.OUTSIDE)
    return Place(code, point.longitude, point.latitude, address)


def _by_address(address: str, county: str, day: date) -> Place:
    door = locate_address(county, address, day)
    code = _code_of(door) if door else ""
    if door is None or not code:
        raise wrong("address", Open311Code.UNKNOWN_ADDRESS)
    lon, lat = (door.point.longitude, door.point.latitude) if door.point else (None, None)
    return Place(code, lon, lat, address)


def _community(code: str, county: str) -> str:
    fits = code.isascii() and code.isdigit() and AreaLevel.COMMUNITY <= len(code) <= AreaLevel.GRID
    if not (fits and code.startswith(county)):
        raise wrong("area", CaseCode.NO_AREA)
    return code


def _code_of(door: Doorway) -> str:
    if door.grid is not None and door.grid.code:
        return door.grid.code
    return door.community.code if door.community else ""
