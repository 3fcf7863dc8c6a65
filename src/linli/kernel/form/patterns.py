"""Which patterns a form may use: those that mean the same everywhere and cannot take long.

A pattern is anchored and built of characters, classes, ``\\d``, groups with alternatives, and counts with an
upper bound. The product of all choices that a matcher could have to try is bounded, so no text makes it slow.
"""

import re
from typing import Final

MAX_PATTERN: Final = 200
MAX_CHOICES: Final = 10_000

_TOKEN: Final = re.compile(
    r"(?P<open>\((?:\?:)?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<count>\{(?P<least>[0-9]{1,3})(?P<comma>,(?P<most>[0-9]{1,3}))?\}|\?)"
    r"|(?P<unit>\\[d\\.\-/()\[\]{}|?*+^$]|\[\^?(?:\\[d\\\-\]\[^]|[^\\\[\]^])+\]|[^\\\[\](){}|?*+^$.])"
)


def fault_of(pattern: str) -> str | None:
    """Why a form may not use ``pattern``; None when it may."""
    if len(pattern) > MAX_PATTERN:
        return "too long"
    if len(pattern) < 2 or not (pattern.startswith("^") and pattern.endswith("$")):
        return "not from ^ to $"
    walk = _Walk(pattern[1:-1])
    return walk.fault() or _uncompilable(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether the whole of ``text`` has the form of ``pattern``."""
    return re.fullmatch(pattern[1:-1], text, re.ASCII) is not None


def _set_operation(found: re.Match[str]) -> str | None:
    # Some readers take these inside a class as an operation on sets, others as plain characters.
    text = found["unit"] or ""
    return "a doubled sign in a class" if re.search(r"--|&&|~~|\|\|", text) else None


def _uncompilable(pattern: str) -> str | None:
    try:
        re.compile(pattern, re.ASCII)
    except re.error as error:
        return str(error)
    return None


class _Walk:
    def __init__(self, body: str) -> None:
        self._body = body
        self._level = 0
        self._choices = 1
        self._countable = False

    def fault(self) -> str | None:
        place = 0
        while place < len(self._body):
            found = _TOKEN.match(self._body, place)
            if found is None:
                return f"“{self._body[place]}” at position {place + 2}"
            fault = self._take(found) or _set_operation(found)
            if fault:
                return fault
            place = found.end()
        if self._level:
            return "a bracket is not closed"
        return "too many choices" if self._choices > MAX_CHOICES else None

    def _take(self, found: re.Match[str]) -> str | None:
        countable, self._countable = self._countable, found.lastgroup == "unit"
        match found.lastgroup:
            case "open":
                self._level += 1
            case "close":
                self._level -= 1
                return "a bracket is closed too often" if self._level < 0 else None
            case "bar":
                self._choices *= 2
                # Outside of brackets ^ and $ would each hold for one alternative only.
                return "alternatives need brackets" if self._level == 0 else None
            case "count":
                return self._count(found) if countable else "a count needs one character or class before it"
        return None

    def _count(self, found: re.Match[str]) -> str | None:
        least, most = int(found["least"] or 0), int(found["most"] or found["least"] or 1)
        self._choices *= max(1, most - least + 1)
        return None if found["least"] is None or least <= most else "a count is the wrong way round"
