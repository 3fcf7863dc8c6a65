"""Which encoding a policy paper was saved in, and its text. What no encoding reads stays unread, never replaced."""

from typing import Final, NamedTuple

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# The first level of each table holds the everyday characters: a text read with the wrong table falls outside it.
_EVERYDAY: Final = {"gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}
_PAIR: Final = 2
_BOTH_WAYS: Final = ("cp1252", "latin-1")


class Decoded(NamedTuple):
    """A text and how it was read; ``twice`` when UTF-8 had been taken for Latin letters and saved again."""

    text: str
    encoding: str
    twice: bool


def decoded(data: bytes) -> Decoded | None:
    """The text of a file, or None when no known encoding reads all of it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _once_more(_tried(data, encoding), encoding)
    if b"\0" in data:
        return None
    text = _tried(data, "utf-8")
    return _once_more(text, "utf-8") if text is not None else _double_byte(data)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _once_more(text: str | None, encoding: str) -> Decoded | None:
    if text is None:
        return None
    for letters in _BOTH_WAYS:
        inner = _undone(text, letters)
        if inner is not None and inner != text:
            return Decoded(inner, encoding, twice=True)
    return Decoded(text, encoding, twice=False)


def _undone(text: str, letters: str) -> str | None:
    try:
        return text.encode(letters).decode("utf-8")
    except UnicodeError:
        return None


def _double_byte(data: bytes) -> Decoded | None:
    read = {encoding: _tried(data, encoding) for encoding in _EVERYDAY}
    found = [Decoded(text, encoding, twice=False) for encoding, text in read.items() if text is not None]
    return max(found, key=_everyday_share, default=None)


def _everyday_share(found: Decoded) -> float:
    pairs = [char.encode(found.encoding) for char in found.text if not char.isascii()]
    lead = _EVERYDAY[found.encoding]
    return sum(len(pair) == _PAIR and pair[0] in lead for pair in pairs) / max(len(pairs), 1)
