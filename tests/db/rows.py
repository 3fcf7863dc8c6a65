"""Rows for the tests of the database layer: jobs, because they have texts, numbers, moments and JSON."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction

from linli.kernel.db.guard import writing
from linli.kernel.ids import new
from linli.kernel.jobs.models import Job
from tests.conftest import NOON

COUNTY = "329921"
TEXTS = ["", "a", "B", "b", "ab", "乙", "甲", "甲 ", "Ä", "~"]


def job(number: int = 0, **values: Any) -> Job:
    """A job whose columns all follow from one number, so that equal numbers tie in each."""
    row_id = new(COUNTY)
    return Job(**{
        "id": row_id, "county": COUNTY, "queue": "default", "task": TEXTS[number % len(TEXTS)], "arguments": {},
        "dedupe": str(row_id), "state": ("ready", "done")[number % 2], "attempts": number,
        "run_after": NOON + timedelta(microseconds=number), "created_at": NOON, **values,
    })  # fmt: skip


def stored(numbers: Iterable[int]) -> list[Job]:
    """Jobs in the database."""
    with writing("test"):
        return Job.objects.bulk_create([job(number) for number in numbers], batch_size=500)


@contextmanager
def undone() -> Iterator[None]:
    """Roll back at the end: one example of a property leaves nothing for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
