"""One grid: its outline, micro-grids and doors; redrawn, renamed, filled, ended. And the boundary around."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.faces.desk.areas.corners import corners_of
from linli.faces.desk.areas.grids import grid_table
from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.areas.outlines import NATURES, boundary_form, microgrid_form, redraw_form
from linli.faces.desk.areas.plan import plan_of
from linli.faces.desk.doing import Typed, actor_of, day_field, done, shown
from linli.faces.desk.forms import typed_day, typed_optional, typed_version
from linli.faces.desk.groups.ending import end_dialog, rename_dialog
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotFound
from linli.places.commands import draw_boundary, draw_grid, end_part, fill_grid, redraw_grid, rename_part
from linli.places.queries.areas import area_seen
from linli.places.queries.numbers import boundary_of
from linli.places.queries.subdivisions import PartRow, member_count, part_detail, parts_of
from linli.ui.parts import (
    Action,
    DateCell,
    Dialog,
    Fact,
    Form,
    Link,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    Text,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _found(actor: Actor, code: str, grid: UUID) -> PartRow:
    row = part_detail(actor, grid)
    if row.community != code or row.kind == "group":
        raise NotFound(KernelCode.NOT_FOUND)
    return row


def _address(grid: PartRow) -> str:
    return f"/desk/areas/{grid.community}/grids/{grid.id}/"


def _facts(grid: PartRow, doors: int) -> tuple[Fact, ...]:
    found = [
        Fact(gettext("Code"), grid.code),
        Fact(gettext("Kind"), gettext(NATURES[grid.nature]) if grid.nature in NATURES else grid.nature),
        Fact(gettext("Area in m²"), NumberCell(grid.square_metres)),
        Fact(gettext("Dwellings"), NumberCell(doors)),
        Fact(gettext("Since"), DateCell(grid.since, with_year=True)),
    ]
    return (*found, Fact(gettext("Until"), DateCell(grid.until, with_year=True))) if grid.until else tuple(found)


def _fill_dialog(actor: Actor, grid: PartRow) -> Dialog:
    told = Text(gettext("Dwellings whose point lies in the outline, and that belong to no grid yet, come into it."))
    fields = one_group(day_field(actor, "since", gettext("From which day?"), "fill"))
    form = Form(f"{_address(grid)}fill/", groups=fields, submit=gettext("Fill"), key="form_fill")
    return Dialog(gettext("Fill from the map"), (told, form), key="dialog_fill")


def _dialogs(actor: Actor, grid: PartRow) -> tuple[Dialog, ...]:
    if grid.until:
        return ()
    found = []
    if actor.may("places.fill_grid", grid.community):
        found.append(_fill_dialog(actor, grid))
    if actor.may("places.rename_part", grid.community):
        found.append(rename_dialog(grid, _address(grid)))
    if actor.may("places.end_part", grid.community):
        found.append(end_dialog(actor, grid, _address(grid)))
    return tuple(found)


def _actions(actor: Actor, grid: PartRow, dialogs: tuple[Dialog, ...]) -> tuple[Action, ...]:
    found = []
    if actor.may("places.redraw_grid", grid.community) and not grid.until:
        found.append(Action(gettext("Redraw"), f"{_address(grid)}redraw/", icon="edit"))
    if actor.may("places.draw_grid", grid.community) and not grid.until and grid.kind == "grid":
        found.append(Action(gettext("Draw a micro-grid"), f"{_address(grid)}micro/", icon="plus"))
    return (*found, *(Action(dialog.title, dialog=dialog.key) for dialog in dialogs))


def _inner(actor: Actor, grid: PartRow) -> tuple[PartRow, ...]:
    found = parts_of(grid.community, "microgrid", local_day(actor.at))
    return tuple(part for part in found if part.parent == grid.id)


def _page(actor: Actor, code: str, grid_id: UUID) -> ObjectPage:
    grid = _found(actor, code, grid_id)
    inner, dialogs = _inner(actor, grid), _dialogs(actor, grid)
    none = gettext("It has not been drawn.")
    sections = [Section(gettext("Plan"), (plan_of(grid.name, (grid, *inner), none),))]
    if grid.kind == "grid":
        words = gettext("Micro-grids")
        table = grid_table(code, inner, words, gettext("There is no micro-grid."))
        sections.append(Section(words, (table,), count=str(len(inner))))
    return ObjectPage(
        PageHead(grid.name, grid.code, back=Link(gettext("Grids"), f"/desk/areas/{code}/grids/")),
        facts=_facts(grid, member_count(grid, local_day(actor.at))),
        sections=tuple(sections),
        actions=_actions(actor, grid, dialogs),
        dialogs=dialogs,
    )


@needs("places.see_areas")
@require_safe
def grid_page(request: LinliRequest, code: str, grid: UUID) -> HttpResponse:
    """One grid."""
    return shown(request, _page(actor_of(request), code, grid))


def _redraw_page(actor: Actor, code: str, grid_id: UUID, typed: Typed) -> ObjectPage:
    grid = _found(actor, code, grid_id)
    others = [part for part in parts_of(code, grid.kind, local_day(actor.at)) if part.id != grid.id]
    above = part_detail(actor, grid.parent) if grid.parent else boundary_of(code)
    form = redraw_form(grid, others, above.polygon if above else "", typed)
    head = PageHead(gettext("Redraw {name}").format(name=grid.name), back=Link(grid.name, _address(grid)))
    return ObjectPage(head, sections=(Section(parts=(form,)),))


@needs("places.redraw_grid")
@require_http_methods(["GET", "HEAD", "POST"])
def redraw(request: LinliRequest, code: str, grid: UUID) -> HttpResponse:
    """Give a grid another outline."""
    actor = actor_of(request)
    if request.method != "POST":
        return shown(request, _redraw_page(actor, code, grid, {}))
    given = request.POST.dict()

    def act() -> None:
        polygon = corners_of(given.get("corners", ""))
        redraw_grid(actor, grid=grid, polygon=polygon, expected_version=typed_version(given))

    to = f"/desk/areas/{code}/grids/"
    return done(request, act, lambda typed: _redraw_page(actor, code, grid, typed), to, long="corners")


def _micro_page(actor: Actor, code: str, grid_id: UUID, typed: Typed) -> ObjectPage:
    grid = _found(actor, code, grid_id)
    title = gettext("A new micro-grid in {name}").format(name=grid.name)
    form = microgrid_form(actor, grid, _inner(actor, grid), typed)
    return ObjectPage(PageHead(title, back=Link(grid.name, _address(grid))), sections=(Section(parts=(form,)),))


@needs("places.draw_grid")
@require_http_methods(["GET", "HEAD", "POST"])
def draw_inside(request: LinliRequest, code: str, grid: UUID) -> HttpResponse:
    """Draw a micro-grid."""
    actor = actor_of(request)
    if request.method != "POST":
        return shown(request, _micro_page(actor, code, grid, {}))
    given = request.POST

    def act() -> None:
        draw_grid(
            actor, community=code, polygon=corners_of(given.get("corners", "")), since=typed_day(given, "since"),
            name=given.get("name", ""), number=typed_optional(given, "number"), parent=grid,
        )  # fmt: skip

    to = f"/desk/areas/{code}/grids/{grid}/"
    return done(request, act, lambda typed: _micro_page(actor, code, grid, typed), to, long="corners")


@needs("places.fill_grid")
@require_POST
def fill(request: LinliRequest, code: str, grid: UUID) -> HttpResponse:
    """Put the dwellings inside the outline into the grid."""
    actor = actor_of(request)
    to = f"/desk/areas/{code}/grids/{grid}/"

    def act() -> None:
        fill_grid(actor, grid=grid, since=typed_day(request.POST, "since"))

    return done(request, act, lambda _: _page(actor, code, grid), to)


@needs("places.rename_part")
@require_POST
def rename(request: LinliRequest, code: str, grid: UUID) -> HttpResponse:
    """Give a grid another name."""
    actor, given = actor_of(request), request.POST.dict()

    def act() -> None:
        rename_part(actor, part=grid, name=given.get("name", ""), expected_version=typed_version(given))

    return done(request, act, lambda _: _page(actor, code, grid), f"/desk/areas/{code}/grids/{grid}/")


@needs("places.end_part")
@require_POST
def end(request: LinliRequest, code: str, grid: UUID) -> HttpResponse:
    """End a grid."""
    actor, given = actor_of(request), request.POST

    def act() -> None:
        end_part(actor, part=grid, until=typed_day(given, "until"), expected_version=typed_version(given.dict()))

    return done(request, act, lambda _: _page(actor, code, grid), f"/desk/areas/{code}/grids/")


def _boundary_page(actor: Actor, code: str, typed: Typed) -> ObjectPage:
    row = area_seen(actor, code)
    title = gettext("Boundary of {name}").format(name=name_of(row))
    head = PageHead(title, back=Link(name_of(row), f"/desk/areas/{code}/"))
    return ObjectPage(head, sections=(Section(parts=(boundary_form(actor, code, title, typed),)),))


@needs("places.draw_boundary")
@require_http_methods(["GET", "HEAD", "POST"])
def boundary(request: LinliRequest, code: str) -> HttpResponse:
    """Draw the boundary of an area."""
    actor = actor_of(request)
    if request.method != "POST":
        return shown(request, _boundary_page(actor, code, {}))
    given = request.POST.dict()

    def act() -> None:
        polygon = corners_of(given.get("corners", ""))
        draw_boundary(actor, area=code, polygon=polygon, expected_version=typed_version(given))

    to = f"/desk/areas/{code}/"
    return done(request, act, lambda typed: _boundary_page(actor, code, typed), to, long="corners")
