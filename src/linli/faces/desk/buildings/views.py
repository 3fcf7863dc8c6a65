"""Buildings: the list with its search by address, and a new one."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.areas.plan import board_of
from linli.faces.desk.buildings.looks import datum_field, point_field, typed_point, use_badge, use_field
from linli.faces.desk.doing import Typed, actor_of, keyed
from linli.faces.desk.forms import reply_notice
from linli.faces.desk.notes.forms import fresh_key
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Refusal, n_
from linli.places.commands import add_building
from linli.places.queries.dwellings import BUILDINGS, DWELLINGS, BuildingRow, DwellingRow
from linli.places.queries.subdivisions import parts_of
from linli.ui.parts import (
    Action,
    Form,
    FormField,
    FormPage,
    Link,
    LinkCell,
    Notice,
    PageHead,
    StateCell,
    Weight,
    Width,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

FACE: ListFace[BuildingRow] = ListFace(
    BUILDINGS,
    cells={
        "address": lambda row: LinkCell(row.address, f"/desk/buildings/{row.id}/"),
        "area": lambda row: LinkCell(row.area, f"/desk/areas/{row.area}/"),
        "use": lambda row: StateCell(use_badge(row.use)),
    },
    empty=n_("No building is found"),
    empty_hint=n_("Search for another address or a community's code, or take in a list of addresses."),
)
DOORS: ListFace[DwellingRow] = ListFace(
    DWELLINGS,
    cells={
        "address": lambda row: LinkCell(row.address, f"/desk/dwellings/{row.id}/"),
        "area": lambda row: LinkCell(row.area, f"/desk/areas/{row.area}/"),
        "use": lambda row: StateCell(use_badge(row.use)),
    },
    empty=n_("No dwelling is found"),
    empty_hint=n_("Search for another address or a community's code."),
)


def _actions(actor: Actor) -> tuple[Action, ...]:
    found = [Action(gettext("Dwellings"), "/desk/dwellings/", icon="home")]
    if actor.may("places.add_building"):
        found.insert(0, Action(gettext("New building"), "/desk/buildings/new/", weight=Weight.PRIMARY, icon="plus"))
    if actor.may("places.import_addresses"):
        found.append(Action(gettext("Take in a list"), "/desk/addresses/list/", icon="upload"))
    return tuple(found)


building_list = list_view(FACE, "places.see_dwellings", _actions)
dwelling_list = list_view(DOORS, "places.see_dwellings")


def _new_form(actor: Actor, typed: Typed) -> Form:
    area = typed.get("area", "") or (actor.area if len(actor.area) == 12 else "")
    grids = parts_of(area, "grid", local_day(actor.at)) if len(area) == 12 and area.isdigit() else ()
    board = board_of(gettext("Where it stands"), area or actor.county, "id_corners", grids, single=True)
    fields = one_group(
        FormField(
            "area", gettext("Community"), value=area, required=True, inputmode="numeric", width=Width.MEDIUM,
            hint=gettext("Its code. Where no committee answers: the code of the town or county."),
        ),
        FormField("address", gettext("Address"), value=typed.get("address", ""), required=True, maxlength=200),
        use_field(typed.get("use", ""), "new"),
        board,
        point_field(typed.get("corners", "")),
        datum_field(typed.get("datum", "")),
    )  # fmt: skip
    hidden = (("key", typed.get("key", "") or fresh_key()),)
    return Form("/desk/buildings/new/", groups=fields, hidden=hidden, submit=gettext("Save the building"))


def _new_page(request: LinliRequest, typed: Typed, notices: tuple[Notice, ...] = (), status: int = 200) -> HttpResponse:
    head = PageHead(gettext("New building"), back=Link(gettext("Buildings"), "/desk/buildings/"))
    page = FormPage(head, _new_form(actor_of(request), typed), notices=notices)
    return render(request, "ui/pages/form.html", {"page": page}, status=status)


@needs("places.add_building")
@require_http_methods(["GET", "HEAD", "POST"])
def new_building(request: LinliRequest) -> HttpResponse:
    """Set a building up."""
    if request.method != "POST":
        return _new_page(request, {"area": request.GET.get("area", "")[:12]})
    typed = request.POST.dict()
    try:
        receipt = add_building(
            keyed(request), area=typed.get("area", "").strip(), address=typed.get("address", ""),
            use=typed.get("use", "residential"), point=typed_point(typed),
        )  # fmt: skip
    except Refusal as refusal:
        return _new_page(request, typed, (reply_notice(refusal, {}),), refusal.status)
    return HttpResponseRedirect(f"/desk/buildings/{receipt.id}/")
