"""The text of a PDF, page after page; a PDF of pictures says so."""

from typing import Final

import pypdfium2 as pdfium

from linli.documents.rules.policies.reasons import PolicyCode
from linli.kernel.errors import Invalid

_LOCKED: Final = 4
_MOST_PAGES: Final = 2_000
_FEW_A_PAGE: Final = 4


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
        words: str = page.get_textpage().get_text_bounded()
    except pdfium.PdfiumError as error:
        raise Invalid(PolicyCode.BROKEN) from error
    return _without_number(words.replace("\r\n", "\n").replace("\ufffe", ""))


def _without_number(page: str) -> str:
    """The page without the line that numbers it: — 3 —, 第3页, 3."""
    lines = page.rstrip().split("\n")
    if lines and len(bare := lines[-1].strip(" -—－第页共/")) <= 7 and bare.replace("/", "").replace(" ", "").isdigit():
        lines.pop()
    return "\n".join(lines)
