"""The public reports as CSV and GeoJSON, under the filters of the list: sent while they are read, in batches."""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from linli.cases.queries.public_cases import PublicRow, public_listing
from linli.faces.portal.public.reports import area_of, asked_for, sorts_shown
from linli.faces.portal.visiting import visitor
from linli.kernel.clock_port import LOCAL
from linli.kernel.codes import AreaLevel
from linli.kernel.db.listing import batches
from linli.ui.web.exports import CSV_LINES, harmless, spoken
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

Properties = dict[str, Any]


def _properties(row: PublicRow) -> Properties:
    """What both files tell of a report. The names are fixed: programs read them."""
    return {
        "number": row.number,
        "title": row.title,
        "kind": label_of(row.sort_label),
        "status": "open" if row.open else "closed",
        "state": label_of(row.state_label),
        "community_code": row.area[: AreaLevel.COMMUNITY],
        "community": row.area_name,
        "place": row.place_name,
        "received": row.received_at.astimezone(LOCAL).isoformat(timespec="seconds"),
        "closed": row.closed_at.astimezone(LOCAL).isoformat(timespec="seconds") if row.closed_at else None,
        "handled_by": row.lead_name,
        "joined": row.supporters,
        "rating": row.rating,
    }


COLUMNS = (
    "number", "title", "kind", "status", "state", "community_code", "community", "place", "received", "closed",
    "handled_by", "joined", "rating", "longitude", "latitude",
)  # fmt: skip


def csv_line(row: PublicRow) -> str:
    """A report as a line; a cell that a spreadsheet would take for a formula is made harmless."""
    told = {**_properties(row), "longitude": row.lon, "latitude": row.lat}
    line: str = CSV_LINES.writerow([harmless(told[name]) for name in COLUMNS])
    return line


def feature(row: PublicRow) -> str:
    """A report as a GeoJSON feature (RFC 7946): longitude first, no geometry where no place is known."""
    there = row.lon is not None and row.lat is not None
    geometry = {"type": "Point", "coordinates": [row.lon, row.lat]} if there else None
    whole = {"type": "Feature", "id": row.number, "geometry": geometry, "properties": _properties(row)}
    return json.dumps(whole, ensure_ascii=False)


def csv_text(found: Iterable[tuple[PublicRow, ...]]) -> Iterator[str]:
    """The file; its byte order mark lets spreadsheets read the Chinese."""
    head: str = CSV_LINES.writerow(COLUMNS)
    yield codecs.BOM_UTF8.decode() + head
    for rows in found:
        yield "".join(map(csv_line, rows))


def geojson_text(found: Iterable[tuple[PublicRow, ...]]) -> Iterator[str]:
    """One feature collection."""
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for rows in found:
        for row in rows:
            yield between + feature(row)
            between = ",\n"
    yield "\n]}\n"


def _sent(
    request: LinliRequest, make: Callable[[Iterable[tuple[PublicRow, ...]]], Iterator[str]], kind: str, name: str
) -> StreamingHttpResponse:
    actor = visitor()
    listing = public_listing(area_of(request.GET), sorts_shown(actor))
    text = make(batches(listing, actor, asked_for(request.GET, listing)))
    response = StreamingHttpResponse(spoken(text), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public
@require_safe
def reports_csv(request: LinliRequest) -> StreamingHttpResponse:
    """Every public report under the filters, as CSV."""
    return _sent(request, csv_text, "text/csv; charset=utf-8", "reports.csv")


@public
@require_safe
def reports_geojson(request: LinliRequest) -> StreamingHttpResponse:
    """Every public report under the filters, as GeoJSON."""
    return _sent(request, geojson_text, "application/geo+json", "reports.geojson")
