"""Lists as CSV: the same rows and filters, formulas made harmless, streamed page by page."""

import codecs
import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.translation import get_language, gettext, override

from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.db.listing import LARGEST_PAGE, Asked, Listing, fetch

MOST_ROWS = 100_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """What csv writes to: hands each line back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def harmless(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    if isinstance(value, datetime):
        return value.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _rows(listing: Listing[Any], actor: Actor, asked: Asked) -> Iterator[Any]:
    count, here = 0, replace(asked, size=LARGEST_PAGE, after="", before="")
    while count < MOST_ROWS:
        page = fetch(listing, actor, here)
        yield from page.rows
        count += len(page.rows)
        if not page.next:
            return
        here = replace(here, after=page.next)


Texts = Mapping[str, Callable[[Any], str]]
NO_TEXTS: Texts = {}


def csv_lines(listing: Listing[Any], actor: Actor, asked: Asked, texts: Texts = NO_TEXTS) -> Iterator[str]:
    """The lines of the file, the head first; a byte order mark lets spreadsheets read the Chinese.

    ``texts`` tell columns that hold a key in words.
    """
    writer = csv.writer(_Echo())
    yield codecs.BOM_UTF8.decode("utf-8")
    yield writer.writerow([gettext(column.label) for column in listing.columns])
    for row in _rows(listing, actor, asked):
        told = [texts[c.key](row) if c.key in texts else getattr(row, c.key) for c in listing.columns]
        yield writer.writerow([harmless(value) for value in told])


def _spoken(lines: Iterator[str], language: str) -> Iterator[str]:
    while True:
        with override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line


def csv_response(listing: Listing[Any], actor: Actor, asked: Asked, texts: Texts = NO_TEXTS) -> StreamingHttpResponse:
    """The file, sent while it is read: after the request's language has been put away, so it is set again."""
    lines = _spoken(csv_lines(listing, actor, asked, texts), get_language() or settings.LANGUAGE_CODE)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{listing.name}.csv"'
    return response
