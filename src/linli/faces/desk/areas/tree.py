"""The tree of areas, opened level by level, and the plan of what lies inside an area."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.faces.desk.areas.looks import below, kind_badge, name_of
from linli.faces.desk.areas.plan import map_of
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.places.queries.areas import AreaRow, area_seen, areas_coded, levels_below, path_of
from linli.places.queries.numbers import boundaries_inside
from linli.ui.parts import (
    Action,
    EmptyState,
    Link,
    LinkCell,
    LinkList,
    ListItem,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

OPEN = 60
NAMED = 1_000


def _item(row: AreaRow, inner: int) -> ListItem:
    note = gettext("{code}, {count} areas below").format(code=row.code, count=inner)
    return ListItem(name_of(row), f"/desk/areas/{row.code}/tree/", note, state=kind_badge(row))


def _branch(row: AreaRow, inner: tuple[AreaRow, ...]) -> Section:
    own = Action(gettext("Open {name}").format(name=name_of(row)), f"/desk/areas/{row.code}/")
    return Section(name_of(row), (below(inner),), count=str(len(inner)), actions=(own,), foldable=True, folded=True)


def _tree(actor: Actor, code: str) -> ObjectPage:
    row = area_seen(actor, code)
    levels = levels_below(code, local_day(actor.at))
    first = levels[code]
    if any(levels[child.code] for child in first) and len(first) <= OPEN:
        sections = tuple(_branch(child, levels[child.code]) for child in first)
    else:
        items = tuple(_item(child, len(levels[child.code])) for child in first)
        links = LinkList(items=items, empty=gettext("Nothing stands below."))
        sections = (Section(gettext("What stands below"), (links,), count=str(len(first))),)
    above = [area for area in path_of(code) if area.code != code and area.code.startswith(actor.area)]
    back = Link(name_of(above[-1]), f"/desk/areas/{above[-1].code}/tree/") if above else None
    views = (
        Action(gettext("List"), "/desk/areas/", icon="list"),
        Action(gettext("Plan"), f"/desk/areas/{code}/map/", icon="map"),
    )
    return ObjectPage(
        PageHead(name_of(row), code, state=kind_badge(row), back=back or Link(gettext("Areas"), "/desk/areas/")),
        sections=sections,
        actions=views,
    )


@needs("places.see_areas")
@require_safe
def tree(request: LinliRequest, code: str) -> HttpResponse:
    """Two levels of the tree."""
    return shown(request, _tree(actor_of(request), code))


def _map(actor: Actor, code: str) -> ObjectPage:
    row = area_seen(actor, code)
    boundaries = boundaries_inside(code)
    areas = areas_coded([boundary.area for boundary in boundaries])
    names = {name: name_of(area) for name, area in areas.items()}
    title = gettext("Plan of {name}").format(name=name_of(row))
    columns = (TableColumn(gettext("Area"), wide=True), TableColumn(gettext("Area in m²"), number=True))
    rows = tuple(
        TableRow((_link(names, boundary.area), NumberCell(boundary.square_metres))) for boundary in boundaries[:NAMED]
    )
    none = gettext("No boundary is drawn yet.")
    hint = gettext("Open an area and draw its boundary.")
    table = Table(title, columns, rows, empty=EmptyState(none, hint, icon="map"))
    return ObjectPage(
        PageHead(title, back=Link(name_of(row), f"/desk/areas/{code}/")),
        sections=(
            Section(gettext("Plan"), (map_of(title, boundaries, names, none),)),
            Section(gettext("Areas"), (table,), count=str(len(boundaries))),
        ),
    )


def _link(names: dict[str, str], code: str) -> LinkCell | TextCell:
    return LinkCell(names[code], f"/desk/areas/{code}/", code) if code in names else TextCell(code)


@needs("places.see_areas")
@require_safe
def plan(request: LinliRequest, code: str) -> HttpResponse:
    """The boundaries inside an area."""
    return shown(request, _map(actor_of(request), code))
