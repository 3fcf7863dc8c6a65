"""Journal entries in words: by whom, and which values may be told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext

from linli.faces.desk.posts.looks import PROCEDURES
from linli.faces.desk.units.looks import RELATIONS
from linli.faces.desk.words import FIELDS, field_word
from linli.kernel.journal.reading import Entry
from linli.people.queries.accounts import account_names
from linli.people.queries.posts import post_names
from linli.people.queries.units import LEGAL_STATES

VALUES = {**PROCEDURES, **RELATIONS, **dict(LEGAL_STATES)}


class Acted(Protocol):
    """What says by whom it was done."""

    @property
    def account(self) -> UUID | None: ...
    @property
    def post(self) -> UUID | None: ...
    @property
    def stand_in_for(self) -> UUID | None: ...


class Concerned(Protocol):
    """What says what it is about."""

    @property
    def object_id(self) -> UUID: ...


@dataclass(frozen=True)
class Doer:
    """Who did it, under which post, standing in for which."""

    name: str
    post: str = ""
    absent: str = ""


@dataclass(frozen=True)
class Doers:
    """The names of accounts and posts of many entries."""

    accounts: Mapping[UUID, str] = field(default_factory=dict)
    posts: Mapping[UUID, str] = field(default_factory=dict)

    def __call__(self, entry: Acted) -> Doer:
        """Who did this one."""
        name = self.accounts.get(entry.account, "") if entry.account else gettext("by itself")
        post, absent = (self.posts.get(key, "") if key else "" for key in (entry.post, entry.stand_in_for))
        return Doer(name or gettext("unknown"), post, absent)

    def thing(self, entry: Concerned) -> str:
        """The name of the account or post that it is about, "" for other things."""
        return self.accounts.get(entry.object_id) or self.posts.get(entry.object_id) or ""

    def names_in(self, entries: Iterable[Entry]) -> dict[UUID, str]:
        """The names of the accounts and posts that the facts of entries point at (two queries)."""
        ids = {key for entry in entries for value in entry.facts.values() if (key := _id(value)) is not None}
        return {**account_names(ids), **post_names(ids)}


def doers(entries: Iterable[Acted], things: Iterable[UUID] = ()) -> Doers:
    """Look the names up for all of them, and for the ``things`` that they are about (two queries)."""
    rows, about = list(entries), set(things)
    posts = post_names({key for row in rows for key in (row.post, row.stand_in_for)} | about)
    return Doers(account_names({row.account for row in rows} | about), posts)


def told(doer: Doer) -> str:
    """Who did it, in one line."""
    if doer.absent:
        return gettext("{name}, {post}, standing in for {absent}").format(
            name=doer.name, post=doer.post, absent=doer.absent
        )
    return f"{doer.name}, {doer.post}" if doer.post else doer.name


def _id(value: object) -> UUID | None:
    if not (isinstance(value, str) and len(value) == 36):
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def values_of(entry: Entry, names: Mapping[UUID, str]) -> Iterator[tuple[str, str]]:
    """What the entry tells in the open, field by field; of personal values only that they are kept apart."""
    for key, value in entry.facts.items():
        if key in FIELDS and value not in ("", None, [], {}):
            yield field_word(key), _words(value, names)
    for key in entry.personal:
        yield field_word(key), gettext("kept encrypted, not shown here")


def _words(value: object, names: Mapping[UUID, str]) -> str:
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    found = _id(value)
    if found is not None:
        return names.get(found, "…")
    return gettext(VALUES[value]) if isinstance(value, str) and value in VALUES else str(value)
