"""The text of a PDF, page after page; a PDF of pictures says so."""

import re
from typing import Final

import pypdfium2 as pdfium

from linli.documents.rules.policies.markers import marker_at
from linli.documents.rules.policies.reasons import PolicyCode
from linli.documents.rules.policies.surface import folded
from linli.kernel.errors import Invalid

_LOCKED: Final = 4
_MOST_PAGES: Final = 2_000
_FEW_A_PAGE: Final = 4
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
        words = paper[number].get_textpage()
        return _without_number(_rejoined(words))
    except pdfium.PdfiumError as error:
        raise Invalid(PolicyCode.BROKEN) from error


def _rejoined(words: pdfium.PdfTextPage) -> str:
    """The lines of a page, those that end at the right margin joined with the next unless that begins a clause."""
    text: str = words.get_text_range().replace("\ufffe", " ")
    ends = [found.start() for found in _LINE_END.finditer(text)]
    rights = {place: _right(words, place - 1) for place in ends if place}
    margin = max((right for right, _ in rights.values()), default=0.0)
    parts, done = [], 0
    for place in ends:
        following = _LINE_END.sub("", text[place : place + 2])
        start = place + 2 - len(following)
        right, width = rights.get(place, (0.0, 0.0))
        is_cut = width > 0 and right >= margin - 1.8 * width and marker_at(folded(text), start) is None
        parts += [text[done:place], "" if is_cut else "\n"]
        done = start
    return "".join((*parts, text[done:]))


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
