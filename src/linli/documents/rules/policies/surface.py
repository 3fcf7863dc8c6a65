"""Damage on the surface: web residue, machine-made traditional characters, full-width digits, stray blanks."""

import html
import re
from collections.abc import Iterator
from typing import Final

from linli.documents.rules.policies.ledger import Edit
from linli.kernel.text import simplify, to_traditional

_INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]+")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8})[;；]")
_RETURN: Final = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_TAG: Final = re.compile(r"</?(?:p|br|div|span|font|strong|b|a|td|tr|table|tbody|o:p)(?:\s[^<>\n]{0,200})?/?>", re.I)
_WIDE_RUN: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]|(?<=[0-9０-９])．(?=[0-9０-９])")
_BLANK: Final = " \u3000\xa0\u2002\u2003\u2009"
_HAN: Final = "\u3400-\u9fff"
# Hong Kong forms that the tables of single characters leave alone, and 著 where the simplified word has 着.
_VARIANTS: Final = str.maketrans("衞敍暱麽馀锺", "卫叙昵么余钟")
_WORDS_OF_ZHE: Final = re.compile(r"著(?=力|眼|手|重|想|落|陆|装)|(?<=[沿随接围朝向本意看有穿执])著(?!作|名|称)")
_SPELT_OUT: Final = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:[{_BLANK}]{{1,2}}[{_HAN}]){{2,}}(?![{_HAN}])")
_BY_NUMBER: Final = re.compile(
    rf"(?<=[0-9])[{_BLANK}]+(?=[%％年月日个户人岁元万亿所家名平])|(?<=[{_HAN}])[{_BLANK}]+(?=[0-9])"
)
# Signs of width: comparing uses the half-width ones, what is shown keeps what was printed.
FOLDS: Final = str.maketrans(
    "，（）：；？！［］【】～｜＝＜＞／＆＋．－\u3000\xa0\u2002\u2003\u2009", ",():;?![][]~|=<>/&+.-     "
)


def folded(text: str) -> str:
    """The form in which signs are compared: each full-width sign as its half-width one, character for character."""
    return text.translate(FOLDS)


def residue(text: str) -> list[Edit]:
    """What a web page or a converter left: invisible signs, entities, tags, foreign line ends."""
    found = [Edit(each.start(), each.end(), "", "residue") for each in _INVISIBLE.finditer(text)]
    found += [Edit(each.start(), each.end(), "\n", "line_end") for each in _RETURN.finditer(text)]
    found += [Edit(each.start(), each.end(), _meaning(each[0]), "residue") for each in _ENTITY.finditer(text)]
    found += [Edit(each.start(), each.end(), _break(each[0]), "residue") for each in _TAG.finditer(text)]
    return [edit for edit in found if text[edit.start : edit.end] != edit.now]


def _meaning(entity: str) -> str:
    return html.unescape(entity.replace("；", ";")).replace("\xa0", " ")


def _break(tag: str) -> str:
    return "\n" if re.match(r"<(?:/p|br|/div|/tr)", tag, re.I) else ""


def scripts(text: str) -> list[Edit]:
    """Traditional characters as the simplified ones that a machine made them from, one run an edit."""
    plain = _WORDS_OF_ZHE.sub("着", simplify(text).translate(_VARIANTS))
    edits: list[Edit] = []
    for start, end in _runs(text, plain):
        edits.append(Edit(start, end, plain[start:end], "script", _script_sure(text[start:end], plain[start:end])))
    return edits


def _runs(text: str, plain: str) -> Iterator[tuple[int, int]]:
    start = -1
    for place, (one, other) in enumerate(zip(text, plain, strict=True)):
        if one != other and start < 0:
            start = place
        elif one == other and start >= 0:
            yield start, place
            start = -1
    if start >= 0:
        yield start, len(text)


def _script_sure(was: str, now: str) -> float:
    """Sure when a machine makes the same characters again; 乾 and 乹 for 干 are a choice."""
    return 1.0 if to_traditional(now) == was else 0.95


def widths(text: str) -> list[Edit]:
    """Full-width digits, letters and percent signs as the ordinary ones."""
    return [Edit(each.start(), each.end(), chr(ord(each[0]) - 0xFEE0), "width") for each in _WIDE_RUN.finditer(text)]


def blanks(text: str) -> list[Edit]:
    """Words typeset with blanks between their characters, and blanks between a number and its unit."""
    edits = [
        Edit(found.start() + place, found.start() + place + 1, "", "blank", 0.9)
        for found in _SPELT_OUT.finditer(text)
        for place, char in enumerate(found[0])
        if char in _BLANK
    ]
    taken = {edit.start for edit in edits}
    edits += [
        Edit(each.start(), each.end(), "", "blank")
        for each in _BY_NUMBER.finditer(text)
        if each.start() not in taken and not _is_column(text, each.start())
    ]
    return edits


def _is_column(text: str, place: int) -> bool:
    """Whether blanks in this line stand between columns: more than one wide gap, or a line of short pieces."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    line = text[start : len(text) if end < 0 else end].strip(_BLANK)
    pieces = line.split()
    return (
        "\t" in line
        or bool(re.search(rf"\S[{_BLANK}]{{2,}}\S", line))
        or (len(pieces) > 3 and len(line) < 8 * len(pieces))
    )
