"""Who may write, when: three contexts (none, command, framework), no write on GET, no SQL while rendering.

``migration`` moves every table while the schema changes. ``test`` lets factories of the test suite write; it is
refused outside mode test.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from linli.kernel.db.inserting import before_statement
from linli.kernel.db.standing import before_write
from linli.kernel.db.statements import Statement, read_statement

Context = Literal["none", "command", "framework", "migration", "test"]

_context: ContextVar[Context] = ContextVar("linli_write_context", default="none")
_read_only: ContextVar[bool] = ContextVar("linli_read_only", default=False)
_rendering: ContextVar[bool] = ContextVar("linli_rendering", default=False)

WRITERS = Path(__file__).with_name("writers.csv")


class WriteOutsideCommand(Exception):
    """A bug: code wrote to a table that its context does not own."""


class WriteOnGet(Exception):
    """A bug: a request that must not change anything tried to."""


class SqlWhileRendering(Exception):
    """A bug: a template asked the database."""


@cache
def allowed_writers() -> frozenset[tuple[str, str]]:
    """(table, context) pairs that may write, from ``writers.csv`` beside this file."""
    with WRITERS.open(encoding="utf-8", newline="") as file:
        return frozenset((row["table"], row["context"]) for row in csv.DictReader(file))


@contextmanager
def _held(variable: ContextVar[Any], value: object) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def writing(context: Context) -> Any:
    """Context manager: statements inside write as ``context``."""
    return _held(_context, context)


def reading_only() -> Any:
    """Context manager around a GET or HEAD request."""
    return _held(_read_only, True)


def rendering() -> Any:
    """Context manager around the rendering of a template."""
    return _held(_rendering, True)


def write_context() -> Context:
    """The context that statements write as at this moment."""
    return _context.get()


def check_write(tables: frozenset[str]) -> None:
    """Raise unless every table may be written in the present context (also used by COPY)."""
    if _read_only.get():
        raise WriteOnGet(f"a GET request wrote to {', '.join(sorted(tables))}")
    if not settings.LINLI.guarded:
        return
    context = _context.get()
    if context == "migration" or (context == "test" and settings.LINLI.mode == "test"):
        return
    for table in sorted(tables):
        if (table, context) not in allowed_writers():
            raise WriteOutsideCommand(f"{table} is written in context {context!r}; see writers.csv and house.md §3")


def _check_schema() -> None:
    if settings.LINLI.guarded and _context.get() not in ("migration", "test"):
        raise WriteOutsideCommand("the schema is changed outside a migration")


def check_statement(statement: Statement) -> None:
    """Raise if ``statement`` may not run now."""
    if _rendering.get():
        raise SqlWhileRendering("a template asked the database; fetch it in the query and pass it in")
    if statement.schema:
        _check_schema()
    elif statement.writes:
        check_write(statement.writes)


def guard_wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """The execute wrapper that every connection carries."""
    before_statement(sql)
    statement = read_statement(sql)
    check_statement(statement)
    if statement.writes and _context.get() != "migration":
        stamping = before_write(statement.writes)
        if stamping is not None:
            sql_of_stamp, values = stamping
            execute(sql_of_stamp, [values] if many else values, many, context)
    return execute(sql, params, many, context)


def install(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Put the guard on a new connection (receiver of ``connection_created``)."""
    if guard_wrapper not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard_wrapper)
