"""Areas: list, one with its history, set up, renamed, merged, divided, counted, bounded."""

import io
import json
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import OnIn, PlaceCode
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.places import area_shapes as shapes
from linli.faces.api.routing import NounRouter, told
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.places import commands
from linli.places.commands import AreaPart
from linli.places.commands.division_files import NamedFault, Source, check_files, import_part
from linli.places.commands.divisions import BATCH
from linli.places.queries.areas import AREAS, AreaRow, area_by_code, area_seen, changes_of, children_of, path_of
from linli.places.queries.figures import figures_of
from linli.places.queries.numbers import boundary_of

router = NounRouter("places")
SEEING = "places.see_areas"
AT_ONCE = 2
MOST_FAULTS = 200


@router.get("", response=shapes.AreaPage, summary="Areas of the post's jurisdiction")
def list_areas(request: HttpRequest, query: Annotated[shapes.AreasIn, Query()]) -> Page[AreaRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(AREAS, actor_of(request, SEEING), query)


@router.post("", response={201: ReceiptOut}, summary="Set an area up")
def create_area(request: HttpRequest, payload: shapes.AreaIn) -> Status[Receipt]:
    """Under a code never used before; missing areas above it become unnamed placeholders."""
    return Status(201, commands.create_area(actor_of(request, "places.create_area"), **payload.dict()))


@router.post("/merge", response=shapes.MovedOut, summary="Merge areas")
def merge_areas(request: HttpRequest, payload: shapes.MergeIn) -> dict[str, Any]:
    """On the first day of the new order. Old codes stay findable."""
    actor, given = actor_of(request, "places.merge_areas"), payload.dict(exclude={"areas"})
    seen = {item.code: item.expected_version for item in payload.areas}
    return told(commands.merge_areas(actor, areas=seen, **given))


@router.post("/divisions", response=shapes.TakenInOut, summary="Take a division list in")
def import_divisions(request: HttpRequest, payload: shapes.DivisionsIn) -> dict[str, Any]:
    """One faulty line and nothing is written. 4,000 lines a request: go on with ``next`` until it is null."""
    actor = actor_of(request, "places.import_divisions")
    source = Source("csv", partial(io.StringIO, payload.csv, newline=""))
    lines, run = _checked(actor, source)
    done = import_part(actor, source, run, payload.first, AT_ONCE)
    after = payload.first + AT_ONCE
    counts = {name: getattr(done, name) for name in ("new", "filled", "placeholders", "differing")}
    return {**counts, "lines": lines, "next": after if after * BATCH < lines else None}


def _checked(actor: Actor, source: Source) -> tuple[int, str]:
    """(lines, run) of a list without a fault; Invalid names each line at fault, at most 200."""
    faults = list[NamedFault]()
    checked = check_files(actor, [source], faults.append)
    if faults:
        found = [item.fault for item in faults[:MOST_FAULTS]]
        problems = tuple(Problem(f"csv.{item.line}.{item.column}", item.code, item.data) for item in found)
        raise Invalid(KernelCode.INVALID, problems=problems)
    return checked.lines, checked.run


@router.get("/{code}", response=shapes.AreaOut, summary="One area")
def read_area(request: HttpRequest, code: PlaceCode, response: HttpResponse) -> dict[str, Any]:
    """With the areas around it, its changes and its counts. The ETag is the version."""
    actor = actor_of(request, SEEING)
    row = area_seen(actor, code)
    response.headers["ETag"] = f'"{row.version}"'
    return {
        "area": row, "path": list(path_of(code)), "standing": list(area_by_code(code, local_day(actor.at))),
        "changes": list(changes_of(code)), "figures": list(figures_of(code)),
    }  # fmt: skip


@router.get("/{code}/children", response=list[shapes.AreaLine], summary="The areas directly below")
def list_children(request: HttpRequest, code: PlaceCode, query: Annotated[OnIn, Query()]) -> list[AreaRow]:
    """On a day, today's without one."""
    actor = actor_of(request, SEEING)
    return list(children_of(area_seen(actor, code).code, query.on or local_day(actor.at)))


@router.post("/{code}/rename", response=ReceiptOut, summary="Give an area another name")
def rename_area(request: HttpRequest, code: PlaceCode, payload: shapes.RenameIn) -> Receipt:
    """From a day on; the earlier name stays findable for the days before."""
    return commands.rename_area(actor_of(request, "places.rename_area"), area=code, **payload.dict())


@router.post("/{code}/split", response=shapes.DividedOut, summary="Divide a community")
def split_area(request: HttpRequest, code: PlaceCode, payload: shapes.SplitIn) -> dict[str, Any]:
    """Every dwelling is placed once; what two parts name is refused."""
    actor, given = actor_of(request, "places.split_area"), payload.dict(exclude={"parts"})
    parts = [
        AreaPart(p.code, p.name, tuple(p.parts), tuple(p.buildings), tuple(p.dwellings)) for p in payload.parts
    ]  # fmt: skip
    return told(commands.split_area(actor, area=code, parts=parts, **given))


@router.post("/{code}/figures", response=ReceiptOut, summary="Enter a count")
def set_figure(request: HttpRequest, code: PlaceCode, payload: shapes.FigureIn) -> Receipt:
    """Dated and with its source; the same day again corrects it and needs its version."""
    actor = actor_of(request, "places.set_figure")
    return commands.set_figure(actor, area=area_seen(actor, code).code, **payload.dict())


@router.get("/{code}/boundary", response=shapes.BoundaryOut, summary="The boundary of an area")
def read_boundary(request: HttpRequest, code: PlaceCode, response: HttpResponse) -> dict[str, Any]:
    """As GeoJSON; 404 while none was drawn."""
    row = boundary_of(area_seen(actor_of(request, SEEING), code).code)
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    response.headers["ETag"] = f'"{row.version}"'
    return {"area": row.area, "square_metres": row.square_metres, "version": row.version,
            "polygon": json.loads(row.polygon)}  # fmt: skip


@router.put("/{code}/boundary", response=ReceiptOut, summary="Draw the boundary of an area")
def draw_boundary(request: HttpRequest, code: PlaceCode, payload: shapes.BoundaryIn) -> Receipt:
    """Grids that reach beyond it are told of, never cut."""
    actor = actor_of(request, "places.draw_boundary")
    version = payload.expected_version
    return commands.draw_boundary(actor, area=code, polygon=payload.polygon.dict(), expected_version=version)
