"""Messages: every text of the source stands in the Chinese catalogues; every error code has message, hint and page."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from linli.kernel.errors import all_codes
from tests.guards.source import PROJECT, ROOT

pytestmark = pytest.mark.pure


Key = tuple[str, str]


def key_of(message: Message) -> Key:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def catalogue(locale: str) -> dict[Key, Message]:
    whole: dict[Key, Message] = {}
    for path in sorted(ROOT.glob(f"**/locale/{locale}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            whole.update({key_of(message): message for message in read_po(file, locale=locale) if message.id})
    return whole


def missing_in(wanted: set[Key], texts: dict[Key, Message]) -> list[Key]:
    return sorted(key for key in wanted if key not in texts or not _done(texts[key]))


def _done(message: Message) -> bool:
    parts = message.string if isinstance(message.string, tuple) else (message.string,)
    return not message.fuzzy and all(parts)


def source_texts() -> set[Key]:
    from scripts.catalogues import extract

    return {key_of(message) for message in extract() if message.id}


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_every_text_is_translated(locale: str) -> None:
    wanted = source_texts()
    assert len(wanted) > 100
    assert missing_in(wanted, catalogue(locale)) == []


def literals() -> set[str]:
    """Every text handed to a translating function, read from the syntax tree: it shows those in f-strings too."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("gettext", "n_"):
                found |= {
                    arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
    return found


def test_the_extractor_sees_every_text() -> None:
    assert literals() - {text for _, text in source_texts()} == set()


def test_an_untranslated_text_is_found() -> None:
    assert missing_in({("", "A text that nobody wrote")}, catalogue("zh_Hans")) == [("", "A text that nobody wrote")]


def _placeholders(text: str) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_translations_keep_their_placeholders() -> None:
    singles = [m for m in catalogue("zh_Hans").values() if isinstance(m.id, str) and "{" in m.id]
    assert len(singles) > 20
    assert [m.id for m in singles if not _placeholders(str(m.string)) <= _placeholders(m.id)] == []


def test_error_codes_are_unique_and_documented() -> None:
    codes = [code.code for code in all_codes()]
    assert len(codes) == len(set(codes)) and len(codes) > 20
    page = (PROJECT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    assert [code for code in codes if f"`{code}`" not in page] == []


def _reference_pages() -> Iterator[Path]:
    yield from sorted((PROJECT / "docs" / "reference").glob("*.*"))


def test_reference_pages_are_up_to_date() -> None:
    from scripts.reference import pages

    stale = [
        name for name, text in pages().items() if (PROJECT / "docs" / "reference" / name).read_text("utf-8") != text
    ]
    assert stale == [], "run: make docs"
    assert {path.name for path in _reference_pages()} >= set(pages())
