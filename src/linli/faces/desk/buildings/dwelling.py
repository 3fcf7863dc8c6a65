"""One dwelling: where it belongs today, its addresses, its use."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.buildings.looks import (
    datum_field,
    point_field,
    point_text,
    typed_point,
    use_badge,
    use_field,
)
from linli.faces.desk.buildings.naming import address_table, do_alias, do_change, naming_dialogs
from linli.faces.desk.doing import actor_of, done, shown
from linli.faces.desk.forms import typed_version
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.places.commands import edit_dwelling
from linli.places.queries.doorways import Doorway, locate_dwelling
from linli.places.queries.dwellings import DwellingRow, dwelling_detail
from linli.ui.parts import (
    Action,
    Dialog,
    Fact,
    Form,
    Link,
    LinkCell,
    ObjectPage,
    PageHead,
    Section,
    StateCell,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _belongs(door: Doorway | None, community: str) -> list[Fact]:
    if door is None:
        return []
    found = []
    if door.group:
        found.append(Fact(gettext("Group"), LinkCell(door.group.name, f"/desk/groups/{door.group.id}/")))
    if door.grid:
        found.append(Fact(gettext("Grid"), LinkCell(door.grid.name, f"/desk/areas/{community}/grids/{door.grid.id}/")))
    if door.community:
        found.append(Fact(gettext("Committee"), LinkCell(door.community.name, f"/desk/areas/{door.community.code}/")))
    return found


def _facts(actor: Actor, row: DwellingRow) -> tuple[Fact, ...]:
    door = locate_dwelling(row.area[:6], row.id, local_day(actor.at))
    found = [Fact(gettext("Building"), LinkCell(gettext("Open the building"), f"/desk/buildings/{row.building}/"))]
    found += _belongs(door, row.area)
    found += [Fact(gettext("Code"), row.code)] if row.code else []
    found.append(Fact(gettext("Use"), StateCell(use_badge(row.use))))
    return (*found, Fact(gettext("Point"), point_text(row.point) or gettext("not known")))


def _edit_dialog(row: DwellingRow) -> Dialog:
    fields = one_group(use_field(row.use, "edit"), point_field(""), datum_field(""))
    hidden = (("expected_version", str(row.version)),)
    form = Form(f"/desk/dwellings/{row.id}/edit/", groups=fields, hidden=hidden, key="form_edit")
    return Dialog(gettext("Use and point"), (form,), key="dialog_edit")


def _page(actor: Actor, dwelling: UUID) -> ObjectPage:
    found = dwelling_detail(actor, dwelling)
    row = found.dwelling
    dialogs = naming_dialogs(actor, row.area, row.address, row.version, f"/desk/dwellings/{row.id}/")
    if actor.may("places.edit_dwelling", row.area):
        dialogs = (_edit_dialog(row), *dialogs)
    return ObjectPage(
        PageHead(row.address, back=Link(gettext("Dwellings"), "/desk/dwellings/")),
        facts=_facts(actor, row),
        sections=(Section(gettext("Addresses"), (address_table(found.addresses),)),),
        actions=tuple(Action(dialog.title, dialog=dialog.key) for dialog in dialogs),
        dialogs=dialogs,
    )


@needs("places.see_dwellings")
@require_safe
def dwelling_page(request: LinliRequest, dwelling: UUID) -> HttpResponse:
    """One dwelling."""
    return shown(request, _page(actor_of(request), dwelling))


@needs("places.edit_dwelling")
@require_POST
def edit(request: LinliRequest, dwelling: UUID) -> HttpResponse:
    """Correct use and point; without a point of its own the building's holds."""
    actor, given = actor_of(request), request.POST.dict()

    def act() -> None:
        use, version = given.get("use", ""), typed_version(given)
        edit_dwelling(actor, dwelling=dwelling, use=use, point=typed_point(given), expected_version=version)

    return done(request, act, lambda _: _page(actor, dwelling), f"/desk/dwellings/{dwelling}/")


@needs("places.add_alias")
@require_POST
def alias(request: LinliRequest, dwelling: UUID) -> HttpResponse:
    """Add another way to write the address."""
    page, to = _page(actor_of(request), dwelling), f"/desk/dwellings/{dwelling}/"
    return do_alias(request, page, to, dwelling=dwelling)


@needs("places.change_address")
@require_POST
def address(request: LinliRequest, dwelling: UUID) -> HttpResponse:
    """Change the canonical address."""
    page, to = _page(actor_of(request), dwelling), f"/desk/dwellings/{dwelling}/"
    return do_change(request, page, to, dwelling=dwelling)
