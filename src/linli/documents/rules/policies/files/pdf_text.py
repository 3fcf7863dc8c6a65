"""The text of a PDF, page after page; a PDF of pictures says so."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from linli.documents.rules.policies.files.pdf_tables import Box, Ruled, rows_of
from linli.documents.rules.policies.markers import marker_at
from linli.documents.rules.policies.reasons import PolicyCode
from linli.documents.rules.policies.surface import folded
from linli.kernel.errors import Invalid

_LOCKED: Final = 4
_MOST_PAGES: Final = 2_000
_FEW_A_PAGE: Final = 4
_MOST_DRAWN: Final = 5_000
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def text_of_pdf(data: bytes) -> str:
    """The words of a PDF. Invalid when it is locked, damaged, or holds pictures only."""
    try:
        paper = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _LOCKED or "password" in str(error).lower()
        raise Invalid(PolicyCode.LOCKED if locked else PolicyCode.BROKEN) from error
    try:
        return _pages(paper)
    finally:
        paper.close()


def _pages(paper: pdfium.PdfDocument) -> str:
    count = len(paper)
    if count > _MOST_PAGES:
        raise Invalid(PolicyCode.TOO_LARGE, {"limit": 40})
    pages = [_page(paper, number) for number in range(count)]
    if sum(len("".join(page.split())) for page in pages) < _FEW_A_PAGE * count:
        raise Invalid(PolicyCode.SCANNED)
    return "\n".join(pages)


def _page(paper: pdfium.PdfDocument, number: int) -> str:
    try:
        page = paper[number]
        words = page.get_textpage()
        text: str = words.get_text_range().replace("\ufffe", " ")
        ruled = Ruled(_drawn(page))
        if not ruled.is_table:
            return _without_number(_rejoined(words, text, range(len(text))))
        return _without_number(_with_table(words, text, ruled))
    except pdfium.PdfiumError as error:
        raise Invalid(PolicyCode.BROKEN) from error


def _drawn(page: pdfium.PdfPage) -> Iterator[Box]:
    for count, each in enumerate(page.get_objects(filter=(FPDF_PAGEOBJ_PATH,), max_depth=3)):
        if count > _MOST_DRAWN:
            return
        yield Box(*each.get_bounds())


def _with_table(words: pdfium.PdfTextPage, text: str, ruled: Ruled) -> str:
    """The page with its table in the place of the table's first word; what stands around it as running text."""
    cells: dict[Box, str] = {}
    outside: list[int] = []
    first = -1
    for number, char in enumerate(text):
        cell = _cell_of(words, number, ruled) if char.strip() else None
        if cell is None:
            outside.append(number)
            continue
        first = number if first < 0 else first
        cells[cell] = cells.get(cell, "") + char
    above = _rejoined(words, text, [number for number in outside if number < first])
    below = _rejoined(words, text, [number for number in outside if number > first])
    return "\n".join((above.strip(), *rows_of(ruled.grid(), cells), below.strip()))


def _cell_of(words: pdfium.PdfTextPage, number: int, ruled: Ruled) -> Box | None:
    try:
        left, bottom, right, top = words.get_charbox(number, loose=True)
    except (pdfium.PdfiumError, IndexError):
        return None
    return ruled.cell((left + right) / 2, (bottom + top) / 2)


def _rejoined(words: pdfium.PdfTextPage, text: str, numbers: Sequence[int]) -> str:
    """The lines of these characters; one that ends at the right margin goes on in the next, unless that is a clause."""
    shown = "".join(text[number] for number in numbers)
    ends = [found for found in _LINE_END.finditer(shown) if found.start()]
    rights = [_right(words, numbers[found.start() - 1]) for found in ends]
    margin = max((right for right, _ in rights), default=0.0)
    parts, done = [], 0
    for found, (right, width) in zip(ends, rights, strict=True):
        is_cut = width > 0 and right >= margin - 1.8 * width and marker_at(folded(shown), found.end()) is None
        parts += [shown[done : found.start()], "" if is_cut else "\n"]
        done = found.end()
    return "".join((*parts, shown[done:]))


def _right(words: pdfium.PdfTextPage, place: int) -> tuple[float, float]:
    """Where a character ends on the page, and how wide it is."""
    try:
        left, _, right, _ = words.get_charbox(place, loose=True)
    except (pdfium.PdfiumError, IndexError):
        return 0.0, 0.0
    return right, right - left


def _without_number(page: str) -> str:
    """The page without the line that numbers it: — 3 —, 第3页, 3."""
    lines = page.rstrip().split("\n")
    if lines and len(bare := lines[-1].strip(" -—－第页共/")) <= 7 and bare.replace("/", "").replace(" ", "").isdigit():
        lines.pop()
    return "\n".join(lines)
