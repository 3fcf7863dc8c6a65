"""What a paper leans on: cited papers with their numbers, standards, sums of money, terms it never explains."""

import re
from dataclasses import dataclass
from typing import Final

_CITED: Final = re.compile(
    r"《(?P<title>[^《》\n]{2,80}(?:《[^《》]*》[^《》\n]{0,40})?)》(?:\s*\((?P<number>[^()\n]{3,40})\))?"
)
_NUMBER: Final = re.compile(r"[\u3400-\u9fff]{1,10}[〔\[(【]\s*(?:19|20)\d{2}\s*[〕\])】]\s*(?:第\s*)?\d{1,4}\s*号")
_STANDARD: Final = re.compile(
    r"(?:GB|DB|JGJ|CJJ|MZ|GA|WS|LY|HJ|NY|SB|YD|DL|JT)(?:\s*/?\s*[TZ])?\s?/?\s?\d[\d./]*(?:\s*[—–-]+\s*\d{2,4})?"
)
_MONEY: Final = re.compile(r"(?<!\d)\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,4})?\s?(?:万|亿|千|百){0,3}元(?!素|旦)")
_QUOTED: Final = re.compile(r"[“\"](?P<term>[^“”\"\n,。;]{2,10})[”\"]")
_COUNTED: Final = re.compile(r"[一二三四五六七八九十两\d]")
_EXPLAINED: Final = r"[”\"]?(?:\([^()]{4,}\)|(?:是指|指的是|即|包括|指)|:)"


@dataclass(frozen=True)
class Mention:
    """Something named at [start, end): ``kind`` is paper, standard, money or term (used and never explained)."""

    kind: str
    words: str
    number: str
    start: int
    end: int


def mentions(plain: str) -> list[Mention]:
    """Everything of these kinds in a folded text, in order; a term once, where it first stands."""
    found = [
        *_papers(plain),
        *_of_pattern("standard", _STANDARD, plain),
        *_of_pattern("money", _MONEY, plain),
        *_terms(plain),
    ]
    return sorted(found, key=lambda each: (each.start, each.end))


def _papers(plain: str) -> list[Mention]:
    found = []
    for each in _CITED.finditer(plain):
        number = each["number"] or ""
        known = number if _NUMBER.fullmatch(number.strip()) else ""
        found.append(Mention("paper", each["title"], re.sub(r"\s", "", known), each.start(), each.end()))
    taken = [(each.start, each.end) for each in found]
    for each in _NUMBER.finditer(plain):
        if not any(start <= each.start() < end for start, end in taken):
            found.append(Mention("paper", "", re.sub(r"\s", "", each[0]), each.start(), each.end()))
    return found


def _of_pattern(kind: str, pattern: re.Pattern[str], plain: str) -> list[Mention]:
    return [Mention(kind, each[0].strip(), "", each.start(), each.end()) for each in pattern.finditer(plain)]


def _terms(plain: str) -> list[Mention]:
    """Slogans with a number in them (“八有”) that the paper nowhere spells out."""
    found: dict[str, Mention] = {}
    for each in _QUOTED.finditer(plain):
        term = each["term"]
        if _COUNTED.search(term) and term not in found and not re.search(re.escape(term) + _EXPLAINED, plain):
            found[term] = Mention("term", term, "", each.start(), each.end())
    return list(found.values())
