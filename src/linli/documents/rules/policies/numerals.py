"""Numbers as policy papers print them: 一百零五, ③, (十二), 七成, 2.5万."""

import re
from typing import Final

_DIGITS: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}
HAN: Final = "〇零○一二三四五六七八九十百千两"
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def number_of(text: str) -> int | None:
    """A whole number in Arabic digits, Chinese characters or a circle; None for anything else."""
    if text.isascii() and text.isdecimal():
        return int(text) if len(text) <= 9 else None
    if text in _CIRCLES and len(text) == 1:
        return _CIRCLES.index(text) + 1
    return _spoken(text) if text and all(char in HAN or char in _MYRIADS for char in text) else None


def _spoken(text: str) -> int | None:
    if all(char in _DIGITS for char in text) and len(text) > 1:
        return int("".join(str(_DIGITS[char]) for char in text))
    whole, below, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            below, digit = below + (digit or 1) * _TENS[char], 0
        else:
            whole, below, digit = (whole + below + digit) * _MYRIADS[char], 0, 0
    return whole + below + digit


def amount_of(text: str) -> float | int | None:
    """A quantity: ``12``, ``0.4``, ``2.5万``, ``三百``; whole numbers as int."""
    plain = text.replace(",", "")
    scale = 1
    while plain and plain[-1] in _MYRIADS and _PLAIN.match(plain):
        scale, plain = scale * _MYRIADS[plain[-1]], plain[:-1]
    if _PLAIN.fullmatch(plain):
        value = round(float(plain) * scale, 6)
        return int(value) if value == int(value) else value
    return number_of(plain)
