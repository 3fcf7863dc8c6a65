"""Extracts the texts of the source and keeps the .po files; Traditional Chinese is made from Simplified."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from linli.kernel.text import to_traditional

SOURCE = Path(__file__).resolve().parent.parent / "src" / "linli"
UI = SOURCE / "ui"
KEYWORDS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "n_": None,
    "_": None,
}
METHODS = [
    ("^packs/**", "ignore"),  # packs carry their own words; kernel/packs is code
    ("**.py", "python"),
    ("**/templates/**.html", "scripts.templates:extract_template"),
]


def extract(folder: Path = SOURCE) -> Catalog:
    """Every text under ``folder`` that is shown to people."""
    found = Catalog()
    for name, line, text, comments, context in extract_from_dir(folder, METHODS, keywords=KEYWORDS):
        found.add(text, None, [(name, line)], auto_comments=comments, context=context)
    return found


def _messages(*paths: Path) -> Iterator[Message]:
    for path in paths:
        with path.open("rb") as file:
            yield from (message for message in read_po(file, locale="zh_Hans") if message.id)


def _key(message: Message) -> tuple[str, object]:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def _write(path: Path, texts: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, texts, width=110, sort_output=True, no_location=True)


def _head(locale: str) -> Catalog:
    fixed = datetime(2026, 1, 1, tzinfo=UTC)  # a moving date would change the file at every run
    return Catalog(locale=locale, project="linli", creation_date=fixed, revision_date=fixed, fuzzy=False)


def update() -> list[object]:
    """Rewrite the Simplified catalogue of everything but ``ui`` and return what still wants words."""
    ours = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    elsewhere = {_key(m) for m in _messages(UI / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po")}
    known = {_key(m): m.string for m in (_messages(ours) if ours.exists() else ())}
    texts, missing = _head("zh_Hans"), list[object]()
    for message in extract():
        if message.id and _key(message) not in elsewhere:
            words = known.get(_key(message), "")
            texts.add(message.id, words, context=message.context)
            if not words or words == ("",):
                missing.append(message.id)
    _write(ours, texts)
    return missing


def derive_traditional() -> None:
    """Make the Traditional catalogue from the Simplified ones."""
    texts = _head("zh_Hant")
    for message in _messages(*sorted(SOURCE.glob("**/locale/zh_Hans/LC_MESSAGES/django.po"))):
        plain = message.string or ""
        words = to_traditional(plain) if isinstance(plain, str) else tuple(map(to_traditional, plain))
        texts.add(message.id, words, context=message.context)
    _write(SOURCE / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.po", texts)


if __name__ == "__main__":
    missing = update()
    derive_traditional()
    sys.stdout.writelines(f"{text}\n" for text in missing)
    sys.exit(1 if missing else 0)
