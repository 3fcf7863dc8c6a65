"""One file an entity."""

from linli.cases.models.note import Note

__all__ = ["Note"]
