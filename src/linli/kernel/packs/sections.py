"""Sections: what kinds of entry a pack may hold; each noun registers its own at start-up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

JsonSchema = Mapping[str, Any]


@dataclass(frozen=True)
class PackFinding:
    """Something wrong in a pack: where (``flows/note``), what, in words for the pack's author."""

    where: str
    what: str


Check = Callable[[str, Mapping[str, Any], "PackText"], Sequence[str]]


@dataclass(frozen=True)
class Section:
    """A kind of entry: its JSON Schema, and checks that a schema cannot express."""

    name: str
    meaning: str
    schema: JsonSchema
    check: Check | None = None
    needs_basis: bool = True


@dataclass(frozen=True)
class PackText:
    """A pack as read from its files: manifest and entries by section, in file order."""

    name: str
    version: int
    area: str
    title: str
    entries: Mapping[str, tuple[Mapping[str, Any], ...]]
    digest: str

    def keys(self, section: str) -> frozenset[str]:
        """The keys that a section of this pack defines."""
        named = (entry for entry in self.entries.get(section, ()) if isinstance(entry, Mapping))
        return frozenset(str(entry["key"]) for entry in named if "key" in entry)


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a kind of entry (called in ``AppConfig.ready()``)."""
    _sections[section.name] = section


def section_named(name: str) -> Section | None:
    """The section, or None when no noun registered it."""
    return _sections.get(name)


def all_sections() -> list[Section]:
    """Every section, by name."""
    return [_sections[name] for name in sorted(_sections)]
