"""Lists: what may be asked of one, and what a page of it looks like."""

from typing import Any, TypeVar

from ninja import Field, Schema

from linli.faces.api.bodies import Body
from linli.kernel.actor import Actor
from linli.kernel.db.listing import LARGEST_PAGE, PAGE, Asked, Listing, Page, fetch

Row = TypeVar("Row")
LONGEST_CURSOR = 4_000


class ListIn(Body):
    """Where in a list one is: pass ``next`` of a page back as ``after``, ``previous`` as ``before``."""

    after: str = Field("", max_length=LONGEST_CURSOR)
    before: str = Field("", max_length=LONGEST_CURSOR)
    size: int = Field(PAGE, ge=1, le=LARGEST_PAGE)

    def asked(self) -> Asked:
        """What the listing reads: all that is no place in the list is a filter."""
        given = self.dict()
        place = {name: given.pop(name) for name in ("after", "before", "size")}
        sort, words = given.pop("sort", ""), given.pop("q", "")
        filters = {name: str(value) for name, value in given.items() if value is not None}
        return Asked(filters, words, sort, **place)


class PageOut(Schema):
    """A page; empty cursors mean that there is no such page. ``count`` stops at 1,000: then ``exact`` is false."""

    next: str
    previous: str
    count: int
    exact: bool


def one_of(choices: tuple[tuple[str, str], ...], default: str = "") -> Any:
    """A filter with the choices of its listing, which refuses others; empty: all."""
    return Field(default, max_length=60, json_schema_extra={"enum": ["", *(key for key, _ in choices)]})


def sort_of(listing: Listing[Any]) -> Any:
    """By which columns a list may be sorted, descending with a minus; empty: as the list is by itself."""
    keys = [column.key for column in listing.columns if column.sort]
    return Field("", max_length=60, json_schema_extra={"enum": ["", *keys, *(f"-{key}" for key in keys)]})


def words_of() -> Any:
    """Words to search for."""
    return Field("", max_length=100, description="words to search for")


def page(listing: Listing[Row], actor: Actor, query: ListIn) -> Page[Row]:
    """One page of a list, narrowed to what the actor may see."""
    return fetch(listing, actor, query.asked())
