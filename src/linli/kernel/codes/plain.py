"""Cleaning of typed and pasted codes before they are looked at."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Zero-width and direction marks that spreadsheets and phone books leave around numbers.
_INVISIBLE = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_TABLE: dict[int, int | None] = {**_FULL_WIDTH, **_INVISIBLE}


def compact(text: str) -> str:
    """``text`` with half-width ASCII, upper-case, without any blank or invisible character (R2.1)."""
    return "".join(text.translate(_TABLE).split()).upper()


def only_digits(text: str) -> bool:
    """Whether ``text`` is one or more ASCII digits (``str.isdigit`` would let other scripts in)."""
    return text.isascii() and text.isdigit()


def strangers(text: str, allowed: str) -> str:
    """The characters of ``text`` that are not in ``allowed``, each once, in order of appearance."""
    return "".join(dict.fromkeys(char for char in text if char not in allowed))
