"""One building: its dwellings, addresses, place on the plan, and the committee that answers for it."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.faces.desk.areas.plan import board_of, plan_of
from linli.faces.desk.buildings.looks import (
    datum_field,
    point_field,
    point_text,
    typed_point,
    use_badge,
    use_words,
)
from linli.faces.desk.buildings.naming import address_table, do_alias, do_change, naming_dialogs
from linli.faces.desk.doing import Typed, actor_of, done, shown
from linli.faces.desk.forms import typed_version
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.places.commands import locate_building, place_building
from linli.places.queries.addresses import addresses_of
from linli.places.queries.areas import area_coded
from linli.places.queries.dwellings import BuildingRow, DwellingRow, building_detail
from linli.places.queries.subdivisions import parts_of
from linli.ui.parts import (
    Action,
    Dialog,
    EmptyState,
    Fact,
    Form,
    FormField,
    Link,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    Part,
    Section,
    StateCell,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Weight,
    Width,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

DRAWN = 12


def _address(house: BuildingRow) -> str:
    return f"/desk/buildings/{house.id}/"


def _facts(house: BuildingRow) -> tuple[Fact, ...]:
    place = area_coded(house.area)
    found = [Fact(gettext("Community"), LinkCell(place.name if place else house.area, f"/desk/areas/{house.area}/"))]
    found += [Fact(gettext("Code"), house.code)] if house.code else []
    found.append(Fact(gettext("Use"), StateCell(use_badge(house.use))))
    found.append(Fact(gettext("Point"), point_text(house.point) or gettext("not known")))
    return tuple(found)


def _door_link(row: DwellingRow) -> LinkCell:
    return LinkCell(row.address, f"/desk/dwellings/{row.id}/")


def _doors(rows: tuple[DwellingRow, ...]) -> Table:
    columns = (
        TableColumn(gettext("Address"), wide=True),
        TableColumn(gettext("Code")),
        TableColumn(gettext("Use")),
    )
    lines = tuple(
        TableRow(
            (LinkCell(row.address, f"/desk/dwellings/{row.id}/"), TextCell(row.code), TextCell(use_words(row.use)))
        )
        for row in rows
    )
    return Table(gettext("Dwellings"), columns, lines, empty=EmptyState(gettext("No dwelling yet."), icon="home"))


def _plan(actor: Actor, house: BuildingRow) -> Part:
    grids = parts_of(house.area, "grid", local_day(actor.at)) if len(house.area) == DRAWN else ()
    points = ((house.point.longitude, house.point.latitude),) if house.point else ()
    return plan_of(house.address, grids, gettext("Its place is not known and no grid is drawn."), points)


def _place_dialog(house: BuildingRow) -> Dialog:
    field = FormField(
        "community", gettext("Code of the community"), required=True, inputmode="numeric", width=Width.MEDIUM,
        hint=gettext("Twelve digits. The building and its dwellings go over to it."),
    )  # fmt: skip
    hidden = (("expected_version", str(house.version)),)
    form = Form(f"{_address(house)}place/", groups=one_group(field), hidden=hidden, key="form_place")
    return Dialog(gettext("Give it to a community"), (form,), key="dialog_place")


def _dialogs(actor: Actor, house: BuildingRow) -> tuple[Dialog, ...]:
    found = naming_dialogs(actor, house.area, house.address, house.version, _address(house))
    if house.no_committee and actor.may("places.place_building", house.area):
        return (_place_dialog(house), *found)
    return found


def _actions(actor: Actor, house: BuildingRow, dialogs: tuple[Dialog, ...]) -> tuple[Action, ...]:
    found = []
    if actor.may("places.add_dwellings", house.area):
        found.append(Action(gettext("Add dwellings"), f"{_address(house)}doors/", weight=Weight.PRIMARY, icon="plus"))
    if actor.may("places.locate_building", house.area):
        found.append(Action(gettext("Place on the plan"), f"{_address(house)}point/", icon="map-pin"))
    return (*found, *(Action(dialog.title, dialog=dialog.key) for dialog in dialogs))


def _page(actor: Actor, building: UUID) -> ObjectPage:
    house, doors = building_detail(actor, building)
    dialogs = _dialogs(actor, house)
    lonely = Notice(gettext("No committee answers for this building yet."), tone=Tone.ATTENTION)
    return ObjectPage(
        PageHead(house.address, back=Link(gettext("Buildings"), "/desk/buildings/")),
        facts=_facts(house),
        sections=(
            Section(gettext("Dwellings"), (_doors(doors),), count=str(len(doors))),
            Section(gettext("Plan"), (_plan(actor, house),)),
        ),
        side=(Section(gettext("Addresses"), (address_table(addresses_of(house.area[:6], house.id)),)),),
        actions=_actions(actor, house, dialogs),
        dialogs=dialogs,
        notices=(lonely,) if house.no_committee else (),
    )


@needs("places.see_dwellings")
@require_safe
def building_page(request: LinliRequest, building: UUID) -> HttpResponse:
    """One building."""
    return shown(request, _page(actor_of(request), building))


def _point_page(actor: Actor, building: UUID, typed: Typed) -> ObjectPage:
    house, _ = building_detail(actor, building)
    grids = parts_of(house.area, "grid", local_day(actor.at)) if len(house.area) == DRAWN else ()
    title = gettext("Where {address} stands").format(address=house.address)
    fields = one_group(
        board_of(title, house.area, "id_corners", grids, single=True),
        point_field(typed.get("corners", point_text(house.point))),
        datum_field(typed.get("datum", "")),
    )
    hidden = (("expected_version", typed.get("expected_version", str(house.version))),)
    form = Form(f"{_address(house)}point/", groups=fields, hidden=hidden, submit=gettext("Save the place"))
    return ObjectPage(PageHead(title, back=Link(house.address, _address(house))), sections=(Section(parts=(form,)),))


@needs("places.locate_building")
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: LinliRequest, building: UUID) -> HttpResponse:
    """Say where a building stands."""
    actor = actor_of(request)
    if request.method != "POST":
        return shown(request, _point_page(actor, building, {}))
    given = request.POST.dict()

    def act() -> None:
        locate_building(actor, building=building, point=typed_point(given), expected_version=typed_version(given))

    to = f"/desk/buildings/{building}/"
    return done(request, act, lambda typed: _point_page(actor, building, typed), to, long="corners")


@needs("places.place_building")
@require_POST
def place(request: LinliRequest, building: UUID) -> HttpResponse:
    """Give a building to a community."""
    actor, given = actor_of(request), request.POST.dict()

    def act() -> None:
        code = given.get("community", "").strip()
        place_building(actor, building=building, community=code, expected_version=typed_version(given))

    return done(request, act, lambda _: _page(actor, building), f"/desk/buildings/{building}/")


@needs("places.add_alias")
@require_POST
def alias(request: LinliRequest, building: UUID) -> HttpResponse:
    """Add another way to write the address."""
    page, to = _page(actor_of(request), building), f"/desk/buildings/{building}/"
    return do_alias(request, page, to, building=building)


@needs("places.change_address")
@require_POST
def address(request: LinliRequest, building: UUID) -> HttpResponse:
    """Change the canonical address."""
    page, to = _page(actor_of(request), building), f"/desk/buildings/{building}/"
    return do_change(request, page, to, building=building)
