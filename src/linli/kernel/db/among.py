"""``field__among=values``: the same as ``__in`` for values of one plain kind, for thousands of them.

Django makes a parameter of each value and the driver reads the statement anew each time; on PostgreSQL this is one
array and one statement (bench/ledger_import.py).
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Lookup


class Among(Lookup[Any]):
    """Whether the field has one of the values."""

    lookup_name = "among"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Iterable[Any]) -> None:
        super().__init__(lhs, list(rhs))

    def _values(self, connection: Any) -> list[Any]:
        field = self.lhs.output_field
        found = (field.get_db_prep_value(value, connection) for value in self.rhs)
        return [bytes(value) if isinstance(value, memoryview) else getattr(value, "obj", value) for value in found]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """As a list; nothing is among no values."""
        lhs, params = self.process_lhs(compiler, connection)
        values = self._values(connection)
        places = ", ".join(["%s"] * len(values))
        return (f"{lhs} IN ({places})" if values else "0 = 1"), (*params, *values)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """As one array."""
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s)", (*params, self._values(connection))


def install() -> None:
    """Let every field have it (called at start-up)."""
    Field.register_lookup(Among)
