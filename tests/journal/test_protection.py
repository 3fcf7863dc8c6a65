"""Append-only at the engine itself, and a doctor who notices when it is not."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from linli.kernel.db.guard import writing
from linli.kernel.journal.models import Content, JournalEntry, Leaf, Pending
from linli.kernel.journal.protection import PROTECTED, _acts, protect, unprotected
from tests.journal.writing_entries import COUNTY, entered, protection_lifted, sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("writing_as_test")]
REFUSED = "append-only|permission denied"


def sql(statement: str, *parameters: object) -> None:
    """Run a statement past the ORM."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


ACTS: dict[str, Callable[[], object]] = {
    "update an entry": lambda: JournalEntry.objects.update(purpose="x"),
    "delete an entry": lambda: JournalEntry.objects.all().delete(),
    "update a leaf": lambda: Leaf.objects.update(digest="x"),
    "delete a leaf": lambda: Leaf.objects.all().delete(),
    "update by hand": lambda: sql("UPDATE kernel_journal SET purpose = 'x'"),
    "delete by hand": lambda: sql("DELETE FROM kernel_leaf WHERE seq = 1"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_nothing_is_changed_or_deleted(act: Callable[[], object]) -> None:
    entry = sealed(1)[0]
    leaves = list(Leaf.objects.filter(county=COUNTY).order_by("seq").values())
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        act()
    assert JournalEntry.objects.get(pk=entry.pk).purpose == ""
    assert list(Leaf.objects.filter(county=COUNTY).order_by("seq").values()) == leaves


def test_the_table_is_not_emptied() -> None:
    statement = "TRUNCATE kernel_journal" if connection.vendor == "postgresql" else "DELETE FROM kernel_journal"
    sealed(1)
    with pytest.raises(DatabaseError, match=REFUSED):
        sql(statement)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE")
def test_an_entry_or_a_leaf_is_not_replaced() -> None:
    entry = sealed(1)[0]
    columns = ", ".join(f'"{field.column}"' for field in JournalEntry._meta.concrete_fields)
    changed = columns.replace('"purpose"', "'x'")
    with pytest.raises(DatabaseError, match=REFUSED):
        sql(f"INSERT OR REPLACE INTO kernel_journal ({columns}) SELECT {changed} FROM kernel_journal")
    for other in ("'new', county, seq, 'new'", "'new', county, 999, entry", "id, county, 999, 'new'"):
        row = f"SELECT {other}, 'x' FROM kernel_leaf"
        with pytest.raises(DatabaseError, match=REFUSED):
            sql(f"INSERT OR REPLACE INTO kernel_leaf (id, county, seq, entry, digest) {row}")
    assert JournalEntry.objects.get(pk=entry.pk).purpose == ""


def test_what_may_go_goes() -> None:
    entry = entered(personal={"phone": "13800138000"})
    with writing("command"):
        assert Content.objects.filter(county=COUNTY, entry=entry.id).delete()[0] == 1
    assert Pending.objects.filter(county=COUNTY, pk=entry.id).delete()[0] == 1


def test_the_doctor_finds_the_protection() -> None:
    assert unprotected() == []


@pytest.mark.parametrize("table", PROTECTED)
def test_the_doctor_notices_that_it_is_gone_and_it_can_be_renewed(table: str) -> None:
    with protection_lifted(table):
        assert unprotected() == [table]
    with writing("migration"):
        protect()
    assert unprotected() == []


@pytest.mark.parametrize("part", range(3))
@pytest.mark.parametrize("table", PROTECTED)
def test_the_doctor_notices_each_part(table: str, part: int) -> None:
    if connection.vendor == "postgresql":
        sql(f'GRANT {("UPDATE", "DELETE", "TRUNCATE")[part]} ON "{table}" TO CURRENT_USER')
    else:
        sql(f'DROP TRIGGER "{table}_no_{_acts(table)[part][0].lower()}"')
        sql(f'CREATE TRIGGER "{table}_decoy" BEFORE UPDATE ON "{table}" BEGIN SELECT 1; END')
    assert unprotected() == [table]


def test_protecting_twice_is_protecting_once() -> None:
    with writing("migration"):
        protect()
        protect()
    assert unprotected() == []
