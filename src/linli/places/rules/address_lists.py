"""Lists of addresses as CSV: what a line says, and why it is refused. One line a door, or a building without doors."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from linli.kernel.codes import AreaLevel, check_area
from linli.kernel.errors import ErrorCode
from linli.places.rules.addresses import LENGTH, address_key, canonical_address
from linli.places.rules.reasons import ListedCode
from linli.places.rules.uses import USES

COLUMNS: Final = ("community", "building", "unit", "floor", "room", "use", "longitude", "latitude")
NEEDED: Final = ("community", "building")
MOST_LINES: Final = 10_000
_HIGHEST: Final = 200


class ListedDoor(NamedTuple):
    """A line that may be taken in; ``room`` "" is the building alone."""

    line: int
    community: str
    building: str
    unit: int
    floor: int | None
    room: str
    use: str
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class ListFault:
    """Why a line is refused: its number, the column, the reason."""

    line: int
    column: str
    code: ErrorCode
    data: Mapping[str, Any] = field(default_factory=dict)


class _Refused(Exception):
    """A field cannot be read."""

    def __init__(self, column: str, code: ErrorCode, /, **data: Any) -> None:
        super().__init__(column)
        self.column, self.code, self.data = column, code, data


def read_list(text: Iterable[str]) -> Iterator[ListedDoor | ListFault]:
    """Each line but the first: a door or its fault; blank lines are passed over, doubles are faults."""
    rows = csv.reader(text, strict=True)
    names: tuple[str, ...] | None = None
    seen: dict[tuple[str, str, int, str], int] = {}
    count = 0
    for number, row in _numbered(rows):
        if isinstance(row, ListFault):
            yield row
        elif names is None:
            names = tuple(name.strip().lstrip("\ufeff").lower() for name in row)
            if not set(NEEDED) <= set(names) <= set(COLUMNS) or len(set(names)) != len(names):
                yield ListFault(number, "", ListedCode.BAD_HEADER, {"columns": ",".join(COLUMNS)})
                return
        elif any(value.strip() for value in row):
            count += 1
            yield _once(_line(names, number, row), seen)
        if count > MOST_LINES:
            yield ListFault(number, "", ListedCode.TOO_LONG, {"limit": MOST_LINES})
            return
    if not count:
        yield ListFault(1, "", ListedCode.EMPTY)


def _numbered(rows: Any) -> Iterator[tuple[int, list[str] | ListFault]]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield rows.line_num, ListFault(rows.line_num, "", ListedCode.UNREADABLE)
        else:
            yield rows.line_num, row


def _once(found: ListedDoor | ListFault, seen: dict[tuple[str, str, int, str], int]) -> ListedDoor | ListFault:
    if isinstance(found, ListFault):
        return found
    key = (found.community, address_key(found.building), found.unit, found.room)
    earlier = seen.setdefault(key, found.line)
    if earlier == found.line:
        return found
    return ListFault(found.line, "building", ListedCode.TWICE, {"earlier": earlier})


def _line(names: Sequence[str], number: int, row: Sequence[str]) -> ListedDoor | ListFault:
    if len(row) != len(names):
        return ListFault(number, "", ListedCode.BAD_COLUMNS, {"found": len(row), "expected": len(names)})
    values = {name: value.strip() for name, value in zip(names, row, strict=True)}
    try:
        return _door(number, values)
    except _Refused as fault:
        return ListFault(number, fault.column, fault.code, fault.data)


def _door(number: int, values: Mapping[str, str]) -> ListedDoor:
    lon, lat = _degrees(values, "longitude", 180), _degrees(values, "latitude", 90)
    if (lon is None) != (lat is None):
        raise _Refused("latitude" if lat is None else "longitude", ListedCode.BAD_NUMBER, text="")
    return ListedDoor(
        number, _community(values["community"]), _building(values["building"]), _whole(values, "unit", 0) or 0,
        _whole(values, "floor", -9), _room(values.get("room", "")), _use(values.get("use", "")), lon, lat,
    )  # fmt: skip


def _community(text: str) -> str:
    found = check_area(text)
    if found.error is not None:
        raise _Refused("community", found.error, **found.data)
    if len(found.normal) not in (AreaLevel.COMMUNITY, AreaLevel.TOWN, AreaLevel.COUNTY):
        raise _Refused("community", ListedCode.NO_COMMUNITY, code=text[:20])
    return found.normal


def _building(text: str) -> str:
    clean = canonical_address(text.replace("\x00", ""))
    if not clean or len(clean) > LENGTH or not address_key(clean):
        raise _Refused("building", ListedCode.NO_ADDRESS)
    return clean


def _room(text: str) -> str:
    if len(text) > 4 or not ((text.isascii() and text.isalnum()) or not text):
        raise _Refused("room", ListedCode.BAD_ROOM, text=text[:20])
    return text


def _use(text: str) -> str:
    if text and text not in USES:
        raise _Refused("use", ListedCode.BAD_USE, text=text[:20], known=", ".join(USES))
    return text or "residential"


def _whole(values: Mapping[str, str], column: str, least: int) -> int | None:
    text = values.get(column, "")
    if not text:
        return None
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 4 and least <= int(text) <= _HIGHEST):
        raise _Refused(column, ListedCode.BAD_NUMBER, text=text[:20])
    return int(text)


def _degrees(values: Mapping[str, str], column: str, most: int) -> float | None:
    text = values.get(column, "")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError as error:
        raise _Refused(column, ListedCode.BAD_NUMBER, text=text[:20]) from error
    if not -most <= number <= most:
        raise _Refused(column, ListedCode.BAD_NUMBER, text=text[:20])
    return number
