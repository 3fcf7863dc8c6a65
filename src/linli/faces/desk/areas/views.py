"""Areas: list, one area with what stands below, its figures and history; renaming and counting."""

from dataclasses import replace
from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.areas.charge import charge_section
from linli.faces.desk.areas.looks import below, changes, kind_badge, kind_words, name_of, source_words
from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import reply_notice, typed_day, typed_number, typed_version
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel
from linli.kernel.errors import Refusal, n_
from linli.places.commands import rename_area, set_figure
from linli.places.queries.areas import AREAS, AreaRow, area_by_code, area_seen, changes_of, children_of, path_of
from linli.places.queries.figures import FigureRow, figures_of
from linli.ui.parts import (
    Action,
    Choice,
    DateCell,
    Dialog,
    EmptyState,
    Fact,
    FieldKind,
    Form,
    FormField,
    Link,
    LinkCell,
    Notice,
    NumberCell,
    ObjectPage,
    PageHead,
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
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

FACE: ListFace[AreaRow] = ListFace(
    AREAS,
    cells={
        "code": lambda row: LinkCell(row.code, f"/desk/areas/{row.code}/"),
        "name": lambda row: TextCell(name_of(row)),
        "kind": lambda row: StateCell(kind_badge(row)),
        "source": lambda row: TextCell(source_words(row)),
    },
    empty=n_("No areas yet"),
    empty_hint=n_("Import a division list: linli import_divisions FILE"),
)
MEASURES = {"households": n_("Households"), "residents": n_("Residents")}


def _list_actions(actor: Actor) -> tuple[Action, ...]:
    top = actor.area or actor.county
    found = [
        Action(gettext("Tree"), f"/desk/areas/{top}/tree/", icon="sitemap"),
        Action(gettext("Plan"), f"/desk/areas/{top}/map/", icon="map"),
    ]
    if actor.may("places.create_area"):
        found.append(Action(gettext("New area"), "/desk/areas/new/", icon="plus"))
    if actor.may("places.import_divisions"):
        found.append(Action(gettext("Take in a list"), "/desk/areas/import/", icon="upload"))
    return tuple(found)


area_list = list_view(FACE, "places.see_areas", _list_actions)


def _figure_line(row: FigureRow) -> TableRow:
    what, day = TextCell(gettext(MEASURES[row.measure])), DateCell(row.on, with_year=True)
    return TableRow((what, NumberCell(row.value), day, TextCell(row.source)))


def _figures(rows: tuple[FigureRow, ...]) -> Table:
    columns = (
        TableColumn(gettext("What")),
        TableColumn(gettext("Count"), number=True),
        TableColumn(gettext("Counted on")),
        TableColumn(gettext("Source"), wide=True),
    )
    lines = tuple(_figure_line(row) for row in rows)
    return Table(gettext("Figures"), columns, lines, empty=EmptyState(gettext("Nobody has counted yet.")))


def _facts(row: AreaRow) -> tuple[Fact, ...]:
    found = [Fact(gettext("Code"), row.code), Fact(gettext("Kind"), kind_words(row))]
    found += [Fact(gettext("Since"), DateCell(row.since, with_year=True))] if row.since else []
    found += [Fact(gettext("Until"), DateCell(row.until, with_year=True))] if row.until else []
    found.append(Fact(gettext("Source"), source_words(row)))
    if row.virtual:
        found.append(Fact(gettext("Note"), gettext("A virtual community: it holds no election.")))
    return tuple(found)


def _day_field(name: str, label: str, actor: Actor, key: str) -> FormField:
    today = local_day(actor.at).isoformat()
    return FormField(name, label, FieldKind.DATE, today, required=True, width=Width.SHORT, id=key)


def _rename_dialog(actor: Actor, row: AreaRow) -> Dialog:
    fields = one_group(
        FormField("name", gettext("New name"), value=row.name, required=True, maxlength=120, id="id_rename_name"),
        _day_field("on", gettext("From which day?"), actor, "id_rename_on"),
        FormField("basis", gettext("By which decision?"), required=True, maxlength=200, id="id_rename_basis"),
    )
    hidden, words = (("expected_version", str(row.version)),), gettext("Rename")
    form = Form(f"/desk/areas/{row.code}/rename/", groups=fields, hidden=hidden, submit=words, key="form_rename")
    return Dialog(words, (form,), key="dialog_rename")


def _count_dialog(actor: Actor, row: AreaRow) -> Dialog:
    measures = tuple(Choice(key, gettext(label)) for key, label in MEASURES.items())
    hint = gettext("For example: ledger of the community, census.")
    fields = one_group(
        FormField("measure", gettext("What was counted?"), FieldKind.SELECT, "households", choices=measures),
        FormField("value", gettext("How many?"), FieldKind.NUMBER, required=True, width=Width.SHORT),
        _day_field("on", gettext("Counted on"), actor, "id_count_on"),
        FormField("source", gettext("Source"), required=True, maxlength=120, id="id_count_source", hint=hint),
    )
    hidden = (("seen", _seen(row.code)),)
    to, words = f"/desk/areas/{row.code}/count/", gettext("Save")
    form = Form(to, groups=fields, hidden=hidden, submit=words, key="form_count")
    return Dialog(gettext("Enter a count"), (form,), key="dialog_count")


def _seen(code: str) -> str:
    """The counts on the page with their versions: the same day again corrects what its writer saw."""
    return ",".join(f"{row.measure}:{row.on}:{row.version}" for row in figures_of(code)[:50])


def _version_seen(seen: str, measure: str, on: date) -> int | None:
    found = dict(item.rpartition(":")[::2] for item in seen.split(","))
    text = found.get(f"{measure}:{on}", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _dialogs(actor: Actor, row: AreaRow) -> tuple[Dialog, ...]:
    found = []
    if actor.may("places.rename_area", row.code) and not row.until:
        found.append(_rename_dialog(actor, row))
    if actor.may("places.set_figure", row.code):
        found.append(_count_dialog(actor, row))
    return tuple(found)


def _community_pages(actor: Actor, row: AreaRow) -> list[Action]:
    base = f"/desk/areas/{row.code}"
    found = [
        Action(gettext("Grids"), f"{base}/grids/", icon="map"),
        Action(gettext("Residents' groups"), f"{base}/groups/", icon="users-group"),
    ]
    if actor.may("places.see_dwellings", row.code):
        found.append(Action(gettext("Buildings"), f"/desk/buildings/?q={row.code}", icon="building"))
    if actor.may("people.see_units", row.code):
        found.append(Action(gettext("Organisation"), f"{base}/chart/", icon="building-community"))
    return found


def _changes_of(actor: Actor, row: AreaRow) -> list[Action]:
    base = f"/desk/areas/{row.code}"
    if row.until or row.level not in (AreaLevel.COMMUNITY, AreaLevel.TOWN):
        return []
    found = [Action(gettext("Merge"), f"{base}/merge/")] if actor.may("places.merge_areas", row.code) else []
    if row.level is AreaLevel.COMMUNITY and actor.may("places.split_area", row.code):
        found.append(Action(gettext("Split"), f"{base}/split/"))
    return found


def _actions(actor: Actor, row: AreaRow, dialogs: tuple[Dialog, ...]) -> tuple[Action, ...]:
    base = f"/desk/areas/{row.code}"
    inner = [
        Action(gettext("Tree"), f"{base}/tree/", icon="sitemap"),
        Action(gettext("Plan"), f"{base}/map/", icon="map"),
    ]
    pages = _community_pages(actor, row) if row.level is AreaLevel.COMMUNITY else inner
    openers = [Action(dialog.title, weight=Weight.PLAIN, dialog=dialog.key) for dialog in dialogs]
    return (*pages, *openers, *_changes_of(actor, row))


def _successors(actor: Actor, row: AreaRow) -> tuple[Notice, ...]:
    if not row.until:
        return ()
    heirs = [area for area in area_by_code(row.code, local_day(actor.at)) if area.code != row.code]
    links = tuple(Action(name_of(area), f"/desk/areas/{area.code}/") for area in heirs)
    text = gettext("It ended. What belonged to it goes on here:") if links else gettext("It ended without a successor.")
    return (Notice(text, tone=Tone.ATTENTION, actions=links),)


def _back(actor: Actor, above: list[AreaRow]) -> Link:
    if above and above[-1].code.startswith(actor.area):
        return Link(name_of(above[-1]), f"/desk/areas/{above[-1].code}/")
    return Link(gettext("Areas"), "/desk/areas/")


def _page(actor: Actor, code: str) -> ObjectPage:
    row = area_seen(actor, code)
    dialogs = _dialogs(actor, row)
    above = [area for area in path_of(code) if area.code != code]
    back = _back(actor, above)
    return ObjectPage(
        PageHead(name_of(row), " › ".join(area.name for area in above if area.name), state=kind_badge(row), back=back),
        facts=_facts(row),
        sections=(
            Section(gettext("What stands below"), (below(children_of(code, local_day(actor.at))),)),
            *charge_section(actor, code, local_day(actor.at)),
            Section(gettext("Figures"), (_figures(figures_of(code)),)),
        ),
        side=(Section(gettext("Changes"), (changes(changes_of(code)),)),),
        actions=_actions(actor, row, dialogs),
        dialogs=dialogs,
        notices=_successors(actor, row),
    )


@needs("places.see_areas")
@require_safe
def area_page(request: LinliRequest, code: str) -> HttpResponse:
    """One area."""
    return render(request, "ui/pages/object.html", {"page": _page(actor_of(request), code)})


def _refused(request: LinliRequest, code: str, refusal: Refusal) -> HttpResponse:
    notice = reply_notice(refusal, request.POST.dict())
    page = _page(actor_of(request), code)
    told = replace(page, notices=(notice, *page.notices))
    return render(request, "ui/pages/object.html", {"page": told}, status=refusal.status)


@needs("places.rename_area")
@require_POST
def rename(request: LinliRequest, code: str) -> HttpResponse:
    """Give an area another name."""
    given = request.POST
    try:
        rename_area(
            actor_of(request), area=code, name=given.get("name", ""), on=typed_day(given, "on"),
            basis=given.get("basis", ""), expected_version=typed_version(given.dict()),
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(request, code, refusal)
    return HttpResponseRedirect(f"/desk/areas/{code}/")


@needs("places.set_figure")
@require_POST
def count(request: LinliRequest, code: str) -> HttpResponse:
    """Enter a dated count."""
    given = request.POST
    measure = given.get("measure", "")
    try:
        on = typed_day(given, "on")
        set_figure(
            actor_of(request), area=code, measure=measure, value=typed_number(given, "value"), on=on,
            source=given.get("source", ""), expected_version=_version_seen(given.get("seen", ""), measure, on),
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(request, code, refusal)
    return HttpResponseRedirect(f"/desk/areas/{code}/")
