"""The text of a Word document: paragraphs with the numbers Word gives them, table rows with cells parted by tabs."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from linli.documents.rules.policies.files.docx_numbers import Numbering, numbering_of, place_of
from linli.documents.rules.policies.reasons import PolicyCode
from linli.kernel.errors import ErrorCode, Invalid, Refusal
from linli.kernel.sheets import SheetCode
from linli.kernel.sheets.zipped import attribute, children, local, open_zip

_BODY: Final = "word/document.xml"
_PASSED_OVER: Final = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "footnoteReference", "rPr", "pPr", "sectPr"}
)
_DAMAGE: Final = (zipfile.BadZipFile, EOFError, KeyError, ParseError, ValueError, NotImplementedError, OSError)
_MOST: Final = 100_000_000


def text_of_document(data: bytes) -> str:
    """The words of a docx in their order. Invalid when it is locked, damaged, too large, or no document."""
    box = _opened(data)
    if _BODY not in box.namelist():
        raise Invalid(PolicyCode.OLD_WORD if "OFD.xml" in box.namelist() else PolicyCode.BINARY)
    body = _part(box, _BODY)
    assert body is not None, "the part is there"
    numbers = numbering_of(_part(box, "word/numbering.xml"), _part(box, "word/styles.xml"))
    return "\n".join(_lines(body, numbers))


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return open_zip(io.BytesIO(data))
    except Refusal as refusal:
        known: dict[ErrorCode, PolicyCode] = {
            SheetCode.LOCKED: PolicyCode.LOCKED,
            SheetCode.UNPACKS_TOO_LARGE: PolicyCode.TOO_LARGE,
        }
        raise Invalid(known.get(refusal.code, PolicyCode.BROKEN), {"limit": 40}) from refusal


def _part(box: zipfile.ZipFile, name: str) -> Element | None:
    if name not in box.namelist():
        return None
    if box.getinfo(name).file_size > _MOST:
        raise Invalid(PolicyCode.TOO_LARGE, {"limit": 40})
    try:
        root: Element = fromstring(box.read(name), forbid_dtd=True)
    except (*_DAMAGE, DefusedXmlException) as error:
        raise Invalid(PolicyCode.BROKEN) from error
    return root


def _lines(parent: Element, numbers: Numbering) -> Iterator[str]:
    for each in parent:
        name = local(each)
        if name == "p":
            yield _paragraph(each, numbers)
        elif name == "tbl":
            yield from _rows(each, numbers)
        elif name not in _PASSED_OVER:
            yield from _lines(each, numbers)


def _paragraph(paragraph: Element, numbers: Numbering) -> str:
    words = "".join(_words(paragraph))
    return _label(paragraph, numbers) + words if words.strip() else words


def _label(paragraph: Element, numbers: Numbering) -> str:
    for properties in children(paragraph, "pPr"):
        style = next((attribute(each, "val") for each in children(properties, "pStyle")), "")
        place = place_of(properties) or numbers.styles.get(style)
        if place is not None:
            return numbers.label(*place)
    return ""


def _words(element: Element) -> Iterator[str]:
    for each in element:
        name = local(each)
        if name == "t":
            yield each.text or ""
        elif name in ("br", "cr"):
            yield "\n" if attribute(each, "type") != "page" else ""
        elif name == "tab":
            yield "  "
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in _PASSED_OVER:
            yield from _words(each)


def _rows(table: Element, numbers: Numbering) -> Iterator[str]:
    """One line a row. A cell merged downwards says the same in each of its rows; one across leaves empty cells."""
    above: list[str] = []
    for row in _all(table, "tr"):
        cells: list[str] = []
        for cell in _all(row, "tc"):
            text, width, is_below = _cell(cell, numbers)
            place = len(cells)
            cells.append(above[place] if is_below and place < len(above) else text)
            cells.extend([""] * (width - 1))
        if any(cells):
            yield "\t".join(cells)
        above = cells


def _all(parent: Element, name: str) -> Iterator[Element]:
    """Children of a name, also inside content controls."""
    for each in parent:
        if local(each) == name:
            yield each
        elif local(each) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _all(each, name)


def _cell(cell: Element, numbers: Numbering) -> tuple[str, int, bool]:
    text = " ".join(line.replace("\n", " ").strip() for line in _lines(cell, numbers) if line.strip())
    width, is_below = 1, False
    for properties in children(cell, "tcPr"):
        for each in properties:
            if local(each) == "gridSpan" and attribute(each, "val").isdigit():
                width = max(1, min(int(attribute(each, "val")), 60))
            elif local(each) == "vMerge":
                is_below = attribute(each, "val", "continue") != "restart"
    return text.replace("\t", " "), width, is_below
