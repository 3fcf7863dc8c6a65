"""Whether a shape is a proper area, how large it is, and which shapes lie over or beside each other."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.validation import explain_validity

from linli.kernel.errors import Invalid
from linli.kernel.geo.points import Point
from linli.kernel.geo.reasons import GeoCode

# WGS84 ellipsoid: first eccentricity, and the radius of the sphere of equal surface in metres.
_ECCENTRICITY: Final = 0.0818191908426215
_AUTHALIC_RADIUS: Final = 6_371_007.180918474
_PLACED_REASON: Final = re.compile(r"[^\[]*\[(?P<x>\S+) (?P<y>\S+)\]")
# A centimetre in degrees: borders closer than this are one.
_TOUCH: Final = 1e-7

Coordinates = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Overlap:
    """Two shapes, by index, that share an area of so many square metres."""

    first: int
    second: int
    square_metres: int


@dataclass(frozen=True)
class Gap:
    """A part of the outer shape that no part covers, and the two parts that border most on it.

    None stands where fewer than two parts border on it.
    """

    first: int | None
    second: int | None
    square_metres: int
    at: Point


@dataclass(frozen=True)
class Excess:
    """A part that reaches beyond the outer shape by so many square metres."""

    index: int
    square_metres: int


@dataclass(frozen=True)
class Coverage:
    """How a set of parts divides an outer shape; empty lists mean that it does so exactly."""

    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]
    excesses: tuple[Excess, ...]

    @property
    def exact(self) -> bool:
        """Whether every spot belongs to just one part."""
        return not (self.overlaps or self.gaps or self.excesses)


def require_valid(shape: Any) -> None:
    """Raise ``Invalid`` naming the point where the boundary crosses itself, or what else is wrong there."""
    if shape.is_valid:
        return
    explanation = explain_validity(shape)
    found = _PLACED_REASON.fullmatch(explanation)
    longitude, latitude = (float(found["x"]), float(found["y"])) if found else shape.bounds[:2]
    place = {"longitude": round(longitude, 7), "latitude": round(latitude, 7)}
    if "Self-intersection" in explanation:
        raise Invalid(GeoCode.SELF_CROSSING, place)
    raise Invalid(GeoCode.NOT_AN_AREA, {**place, "reason": explanation.partition("[")[0]})


def square_metres(shape: Any) -> int:
    """The area on the WGS84 ellipsoid in whole square metres, rounded half up."""
    half_up = _surface(shape) + 0.5
    return math.floor(half_up)


def overlaps_of(parts: Sequence[Any], *, tolerance: int = 1) -> tuple[Overlap, ...]:
    """All pairs that share at least ``tolerance`` square metres, by index; less is drawing noise.

    Raises ``Invalid`` for a shape that is no proper area.
    """
    if not parts:
        return ()
    for part in parts:
        require_valid(part)
    firsts, seconds = shapely.STRtree(parts).query(parts, predicate="intersects")
    pairs = sorted((int(one), int(two)) for one, two in zip(firsts, seconds, strict=True) if one < two)
    shared = (Overlap(one, two, square_metres(parts[one].intersection(parts[two]))) for one, two in pairs)
    return tuple(overlap for overlap in shared if overlap.square_metres >= tolerance)


def coverage_of(outer: Any, parts: Sequence[Any], *, tolerance: int = 1) -> Coverage:
    """Overlaps of ``parts``, gaps inside ``outer`` and what reaches beyond it (R1.4); repairs nothing.

    Less than ``tolerance`` square metres is drawing noise. Raises ``Invalid`` like ``overlaps_of``.
    """
    require_valid(outer)
    overlaps = overlaps_of(parts, tolerance=tolerance)
    rest = outer.difference(shapely.union_all(parts)) if parts else outer
    gaps = (_gap(piece, parts) for piece in _areas(rest))
    beyond = (Excess(index, square_metres(part.difference(outer))) for index, part in enumerate(parts))
    return Coverage(
        overlaps=overlaps,
        gaps=tuple(gap for gap in gaps if gap.square_metres >= tolerance),
        excesses=tuple(excess for excess in beyond if excess.square_metres >= tolerance),
    )


def _areas(shape: Any) -> list[Any]:
    """The polygons of any geometry, in a fixed order."""
    pieces = [piece for piece in shapely.get_parts(shape) if piece.geom_type == "Polygon"]
    return sorted((piece for piece in pieces if not piece.is_empty), key=lambda piece: piece.bounds)


def _gap(piece: Any, parts: Sequence[Any]) -> Gap:
    first, second = sorted(_neighbours(piece, parts), key=lambda index: (index is None, index))
    spot = piece.representative_point()
    return Gap(first, second, square_metres(piece), Point(round(spot.x, 7), round(spot.y, 7)))


def _neighbours(piece: Any, parts: Sequence[Any]) -> list[int | None]:
    """The two parts with the longest common border tell whose gap it is; corners do not count."""
    edge = piece.boundary.buffer(_TOUCH)
    borders = ((edge.intersection(part.boundary).length, -index) for index, part in enumerate(parts))
    longest = sorted((border for border in borders if border[0] > 10 * _TOUCH), reverse=True)
    return [*(-index for _, index in longest[:2]), None, None][:2]


def _surface(shape: Any) -> float:
    return sum(
        _ring_surface(polygon.exterior) - sum(_ring_surface(hole) for hole in polygon.interiors)
        for polygon in _areas(shape)
    )


def _ring_surface(ring: Any) -> float:
    """Lambert's equal-area cylinder: x is the longitude, y the sine of the authalic latitude.

    Edges are straight in degrees and so bend on this map; Simpson's rule takes the strip under each.
    """
    longitude, latitude = np.radians(np.asarray(ring.coords)[:, :2]).T
    height = _authalic_sine(latitude)
    halfway = _authalic_sine((latitude[:-1] + latitude[1:]) / 2)
    # Counted from the first corner: the figures stay small and keep their decimals.
    mean = (height[:-1] + 4 * halfway + height[1:]) / 6 - height[0]
    return abs(float(np.dot(np.diff(longitude), mean))) * _AUTHALIC_RADIUS**2


def _authalic_sine(latitude: Coordinates) -> Coordinates:
    """The sine that makes areas on the sphere those of the ellipsoid."""
    return _zone(np.sin(latitude)) / _zone(np.array(1.0))


def _zone(sine: Coordinates) -> Coordinates:
    bent = _ECCENTRICITY * sine
    return (1 - _ECCENTRICITY**2) * (sine / (1 - bent**2) + np.arctanh(bent) / _ECCENTRICITY)
