"""One file an entity."""

from linli.places.models.address import Address, AddressGap
from linli.places.models.area import Area
from linli.places.models.area_change import AreaChange, AreaLink
from linli.places.models.area_figure import AreaFigure
from linli.places.models.area_set import AreaSet, AreaSetMember
from linli.places.models.boundary import Boundary, MapStamp
from linli.places.models.building import Building, Dwelling
from linli.places.models.subdivision import DwellingMove, Placement, Subdivision

__all__ = [
    "Address",
    "AddressGap",
    "Area",
    "AreaChange",
    "AreaFigure",
    "AreaLink",
    "AreaSet",
    "AreaSetMember",
    "Boundary",
    "Building",
    "Dwelling",
    "DwellingMove",
    "MapStamp",
    "Placement",
    "Subdivision",
]
