"""Lists as CSV: the same rows and filters, formulas made harmless, streamed page by page."""

import codecs
import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.translation import get_language, gettext, override

from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.db.listing import Asked, Listing, batches

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


CSV_LINES = csv.writer(_Echo())


def _rows(listing: Listing[Any], actor: Actor, asked: Asked) -> Iterator[Any]:
    return islice(chain.from_iterable(batches(listing, actor, asked)), MOST_ROWS)


Texts = Mapping[str, Callable[[Any], str]]
NO_TEXTS: Texts = {}


def csv_lines(listing: Listing[Any], actor: Actor, asked: Asked, texts: Texts = NO_TEXTS) -> Iterator[str]:
    """The lines of the file, the head first; a byte order mark lets spreadsheets read the Chinese.

    ``texts`` tell columns that hold a key in words.
    """
    yield codecs.BOM_UTF8.decode("utf-8")
    yield CSV_LINES.writerow([gettext(column.label) for column in listing.columns])
    for row in _rows(listing, actor, asked):
        told = [texts[c.key](row) if c.key in texts else getattr(row, c.key) for c in listing.columns]
        yield CSV_LINES.writerow([harmless(value) for value in told])


def spoken(lines: Iterator[str]) -> Iterator[str]:
    """A text that is sent while it is made, in the reader's language: the middleware that knows it has gone by then."""
    return _spoken(lines, get_language() or settings.LANGUAGE_CODE)


def _spoken(lines: Iterator[str], language: str) -> Iterator[str]:
    while True:
        with override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line


def csv_response(listing: Listing[Any], actor: Actor, asked: Asked, texts: Texts = NO_TEXTS) -> StreamingHttpResponse:
    """The file, sent while it is read."""
    lines = spoken(csv_lines(listing, actor, asked, texts))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{listing.name}.csv"'
    return response
