"""One new row, by a statement that is built once for each table; inside a command several tables' rows in one trip.

Every act of a case writes five rows, and building and sending an INSERT for each costs the processor more than the
act itself (bench/intake_rate.py). The same as ``save(force_insert=True)`` for a model without parents and without
columns that the database fills.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from itertools import count
from typing import Any, TypeVar

from django.db import connection, connections, models
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from psycopg import RawCursor

Row = TypeVar("Row", bound=Model)
Maker = Callable[[Model, Any], Any]

# More kinds of rows than this in one statement would each time be a new statement.
MOST_WAITING = 8

_waiting: ContextVar[list[Model] | None] = ContextVar("linli_rows_waiting", default=None)

# PostgreSQL's driver takes these as they stand in the row, so asking the field for its form is work for nothing.
_PLAIN = (
    models.UUIDField, models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.FloatField,
)  # fmt: skip
_TIMES = (models.DateTimeField, models.DateField)
_FORMING = ("pre_save", "get_prep_value", "get_db_prep_value", "get_db_prep_save", "to_python")


def insert_row(row: Row) -> Row:
    """Write a new row. Raises ``IntegrityError`` as ``save`` does, while ``gathering`` at the next statement."""
    waiting = _waiting.get()
    if waiting is None:
        _send([row])
    else:
        waiting.append(row)
        if len(waiting) == MOST_WAITING:
            send_waiting()
    row._state.adding, row._state.db = False, connection.alias
    return row


@contextmanager
def gathering() -> Iterator[None]:
    """Rows of ``insert_row`` wait for the next other statement, or the end, where the engine takes several at once.

    Whoever reads sees them: the guard sends them before any statement. A rollback to a savepoint drops those that
    came after it, since setting the savepoint sent the earlier ones.
    """
    if connection.vendor != "postgresql":
        yield
        return
    token = _waiting.set([])
    try:
        yield
        send_waiting()
    finally:
        _waiting.reset(token)


@contextmanager
def past_waiting() -> Iterator[None]:
    """Statements inside do not depend on the rows that wait, and go before them."""
    token = _waiting.set(None)
    try:
        yield
    finally:
        _waiting.reset(token)


def send_waiting() -> None:
    """Write the rows that wait."""
    waiting = _waiting.get()
    if waiting:
        rows = waiting[:]
        waiting.clear()
        _send(rows)


def before_statement(sql: str) -> None:
    """Called by the guard before each statement."""
    waiting = _waiting.get()
    if not waiting:
        return
    if sql.startswith("ROLLBACK"):
        waiting.clear()
    else:
        send_waiting()


def _send(rows: list[Any]) -> None:
    engine = connections[connection.alias]
    sql, raw, makers = _statement(tuple(map(type, rows)), engine.vendor)
    values = [make(row, engine) for row, making in zip(rows, makers, strict=True) for make in making]
    if len(rows) == 1 or engine.queries_logged:
        with engine.cursor() as cursor:
            cursor.execute(sql, values)
        return

    # The driver reads a long statement's %s anew each time; with places of the server's own it has nothing to read.
    with CursorWrapper(RawCursor(engine.connection), engine) as cursor:
        cursor.execute(raw, values)


@lru_cache(maxsize=512)
def _statement(kinds: tuple[type[Model], ...], vendor: str) -> tuple[str, str, tuple[tuple[Maker, ...], ...]]:
    *first, last = (_insert(kind, vendor) for kind in kinds)
    before = ", ".join(f"row{number} AS ({sql})" for number, (sql, _) in enumerate(first))
    sql = f"WITH {before} {last[0]}" if first else last[0]
    number = count(1)
    raw = re.sub("%s", lambda _: f"${next(number)}", sql)
    return sql, raw, tuple(makers for _, makers in (*first, last))


@cache
def _insert(model: type[Model], vendor: str) -> tuple[str, tuple[Maker, ...]]:
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 -- our own names
    return sql, tuple(_maker(field, vendor) for field in fields)


def _maker(field: Any, vendor: str) -> Maker:
    name = field.attname
    if vendor == "postgresql" and _is_plain(field):
        return lambda row, _: getattr(row, name)
    return lambda row, engine: field.get_db_prep_save(field.pre_save(row, True), engine)


def _is_plain(field: Any) -> bool:
    if type(field) is models.ForeignKey:
        return _is_plain(field.target_field)
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return False
    return any(_forms_as(field, base) for base in (*_PLAIN, *_TIMES))


def _forms_as(field: Any, base: type[Any]) -> bool:
    kind = type(field)
    return isinstance(field, base) and all(getattr(kind, name) is getattr(base, name) for name in _FORMING)
