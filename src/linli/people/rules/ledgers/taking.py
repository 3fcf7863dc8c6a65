"""From a row of a ledger to the persons in it: only what the register keeps, and what forbids taking them (R10.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from uuid import UUID

from linli.people.rules.ledgers.outgoing import RECORD
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.shapes import Destination, IssueKind, LedgerColumn, LedgerRow, Value
from linli.people.rules.ledgers.values.words import REGISTER_RELATIONS
from linli.people.rules.residences import HEAD

KEPT: Final = (Destination.REGISTER, Destination.DWELLING)
_SEX: Final = {"男": "1", "女": "2"}
_FATAL: Final = (LedgerCode.STRUCK_OUT, LedgerCode.MOVED_OUT, LedgerCode.ID_TWICE)
_DOOR: Final = (
    ("place.estate", ""), ("place.building", "栋"), ("place.unit", "单元"), ("place.floor", "层"), ("place.room", "室"),
)  # fmt: skip
MOST_PHONES: Final = 3
STAFF_COLUMNS: Final = 2


@dataclass(frozen=True)
class Taken:
    """A person of a row. ``home`` names the household inside the file, ``record`` the register's own record where an
    export of it comes back; ``why`` are codes that refuse the line.
    """

    name: str
    sex: str = ""
    birth: str = ""
    identity: str = ""
    hukou_address: str = ""
    phones: tuple[str, ...] = ()
    mail: str = ""
    address: str = ""
    since: str = ""
    home: str = ""
    relation: str = ""
    record: str = ""
    why: tuple[tuple[str, str], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For a sealed box."""
        return {name: getattr(self, name) for name in _NAMES}

    def values(self) -> dict[str, str]:
        """What ``read_values`` takes; fields about which the ledger says nothing are left out."""
        given = {
            "name": self.name, "sex": self.sex, "birth": self.birth, "identity": self.identity,
            "hukou_address": self.hukou_address,
        }  # fmt: skip
        return {name: text for name, text in given.items() if text}


_NAMES: Final = tuple(field.name for field in fields(Taken))


def taken_of(data: Mapping[str, Any]) -> Taken:
    """What ``as_data`` gave."""
    lists = {"phones": tuple(data["phones"]), "why": tuple((key, code) for key, code in data["why"])}
    return Taken(**{**data, **lists})


def record_of(taken: Taken) -> UUID | None:
    """The record that a row names, as exports of the register do; None where it names none."""
    try:
        return UUID(taken.record) if taken.record else None
    except ValueError:
        return None


def take_row(row: LedgerRow, columns: Sequence[LedgerColumn]) -> list[Taken]:
    """The persons of a row, never none: a row without a name gives one line that is refused."""
    persons = row.persons or (row.by_field,)
    kept = {column.key: column for column in columns if column.destination in KEPT}
    taken = [_person(row, fields, place, kept) for place, fields in enumerate(persons, 1)]
    # Staff are kept with units and posts, never as residents of the place where they work.
    if sum(column.destination is Destination.STAFF for column in columns) >= STAFF_COLUMNS:
        return [replace(item, why=(("", LedgerCode.STAFF_LIST.code), *item.why)) for item in taken]
    return taken


def _person(row: LedgerRow, fields: Mapping[str, Value], place: int, kept: Mapping[str, LedgerColumn]) -> Taken:
    get = _Fields(fields, row.by_field)
    is_wide = bool(row.persons)
    owns = not fields.get("person.name") or (is_wide and place == 1)
    name = get.text("person.name") or (get.text("householder.name") if owns else "")
    relation = REGISTER_RELATIONS.get(get.own("person.relation"), "other" if get.own("person.relation") else "")
    if owns and not relation and (is_wide or "householder.name" in row.by_field):
        relation = HEAD
    record = get.own(RECORD)
    why = tuple(_why(row, place, kept, has_record=bool(record)))
    if not name and not why:
        why = (("", LedgerCode.NAME_MISSING.code),)
    home = _home(get, row) if relation else ""
    return Taken(
        name,
        _SEX.get(get.own("person.sex"), ""),
        _birth(get.own("person.birth")),
        get.own("person.identity") or (get.text("householder.identity") if owns else ""),
        get.text("person.hukou_address"),
        _phones(get, owns),
        get.own("person.mail"),
        _address(get),
        _day(get.text("person.moved_in")),
        home,
        relation,
        record,
        why,
    )


@dataclass(frozen=True)
class _Fields:
    """The values of one person, then those of the row."""

    person: Mapping[str, Value]
    row: Mapping[str, Value]

    def own(self, code: str) -> str:
        """A value that the person has alone."""
        value = self.person.get(code)
        return "" if value is None else str(value).strip()

    def text(self, code: str) -> str:
        """A value of the person, else of the row."""
        value = self.row.get(code)
        return self.own(code) or ("" if value is None else str(value).strip())

    def several(self, code: str) -> list[str]:
        """A value that may be a list."""
        value = self.person.get(code)
        found = value if isinstance(value, list | tuple) else [value]
        return [str(item) for item in found if item]


def _phones(get: _Fields, owns: bool) -> tuple[str, ...]:
    found = get.several("person.phone") + get.several("person.phone_other")
    if owns and not found:
        found = get.several("householder.phone")
    return tuple(dict.fromkeys(found))[:MOST_PHONES]


def _birth(text: str) -> str:
    """A whole day stays; of a month only the year can be kept."""
    return text if len(text) == 10 else text[:4]


def _day(text: str) -> str:
    return text if len(text) == 10 else f"{text}-01" if len(text) == 7 else ""


def _address(get: _Fields) -> str:
    written = get.text("person.address")
    parts = [_part(get.text(code), mark) for code, mark in _DOOR if code != "place.floor" or not get.text("place.room")]
    return " ".join(text for text in (written, "".join(parts)) if text)


def _part(text: str, mark: str) -> str:
    return f"{text}{mark}" if text and text[-1:].isdigit() else text


def _home(get: _Fields, row: LedgerRow) -> str:
    """What names the household in the file: its number, its householder's number, or place and householder."""
    place = get.text("place.community") + get.text("place.group") + get.text("place.section")
    if number := get.text("household.no"):
        return f"no|{place}|{number}"
    if identity := get.text("householder.identity"):
        return f"id|{identity}"
    if name := get.text("householder.name"):
        return f"name|{place}|{name}"
    return f"row|{row.number}" if row.persons else ""


def _why(
    row: LedgerRow, place: int, kept: Mapping[str, LedgerColumn], *, has_record: bool
) -> list[tuple[str, str]]:  # fmt: skip
    """The issues that forbid taking a person: what is wrong in a column that the register keeps, or with the row."""
    found = []
    for issue in row.issues:
        column = kept.get(issue.key)
        here = column is not None and (not row.persons or column.person in (0, place))
        # Whose record a row names needs no number to be known.
        if has_record and issue.code is LedgerCode.ID_MISSING:
            continue
        if issue.kind is IssueKind.BAD and (here or not issue.key or issue.code in _FATAL):
            found.append((issue.key, issue.code.code))
    return found
