"""Extracts the texts of Django templates for Babel, with the keys that Django looks up when it draws them."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

STRING = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
TRANSLATE = re.compile(rf"{{%\s*(?:translate|trans)\s+({STRING})(.*?)%}}")
QUOTED = re.compile(rf"_\(({STRING})\)")
BLOCK = re.compile(
    r"{%\s*(?:blocktranslate|blocktrans)\b(.*?)%}(.*?){%\s*end(?:blocktranslate|blocktrans)\s*%}", re.DOTALL
)
PLURAL = re.compile(r"{%\s*plural\s*%}")
CONTEXT = re.compile(rf"\bcontext\s+({STRING})")
VARIABLE = re.compile(r"{{\s*(.*?)\s*}}")

Found = tuple[int, tuple[str, ...], str]
"""Place, text (with its plural), context."""


def _plain(quoted: str) -> str:
    mark = quoted[0]
    return quoted[1:-1].replace(f"\\{mark}", mark).replace("\\\\", "\\")


def _context(options: str) -> str:
    found = CONTEXT.search(options)
    return _plain(found[1]) if found else ""


def _words(block: str, *, trimmed: bool) -> str:
    # Django doubles a percent sign before it looks a text up, since names stand as %(name)s.
    text = VARIABLE.sub(r"%(\1)s", block.replace("%", "%%"))
    return re.sub(r"\s*\n\s*", " ", text.strip()) if trimmed else text


def _tags(source: str) -> Iterator[Found]:
    for match in TRANSLATE.finditer(source):
        yield match.start(), (_plain(match[1]).replace("%", "%%"),), _context(match[2])
    for match in QUOTED.finditer(source):
        yield match.start(), (_plain(match[1]).replace("%", "%%"),), ""


def _blocks(source: str) -> Iterator[Found]:
    for match in BLOCK.finditer(source):
        options, parts = match[1], PLURAL.split(match[2])
        trimmed = "trimmed" in options.split()
        yield match.start(), tuple(_words(part, trimmed=trimmed) for part in parts), _context(options)


def extract_template(
    fileobj: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Babel's interface: (line, function, arguments, comments)."""
    source = fileobj.read().decode("utf-8")
    for place, texts, context in [*_tags(source), *_blocks(source)]:
        function = f"{'n' if len(texts) > 1 else ''}{'p' if context else ''}gettext"
        arguments = (context, *texts) if context else texts
        yield source.count("\n", 0, place) + 1, function, arguments, []
