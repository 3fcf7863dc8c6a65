"""Rows that wait inside a command are there for whoever reads, and gone with what is rolled back."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from linli.kernel.db.inserting import MOST_WAITING, gathering, insert_row, past_waiting, send_waiting
from linli.kernel.ids import new
from linli.kernel.journal.models import Leaf, Pending

COUNTY = "999999"  # nothing else writes there
AT = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("writing_as_test")]


def mine() -> QuerySet[Pending, Pending]:
    return Pending.objects.filter(county=COUNTY).order_by("recorded_at", "id")


def leaf() -> Leaf:
    return Leaf(id=new(COUNTY), county=COUNTY, seq=7, entry=new(COUNTY), digest="d" * 64)


def pending(number: int = 0) -> Pending:
    return Pending(id=new(COUNTY), county=COUNTY, event=f"event {number}", recorded_at=AT)


def statements(write: int) -> int:
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    try:
        with gathering():
            for number in range(write):
                insert_row(pending(number))
    finally:
        connection.force_debug_cursor = False
    return len(connection.queries_log) - before


def waits() -> bool:
    return bool(connection.vendor == "postgresql")


def test_rows_of_a_command_go_in_one_statement_where_the_engine_can() -> None:
    assert statements(3) == (1 if waits() else 3)
    assert mine().count() == 3


def test_no_statement_grows_beyond_the_most() -> None:
    assert statements(MOST_WAITING * 2 + 1) == (3 if waits() else MOST_WAITING * 2 + 1)
    assert mine().count() == MOST_WAITING * 2 + 1


def test_whoever_reads_sees_what_waits() -> None:
    with gathering():
        row = insert_row(pending())
        assert mine().filter(pk=row.pk).exists()


def test_rows_of_several_tables_keep_every_value() -> None:
    with gathering():
        one = insert_row(pending(1))
        other = insert_row(leaf())
        two = insert_row(pending(2))
    for row in (one, other, two):
        again = type(row).objects.get(pk=row.pk)
        assert {f.attname: getattr(again, f.attname) for f in row._meta.concrete_fields} == {
            f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields
        }


def test_a_savepoint_keeps_what_came_before_it_and_drops_what_came_after() -> None:
    with gathering():
        first = insert_row(pending(1))
        try:
            with transaction.atomic():
                insert_row(pending(2))
                raise LookupError
        except LookupError:
            pass
    assert list(mine().values_list("id", flat=True)) == [first.id]


def test_an_error_of_a_waiting_row_is_that_of_its_insert() -> None:
    row = pending()
    with pytest.raises(IntegrityError), transaction.atomic(), gathering():
        insert_row(row)
        insert_row(Pending(id=row.id, county=row.county, event="twice", recorded_at=AT))
        send_waiting()
    assert not mine().exists()


def test_what_ends_with_an_error_writes_nothing_late() -> None:
    with pytest.raises(LookupError), transaction.atomic(), gathering():
        insert_row(pending())
        raise LookupError
    with gathering():
        pass
    assert not mine().exists()


def test_past_waiting_rows_are_written_at_once() -> None:
    with gathering():
        waiting = insert_row(pending(1))
        with past_waiting():
            now = insert_row(pending(2))
            seen = set(mine().values_list("id", flat=True))
    assert seen == ({now.id} if waits() else {now.id, waiting.id})
    assert set(mine().values_list("id", flat=True)) == {now.id, waiting.id}
