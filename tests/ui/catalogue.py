"""Which messages the design system's sources hold: templates through Django's own reader, Python through Babel's."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation import template as reader

import linli.ui

UI = Path(linli.ui.__file__).parent
CATALOGUE = UI / "locale/zh_Hans/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_noop": None,
}

Message = tuple[str | None, str]


def _of(source: str) -> Iterator[Message]:
    for _line, found, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        yield context, found if isinstance(found, str) else found[0]


def messages(*, with_web: bool = False) -> set[Message]:
    """Every message of the design system, as context and English text; ``linli.ui.web`` may keep its own elsewhere."""
    found: set[Message] = set()
    for file in UI.rglob("*.html"):
        if "static" not in file.parts:
            found |= set(_of(reader.templatize(file.read_text(encoding="utf-8"), origin=str(file))))
    for file in UI.rglob("*.py"):
        if with_web or "web" not in file.parts:
            found |= set(_of(file.read_text(encoding="utf-8")))
    return found


def catalogue() -> dict[Message, object]:
    """The Chinese of every message in the catalogue file."""
    with CATALOGUE.open("rb") as file:
        entries = read_po(file, locale="zh_Hans")
    return {
        (entry.context, entry.id if isinstance(entry.id, str) else entry.id[0]): entry.string
        for entry in entries
        if entry.id
    }
