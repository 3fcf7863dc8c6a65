"""Append-only at the engine itself, and a doctor who notices when it is not."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from linli.kernel.db.guard import writing
from linli.kernel.journal.models import Content, JournalEntry, Leaf, Pending, Seal
from linli.kernel.journal.protection import PROTECTED, _acts, protect, unprotected
from tests.journal.writing_entries import COUNTY, entered, protection_lifted, sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("writing_as_test")]
REFUSED = "append-only|permission denied"


def sql(statement: str) -> None:
    """Run a statement past the ORM."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


ACTS: dict[str, Callable[[], object]] = {
    "update an entry": lambda: JournalEntry.objects.update(purpose="x"),
    "delete an entry": lambda: JournalEntry.objects.all().delete(),
    "update a leaf": lambda: Leaf.objects.update(digest="x"),
    "delete a leaf": lambda: Leaf.objects.all().delete(),
    "update a seal": lambda: Seal.objects.update(root="x"),
    "delete a seal": lambda: Seal.objects.all().delete(),
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


JOURNAL = ", ".join(f'"{field.column}"' for field in JournalEntry._meta.concrete_fields)
CHANGED = JOURNAL.replace('"purpose"', "'x'")
REPLACING = {
    "postgresql": [
        f"INSERT INTO kernel_journal ({JOURNAL}) SELECT {JOURNAL} FROM kernel_journal "
        "ON CONFLICT (id) DO UPDATE SET purpose = 'x'",
        "INSERT INTO kernel_leaf SELECT * FROM kernel_leaf ON CONFLICT (county, seq) DO UPDATE SET digest = 'x'",
    ],
    "sqlite": [
        f"INSERT OR REPLACE INTO kernel_journal ({JOURNAL}) SELECT {CHANGED} FROM kernel_journal",
        *(
            f"INSERT OR REPLACE INTO kernel_leaf (id, county, seq, entry, digest) SELECT {row}, 'x' FROM kernel_leaf"
            for row in ("'new', county, seq, 'new'", "'new', county, 999, entry", "id, county, 999, 'new'")
        ),
    ],
}


def test_an_entry_or_a_leaf_is_not_replaced() -> None:
    entry = sealed(1)[0]
    for statement in REPLACING[connection.vendor]:
        with pytest.raises(DatabaseError, match=REFUSED):
            sql(statement)
    assert JournalEntry.objects.get(pk=entry.pk).purpose == ""
    assert not Leaf.objects.filter(digest="x").exists()


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
