"""Questions asked on every request, whose SQL Django builds once and not each time.

Building a statement costs the processor several times what sending it does (bench/case_life.py). A kept question is
written as a query set over sample values; later only the values change. Only for questions of one fixed shape.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class NotKept(TypeError):
    """A bug: the question cannot be kept, because a sample value is not found in its SQL."""


@dataclass(frozen=True)
class _Built:
    sql: str
    # A parameter that is the same each time, or the name of the value that stands there.
    places: tuple[tuple[str, Any], ...]
    compiler: SQLCompiler
    converters: Any
    columns: Sequence[str]
    model: Any


class Kept(Generic[Row]):
    """A question; ``build`` makes its query set, ``samples`` are values that stand nowhere else in it."""

    def __init__(self, build: Callable[..., QuerySet[Row, Any]], **samples: Any) -> None:
        self._build = build
        self._samples = samples
        self._built: dict[str, _Built] = {}
        self._lock = Lock()

    def tuples(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of a ``values_list``."""
        engine = connections[connection.alias]  # the proxy before it looks it up for each value
        built = self._for_engine()
        with engine.cursor() as cursor:
            cursor.execute(built.sql, [_adapted(values[name], engine) if name else kept for name, kept in built.places])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if not built.converters:
            return found
        # Converters take and give lists, and ask the connection that asked.
        return [tuple(row) for row in built.compiler.apply_converters(map(list, found), built.converters)]

    def rows(self, **values: Any) -> list[Row]:
        """The rows of a query for whole models."""
        found = self.tuples(**values)
        built = self._for_engine()
        return [built.model.from_db(connection.alias, built.columns, row) for row in found]

    def _for_engine(self) -> _Built:
        vendor = connection.vendor
        found = self._built.get(vendor)
        if found is None:
            with self._lock:
                found = self._built[vendor] = self._make()
        return found

    def _make(self) -> _Built:
        query = self._build(**self._samples).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        samples = {name: _adapted(value, connection) for name, value in self._samples.items()}
        places = tuple(_place(given, samples) for given in params)
        missing = set(self._samples) - {name for name, _ in places}
        if missing:
            raise NotKept(f"{', '.join(sorted(missing))} not found in {sql}")
        expressions = [column for column, _, _ in compiler.select]
        columns = [getattr(getattr(item, "target", None), "attname", "") for item in expressions]
        return _Built(sql, places, compiler, compiler.get_converters(expressions), columns, query.model)


def _place(given: Any, samples: Mapping[str, Any]) -> tuple[str, Any]:
    bare = getattr(given, "obj", given)  # psycopg wraps bytes
    return next(((name, None) for name, value in samples.items() if bare == value), ("", given))


def _adapted(value: Any, engine: Any) -> Any:
    """A value as ``engine`` takes it, as Django's fields would give it."""
    if isinstance(value, str):
        return value
    if isinstance(value, UUID):
        return value if engine.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return engine.ops.adapt_datetimefield_value(value)
    return engine.ops.adapt_datefield_value(value) if isinstance(value, date) else value
