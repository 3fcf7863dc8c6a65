"""Base of every table whose rows belong to a county (stack.md, distribution rules)."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    TextField = models.CharField[str, str]
else:
    TextField = models.CharField


class CodeField(TextField):
    """A code that is searched by prefix: compared byte by byte on every engine (settled.md, machinery 16)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        """Add the C collation on PostgreSQL; SQLite compares bytes by default."""
        parameters = dict(super().db_parameters(connection))
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class CountyRow(models.Model):
    """A row with an id made anywhere, its county and the area it belongs to, and a version for each edit."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
