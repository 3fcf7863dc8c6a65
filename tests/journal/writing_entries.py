"""Entries for tests, written by the machinery itself; and what an intruder with the owner's rights would do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

from linli.kernel.actor import Actor, system_actor
from linli.kernel.db.guard import writing
from linli.kernel.ids import new
from linli.kernel.jobs import outbox
from linli.kernel.journal.entries import Act, Subject, write_entry
from linli.kernel.journal.models import JournalEntry
from linli.kernel.journal.outside import copy_out
from linli.kernel.journal.protection import PROTECTED, _acts
from linli.kernel.journal.sealing import seal_county
from tests.conftest import NOON

COUNTY = "329921"
TYPE = "test.thing"


def someone(county: str = COUNTY) -> Actor:
    """The actor of all entries."""
    return system_actor(county, NOON)


def entered(
    thing: UUID | None = None,
    *,
    version: int = 1,
    outcome: str = "done",
    county: str = COUNTY,
    personal: Mapping[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
    changed: tuple[str, ...] = (),
) -> JournalEntry:
    """Write an entry as a command does, and read it back."""
    subject = Subject(TYPE, thing or new(county), county, county, version)
    act = Act(changed=changed, personal=personal or {}, facts=facts or {})
    with writing("command"):
        entry = write_entry(someone(county), "test.change_thing", outcome, subject, act)
    return JournalEntry.objects.get(pk=entry)


def placed(count: int, county: str = COUNTY) -> list[JournalEntry]:
    """So many entries, with their places in the order."""
    entries = [entered(county=county) for _ in range(count)]
    while outbox.hand_on(county):
        pass
    return entries


def sealed(count: int, county: str = COUNTY, *, copied: bool = True) -> list[JournalEntry]:
    """So many entries under one seal, ``copied`` outside the database too."""
    entries = placed(count, county)
    seal_county(county)
    if copied:
        copy_out(county)
    return entries


@contextmanager
def protection_lifted(*tables: str) -> Iterator[None]:
    """What an owner of the database can do after all, until the test's transaction ends."""
    with writing("test"):
        for table in tables or PROTECTED:
            for statement in _lifting(table):
                with connection.cursor() as cursor:
                    cursor.execute(statement)
        yield


def _lifting(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [f'GRANT UPDATE, DELETE, TRUNCATE ON "{table}" TO CURRENT_USER']
    return [f'DROP TRIGGER "{table}_no_{act.lower()}"' for act, _ in _acts(table)]
