"""The grids of a community: plan, table, what is wrong, GeoJSON in and out, and the page to draw a new one."""

import json

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.areas.corners import corners_of, sent_json
from linli.faces.desk.areas.faults import fault_notices, size_notices
from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.areas.outlines import draw_form
from linli.faces.desk.areas.plan import plan_of
from linli.faces.desk.doing import Typed, actor_of, day_field, done, shown
from linli.faces.desk.forms import typed_day, typed_optional
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.places.commands import draw_grid, import_grids
from linli.places.queries.areas import area_seen
from linli.places.queries.grid_faults import grid_faults
from linli.places.queries.subdivisions import PartRow, grid_size, grids_as_geojson, parts_of
from linli.ui.parts import (
    Action,
    EmptyState,
    FieldKind,
    Form,
    FormField,
    Link,
    LinkCell,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Upload,
    Weight,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

GRID = "grid"


def grid_table(code: str, grids: tuple[PartRow, ...], title: str, empty: str) -> Table:
    """Grids or micro-grids with their codes and sizes."""
    columns = (
        TableColumn(gettext("Grid"), wide=True),
        TableColumn(gettext("Code")),
        TableColumn(gettext("Area in m²"), number=True),
    )
    rows = tuple(
        TableRow((LinkCell(g.name, f"/desk/areas/{code}/grids/{g.id}/"), TextCell(g.code), NumberCell(g.square_metres)))
        for g in grids
    )
    return Table(title, columns, rows, empty=EmptyState(empty, icon="map"))


def _actions(actor: Actor, code: str) -> tuple[Action, ...]:
    found = []
    if actor.may("places.draw_grid", code):
        new = Action(gettext("Draw a grid"), f"/desk/areas/{code}/grids/new/", weight=Weight.PRIMARY, icon="plus")
        found.append(new)
    if actor.may("places.draw_boundary", code):
        found.append(Action(gettext("Boundary"), f"/desk/areas/{code}/boundary/", icon="map"))
    return (*found, Action(gettext("GeoJSON"), f"/desk/areas/{code}/grids/geojson/", icon="download"))


def _import_form(actor: Actor, code: str, typed: Typed) -> Form:
    hint = gettext("A FeatureCollection of polygons. The property code or name says which grid is drawn anew.")
    fields = one_group(
        Upload("file", gettext("GeoJSON file"), accept=".geojson,.json", max_mb=5, multiple=False),
        FormField("features", gettext("Or paste it here"), FieldKind.AREA, typed.get("features", ""), hint=hint),
        day_field(actor, "since", gettext("From which day?"), "import", typed),
    )
    return Form(f"/desk/areas/{code}/grids/import/", groups=fields, submit=gettext("Take in"), key="form_import")


def _page(actor: Actor, code: str, typed: Typed) -> ObjectPage:
    row = area_seen(actor, code)
    day = local_day(actor.at)
    grids = parts_of(code, GRID, day)
    title, none = gettext("Grids of {name}").format(name=name_of(row)), gettext("No grid is drawn yet.")
    sections = [
        Section(gettext("Plan"), (plan_of(title, grids, none),)),
        Section(gettext("Grids"), (grid_table(code, grids, title, none),), count=str(len(grids))),
    ]
    if actor.may("places.import_grids", code):
        taken = (_import_form(actor, code, typed),)
        sections.append(Section(gettext("Take in GeoJSON"), taken, foldable=True, folded=not typed))
    return ObjectPage(
        PageHead(title, back=Link(name_of(row), f"/desk/areas/{code}/")),
        sections=tuple(sections),
        actions=_actions(actor, code),
        notices=(*fault_notices(grid_faults(code, day, grids)), *size_notices(grid_size(code, day))),
    )


@needs("places.see_areas")
@require_safe
def grids_page(request: LinliRequest, code: str) -> HttpResponse:
    """Plan and table of a community's grids."""
    return shown(request, _page(actor_of(request), code, {}))


def _new_page(actor: Actor, code: str, typed: Typed) -> ObjectPage:
    row = area_seen(actor, code)
    title = gettext("A new grid in {name}").format(name=name_of(row))
    back = Link(gettext("Grids of {name}").format(name=name_of(row)), f"/desk/areas/{code}/grids/")
    form = draw_form(actor, code, title, typed)
    return ObjectPage(PageHead(title, back=back), sections=(Section(parts=(form,)),))


@needs("places.draw_grid")
@require_safe
def new_grid(request: LinliRequest, code: str) -> HttpResponse:
    """The board for a new grid."""
    return shown(request, _new_page(actor_of(request), code, {}))


@needs("places.draw_grid")
@require_POST
def draw(request: LinliRequest, code: str) -> HttpResponse:
    """Draw a grid."""
    given, actor = request.POST, actor_of(request)

    def act() -> None:
        draw_grid(
            actor, community=code, polygon=corners_of(given.get("corners", "")), since=typed_day(given, "since"),
            name=given.get("name", ""), number=typed_optional(given, "number"),
            nature=given.get("nature", "comprehensive"),
        )  # fmt: skip

    to = f"/desk/areas/{code}/grids/"
    return done(request, act, lambda typed: _new_page(actor, code, typed), to, long="corners")


@needs("places.import_grids")
@require_POST
def take_in(request: LinliRequest, code: str) -> HttpResponse:
    """Draw and redraw the grids of a GeoJSON file."""
    actor = actor_of(request)

    def act() -> None:
        features = sent_json(request, "file", "features")
        import_grids(actor, community=code, features=features, since=typed_day(request.POST, "since"))

    to = f"/desk/areas/{code}/grids/"
    return done(request, act, lambda typed: _page(actor, code, typed), to, long="features")


@needs("places.see_areas")
@require_safe
def as_geojson(request: LinliRequest, code: str) -> HttpResponse:
    """The grids as a file."""
    actor = actor_of(request)
    row = area_seen(actor, code)
    text = json.dumps(grids_as_geojson(code, GRID, local_day(actor.at)), ensure_ascii=False)
    response = HttpResponse(text, content_type="application/geo+json")
    response.headers["Content-Disposition"] = f'attachment; filename="grids-{row.code}.geojson"'
    return response
