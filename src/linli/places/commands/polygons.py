"""Polygons as people send them: checked, rounded to a centimetre, kept as GeoJSON text."""

import hashlib
import json
from typing import Any, NamedTuple
from uuid import UUID

from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.geo import read_polygon, square_metres, to_geojson
from linli.kernel.ids import new
from linli.places.models import MapStamp


class Drawn(NamedTuple):
    """A polygon ready to be stored."""

    text: str
    square_metres: int

    @property
    def digest(self) -> str:
        """For the journal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def drawn(source: Any) -> Drawn:
    """Read GeoJSON; Invalid names the point where a boundary crosses itself, also after rounding (R1.4)."""
    rounded = to_geojson(read_polygon(source))
    # Rounding turned tuples into lists; reading again proves that it made no sliver cross itself.
    shape = read_polygon(json.loads(json.dumps(rounded)))
    return Drawn(json.dumps(rounded, separators=(",", ":")), square_metres(shape))


def stamp_map(county: str) -> UUID:
    """Tell every process that polygons of the county changed; in the transaction of the change."""
    value = new(county)
    if not insert_if_absent(MapStamp(id=new(county), county=county, value=value)):
        MapStamp.objects.filter(county=county).update(value=value)
    return value
