"""Lists for every size: declared once in ``queries/``, paged by key, filtered, sorted, counted up to 1,000."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import Model, Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.errors import ErrorCode, Invalid, n_

Row = TypeVar("Row")
COUNTED = 1_000
PAGE = 50
LARGEST_PAGE = 200
BATCH = 500
# What Django and the engines raise for a value of a forged cursor that does not fit its column.
UNFIT = (ValueError, TypeError, OverflowError, ValidationError, DataError)


class ListCode(ErrorCode):
    """Why a list cannot be shown as asked."""

    BAD_CURSOR = (
        "list_bad_cursor",
        n_("This place in the list is not known."),
        n_("Open the list from its start."),
    )
    BAD_FILTER = (
        "list_bad_filter",
        n_("The filter {filter} cannot be {value}."),
        n_("Choose one of its values."),
    )
    BAD_SORT = (
        "list_bad_sort",
        n_("This list cannot be sorted by {sort}."),
        n_("Choose one of its columns."),
    )


@dataclass(frozen=True)
class Column:
    """A column: the row's attribute, its label (a catalogue key), how it is shown, whether one may sort by it."""

    key: str
    label: str
    kind: str = "text"  # text, number, date, moment, state, due, link
    sort: str = ""  # the database field; never null


@dataclass(frozen=True)
class Filter:
    """A filter: its choices (value, label) and what it does to the rows."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    apply: Callable[[QuerySet[Any], str, Actor], QuerySet[Any]]


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """A list: where its rows come from (already narrowed to what the actor may see) and what a row is."""

    name: str
    title: str
    columns: tuple[Column, ...]
    source: Callable[[Actor], QuerySet[Any]]
    row: Callable[[Any], Row]
    default_sort: str
    filters: tuple[Filter, ...] = ()
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None

    def column_of_sort(self, sort: str) -> Column:
        """The column behind "-due_on"; Invalid when one may not sort by it."""
        for column in self.columns:
            if column.sort and column.key == sort.removeprefix("-"):
                return column
        raise Invalid(ListCode.BAD_SORT, {"sort": sort})


@dataclass(frozen=True)
class Asked:
    """What the reader asked of a list. ``after`` and ``before`` are cursors of an earlier page."""

    filters: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""
    size: int = PAGE


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of frozen rows; empty cursors mean that there is no such page."""

    rows: tuple[Row, ...]
    next: str
    previous: str
    count: int
    exact: bool
    sort: str


def _pack(value: object, row_id: object) -> str:
    text = json.dumps([value, str(row_id)], default=str)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _unpack(cursor: str) -> tuple[Any, str]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        value, row_id = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, binascii.Error, TypeError, RecursionError) as error:
        raise Invalid(ListCode.BAD_CURSOR) from error
    return value, str(row_id)


def _beyond(column: str, cursor: str, *, descending: bool) -> Q:
    value, row_id = _unpack(cursor)
    sign = "lt" if descending else "gt"
    near = Q(**{f"{column}__{sign}e": value})
    return near & (Q(**{f"{column}__{sign}": value}) | Q(**{f"id__{sign}": row_id}))


def _narrowed(listing: Listing[Row], actor: Actor, asked: Asked) -> QuerySet[Any]:
    rows = listing.source(actor)
    for item in listing.filters:
        value = asked.filters.get(item.key, "")
        if value:
            if value not in {choice for choice, _ in item.choices}:
                raise Invalid(ListCode.BAD_FILTER, {"filter": item.key, "value": value})
            rows = item.apply(rows, value, actor)
    # PostgreSQL knows no NUL in a text.
    words = asked.search.replace("\0", "")
    return listing.search(rows, words) if words and listing.search else rows


def fetch(listing: Listing[Row], actor: Actor, asked: Asked) -> Page[Row]:
    """One page: one query for the rows, one for the count (which stops at 1,000)."""
    narrowed = _narrowed(listing, actor, asked)
    sort = asked.sort or listing.default_sort
    column = listing.column_of_sort(sort).sort
    size = min(max(asked.size, 1), LARGEST_PAGE)
    found, more = _slice(narrowed, column, sort.startswith("-"), asked, size)
    count = narrowed.order_by().values("pk")[: COUNTED + 1].count()
    next_cursor, previous = _cursors(found, column, asked, more)
    rows = tuple(listing.row(item) for item in found)
    return Page(rows, next_cursor, previous, min(count, COUNTED), count <= COUNTED, sort)


def batches(listing: Listing[Row], actor: Actor, asked: Asked, size: int = BATCH) -> Iterator[tuple[Row, ...]]:
    """Every row of a list from its start, in batches by key: one query each, bounded memory however long it is.

    Invalid at once, before the first batch is asked for, where the list cannot be narrowed or sorted as asked.
    """
    narrowed = _narrowed(listing, actor, asked)
    sort = asked.sort or listing.default_sort
    column = listing.column_of_sort(sort).sort
    return _batches(listing, narrowed, column, sort.startswith("-"), size)


def _batches(
    listing: Listing[Row], rows: QuerySet[Any], column: str, descending: bool, size: int
) -> Iterator[tuple[Row, ...]]:
    here, more = Asked(), True
    while more:
        found, more = _slice(rows, column, descending, here, size)
        yield tuple(listing.row(item) for item in found)
        here = replace(here, after=_pack(_value(found[-1], column), found[-1].pk)) if found else here


def _slice(rows: QuerySet[Any], column: str, descending: bool, asked: Asked, size: int) -> tuple[list[Model], bool]:
    backwards = bool(asked.before)
    down = descending != backwards
    cursor = asked.before or asked.after
    try:
        if cursor:
            rows = rows.filter(_beyond(column, cursor, descending=down))
        mark = "-" if down else ""
        found = list(rows.order_by(f"{mark}{column}", f"{mark}id")[: size + 1])
    except UNFIT as error:
        if not cursor:
            raise
        raise Invalid(ListCode.BAD_CURSOR) from error
    page = found[:size]
    return (page[::-1] if backwards else page), len(found) > size


def _cursors(found: list[Model], column: str, asked: Asked, more: bool) -> tuple[str, str]:
    if not found:
        return "", ""
    first, last = (_pack(_value(row, column), row.pk) for row in (found[0], found[-1]))
    has_next = more if not asked.before else True
    has_previous = more if asked.before else bool(asked.after)
    return (last if has_next else ""), (first if has_previous else "")


def _value(row: Model, column: str) -> object:
    value: object = row
    for part in column.split("__"):
        value = getattr(value, part)
    return value
