"""What kind of file a policy paper came in, told by its first bytes and never by its name, and its text."""

import re
from typing import Final, NamedTuple

from linli.documents.rules.policies.decoding import Decoded, decoded
from linli.documents.rules.policies.files.docx_text import text_of_document
from linli.documents.rules.policies.files.html_text import text_of_page
from linli.documents.rules.policies.files.pdf_text import text_of_pdf
from linli.documents.rules.policies.reasons import PolicyCode
from linli.kernel.errors import Invalid

MOST_BYTES: Final = 40_000_000
MOST_CHARACTERS: Final = 3_000_000
_OLD: Final = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|meta|article|section|span|h\d)\b",
    re.I | re.S,
)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_NAMED: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5"}
_LIMIT: Final = {"limit": MOST_BYTES // 1_000_000}


class Source(NamedTuple):
    """A paper's text and how it was read: ``format`` txt, html, docx or pdf; ``twice`` when it was encoded twice."""

    text: str
    format: str
    encoding: str = ""
    twice: bool = False


def source_of(data: bytes) -> Source:
    """The text of a file's bytes. Invalid, with the reason, when there is none to read."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Invalid(PolicyCode.EMPTY)
    if len(data) > MOST_BYTES:
        raise Invalid(PolicyCode.TOO_LARGE, _LIMIT)
    source = _read(data)
    if len(source.text) > MOST_CHARACTERS:
        raise Invalid(PolicyCode.TOO_LARGE, _LIMIT)
    if not source.text.strip():
        raise Invalid(PolicyCode.EMPTY)
    return source


def _read(data: bytes) -> Source:
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Source(text_of_pdf(data), "pdf")
    if data.startswith(b"PK\x03\x04"):
        return Source(text_of_document(data), "docx")
    if data.startswith(_OLD):
        raise Invalid(PolicyCode.LOCKED if _ENCRYPTED in data else PolicyCode.OLD_WORD)
    return _text(data)


def _text(data: bytes) -> Source:
    found = _named(data) or decoded(data)
    if found is None or _is_binary(found.text):
        raise Invalid(PolicyCode.BINARY)
    if _PAGE.match(found.text):
        return Source(text_of_page(found.text), "html", found.encoding, found.twice)
    return Source(found.text, "txt", found.encoding, found.twice)


def _named(data: bytes) -> Decoded | None:
    """A page that names its encoding and can be read in it."""
    named = _CHARSET.search(data[:2048]) if data.lstrip()[:1] == b"<" else None
    encoding = _NAMED.get(named[1].decode().lower()) if named else None
    if encoding is None:
        return None
    try:
        return Decoded(data.decode(encoding), encoding, twice=False)
    except UnicodeDecodeError:
        return None


def _is_binary(text: str) -> bool:
    """Control characters in a text beyond a stray one or two: a file that only happened to decode."""
    strange = sum(char < " " and char not in "\t\n\r\f" for char in text)
    return strange > 2 + len(text) // 200
