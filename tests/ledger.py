"""The query-count ledger: how many statements each page may send, kept in a file and never silently raised."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

LEDGER = Path(__file__).with_name("queries.json")


class OverBudget(AssertionError):
    """A page sends more statements than the ledger allows."""


def allowed(name: str) -> int:
    """The budget of ``name``."""
    budgets: dict[str, int] = json.loads(LEDGER.read_text(encoding="utf-8"))
    return budgets[name]


@contextmanager
def budget(name: str) -> Iterator[None]:
    """Fail when the body sends more statements than the ledger names for ``name``."""
    with CaptureQueriesContext(connection) as captured:
        yield
    sent = [query["sql"] for query in captured.captured_queries if not _is_frame(query["sql"])]
    if len(sent) > allowed(name):
        listed = "\n".join(text[:200] for text in sent)
        raise OverBudget(f"{name}: {len(sent)} statements, {allowed(name)} allowed\n{listed}")


# Which packs are published is asked once in five seconds by a process, whatever page happens to be next.
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK", 'SELECT "KERNEL_PACKVERSION"."ID" AS "ID" FROM')


def _is_frame(sql: str) -> bool:
    return sql.upper().startswith(FRAME)
