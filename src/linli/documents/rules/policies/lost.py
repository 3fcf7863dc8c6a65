"""Characters that lost a byte: 各?。ㄗ灾螀^ was 各省（自治區 in GBK before a program dropped the first byte of 省.

Everything behind such a place reads one byte too early until the bytes fall into step again. Putting an unknown byte
back in front gives the run its words again; the character that lost its byte is told by its other byte, by the reading
that copying left behind it, and by the words around. Where these do not tell one character it is marked, not guessed.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from linli.documents.rules.policies.ledger import Edit
from linli.kernel.text import pinyin_of, simplify

UNKNOWN: Final = "□"
_QUESTION: Final = re.compile(r"[?？\ufffd]")
_LONGEST: Final = 24
_GBK: Final = "gbk"
_LEADS: Final = range(0xA1, 0xF8)
# Where programs keep bytes that GBK has no character for; GB18030 maps them into the private use area.
_WIDE: Final = "gb18030"
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_EVERYDAY: Final = range(0xB0, 0xD8)
_AFTER: Final = re.compile(r"([a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{1,6})[ \u3000]*[)）]")
_NOISE: Final = re.compile(r"(?:锟斤拷|锟|烫烫烫|屯屯屯|[\ufffd\ue000-\uf8ff]|�)+")
_TOLD: Final = 0.7
_GUESSABLE: Final = 0.5


class _Run(NamedTuple):
    start: int
    end: int
    #: The other byte of the character whose first byte went.
    tail: int
    middle: str
    #: The first byte of a character at the end whose second byte went with a bracket, or -1.
    lead: int


def shifted(text: str, words: Collection[str] = ()) -> list[Edit]:
    """The runs that read one byte too early, in step again. ``words`` are words of the field, to tell by."""
    known = Counter(first + second for first, second in pairwise(simplify(text)))
    for word in words:
        known.update({first + second: 3 for first, second in pairwise(word)})
    edits: list[Edit] = []
    for found in _QUESTION.finditer(text):
        if edits and found.start() < edits[-1].end:
            continue
        if (run := _run_at(text, found.start())) is not None:
            edits.append(_mended(text, run, known))
    return edits


def noise(text: str) -> list[Edit]:
    """What no rule can read, marked in its place: one sign for each run."""
    return [Edit(found.start(), found.end(), UNKNOWN, "lost", 0.0) for found in _NOISE.finditer(text)]


def _run_at(text: str, start: int) -> _Run | None:
    """The best reading of a run that begins at a question mark: the shortest that comes into step again."""
    best: _Run | None = None
    for run in _candidates(text, start):
        if _is_better(run, text[run.start + 1 : run.end]):
            best = run
            break
    return best


def _candidates(text: str, start: int) -> Iterator[_Run]:
    for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
        body = text[start + 1 : end]
        if "\n" in body:
            return
        is_open = body[-1] in "?？" and len(body) > 1
        run = _in_step(start, end, body[:-1] if is_open else body, is_open=is_open)
        if run is not None:
            yield run


def _in_step(start: int, end: int, body: str, *, is_open: bool) -> _Run | None:
    data = _bytes_of(body)
    if data is None or len(data) < 3 or data[0] < 0x40:
        return None
    lead = data[-1] if is_open else -1
    middle = data[1:-1] if is_open else data[1:]
    try:
        read = middle.decode(_GBK)
    except UnicodeDecodeError:
        return None
    return _Run(start, end, data[0], read, lead)


def _bytes_of(body: str) -> bytes | None:
    """The bytes a run was read from. Half-width punctuation may have been full width: ; was ；."""
    wide = body.translate({ord(";"): "；", ord(","): "，", ord("!"): "！", ord(":"): "：", ord("("): "（"})
    try:
        return wide.encode(_WIDE) if _HAN.search(body) or max(body) >= "\ue000" else None
    except UnicodeEncodeError:
        return None


def _is_better(run: _Run, was: str) -> bool:
    """In step means: more everyday characters than it reads as now, and nothing strange left."""
    return _share(run.middle) >= 0.99 and _share(was) < 0.9 and bool(_HAN.search(run.middle))


def _share(text: str) -> float:
    """The part of a text that is everyday Chinese: simplified ones of the first level, or punctuation."""
    return sum(map(_is_everyday, text)) / max(len(text), 1)


def _is_everyday(char: str) -> bool:
    if char in "、。，；：（）“”《》,;:()":
        return True
    data = simplify(char).encode(_GBK, "replace")
    return len(data) == 2 and data[0] in _EVERYDAY


def _mended(text: str, run: _Run, known: Counter[str]) -> Edit:
    first = [bytes((lead, run.tail)) for lead in _LEADS]
    before = text[run.start - 1 : run.start]
    if before in ")）":
        before = _spoken_before(text, run.start)
    head, sure = _told(first, before, run.middle[:1], known)
    end, tail, sure_tail = _ending(text, run, known)
    return Edit(run.start, end, head + run.middle + tail, "lost", min(sure, sure_tail))


def _spoken_before(text: str, start: int) -> str:
    """The character before a reading in brackets: 环(huán)?…"""
    opened = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
    return text[opened - 1 : opened] if opened > 0 and start - opened < 12 else ""


def _ending(text: str, run: _Run, known: Counter[str]) -> tuple[int, str, float]:
    """The last character of a run, told by its first byte and by the reading behind it."""
    if run.lead < 0:
        return run.end, "", 1.0
    spoken = _AFTER.match(text, run.end)
    choices = [bytes((run.lead, tail)) for tail in range(0x40, 0xFF) if tail != 0x7F]
    if spoken:
        choices = [pair for pair in choices if _reads(pair, spoken[1])]
    char, sure = _told(choices, run.middle[-1:], "", known)
    return (spoken.end() if spoken else run.end), char, sure


def _reads(pair: bytes, reading: str) -> bool:
    char = pair.decode(_GBK, "ignore")
    return bool(_HAN.fullmatch(char)) and pinyin_of(char).full == pinyin_of(_toneless(reading)).full


def _toneless(reading: str) -> str:
    return reading.translate(str.maketrans("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü", "aaaaooooeeeeiiiiuuuuvvvvv"))


def _told(choices: list[bytes], before: str, after: str, known: Counter[str]) -> tuple[str, float]:
    """The one character that stands in a known word with its neighbours, or the sign for unknown."""
    chars = [char for pair in choices if len(char := pair.decode(_GBK, "ignore")) == 1]
    weights = {char: _weight(char, before, after, known) for char in chars}
    ranked = sorted(chars, key=lambda char: -weights[char])
    if not ranked or not weights[ranked[0]]:
        return UNKNOWN, 0.0
    is_clear = len(ranked) == 1 or weights[ranked[0]] > 2 * weights[ranked[1]]
    return ranked[0], _TOLD if is_clear else _GUESSABLE


def _weight(char: str, before: str, after: str, known: Counter[str]) -> int:
    plain = simplify(before + char + after)
    return sum(known[first + second] for first, second in pairwise(plain))
