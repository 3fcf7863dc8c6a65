"""Stored polygons as shapes."""

from collections.abc import Sequence
from typing import Any

import shapely


def shape_of(polygon: str) -> Any:
    """The shape of a stored GeoJSON text."""
    return shapely.from_geojson(polygon)


def shapes_of(polygons: Sequence[str]) -> list[Any]:
    """The shapes of many texts at once."""
    return list(shapely.from_geojson(list(polygons))) if polygons else []
