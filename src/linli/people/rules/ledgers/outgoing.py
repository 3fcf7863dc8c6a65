"""The register as a ledger: the head and the columns of a file that came in, filled from the records. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linli.kernel.codes import PhoneKind, check_phone
from linli.kernel.sheets import Area, place_of
from linli.kernel.sheets.writing import HEAD, SheetOut, write_book

RECORD: Final = "person.record"
RECORD_NAME: Final = "登记编号"
SERIAL: Final = "person.serial"
_OWN: Final = {"householder.name": "name", "householder.identity": "identity", "householder.phone": "phone"}
# What a column of the meaning is filled with; columns of other meanings stay empty.
FIELDS: Final = {
    "person.name": "name", "person.sex": "sex", "person.birth": "birth", "person.identity": "identity",
    "person.hukou_address": "hukou_address", "person.phone": "phone", "person.phone_other": "phones",
    "person.mail": "mail",
}  # fmt: skip
SEXES: Final = {"1": "男", "2": "女"}


@dataclass(frozen=True)
class Layout:
    """How a file was laid out: its titles and head, and what each column (from 0) is filled with.

    ``serial`` is the column that counts, None where there is none; ``record`` the one behind all others, which tells
    a later reading whom a row is about.
    """

    name: str
    head: tuple[tuple[str, ...], ...]
    merged: tuple[Area, ...]
    filled: Mapping[int, str]
    serial: int | None
    record: int

    def fields(self) -> tuple[str, ...]:
        """The fields of a record that it needs, each once."""
        wanted = {"phone" if field == "phones" else field for field in self.filled.values()}
        return tuple(
            field for field in ("name", "birth", "identity", "hukou_address", "phone", "mail") if field in wanted
        )


def layout_of(
    name: str, columns: Sequence[Sequence[Any]], head: Sequence[Sequence[str]], merged: Sequence[Area] = ()
) -> Layout:
    """The layout of a table as a run keeps it (letter, key, meaning, …); without a head its keys make one.

    Of a wide table only the first person's columns are filled: everybody has a row of their own.
    """
    filled: dict[int, str] = {}
    meanings = {str(one[2]) for one in columns}
    for letter, _, meaning, *_ in columns:
        field = _field(str(meaning), meanings)
        if field and field not in filled.values():
            filled[place_of(str(letter))] = field
    places = {str(one[2]): place_of(str(one[0])) for one in reversed(columns)}
    record = max((place_of(str(one[0])) for one in columns), default=-1) + 1
    rows = [list(row) for row in head] or [_keys(columns, record)]
    last = [*rows[-1], *[""] * record][:record]
    rows[-1] = [*last, RECORD_NAME]
    return Layout(name, tuple(map(tuple, rows)), tuple(merged), filled, places.get(SERIAL), record)


def _field(meaning: str, meanings: set[str]) -> str:
    """A householder's column is the person's own where the file has no other one for it."""
    own = _OWN.get(meaning, "")
    return FIELDS.get(meaning, "") or ("" if f"person.{own}" in meanings or "person.name" in meanings else own)


def _keys(columns: Sequence[Sequence[Any]], width: int) -> list[str]:
    row = [""] * width
    for letter, key, *_ in columns:
        row[place_of(str(letter))] = "" if key == letter else str(key)
    return row


def outgoing_book(layout: Layout, persons: Sequence[Mapping[str, Any]]) -> bytes:
    """The workbook (xlsx): a row for each person. ``persons`` give fields as texts, phones as several."""
    rows = [*layout.head, *(_row(layout, number, one) for number, one in enumerate(persons, 1))]
    count = len(layout.head)
    looks = {(place, at): HEAD for place in range(count) for at, text in enumerate(layout.head[place]) if text}
    return write_book([SheetOut(layout.name, rows, looks, layout.merged, (16,) * layout.record + (40,), count)])


def _row(layout: Layout, number: int, person: Mapping[str, Any]) -> list[str]:
    row = [""] * (layout.record + 1)
    for place, field in layout.filled.items():
        row[place] = _text(field, person, several="phones" in layout.filled.values())
    if layout.serial is not None:
        row[layout.serial] = str(number)
    # Without it a masked file that comes back can change nobody.
    row[layout.record] = str(person.get("id", ""))
    return row


def _dialled(phone: str) -> str:
    """A number as people here write it: mobiles without the country."""
    found = check_phone(phone).facts
    return found.local if found is not None and found.kind is PhoneKind.MOBILE else phone


def _text(field: str, person: Mapping[str, Any], *, several: bool) -> str:
    phones = [_dialled(phone) for phone in person.get("phone", ())]
    if field == "phones":
        return "、".join(phones[1:])
    if field == "phone":
        return "、".join(phones[:1] if several else phones[:2])
    value = person.get(field, "")
    if field == "sex":
        return SEXES.get(str(value), "")
    return "、".join(value) if isinstance(value, list | tuple) else str(value)
