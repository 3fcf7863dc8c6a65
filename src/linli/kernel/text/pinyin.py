"""Pinyin for search by letters and for sorting.

``ü`` is written ``v``, as people type it. Names of persons are read in surname mode: 单 as a surname is Shan.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

from linli.kernel.text.folding import fold, simplify
from linli.kernel.text.surnames import COMPOUND_READINGS, PLACE_READINGS, READINGS

_PLACES: Final = re.compile("(" + "|".join(PLACE_READINGS) + ")")
_HAN_CHARACTER: Final = "〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_HAN: Final = re.compile(f"[{_HAN_CHARACTER}]+")
_HAN_NAME: Final = re.compile(f"[{_HAN_CHARACTER}]{{1,5}}")
# Chinese, numbers and other words apart: only the first are read, so that no number is taken for a tone.
_RUNS: Final = re.compile(rf"[{_HAN_CHARACTER}]+|\d+|[^\W\d_{_HAN_CHARACTER}]+")
# Blank sorts before letters, so that Li comes before Lian; the tab sorts before the blank, so that a whole name
# comes before a longer one that begins with it.
_TIE: Final = "\t"
_PADDING: Final = 8


@dataclass(frozen=True)
class Pinyin:
    """A text read aloud: one syllable with its tone digit a character, other words as they are."""

    text: str
    toned: tuple[str, ...]

    @property
    def syllables(self) -> tuple[str, ...]:
        """The syllables without tones; letters and digits of the text stay whole."""
        return tuple(_bare(part) for part in self.toned)

    @property
    def full(self) -> str:
        """All letters in one word: ``zhangwei``."""
        return "".join(self.syllables)

    @property
    def initials(self) -> str:
        """First letters, whole numbers: ``zw``."""
        return "".join(part if part.isdecimal() else part[:1] for part in self.syllables)

    @property
    def sort_key(self) -> str:
        """Order by letters, then tone, character by character; numbers by size. For C collation."""
        parts = (part.zfill(_PADDING) if part.isdecimal() else part for part in self.toned)
        return " ".join(parts) + _TIE + self.text


def pinyin_of(text: str) -> Pinyin:
    """Read any text: places, units, titles."""
    toned: list[str] = []
    for part in _PLACES.split(fold(text)):
        toned.extend(PLACE_READINGS.get(part) or _read(part))
    return Pinyin(text, tuple(toned))


def pinyin_of_name(name: str) -> Pinyin:
    """Read a person's name in surname mode; names with a dot or letters have no Chinese surname to look for."""
    folded = simplify(fold(name))
    if not _HAN_NAME.fullmatch(folded):
        return Pinyin(name, tuple(_read(folded)))
    surname = _surname(folded)
    return Pinyin(name, (*surname, *_read(folded[len(surname) :])))


def _surname(name: str) -> tuple[str, ...]:
    if len(name) > 2 and (compound := COMPOUND_READINGS.get(name[:2])):
        return compound
    reading = READINGS.get(name[0])
    return (reading,) if reading else ()


def _read(text: str) -> list[str]:
    toned: list[str] = []
    for run in _RUNS.findall(text):
        spoken = _HAN.match(run)
        toned.extend(_spoken(run) if spoken else [run])
    return toned


# Given names come again and again, and reading one takes longer than all else about a name.
@lru_cache(maxsize=20_000)
def _spoken(run: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True))


def _bare(part: str) -> str:
    return part if part.isdecimal() else part.rstrip("12345")
