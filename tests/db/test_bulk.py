"""Loading many rows at once, and inserting one unless it is there: on both engines the same."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.db.bulk import BATCH, load_rows
from linli.kernel.db.guard import WriteOutsideCommand, writing
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.ids import new
from linli.kernel.jobs.models import Job
from linli.kernel.journal.models import Content
from tests.conftest import NOON
from tests.db.rows import COUNTY, job, undone

pytestmark = pytest.mark.django_db
COLUMNS = [field.name for field in Job._meta.concrete_fields]
AWKWARD = ["tab\there", "new\nline", "back\\slash", "\\N", "'quote\"", "甲乙", "", "%s", "NULL", "\r\n", "\u2028"]


def values(row: Job) -> list[Any]:
    """The values of a row, in the order of COLUMNS."""
    return [getattr(row, name) for name in COLUMNS]


def loaded(rows: list[Job]) -> int:
    """Load rows."""
    with writing("command"):
        return load_rows(Job, COLUMNS, (values(row) for row in rows))


def same(row: Job) -> bool:
    """Whether the row in the database is this one."""
    return values(Job.objects.get(pk=row.pk)) == values(row)


def test_every_kind_of_value_comes_back() -> None:
    rows = [job(n, last_error=text, arguments={"t": text, "n": [n, None, True]}) for n, text in enumerate(AWKWARD)]
    rows.append(job(99, lease_until=NOON + timedelta(microseconds=1), finished_at=None))
    assert loaded(rows) == len(rows)
    assert all(same(row) for row in rows)


def test_bytes_come_back() -> None:
    row_id, blob = new(COUNTY), bytes(range(256))
    columns = ["id", "county", "entry", "object_type", "object_id", "field", "salt", "box"]
    with writing("command"):
        load_rows(Content, columns, [(row_id, COUNTY, UUID(int=1), "x", UUID(int=2), "f", b"\0", blob)])
    row = Content.objects.get(pk=row_id)
    assert (bytes(row.salt), bytes(row.box)) == (b"\0", blob)


def test_more_than_one_batch_from_a_stream() -> None:
    taken = 0

    def stream() -> Iterator[list[Any]]:
        nonlocal taken
        for number in range(2 * BATCH + 1):
            taken += 1
            yield values(job(number % 7))

    with writing("command"):
        assert load_rows(Job, COLUMNS, stream()) == taken == 2 * BATCH + 1
    assert Job.objects.filter(county=COUNTY).count() == 2 * BATCH + 1


def test_no_rows_are_no_rows() -> None:
    assert loaded([]) == 0 and not Job.objects.exists()


def test_a_row_of_another_length_is_a_bug() -> None:
    with writing("command"), pytest.raises(ValueError, match="argument"), transaction.atomic():
        load_rows(Job, COLUMNS, [values(job())[:-1]])
    assert not Job.objects.exists()


def test_a_row_that_collides_stops_the_load() -> None:
    first, second = job(dedupe="same"), job(dedupe="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        loaded([first, second])
    assert not Job.objects.exists()


def test_loading_is_writing() -> None:
    with pytest.raises(WriteOutsideCommand):
        load_rows(Job, COLUMNS, [values(job())])
    assert not Job.objects.exists()


TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXT, st.dictionaries(TEXT, TEXT, max_size=2)), max_size=4))
def test_any_text_comes_back(given_rows: list[tuple[str, dict[str, str]]]) -> None:
    with undone():
        rows = [job(last_error=text, arguments=data) for text, data in given_rows]
        assert loaded(rows) == len(rows)
        assert all(same(row) for row in rows)


def insert(row: Job) -> bool:
    """Insert unless it is there."""
    with writing("command"):
        return insert_if_absent(row)


def test_the_first_comes_in_and_the_second_does_not() -> None:
    first, second = job(1, dedupe="k", arguments={"甲": [1, None]}), job(2, dedupe="k")
    assert (insert(first), insert(second)) == (True, False)
    assert same(first) and Job.objects.count() == 1


def test_any_unique_constraint_counts() -> None:
    row = job()
    assert insert(row)
    assert not insert(job(id=row.id)) and not insert(job(dedupe=row.dedupe))
    assert insert(job(dedupe=row.dedupe, county="329922"))


def test_only_collisions_are_passed_over() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(job(task=None))


def test_an_insert_vanishes_with_the_rollback() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        assert insert(job(dedupe="k"))
        raise RuntimeError
    assert insert(job(dedupe="k"))


def test_inserting_is_writing() -> None:
    with pytest.raises(WriteOutsideCommand):
        insert_if_absent(job())
