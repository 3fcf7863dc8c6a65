"""One form for texts that mean the same, for tidy storage and for search.

Compatibility characters are folded one class at a time: NFKC as a whole would turn ``3½`` into ``31⁄2``
and ``5²`` into ``52``. Chinese digits stay as they are: 三 is part of a name, not 3.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Final

import opencc

_HAN_BLOCKS: Final = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))
_HAN: Final = "〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
# Blocks with compatibility forms met in documents: letterlike signs, Roman numerals, bracketed numbers,
# radicals copied from PDFs, squared units, vertical and small forms, full and half width, styled letters.
_COMPATIBILITY_BLOCKS: Final = (
    (0x00A0, 0x00A1),
    (0x2000, 0x2070),
    (0x2100, 0x2190),
    (0x2474, 0x249C),
    (0x2E80, 0x2FE0),
    (0x3220, 0x3248),
    (0x3300, 0x3400),
    (0xFB00, 0xFB07),
    (0xFE10, 0xFE70),
    (0xFF00, 0xFFF0),
    (0x1D400, 0x1D800),
)
_FOLDED_CLASSES: Final = frozenset(
    {"<wide>", "<narrow>", "<small>", "<compat>", "<font>", "<noBreak>", "<square>", "<vertical>"}
)
_INVISIBLE: Final = (0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
_DOTS: Final = "•‧∙⋅・･"
_DASHES: Final = "‐‑‒–—―−"
_SPACED_HAN: Final = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_SPACED_DOT: Final = re.compile(r" ?· ?")
# Letters, decimal digits and letter-like numbers such as 〇: what both search engines keep.
_SEARCHED: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl"})


def _class_of(char: str) -> str:
    return unicodedata.decomposition(char).partition(" ")[0]


def _folds() -> dict[int, str]:
    chars = (chr(point) for first, end in _COMPATIBILITY_BLOCKS for point in range(first, end))
    found = {ord(char): unicodedata.normalize("NFKC", char) for char in chars if _class_of(char) in _FOLDED_CLASSES}
    found.update(dict.fromkeys(_INVISIBLE, ""))
    found.update(dict.fromkeys(map(ord, _DOTS), "·"))
    found.update(dict.fromkeys(map(ord, _DASHES), "-"))
    return found


def _simplified() -> dict[int, str]:
    """One simplified character for each traditional one, read from OpenCC character by character.

    Whole phrases would keep 乾 in 乾坤 but not alone, and a search for a part would miss the whole.
    """
    chars = [chr(point) for first, end in _HAN_BLOCKS for point in range(first, end)]
    target = dict(zip(chars, opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n"), strict=True))
    return {ord(char): target.get(simple, simple) for char, simple in target.items() if simple != char}


_FOLDS: Final = _folds()
_SIMPLIFIED: Final = _simplified()
_INVISIBLE_TABLE: Final = dict.fromkeys(_INVISIBLE, "")
# Punctuation such as ，（） is meant in Chinese text; letters, digits and technical signs are not.
_HALF_WIDTH: Final = {
    code: chr(code - 0xFEE0)
    for code in range(0xFF01, 0xFF5F)
    if chr(code - 0xFEE0).isalnum() or chr(code - 0xFEE0) in "#%&*+-./=@_"
}


def tidy(text: str) -> str:
    """``text`` for storage on one line: NFC, half-width letters and digits, single blanks, nothing invisible.

    Case, script and Chinese punctuation stay. Idempotent.
    """
    clean = unicodedata.normalize("NFC", text).translate(_INVISIBLE_TABLE).translate(_HALF_WIDTH)
    return " ".join(clean.split())


def half_width(text: str) -> str:
    """``text`` with every full-width, half-width and small form as its ordinary character, blanks made one kind."""
    return tidy(text.translate(_FOLDS))


def simplify(text: str) -> str:
    """``text`` with each traditional character replaced by its simplified one; only a key, never shown."""
    return text.translate(_SIMPLIFIED)


def fold(text: str) -> str:
    """The form in which texts are compared: case, width, script, dots, dashes and blanks made equal. Idempotent.

    Blanks between Chinese characters go (``张 伟`` is typesetting), others become one. ``㎡`` and ``m²``
    both become ``m2``; other raised digits and fractions stay.
    """
    folded = _fold_characters(unicodedata.normalize("NFC", text))
    while (again := _fold_characters(folded)) != folded:
        folded = again
    return _SPACED_DOT.sub("·", _SPACED_HAN.sub("", folded))


def search_key(text: str) -> str:
    """``fold(text)`` without blanks and punctuation: the string that a search compares character by character."""
    return "".join(char for char in fold(text) if unicodedata.category(char) in _SEARCHED)


def search_tokens(text: str) -> list[str]:
    """Characters and pairs of neighbours of ``search_key(text)``, sorted, each once, for a PostgreSQL ``text[]``.

    A text contains a query only if its tokens contain the query's; ``search_key`` decides the rest
    (stack.md §3).
    """
    key = search_key(text)
    return sorted({*key, *(first + second for first, second in pairwise(key))})


def spaced(text: str) -> str:
    """The characters of ``search_key(text)`` with blanks between, for an SQLite FTS5 column of one-character tokens."""
    return " ".join(search_key(text))


def fts_phrase(text: str) -> str:
    """The FTS5 phrase query that finds ``text`` in a ``spaced`` column; ``""`` when nothing can be searched."""
    words = spaced(text)
    return f'"{words}"' if words else ""


def _fold_characters(text: str) -> str:
    folded = text.translate(_FOLDS).casefold()
    folded = unicodedata.normalize("NFC", folded).translate(_SIMPLIFIED)
    folded = folded.replace("m²", "m2").replace("m³", "m3")
    return " ".join(folded.split())
