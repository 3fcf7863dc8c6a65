"""Extracts the texts of Django templates for Babel."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

TRANSLATE = re.compile(r"""{%-?\s*(?:translate|trans)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
BLOCK = re.compile(
    r"{%\s*(?:blocktranslate|blocktrans)\b([^%]*)%}(.*?){%\s*end(?:blocktranslate|blocktrans)\s*%}", re.DOTALL
)
QUOTED = re.compile(r"""_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\)""")
VARIABLE = re.compile(r"{{\s*([\w.]+)[^}]*}}")


def _texts(source: str) -> Iterator[tuple[int, str]]:
    for pattern in (TRANSLATE, QUOTED):
        for match in pattern.finditer(source):
            yield match.start(), match[1] or match[2]
    for match in BLOCK.finditer(source):
        text = VARIABLE.sub(r"%(\1)s", match[2])
        if "trimmed" in match[1]:
            text = " ".join(line.strip() for line in text.splitlines() if line.strip())
        yield match.start(), text


def extract_template(
    fileobj: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's interface: (line, function, text, comments)."""
    source = fileobj.read().decode("utf-8")
    for place, text in _texts(source):
        yield source.count("\n", 0, place) + 1, "gettext", text, []
