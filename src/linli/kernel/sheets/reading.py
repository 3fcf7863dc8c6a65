"""A file that claims to hold a table, told by its content alone, as sheets of cells."""

import io
import re
import zipfile
from typing import IO, Final

from linli.kernel.errors import Invalid
from linli.kernel.sheets.delimited import encoding_of, read_delimited
from linli.kernel.sheets.fast import read_large_xlsx
from linli.kernel.sheets.grids import Book
from linli.kernel.sheets.markup import read_html, read_xml
from linli.kernel.sheets.ods import TYPE, read_ods
from linli.kernel.sheets.reasons import SheetCode
from linli.kernel.sheets.xls import MARK, read_xls
from linli.kernel.sheets.xlsx import read_xlsx
from linli.kernel.sheets.xlsx_parts import refuse_programs
from linli.kernel.sheets.zipped import open_zip, reading

# Sheets that unpack to more are read without their styles.
STYLED_LIMIT: Final = 80_000_000
_MOST_MARKUP: Final = 60_000_000
_OTHER: Final = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF")
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9-]+)", re.IGNORECASE)
_CHARSETS: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}


def read_book(source: IO[bytes], name: str = "", *, styled_limit: int = STYLED_LIMIT) -> Book:
    """The sheets of the file in ``source`` (seekable, kept open until the last row is read).

    ``name`` names the one sheet of a text table. Nothing in the file is worked out, fetched or run: formulas
    give their stored results. Raises ``Invalid`` with a ``SheetCode`` for what is no table, broken, locked,
    carries macros or is larger than a table should be; a damaged later sheet raises when it is reached.
    """
    source.seek(0)
    head = source.read(8192)
    if not head.strip(b" \t\r\n\0"):
        raise Invalid(SheetCode.EMPTY)
    if head.startswith(b"PK"):
        return _zipped(source, styled_limit)
    if head.startswith(MARK):
        return read_xls(source)
    if head.startswith(_OTHER):
        raise Invalid(SheetCode.UNKNOWN_KIND)
    return _text(source, name, head)


def _zipped(source: IO[bytes], styled_limit: int) -> Book:
    box = open_zip(source)
    names = box.namelist()
    if "mimetype" in names:
        with reading():
            is_ods = box.getinfo("mimetype").file_size < 200 and box.read("mimetype").strip() == TYPE
        if is_ods:
            return read_ods(box)
    if "[Content_Types].xml" not in names:
        raise Invalid(SheetCode.UNKNOWN_KIND)
    refuse_programs(box)
    is_large = any(member.file_size > styled_limit for member in _sheets(box))
    return read_large_xlsx(source, box) if is_large else read_xlsx(box)


def _sheets(box: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [member for member in box.infolist() if "worksheets/" in member.filename]


def _text(source: IO[bytes], name: str, head: bytes) -> Book:
    plain = head.decode("utf-16", "ignore") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head.decode("latin-1")
    start = plain.lstrip("\ufeffï»¿ \t\r\n").lower()
    if not start.startswith("<"):
        return read_delimited(source, name)
    source.seek(0)
    data = source.read(_MOST_MARKUP + 1)
    if len(data) > _MOST_MARKUP:
        raise Invalid(SheetCode.UNPACKS_TOO_LARGE)
    if start.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in plain:
        return read_xml(data)
    if "<table" in data.lower().replace(b"\0", b"").decode("latin-1"):
        return read_html(_page(data))
    raise Invalid(SheetCode.UNKNOWN_KIND)


def _page(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    named = _CHARSETS.get(found[1].decode().lower(), "") if found else ""
    if named:
        return data.decode(named, "replace")
    return data.decode(encoding_of(io.BytesIO(data)))
