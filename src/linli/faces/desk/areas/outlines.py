"""Forms with a board: a new grid or micro-grid, an outline redrawn, the boundary of an area."""

from collections.abc import Sequence

from django.utils.translation import gettext

from linli.faces.desk.areas.plan import board_of, corners_text
from linli.faces.desk.doing import Typed, choices_of, day_field
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import n_
from linli.places.queries.numbers import boundary_of, proposed_number
from linli.places.queries.subdivisions import PartRow, parts_of
from linli.ui.parts import FieldKind, Form, FormField, Part, Width, one_group

NATURES = {"comprehensive": n_("Comprehensive grid"), "dedicated": n_("Dedicated grid of a large unit")}


def corners_field(value: str) -> FormField:
    """The list of corners that every board stands over."""
    hint = gettext("One corner a line: longitude, latitude. Or paste GeoJSON.")
    words = gettext("Corners")
    return FormField("corners", words, FieldKind.AREA, value, required=True, rows=6, hint=hint, id="id_corners")


def _name_fields(above: str, typed: Typed) -> tuple[Part, ...]:
    proposed = str(proposed_number(above))
    return (
        FormField(
            "name", gettext("Name"), value=typed.get("name", ""), maxlength=60,
            hint=gettext("Left empty, the name is made of the number."),
        ),
        FormField(
            "number", gettext("Number"), FieldKind.NUMBER, typed.get("number", proposed), width=Width.SHORT,
            hint=gettext("The next free one is proposed; numbers are never used again."),
        ),
    )  # fmt: skip


def draw_form(actor: Actor, code: str, title: str, typed: Typed) -> Form:
    """A new grid of a community."""
    rim = boundary_of(code)
    board = board_of(
        title, code, "id_corners", parts_of(code, "grid", local_day(actor.at)), rim=rim.polygon if rim else ""
    )
    nature = FormField(
        "nature", gettext("Kind"), FieldKind.SELECT, typed.get("nature", "comprehensive"), choices=choices_of(NATURES)
    )
    fields = (
        board,
        corners_field(typed.get("corners", "")),
        *_name_fields(code, typed),
        nature,
        day_field(actor, "since", gettext("From which day?"), "draw", typed),
    )
    return Form(f"/desk/areas/{code}/grids/draw/", groups=one_group(*fields), submit=gettext("Draw the grid"))


def microgrid_form(actor: Actor, grid: PartRow, inner: Sequence[PartRow], typed: Typed) -> Form:
    """A micro-grid of a grid."""
    board = board_of(gettext("A new micro-grid"), grid.community, "id_corners", inner, rim=grid.polygon)
    fields = (
        board,
        corners_field(typed.get("corners", "")),
        *_name_fields(grid.code, typed),
        day_field(actor, "since", gettext("From which day?"), "draw", typed),
    )
    to = f"/desk/areas/{grid.community}/grids/{grid.id}/micro/"
    return Form(to, groups=one_group(*fields), submit=gettext("Draw the micro-grid"))


def redraw_form(grid: PartRow, others: Sequence[PartRow], rim: str, typed: Typed) -> Form:
    """Another outline for a grid or micro-grid."""
    title = gettext("Redraw {name}").format(name=grid.name)
    board = board_of(title, grid.community, "id_corners", others, rim=rim, own=grid.polygon)
    own = corners_text(grid.polygon) if grid.polygon else ""
    fields = one_group(board, corners_field(typed.get("corners", own)))
    hidden = (("expected_version", typed.get("expected_version", str(grid.version))),)
    to = f"/desk/areas/{grid.community}/grids/{grid.id}/redraw/"
    return Form(to, groups=fields, hidden=hidden, submit=gettext("Redraw"))


def boundary_form(actor: Actor, code: str, title: str, typed: Typed) -> Form:
    """The boundary of an area, drawn or redrawn."""
    found = boundary_of(code)
    own = found.polygon if found else ""
    board = board_of(title, code, "id_corners", parts_of(code, "grid", local_day(actor.at)), own=own)
    fields = one_group(board, corners_field(typed.get("corners", corners_text(own) if own else "")))
    hidden = (("expected_version", typed.get("expected_version", str(found.version if found else 0))),)
    return Form(f"/desk/areas/{code}/boundary/", groups=fields, hidden=hidden, submit=gettext("Save the boundary"))
