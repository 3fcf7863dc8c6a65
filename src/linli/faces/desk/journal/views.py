"""The journal: who did what to what, and when; and the history of one object."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.faces.desk.asking import maybe_day
from linli.faces.desk.doing import actor_of
from linli.faces.desk.journal.words import Doers, doers, told, values_of
from linli.faces.desk.words import DEEDS, OBJECTS, deed_words, field_words, object_words
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import n_
from linli.kernel.journal.listing import LOOK, EntryRow, journal_listing, object_history
from linli.kernel.journal.reading import Entry
from linli.ui.parts import (
    Cell,
    DateCell,
    FieldKind,
    Link,
    LinkCell,
    ListPage,
    ObjectPage,
    PageHead,
    Section,
    TextCell,
    Timeline,
    TimelineEntry,
    Width,
)
from linli.ui.web.exports import csv_response
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, asked_of, export_action, list_page
from linli.ui.web.requests import LinliRequest, is_fragment

Cells = Mapping[str, Callable[[EntryRow], Cell]]


def _cells(rows: Iterable[EntryRow]) -> Cells:
    """Cells that name accounts and posts, looked up for the whole page at once."""
    lines = list(rows)
    who = doers(lines, (row.object_id for row in lines))
    return {
        "recorded_at": lambda row: DateCell(row.recorded_at.astimezone(LOCAL), with_year=True),
        "command": lambda row: TextCell(deed_words(row.command)),
        "object_type": lambda row: LinkCell(
            object_words(row.object_type), f"/desk/journal/{row.object_type}/{row.object_id}/", who.thing(row)
        ),
        "account": lambda row: TextCell(who(row).name, who(row).post),
        "changed": lambda row: TextCell(field_words(row.changed) or "–"),
    }


def _face(query: QueryDict) -> ListFace[EntryRow]:
    area = query.get("area", "").strip()
    code = area if area.isascii() and area.isdigit() and len(area) <= 17 else ""
    commands = tuple((name, deed_words(name)) for name in DEEDS if not name.partition(".")[2].startswith("see_"))
    listing = journal_listing(commands, tuple(OBJECTS.items()), maybe_day(query, "day"), code)
    return ListFace(
        listing,
        empty=n_("No entry fits"),
        empty_hint=n_("Take a filter away."),
        note=n_("Nothing here can be changed or deleted. Personal values never stand in it, only that they changed."),
        dress=_cells,
    )


def _with_typed(page: ListPage) -> ListPage:
    """Day and place are typed, not chosen among all days and places."""
    assert page.filters is not None, "the journal has filters"
    fields = {field.name: field for field in page.filters.fields}
    day = replace(fields["day"], kind=FieldKind.DATE, choices=(), width=Width.SHORT)
    hint = gettext("Code of an area or grid")
    area = replace(fields["area"], kind=FieldKind.TEXT, choices=(), maxlength=17, attributes=(("placeholder", hint),))
    return replace(page, filters=replace(page.filters, fields=(fields["command"], fields["type"], day, area)))


@needs(LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def journal(request: LinliRequest) -> HttpResponseBase:
    """The entries inside one's area, the newest first."""
    face, actor = _face(request.GET), actor_of(request)
    asked = asked_of(request.GET, face.listing)
    if request.method == "POST":
        return csv_response(face.listing, actor, asked)
    page = _with_typed(list_page(face, actor, request.GET, (export_action(asked),)))
    template = "ui/pages/list.html#rows" if is_fragment(request) else "ui/pages/list.html"
    return render(request, template, {"page": page})


def _entry(entry: Entry, who: Doers, names: Mapping[UUID, str]) -> TimelineEntry:
    doer = who(entry)
    lines = "\n".join(f"{label}: {value}" for label, value in values_of(entry, names))
    fields = field_words(entry.changed)
    text = "\n".join(line for line in (fields and gettext("Changed: {fields}").format(fields=fields), lines) if line)
    return TimelineEntry(deed_words(entry.command), entry.at.astimezone(LOCAL), who=told(doer), text=text)


@needs(LOOK)
@require_safe
def object_page(request: LinliRequest, kind: str, object_id: UUID) -> HttpResponse:
    """Everything that happened to one object, the newest first."""
    entries = object_history(actor_of(request), kind, object_id)
    who = doers(entries, (object_id,))
    names = who.names_in(entries)
    timeline = Timeline(tuple(_entry(entry, who, names) for entry in reversed(entries)))
    name = who.accounts.get(object_id) or who.posts.get(object_id) or ""
    title = gettext("History: {what}").format(what=f"{object_words(kind)} {name}".strip())
    page = ObjectPage(
        PageHead(title, back=Link(gettext("Journal"), "/desk/journal/")),
        sections=(Section(gettext("Entries"), (timeline,), count=str(len(entries))),),
    )
    return render(request, "ui/pages/object.html", {"page": page})
