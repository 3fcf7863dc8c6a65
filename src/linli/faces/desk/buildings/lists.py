"""A list of addresses as CSV: sent or pasted, shown with its faults, then taken in."""

import io
from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.areas.corners import sent_text
from linli.faces.desk.doing import actor_of, refused, shown
from linli.faces.desk.faulty import fault_row, fault_table, refused_notice
from linli.kernel.actor import Actor
from linli.kernel.errors import Refusal
from linli.places.commands import import_addresses
from linli.places.queries.address_lists import by_house, list_faults
from linli.places.rules.address_lists import COLUMNS, ListedDoor, ListFault, read_list
from linli.ui.parts import (
    Action,
    FieldKind,
    Form,
    FormField,
    Link,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
    Tone,
    Upload,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

SHOWN = 200
ADDRESS = "/desk/addresses/list/"


def _form(text: str) -> Form:
    hint = gettext("Columns, in any order: {columns}. Only the first two are needed.").format(
        columns=", ".join(COLUMNS)
    )
    fields = one_group(
        Upload("file", gettext("CSV file"), accept=".csv,text/csv", max_mb=5, multiple=False),
        FormField("list", gettext("Or paste it here"), FieldKind.AREA, text, rows=6, hint=hint),
    )
    words = gettext("Check the list")
    return Form(ADDRESS, groups=fields, submit=words, submit_name="act", submit_value="check")


def _page(text: str = "", sections: tuple[Section, ...] = (), notices: tuple[Notice, ...] = ()) -> ObjectPage:
    head = PageHead(gettext("Take in a list of addresses"), back=Link(gettext("Buildings"), "/desk/buildings/"))
    section = Section(gettext("The list"), (_form(text),), foldable=bool(sections), folded=bool(sections))
    return ObjectPage(head, sections=(*sections, section), notices=notices)


def _read(actor: Actor, text: str) -> tuple[list[ListedDoor], list[ListFault]]:
    lines = list(read_list(io.StringIO(text, newline="")))
    doors = [line for line in lines if isinstance(line, ListedDoor)]
    faults = [line for line in lines if isinstance(line, ListFault)]
    return doors, sorted([*faults, *list_faults(actor, doors)], key=lambda fault: fault.line)


def _faulty(text: str, doors: int, faults: list[ListFault]) -> ObjectPage:
    rows = tuple(fault_row(f.line, f.column, f.code, dict(f.data)) for f in faults[:SHOWN])
    told = Text(gettext("The first {count} are shown.").format(count=SHOWN))
    parts = (fault_table(rows), told) if len(faults) > SHOWN else (fault_table(rows),)
    section = Section(gettext("Refused lines"), parts, count=str(len(faults)))
    return _page(text, (section,), (refused_notice(len(faults), max(doors, len(faults))),))


def _preview(text: str, doors: list[ListedDoor]) -> ObjectPage:
    houses = by_house(doors)
    fresh = sum(house.building is None for house in houses)
    told = gettext("{lines} lines: {fresh} new buildings, {known} known ones. Doors that are known stay as they are.")
    words = Text(told.format(lines=len(doors), fresh=fresh, known=len(houses) - fresh))
    columns = (
        TableColumn(gettext("Building"), wide=True),
        TableColumn(gettext("Community")),
        TableColumn(gettext("Doors"), number=True),
    )
    rows = tuple(
        TableRow((TextCell(h.address), TextCell(h.community), TextCell(str(sum(bool(d.room) for d in h.doors)))))
        for h in houses[:SHOWN]
    )
    form = Form(
        ADDRESS, hidden=(("list", text), ("act", "save")), submit=gettext("Take the list in"), key="form_save",
        others=(Action(gettext("Back"), ADDRESS),),
    )  # fmt: skip
    table = Table(gettext("What will be written"), columns, rows)
    return _page(text, (Section(gettext("What will be written"), (words, table, form)),))


@needs("places.import_addresses")
@require_http_methods(["GET", "HEAD", "POST"])
def address_list(request: LinliRequest) -> HttpResponse:
    """Ask for the list, show what is in it, take it in."""
    if request.method != "POST":
        return shown(request, _page())
    actor, text = actor_of(request), ""
    try:
        text = sent_text(request, "file", "list")
        doors, faults = _read(actor, text)
        if faults:
            return shown(request, _faulty(text, len(doors), faults), 422)
        if request.POST.get("act") != "save":
            return shown(request, _preview(text, doors))
        return shown(request, _taken(import_addresses(actor, doors=doors).values))
    except Refusal as refusal:
        return refused(request, refusal, _page(text), "list")


def _taken(values: Mapping[str, int]) -> ObjectPage:
    words = gettext("{buildings} buildings and {dwellings} dwellings are new.").format(**values)
    return _page(notices=(Notice(words, gettext("The list was taken in"), Tone.DONE),))
