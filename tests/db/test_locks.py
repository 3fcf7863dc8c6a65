"""Locks in one order: area, person, household, case, money; rows by id."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.kernel.db.guard import writing
from linli.kernel.db.locks import ORDER, LockOrder, forget_locks, lock_row, lock_rows
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.ids import new
from linli.kernel.jobs.models import Job
from tests.db.rows import COUNTY, stored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_lock_is_held() -> Iterator[None]:
    forget_locks()
    yield
    forget_locks()


def test_rows_are_locked_and_given_by_id() -> None:
    rows = sorted(row.pk for row in stored([1, 2, 3, 4]))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        given = [row.pk for row in lock_rows(Job, "case", [rows[2], rows[0], rows[3]])]
    assert given == [rows[0], rows[2], rows[3]]
    statement = asked.captured_queries[0]["sql"]
    assert statement.index("ORDER BY") and len(asked) == 1
    assert ("FOR UPDATE" in statement) == (connection.vendor == "postgresql")


def test_one_row_or_none() -> None:
    row = stored([7])[0]
    assert lock_row(Job, "case", row.pk).attempts == 7
    with pytest.raises(NotFound) as caught:
        lock_row(Job, "case", new(COUNTY))
    assert caught.value.code is KernelCode.NOT_FOUND


@pytest.mark.parametrize(("first", "second"), list(pairwise(ORDER)))
def test_the_order_holds(first: str, second: str) -> None:
    lock_rows(Job, first, [])
    lock_rows(Job, first, [])
    lock_rows(Job, second, [])
    with pytest.raises(LockOrder, match=f"{first} is locked after {second}"):
        lock_rows(Job, first, [])


def test_a_new_command_holds_no_lock() -> None:
    lock_rows(Job, ORDER[-1], [])
    forget_locks()
    lock_rows(Job, ORDER[0], [])


def test_a_rank_has_a_place_in_the_order() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        lock_rows(Job, "pets", [])


def test_a_locked_row_is_read_anew() -> None:
    row = stored([1])[0]
    with writing("test"):
        Job.objects.filter(pk=row.pk).update(attempts=2)
    assert lock_row(Job, "case", row.pk).attempts == 2
