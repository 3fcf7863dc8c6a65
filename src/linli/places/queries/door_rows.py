"""The hot look-up: an address of a dwelling with its group and grid in one statement, its committee in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from linli.kernel.codes import AreaLevel, is_virtual, level_of
from linli.kernel.db.reading import day_of, day_value, id_of, read_rows
from linli.kernel.geo import Point
from linli.places.queries.areas import AreaRow

# The community of the day: before a later move the one that was left, else the present one. The committee is asked
# for by itself: one statement with it takes PostgreSQL three times as long to plan as both of these.
_STATEMENT: Final = """
SELECT d.id, d.building_id, d.address, d.lon, d.lat, b.lon, b.lat, a.area,
       (SELECT m.before FROM places_dwellingmove m
        WHERE m.county = a.county AND m.dwelling_id = a.dwelling_id AND m."on" > %s
        ORDER BY m."on", m.id LIMIT 1),
       p.kind, s.id, s.code, s.name
FROM places_address a
JOIN places_dwelling d ON d.id = a.dwelling_id
JOIN places_building b ON b.id = d.building_id
LEFT JOIN places_placement p ON p.county = a.county AND p.dwelling_id = a.dwelling_id
    AND p.since <= %s AND (p.until IS NULL OR p.until >= %s)
LEFT JOIN places_subdivision s ON s.id = p.subdivision_id
WHERE a.county = %s AND a.key = %s
"""
_COMMITTEE: Final = """
SELECT id, county, code, kind, parent, name, since, until, source, urban_rural, version
FROM places_area WHERE county = %s AND code = %s
"""


class Listed(NamedTuple):
    """A group or grid that the dwelling is listed in."""

    kind: str
    id: UUID
    code: str
    name: str


@dataclass(frozen=True)
class DoorRow:
    """A dwelling, what it is listed in, and the community that answered for it on the day."""

    dwelling: UUID
    building: UUID
    address: str
    point: Point | None
    community: str
    listed: tuple[Listed, ...]


def door_row(county: str, key: str, day: date) -> DoorRow | None:
    """The dwelling behind a key; None for other keys (one query)."""
    on = day_value(day)
    rows = read_rows(_STATEMENT, [on, on, on, county, key])
    return _door(rows) if rows else None


def committee_row(code: str, day: date) -> AreaRow | None:
    """The committee itself, if it stands on the day (one query); None when others took its place."""
    rows = read_rows(_COMMITTEE, [code[: AreaLevel.COUNTY], code])
    return _committee(rows[0], code, day) if rows else None


def _door(rows: Sequence[tuple[Any, ...]]) -> DoorRow:
    dwelling, building, address, *where, area, left = rows[0][:9]
    listed = tuple(
        Listed(kind, part, code, name)
        for kind, raw, code, name in (row[9:13] for row in rows)
        if (part := id_of(raw)) is not None
    )
    own, around = _point(*where[:2]), _point(*where[2:])
    return DoorRow(_known(dwelling), _known(building), address, own or around, left or area, listed)


def _known(value: Any) -> UUID:
    found = id_of(value)
    assert found is not None, "a key column"
    return found


def _point(lon: float | None, lat: float | None) -> Point | None:
    return None if lon is None or lat is None else Point(lon, lat)


def _committee(columns: Sequence[Any], community: str, day: date) -> AreaRow | None:
    raw, county, code, kind, parent, name, since, until, source, urban_rural, version = columns
    key, begun, ended = id_of(raw), day_of(since), day_of(until)
    if key is None or len(community) != AreaLevel.COMMUNITY:
        return None
    if (begun is not None and begun > day) or (ended is not None and ended < day):
        return None
    return AreaRow(
        key, county, code, level_of(code), kind, parent, name, begun, ended, source, urban_rural, is_virtual(code),
        version,
    )  # fmt: skip
