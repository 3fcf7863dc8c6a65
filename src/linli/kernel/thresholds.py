"""Threshold and bound words of the law: half, two thirds, one fifth and so on (R0.1)."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from linli.kernel.errors import ErrorCode, Invalid, n_


class ThresholdCode(ErrorCode):
    """Why a threshold cannot be read."""

    UNREADABLE = (
        "threshold_unreadable",
        n_("“{text}” is not a threshold."),
        n_("Write it like >1/2, >=2/3, 过半数 or 三分之二以上."),
    )


@dataclass(frozen=True)
class Threshold:
    """A share that must be reached (``>=2/3``) or exceeded (``strict``, ``>1/2``). Integers only (R0.1)."""

    numerator: int
    denominator: int
    strict: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.numerator <= self.denominator:
            raise Invalid(ThresholdCode.UNREADABLE, {"text": str(self)})

    def __str__(self) -> str:
        return f"{'>' if self.strict else '>='}{self.numerator}/{self.denominator}"

    def met(self, x: int, n: int) -> bool | None:
        """Whether ``x`` out of ``n`` is enough; None (not applicable, never passed) when ``n`` is 0."""
        _refuse_negative(x, n)
        if n == 0:
            return None
        left, right = self.denominator * x, self.numerator * n
        return left > right if self.strict else left >= right

    def needed(self, n: int) -> int | None:
        """The smallest number that is enough out of ``n``, in the unit of ``n``; None when ``n`` is 0.

        A strict threshold of the whole (``>1/1``) asks for more than there is.
        """
        _refuse_negative(n)
        if n == 0:
            return None
        product = self.numerator * n
        return product // self.denominator + 1 if self.strict else -(-product // self.denominator)


def _refuse_negative(*numbers: int) -> None:
    if min(numbers) < 0:
        raise ValueError(f"a count cannot be negative: {numbers}")


class ThresholdWord(Enum):
    """The phrases of R0.1, each with its test."""

    MORE_THAN_HALF = ("过半数", Threshold(1, 2, strict=True))
    HALF_OR_MORE = ("半数以上", Threshold(1, 2))
    TWO_THIRDS = ("三分之二以上", Threshold(2, 3))
    MORE_THAN_TWO_THIRDS = ("超过三分之二", Threshold(2, 3, strict=True))
    THREE_QUARTERS = ("四分之三以上", Threshold(3, 4))
    ONE_THIRD = ("三分之一以上", Threshold(1, 3))
    NOT_UNDER_ONE_THIRD = ("不得少于三分之一", Threshold(1, 3))
    ONE_FIFTH = ("五分之一以上", Threshold(1, 5))
    ONE_TENTH = ("十分之一以上", Threshold(1, 10))
    FOUR_FIFTHS = ("五分之四以上", Threshold(4, 5))
    TWENTY_PER_CENT = ("百分之二十以上", Threshold(1, 5))

    def __init__(self, phrase: str, threshold: Threshold) -> None:
        self.phrase = phrase
        self.threshold = threshold


class BoundWord(Enum):
    """Words before or after a plain number: is the number itself inside (R0.1, Civil Code art. 1259)?"""

    UNDER = "不满"
    OVER = "超过"
    BEYOND = "以外"
    AT_LEAST = "以上"
    AT_MOST = "以下"
    WITHIN = "以内"
    COMPLETED = "届满"

    @property
    def inclusive(self) -> bool:
        """Whether the number itself belongs to the range."""
        return self not in _STRICT

    def holds(self, x: int, limit: int) -> bool:
        """Whether ``x`` lies in the range that the word draws at ``limit`` (both in the same unit)."""
        if x == limit:
            return self.inclusive
        return (x < limit) == (self in _BELOW)


_STRICT: Final = frozenset({BoundWord.UNDER, BoundWord.OVER, BoundWord.BEYOND})
_BELOW: Final = frozenset({BoundWord.UNDER, BoundWord.AT_MOST, BoundWord.WITHIN})

_SIGNS: Final = re.compile(r"(?P<sign>>=?|≥)\s*(?P<top>[0-9]{1,6})\s*/\s*(?P<bottom>[0-9]{1,6})")
_HANZI_DIGITS: Final = "一二三四五六七八九"
_SHARE: Final = re.compile(r"(?P<bottom>[一二三四五六七八九十百]{1,3})分之(?P<top>[一二三四五六七八九十]{1,3})")
_STRICT_BEFORE: Final = ("超过", "多于")
_FROM_BEFORE: Final = ("不得少于", "不少于", "不得低于", "不低于", "达到")
_SPECIAL: Final = {"过半数": Threshold(1, 2, strict=True), "超过半数": Threshold(1, 2, strict=True)}


def parse_threshold(text: str) -> Threshold:
    """Read ``>1/2``, ``>=2/3`` or a Chinese phrase such as 三分之二以上; raises ``Invalid`` (R0.1)."""
    cleaned = "".join(text.split())
    found = _from_signs(cleaned) or _SPECIAL.get(cleaned) or _from_phrase(cleaned)
    if found is None:
        raise Invalid(ThresholdCode.UNREADABLE, {"text": text})
    return found


def _from_signs(text: str) -> Threshold | None:
    found = _SIGNS.fullmatch(text)
    if found is None or not 0 < int(found["top"]) <= int(found["bottom"]):
        return None
    return Threshold(int(found["top"]), int(found["bottom"]), strict=found["sign"] == ">")


def _from_phrase(text: str) -> Threshold | None:
    # A share without a word beside it leaves open whether reaching it is enough, so it is refused.
    if text.startswith(_STRICT_BEFORE):
        return _share(text[2:], strict=True)
    for word in _FROM_BEFORE:
        if text.startswith(word):
            return _share(text.removeprefix(word), strict=False)
    return _share(text.removesuffix("以上"), strict=False) if text.endswith("以上") else None


def _share(text: str, *, strict: bool) -> Threshold | None:
    if text == "半数":
        return Threshold(1, 2, strict)
    found = _SHARE.fullmatch(text)
    if found is None:
        return None
    top, bottom = _hanzi_number(found["top"]), _hanzi_number(found["bottom"])
    return Threshold(top, bottom, strict) if 0 < top <= bottom else None


def _hanzi_number(text: str) -> int:
    """Up to a hundred, written in characters; 0 when it is no number."""
    if text in ("百", "一百"):
        return 100
    tens, ten, ones = text.rpartition("十")
    if not all(part in ("", *_HANZI_DIGITS) for part in (tens, ones)):
        return 0
    return (_digit(tens, empty=1) * 10 if ten else 0) + _digit(ones, empty=0)


def _digit(text: str, *, empty: int) -> int:
    return _HANZI_DIGITS.index(text) + 1 if text else empty
