"""Money and areas between people's writing and exact integers: fen, and hundredths of a square metre."""

import re
from itertools import pairwise
from typing import Final

from linli.kernel.errors import Invalid
from linli.kernel.text.folding import half_width
from linli.kernel.text.reasons import TextCode

_LARGEST: Final = 2**63 - 1
_NUMBER: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_PIECE: Final = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>[^0-9.,]*)")
_WHOLE: Final = re.compile(r"[+-]?(?:[0-9]{1,16}|[0-9]{1,3}(?:,[0-9]{3}){1,5})")
_TWO_NUMBERS: Final = re.compile(r"[0-9] [0-9]")
_CURRENCY: Final = re.compile(r"^(?:人民币|RMB|CNY|¥)")
_ENDING: Final = re.compile(r"(?:整|正)$")
_SIGN: Final = "-"
_FEN: Final = {
    "分": 1,
    "角": 10,
    "毛": 10,
    "": 100,
    "元": 100,
    "圆": 100,
    "块": 100,
    "块钱": 100,
    "百": 10_000,
    "百元": 10_000,
    "千": 100_000,
    "千元": 100_000,
    "万": 1_000_000,
    "万元": 1_000_000,
    "百万": 100_000_000,
    "百万元": 100_000_000,
    "千万": 1_000_000_000,
    "千万元": 1_000_000_000,
    "亿": 10_000_000_000,
    "亿元": 10_000_000_000,
}
# Units that end in a digit would run into the next number.
_SQUARED: Final = re.compile(r"(K?)M[2²]")
_HUNDREDTHS: Final = {
    "": 100,
    "平方米": 100,
    "平米": 100,
    "平方": 100,
    "公顷": 1_000_000,
    "万平方米": 1_000_000,
    "平方公里": 100_000_000,
}


def format_fen(fen: int) -> str:
    """``120000`` fen -> ``"1,200.00元"``."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{_SIGN if fen < 0 else ''}{yuan:,}.{rest:02d}元"


def format_square_metres(hundredths: int) -> str:
    """``48000`` hundredths -> ``"480 平方米"``; decimals only where there are any."""
    whole, rest = divmod(abs(hundredths), 100)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{_SIGN if hundredths < 0 else ''}{whole:,}{decimals} 平方米"


def parse_fen(text: str) -> int:
    """Fen of an amount as people write it: ``1200``, ``¥1,200.50``, ``1.2万元``, ``3元5角``, ``1万2千元整``.

    A bare number is yuan. Exact: what is finer than a fen is refused, never rounded. Raises ``Invalid``.
    """
    written = _ENDING.sub("", _written(text, TextCode.BAD_AMOUNT))
    negative, body = _split_sign(_CURRENCY.sub("", written))
    # The currency sign stands before or behind the minus.
    return _bounded(_sum(_CURRENCY.sub("", body), _FEN, TextCode.BAD_AMOUNT), negative=negative)


def parse_whole(text: str) -> int | None:
    """A whole number as people write it: ``1,200``, full-width digits, a sign; None for anything else (16 digits)."""
    written = half_width(text).replace(" ", "")
    return int(written.replace(",", "")) if _WHOLE.fullmatch(written) else None


def parse_square_metres(text: str) -> int:
    """Hundredths of a square metre of ``480``, ``480.5平方米``, ``480㎡`` or ``1.2公顷``; or ``Invalid``."""
    written = _written(text, TextCode.BAD_MEASURE)
    named = _SQUARED.sub(lambda unit: "平方公里" if unit[1] else "平方米", written)
    return _bounded(_sum(named, _HUNDREDTHS, TextCode.BAD_MEASURE), negative=False)


def _written(text: str, refusal: TextCode) -> str:
    plain = half_width(text).upper()
    if _TWO_NUMBERS.search(plain):
        raise Invalid(refusal)
    return plain.replace(" ", "")


def _split_sign(text: str) -> tuple[bool, str]:
    return text.startswith(_SIGN), text.removeprefix(_SIGN)


def _sum(text: str, factors: dict[str, int], refusal: TextCode) -> int:
    pieces = list(_PIECE.finditer(text))
    if not pieces or "".join(piece[0] for piece in pieces) != text:
        raise Invalid(refusal)
    scale = [factors.get(piece["unit"]) for piece in pieces]
    known = [factor for factor in scale if factor is not None]
    # 1万2千, never 2千1万 or a bare number after a unit (3元5 may be 3.50 or 3.05).
    falling = all(first > second for first, second in pairwise(known))
    if len(known) != len(pieces) or not falling or (len(pieces) > 1 and not pieces[-1]["unit"]):
        raise Invalid(refusal)
    return sum(_exact(piece["number"], factor) for piece, factor in zip(pieces, known, strict=True))


def _exact(number: str, factor: int) -> int:
    whole, _, decimals = number.replace(",", "").partition(".")
    if len(whole) + len(decimals) > 40:
        raise Invalid(TextCode.TOO_MUCH)
    scale: int = 10 ** len(decimals)
    value, rest = divmod(int(whole + decimals) * factor, scale)
    if rest:
        raise Invalid(TextCode.TOO_FINE, {"limit": 2})
    return value


def _bounded(value: int, *, negative: bool) -> int:
    if value > _LARGEST:
        raise Invalid(TextCode.TOO_MUCH)
    return -value if negative else value
