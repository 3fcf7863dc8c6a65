"""Classes of the archive as pack data (R13.3): which files are kept for how long."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from linli.kernel.packs.lookup import entries_for
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.kernel.retention import PERMANENT

SECTION: Final = "archive_classes"
SCHEMA: Final[dict[str, Any]] = {
    "required": ["title", "years", "files"],
    "properties": {
        "title": {
            "type": "object",
            "required": ["zh-Hans", "en"],
            "additionalProperties": {"type": "string", "minLength": 1},
        },
        "years": {"oneOf": [{"const": PERMANENT}, {"type": "integer", "minimum": 1, "maximum": 100}]},
        "files": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
    },
}


def _check(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    """A kind of file stands in one class of a pack."""
    others = (other for other in pack.entries.get(SECTION, ()) if other.get("key") != key)
    taken = {name for other in others for name in other.get("files", ())}
    return [f"{name} stands in another class too" for name in entry["files"] if name in taken]


def register() -> None:
    """Register the section (called at start-up)."""
    register_section(Section(SECTION, "Archive classes: kinds of file and how long they are kept.", SCHEMA, _check))


def years_of(file: str, area: str, day: date) -> int | str:
    """The years that a kind of file is kept at ``area``, or "permanent"; permanent too where no class names it.

    What nobody classed is never destroyed by itself.
    """
    for found in entries_for(SECTION, area, day).values():
        if file in found.data["files"]:
            years: int | str = found.data["years"]
            return years
    return PERMANENT
