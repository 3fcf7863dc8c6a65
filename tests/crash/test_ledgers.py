"""kill -9 of the job worker while ledgers are taken in and taken back: all or nothing is seen, and undoing is true.

Rounds of one import each, killed at a random write or commit of each phase: reading, writing, clearing away.
"""

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from tests.crash.installation import Place, wait_for
from tests.crash.observer import Observer

pytestmark = [pytest.mark.crash, pytest.mark.slow]
# Two in every run of the tests; LINLI_KILLS=50 for the whole proof, about a quarter of an hour.
ROUNDS = 50 if int(os.environ.get("LINLI_KILLS", "2")) >= 50 else 2
MOST_STEPS = {"read": 24, "write": 40, "clear": 30}

TOOLS = """
import csv, hashlib, io, json
from uuid import UUID
from django.db import close_old_connections
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.codes import citizen_check
from linli.kernel.journal.verifying import verify
from linli.people.commands import begin_ledger, confirm_ledger, undo_ledger
from linli.people.models import ContactPoint, Household, LedgerLine, LedgerRun, NameToken, Person, Residence
from linli.people.queries.person_values import values_of
AREA, COUNTY = "329921001001", "329921"
MINE = "people.begin_ledger", "people.confirm_ledger", "people.undo_ledger"

def clerk():
    return system_actor(COUNTY, now(), *MINE)

def number(index):
    body = f"110105{1950 + index // 999:04d}0101{index % 999:03d}"
    return body + citizen_check(body)

def file_of(round):
    rows = [("姓名", "身份证号", "联系电话", "户编号", "与户主关系")]
    for index in range(2100):
        home = index // 3
        relation = ("户主", "配偶", "子")[index % 3]
        rows.append((f"杀{chr(0x4E00 + index % 900)}{chr(0x5000 + round)}", number(index),
                     f"139{round:03d}{index:05d}", str(home), relation))
    known = Person.objects.filter(area=AREA, identity__isnull=False, run__isnull=True).order_by("id")[:8]
    for place, person in enumerate(known):
        values = values_of(person)
        rows.append((values.name, values.identity, f"138{round:03d}{place:05d}", "", ""))
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")

def begin(round):
    return str(begin_ledger(clerk(), area=AREA, name=f"{round}.csv", data=file_of(round)).id)

def confirm(run):
    row = LedgerRun.objects.get(pk=run)
    confirm_ledger(clerk(), run=row.id, expected_version=row.version, leave_doubles=True)

def undo(run):
    row = LedgerRun.objects.get(pk=run)
    return undo_ledger(clerk(), run=row.id, expected_version=row.version).values

def those(model):
    rows = model.objects.filter(run=OuterRef("pk")).order_by().values("run").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows), 0)

def look(run):
    # One statement: what it sees is of one moment.
    row = LedgerRun.objects.filter(pk=run).annotate(
        persons=those(Person), homes=those(Residence), households=those(Household), contacts=those(ContactPoint)).get()
    lines = LedgerLine.objects.filter(run=row.pk).count()
    return {"state": row.state, "counts": row.counts, "lines": lines, "persons": row.persons, "homes": row.homes,
            "households": row.households, "contacts": row.contacts}

SKIP = {"version", "sources"}
def register():
    found = {}
    for model in (Person, Household, Residence, ContactPoint, NameToken):
        names = [f.attname for f in model._meta.concrete_fields if f.attname not in SKIP]
        digest = hashlib.sha256()
        rows = model._base_manager.order_by("pk").values_list(*names)
        count = 0
        for row in rows.iterator(chunk_size=2000):
            plain = [bytes(v).hex() if isinstance(v, (bytes, memoryview)) else str(v) for v in row]
            digest.update(repr(plain).encode())
            count += 1
        found[model.__name__] = [count, digest.hexdigest()]
    people = Person._base_manager.filter(run__isnull=True).order_by("pk")
    found["values"] = hashlib.sha256(repr([values_of(p).as_texts() for p in people]).encode()).hexdigest()
    return found
"""


class Clerk:
    """Takes ledgers in through the installation's own worker, and looks at every moment."""

    def __init__(self, place: Place) -> None:
        self.place, self.observer = place, Observer(place)
        self.observer.ask(TOOLS)
        self.dice = Random(11)
        self.kills = 0

    def ask(self, call: str) -> Any:
        """What a function of the tools returns."""
        return self.observer.ask(f"close_old_connections(); answer = {call}")

    def until(self, run: str, state: str, seen: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Look until the run stands at ``state``; every look must be true, with one kill on the way."""

        def there() -> dict[str, Any] | None:
            self.place.keep_worker()
            found: dict[str, Any] = self.ask(f"look('{run}')")
            assert seen(found), found
            return found if found["state"] == state else None

        return wait_for(there, f"{state} of {run}", 120)  # type: ignore[no-any-return]  # what there() found

    def killing(self, phase: str) -> None:
        """The worker dies somewhere in the phase that begins now."""
        self.place.crash_at("worker", self.dice.randint(1, MOST_STEPS[phase]))

    def killed(self) -> None:
        """The phase is over; whether the kill came is counted."""
        self.kills += not self.place.crash_waits()
        self.place.forget_crash()


@pytest.fixture
def clerk(place: Place) -> Iterator[Clerk]:
    place.start_worker()
    made = Clerk(place)
    yield made
    made.observer.end()


def nothing(found: dict[str, Any]) -> bool:
    return bool(found["persons"] == found["homes"] == found["households"] == found["contacts"] == 0)


def all_or_nothing(found: dict[str, Any]) -> bool:
    if found["state"] != "finished":
        return nothing(found)
    return bool(found["persons"] == 2100 and found["homes"] == 2 * 2100 and found["households"] == 700)


def test_a_ledger_is_seen_whole_or_not_at_all_and_undone_as_if_it_had_never_been(clerk: Clerk) -> None:
    before = clerk.ask("register()")
    for number in range(ROUNDS):
        clerk.killing("read")
        run = clerk.ask(f"begin({number})")
        read = clerk.until(run, "ready", nothing)
        clerk.killed()
        assert read["lines"] == 2108 == sum(read["counts"].values()), read
        clerk.killing("write")
        clerk.ask(f"confirm('{run}')")
        done = clerk.until(run, "finished", all_or_nothing)
        clerk.killed()
        assert all_or_nothing(done) and done["counts"]["new"] == 2100 and done["counts"]["changed"] == 8, done
        clerk.killing("clear")
        kept = clerk.ask(f"undo('{run}')")
        clerk.until(run, "undone", nothing)
        clerk.killed()
        assert clerk.ask("register()") == before, (number, kept)
    assert clerk.kills >= ROUNDS, "kills that came too late kill nothing"
    assert clerk.ask("[f.kind for f in verify(COUNTY)]") == []
