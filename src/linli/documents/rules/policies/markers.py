"""What begins a part, section, item, article, dash or annex: 一、 (一) 1. (1) ① 第…条 —— 附件."""

import re
from typing import Final, NamedTuple

from linli.documents.rules.policies.numerals import HAN, number_of

_H: Final = rf"[{HAN}]{{1,5}}"
_KINDS: Final = (
    ("annex", 0, r"附\s*(?:件|表|录|图)?\s*(\d{0,2}|[一二三四五六七八九十]{0,3})\s*(?::|(?=\s|$))"),
    ("book", 5, rf"第({_H}|\d{{1,2}})(?:编|篇|部分)[\s:、]*"),
    ("chapter", 10, rf"第({_H}|\d{{1,3}})章[\s:、]*"),
    ("division", 15, rf"第({_H}|\d{{1,3}})节[\s:、]*"),
    ("article", 20, rf"第({_H}|\d{{1,4}})条(?!件|例|款|规|第|的|、|和|至|及|所|中|之)[\s:]*"),
    ("part", 25, rf"({_H})\s*(?:、|\.(?!\d)|,(?=\s))\s*"),
    ("section", 30, rf"\(\s*({_H})\s*\)[、.,]?\s*"),
    (
        "dotted",
        42,
        r"(\d{1,2}(?:\.\d{1,2}){1,3})[.、]?(?:\s+|(?=[\u3400-\u9fff]))(?!%|万|亿|元|个|平方|倍|公里|米|户|人|亩|‰|左右|以上|以下)",
    ),
    ("item", 40, r"(\d{1,3})\s*(?:[、.](?!\d)|[、.](?=(?:19|20)\d\d年)|\)|,(?=[\u3400-\u9fff]))\s*"),
    ("subitem", 50, r"\(\s*(\d{1,3})\s*\)[、.]?\s*"),
    ("circle", 60, r"([①-⑳])[、.]?\s*"),
    ("dash", 90, r"()(?:—+|-{1,4}|――|──|·|●|■|◆|▲|○(?=\S))\s*(?=\S)"),
)
_PATTERNS: Final = tuple((kind, rank, re.compile(rf"[ \u3000\xa0]*{pattern}")) for kind, rank, pattern in _KINDS)
_NO_PART: Final = re.compile(r"\s*(?:一、二|二、三|三、四|四、五|五、六)")


class Marker(NamedTuple):
    """What a line begins with: its kind and rank (small is high), its number as printed and counted, where it ends."""

    kind: str
    rank: int
    printed: str
    number: int | None
    start: int
    end: int


def marker_at(text: str, start: int) -> Marker | None:
    """The marker at ``start`` of a folded text, blanks before it allowed."""
    if _NO_PART.match(text, start):
        return None
    for kind, rank, pattern in _PATTERNS:
        if found := pattern.match(text, start):
            printed = found[1]
            number = number_of(printed.rpartition(".")[2]) if printed else None
            deeper = printed.count(".")
            return Marker(kind, rank + deeper, printed, number, found.start(), found.end())
    return None
