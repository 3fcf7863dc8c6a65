"""The grids of a community: plan, table, what is wrong, and drawing by coordinates or GeoJSON."""

import json
from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.areas.plan import plan_of
from linli.faces.desk.forms import FormCode, reply_notice, typed_day
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.places.commands import draw_grid
from linli.places.queries.areas import area_detail
from linli.places.queries.grid_faults import GridFaults, grid_faults
from linli.places.queries.subdivisions import PartRow, parts_of
from linli.ui.parts import (
    EmptyState,
    FieldKind,
    Form,
    FormField,
    Link,
    Notice,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Width,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

GRID = "grid"


def _actor(request: LinliRequest) -> Actor:
    assert request.actor is not None, "the gate lets only actors in"
    return request.actor


def _table(grids: tuple[PartRow, ...]) -> Table:
    columns = (
        TableColumn(gettext("Grid"), wide=True),
        TableColumn(gettext("Code")),
        TableColumn(gettext("Area in m²"), number=True),
    )
    rows = tuple(TableRow((TextCell(g.name), TextCell(g.code), NumberCell(g.square_metres))) for g in grids)
    return Table(gettext("Grids"), columns, rows, empty=EmptyState(gettext("No grid is drawn yet.")))


def _side_name(part: PartRow | None) -> str:
    return part.name if part else gettext("the boundary")


def _fault_lines(faults: GridFaults) -> list[str]:
    lines = [
        gettext("{first} and {second} overlap by {area} m².").format(
            first=item.first.name, second=item.second.name, area=item.square_metres
        )
        for item in faults.overlaps
    ]
    lines += [
        gettext("Between {first} and {second} {area} m² belong to no grid.").format(
            first=_side_name(item.first), second=_side_name(item.second), area=item.square_metres
        )
        for item in faults.gaps
    ]
    return lines + [
        gettext("{grid} reaches {area} m² beyond the community.").format(grid=item.grid.name, area=item.square_metres)
        for item in faults.excesses
    ]


def _notices(faults: GridFaults) -> tuple[Notice, ...]:
    lines = _fault_lines(faults)
    if not lines:
        return ()
    hint = gettext("Nothing is mended by itself: draw the grid anew.")
    return (Notice("\n".join([*lines, hint]), gettext("The grids do not fit together"), Tone.ATTENTION),)


def _form(actor: Actor, code: str) -> Form:
    today = actor.at.astimezone(LOCAL).date().isoformat()
    hint = gettext("One corner a line: longitude, latitude. Or paste GeoJSON.")
    fields = one_group(
        FormField("name", gettext("Name"), maxlength=60, hint=gettext("Left empty, the next number is taken.")),
        FormField("corners", gettext("Corners"), FieldKind.AREA, required=True, rows=6, hint=hint),
        FormField("since", gettext("From which day?"), FieldKind.DATE, today, required=True, width=Width.SHORT),
    )
    return Form(f"/desk/areas/{code}/grids/draw/", groups=fields, submit=gettext("Draw the grid"))


def _page(actor: Actor, code: str) -> ObjectPage:
    row, _ = area_detail(actor, code)
    day = actor.at.astimezone(LOCAL).date()
    grids = parts_of(code, GRID, day)
    title = gettext("Grids of {name}").format(name=name_of(row))
    sections = [
        Section(gettext("Plan"), (plan_of(title, grids, gettext("No grid is drawn yet.")),)),
        Section(gettext("Grids"), (_table(grids),), count=str(len(grids))),
    ]
    if actor.may("places.draw_grid", code):
        sections.append(Section(gettext("A new grid"), (_form(actor, code),), foldable=True, folded=bool(grids)))
    back = Link(name_of(row), f"/desk/areas/{code}/")
    return ObjectPage(PageHead(title, back=back), sections=tuple(sections), notices=_notices(grid_faults(code, day)))


@needs("places.see_areas")
@require_safe
def grids_page(request: LinliRequest, code: str) -> HttpResponse:
    """Plan and table of a community's grids."""
    return render(request, "ui/pages/object.html", {"page": _page(_actor(request), code)})


def _no_corner(number: int, text: str) -> Invalid:
    problem = Problem("corners", FormCode.BAD_CORNER, {"line": number, "text": text[:40]})
    return Invalid(KernelCode.INVALID, problems=(problem,))


def corners_of(text: str) -> str:
    """GeoJSON of what was typed: pasted GeoJSON as it is, else a closed ring of "longitude, latitude" lines."""
    if text.lstrip().startswith("{"):
        return text
    ring = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        parts = line.replace(",", ",").replace(",", " ").split()
        try:
            lon, lat = (float(part) for part in parts)
        except ValueError as error:
            raise _no_corner(number, line) from error
        ring.append([lon, lat])
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


@needs("places.draw_grid")
@require_POST
def draw(request: LinliRequest, code: str) -> HttpResponse:
    """Draw a grid."""
    given = request.POST
    try:
        polygon, since = corners_of(given.get("corners", "")), typed_day(given, "since")
        draw_grid(_actor(request), community=code, polygon=polygon, since=since, name=given.get("name", ""))
    except Refusal as refusal:
        page = _page(_actor(request), code)
        told = replace(page, notices=(reply_notice(refusal, given.dict()), *page.notices))
        return render(request, "ui/pages/object.html", {"page": told}, status=refusal.status)
    return HttpResponseRedirect(f"/desk/areas/{code}/grids/")
