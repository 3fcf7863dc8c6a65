"""Points as people give them, in the datum of their map; inside everything is WGS84."""

from typing import NamedTuple

from linli.kernel.geo import Datum, Point, check_point, convert
from linli.places.commands.texts import refused
from linli.places.rules.reasons import AddressCode

DECIMALS = 7


class GivenPoint(NamedTuple):
    """Degrees, longitude first, and the datum of the map that they were read from."""

    longitude: float
    latitude: float
    datum: str = Datum.WGS84.value


class StoredPoint(NamedTuple):
    """The columns of a row: WGS84 and what it was given in; all empty without a point."""

    lon: float | None = None
    lat: float | None = None
    datum: str = ""


def stored(given: GivenPoint | None) -> StoredPoint:
    """Convert at the edge; Invalid for a place off the Earth, swapped numbers or an unknown datum."""
    if given is None:
        return StoredPoint()
    if given.datum not in set(Datum):
        raise refused("point", AddressCode.BAD_DATUM, datum=given.datum, known=", ".join(Datum))
    point = convert(check_point(given.longitude, given.latitude), Datum(given.datum), Datum.WGS84)
    return StoredPoint(*rounded(point), given.datum)


def rounded(point: Point) -> tuple[float, float]:
    """To a centimetre."""
    return round(point.longitude, DECIMALS), round(point.latitude, DECIMALS)


def as_text(point: StoredPoint) -> str:
    """For the journal, which holds no floats."""
    return "" if point.lon is None else f"{point.lon:.7f},{point.lat:.7f}"
