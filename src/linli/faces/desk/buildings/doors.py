"""Many doors at once: entrances × floors × rooms, shown before they are written."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.buildings.looks import use_field, use_words
from linli.faces.desk.doing import Typed, actor_of, done, refused, shown
from linli.faces.desk.forms import LONGEST_NUMBER, FormCode
from linli.kernel.actor import Actor
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.text import parse_whole
from linli.places.commands import NewDwelling, add_dwellings
from linli.places.queries.dwellings import BuildingRow, building_detail
from linli.ui.parts import (
    Action,
    FieldKind,
    Form,
    FormField,
    Link,
    ObjectPage,
    PageHead,
    Part,
    Section,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
    Width,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

MOST = 2_000


@dataclass(frozen=True)
class Raster:
    """Entrances 1…units (0 = none), floors first…last without 0, rooms 1…rooms on each."""

    units: int
    first: int
    last: int
    rooms: int
    use: str

    def doors(self) -> list[NewDwelling]:
        """One door each, numbered as on the plate: floor and two digits."""
        floors = [floor for floor in range(self.first, self.last + 1) if floor]
        units = range(1, self.units + 1) if self.units else (0,)
        return [
            NewDwelling(_plate(floor, room), unit, floor, use=self.use)
            for unit in units
            for floor in floors
            for room in range(1, self.rooms + 1)
        ]


def _plate(floor: int, room: int) -> str:
    return f"B{-floor}{room:02}" if floor < 0 else f"{floor}{room:02}"


def _number(typed: Typed, name: str, least: int, most: int) -> int:
    found = parse_whole(typed.get(name, "")[:LONGEST_NUMBER])
    if found is None or not least <= found <= most:
        data = {"least": least, "most": most}
        raise Invalid(KernelCode.INVALID, problems=(Problem(name, FormCode.OUT_OF_RANGE, data),))
    return found


def raster_of(typed: Typed) -> Raster:
    """What was typed; Invalid names the field."""
    found = Raster(
        _number(typed, "units", 0, 20), _number(typed, "first", -9, 99), _number(typed, "last", -9, 99),
        _number(typed, "rooms", 1, 99), typed.get("use", "residential"),
    )  # fmt: skip
    if found.last < found.first or len(found.doors()) > MOST or not found.doors():
        data = {"least": found.first, "most": min(99, found.first + MOST)}
        raise Invalid(KernelCode.INVALID, problems=(Problem("last", FormCode.OUT_OF_RANGE, data),))
    return found


def _field(typed: Typed, name: str, label: str, default: str, hint: str = "") -> FormField:
    value = typed.get(name, default)
    return FormField(name, label, FieldKind.NUMBER, value, required=True, width=Width.SHORT, hint=hint)


def _form(house: BuildingRow, typed: Typed) -> Form:
    fields = one_group(
        _field(typed, "units", gettext("Entrances"), "1", gettext("0 when the doors are numbered without entrance.")),
        _field(typed, "first", gettext("Lowest floor"), "1", gettext("Negative below ground.")),
        _field(typed, "last", gettext("Highest floor"), "6"),
        _field(typed, "rooms", gettext("Rooms on each floor"), "2"),
        use_field(typed.get("use", ""), "doors"),
    )
    to, words = f"/desk/buildings/{house.id}/doors/", gettext("Show what will be written")
    return Form(to, groups=fields, submit=words, submit_name="act", submit_value="preview")


def _preview(house: BuildingRow, raster: Raster) -> tuple[Part, ...]:
    doors = raster.doors()
    columns = (TableColumn(gettext("Address"), wide=True), TableColumn(gettext("Floor")), TableColumn(gettext("Use")))
    shown_doors = doors if len(doors) <= 60 else [*doors[:30], *doors[-30:]]
    rows = tuple(
        TableRow((TextCell(door.address_in(house.address)), TextCell(str(door.floor)), TextCell(use_words(door.use))))
        for door in shown_doors
    )
    told = Text(gettext("{count} dwellings will be written. Of many, the first and last 30 are shown.").format(
        count=len(doors)))  # fmt: skip
    names = ("units", "first", "last", "rooms", "use")
    hidden = (*((name, str(getattr(raster, name))) for name in names), ("act", "save"))
    save = Form(
        f"/desk/buildings/{house.id}/doors/", hidden=hidden, submit=gettext("Write them"), key="form_save",
        others=(Action(gettext("Back"), f"/desk/buildings/{house.id}/"),),
    )  # fmt: skip
    return told, Table(gettext("What will be written"), columns, rows), save


def _page(actor: Actor, building: UUID, typed: Typed, raster: Raster | None = None) -> ObjectPage:
    house, _ = building_detail(actor, building)
    head = PageHead(
        gettext("Add dwellings to {address}").format(address=house.address),
        back=Link(house.address, f"/desk/buildings/{house.id}/"),
    )
    sections = [Section(gettext("Numbers"), (_form(house, typed),))]
    if raster is not None:
        sections.insert(0, Section(gettext("What will be written"), _preview(house, raster)))
    return ObjectPage(head, sections=tuple(sections))


@needs("places.add_dwellings")
@require_http_methods(["GET", "HEAD", "POST"])
def doors(request: LinliRequest, building: UUID) -> HttpResponse:
    """Ask, show, write."""
    actor, typed = actor_of(request), request.POST.dict()
    if request.method != "POST":
        return shown(request, _page(actor, building, {}))

    if typed.get("act") != "save":
        return _previewed(request, actor, building, typed)

    def act() -> None:
        add_dwellings(actor, building=building, dwellings=raster_of(typed).doors())

    return done(request, act, lambda kept: _page(actor, building, kept), f"/desk/buildings/{building}/")


def _previewed(request: LinliRequest, actor: Actor, building: UUID, typed: Typed) -> HttpResponse:
    try:
        raster = raster_of(typed)
    except Invalid as refusal:
        return refused(request, refusal, _page(actor, building, typed))
    return shown(request, _page(actor, building, typed, raster))
