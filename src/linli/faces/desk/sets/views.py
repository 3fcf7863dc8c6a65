"""Sets of areas: zones, forestry bureaus, award districts; who belongs to them from when until when."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.doing import Typed, actor_of, choices_of, day_field, done, shown, typed_id
from linli.faces.desk.forms import typed_day, typed_version
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import n_
from linli.places.commands import add_to_set, create_set, remove_from_set
from linli.places.queries.areas import AreaRow, areas_coded
from linli.places.queries.sets import SETS, MemberRow, SetRow, members_of_set, set_detail
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
    ObjectPage,
    PageHead,
    Part,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Weight,
    Width,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

KINDS = {
    "development_zone": n_("Development zone"),
    "forestry_bureau": n_("Forestry bureau"),
    "farm": n_("State farm"),
    "award_district": n_("Award district"),
    "pilot": n_("Pilot area"),
    "service_circle": n_("Service circle"),
}
FACE: ListFace[SetRow] = ListFace(
    SETS,
    cells={
        "key": lambda row: LinkCell(row.key, f"/desk/sets/{row.id}/"),
        "kind": lambda row: StateCell(StateBadge(gettext(KINDS.get(row.kind, row.kind)))),
    },
    empty=n_("No set of areas yet"),
    empty_hint=n_("A set holds areas together that one unit answers for: a zone, a forestry bureau."),
)


def _new(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("places.create_set"):
        return ()
    return (Action(gettext("New set"), "/desk/sets/new/", weight=Weight.PRIMARY, icon="plus"),)


set_list = list_view(FACE, "places.see_areas", _new)


def _text(typed: Typed, name: str, label: str, longest: int, hint: str = "") -> FormField:
    return FormField(name, label, value=typed.get(name, ""), required=True, maxlength=longest, hint=hint)


def _new_page(actor: Actor, typed: Typed) -> ObjectPage:
    area = typed.get("area", actor.area or actor.county)
    fields = one_group(
        _text(typed, "name", gettext("Name"), 120),
        _text(typed, "key", gettext("Key"), 40, gettext("Short and lasting, for lists and rules: zone-east.")),
        FormField("kind", gettext("Kind"), FieldKind.SELECT, typed.get("kind", ""), choices=choices_of(KINDS)),
        FormField("area", gettext("Inside which area?"), value=area, required=True, width=Width.MEDIUM),
        _text(typed, "basis", gettext("By which decision?"), 200),
    )
    form = Form("/desk/sets/new/", groups=fields, submit=gettext("Set up"))
    head = PageHead(gettext("New set of areas"), back=Link(gettext("Sets of areas"), "/desk/sets/"))
    return ObjectPage(head, sections=(Section(parts=(form,)),))


@needs("places.create_set")
@require_http_methods(["GET", "HEAD", "POST"])
def new_set(request: LinliRequest) -> HttpResponse:
    """Set a set up."""
    actor, given = actor_of(request), request.POST.dict()
    if request.method != "POST":
        return shown(request, _new_page(actor, {}))

    def act() -> None:
        create_set(
            actor, area=given.get("area", ""), key=given.get("key", ""), name=given.get("name", ""),
            kind=given.get("kind", ""), basis=given.get("basis", ""),
        )  # fmt: skip

    return done(request, act, lambda typed: _new_page(actor, typed), "/desk/sets/")


def _row(member: MemberRow, areas: dict[str, AreaRow], day: date) -> TableRow:
    place = areas.get(member.area)
    over = member.until is not None and member.until < day
    badge = StateBadge(gettext("ended"), StateTone.STOPPED) if over else StateBadge(gettext("belongs"), StateTone.DONE)
    return TableRow(
        (
            LinkCell(name_of(place) if place else member.area, f"/desk/areas/{member.area}/"),
            TextCell(member.area),
            DateCell(member.since, with_year=True),
            DateCell(member.until, with_year=True),
            StateCell(badge),
        )
    )


def _table(members: tuple[MemberRow, ...], areas: dict[str, AreaRow], day: date) -> Table:
    columns = (
        TableColumn(gettext("Area"), wide=True),
        TableColumn(gettext("Code")),
        TableColumn(gettext("Since")),
        TableColumn(gettext("Until")),
        TableColumn(gettext("State")),
    )
    rows = tuple(_row(member, areas, day) for member in members)
    return Table(gettext("Areas of the set"), columns, rows, empty=EmptyState(gettext("No area belongs to it yet.")))


def _add_form(actor: Actor, row: SetRow, typed: Typed) -> Part:
    fields = one_group(
        FormField("area", gettext("Code of the area"), value=typed.get("area", ""), required=True, width=Width.MEDIUM),
        day_field(actor, "since", gettext("First day"), "add", typed),
        FormField("until", gettext("Last day"), FieldKind.DATE, typed.get("until", ""), width=Width.SHORT,
                  hint=gettext("Empty while there is no end.")),
    )  # fmt: skip
    return Form(f"/desk/sets/{row.id}/add/", groups=fields, submit=gettext("Add"), key="form_add")


def _end_dialog(actor: Actor, row: SetRow, members: list[MemberRow], areas: dict[str, AreaRow]) -> Dialog:
    choices = tuple(
        Choice(f"{m.id}:{m.version}", name_of(areas[m.area]) if m.area in areas else m.area) for m in members
    )
    fields = one_group(
        FormField("member", gettext("Which area leaves?"), FieldKind.SELECT, choices=choices, required=True),
        day_field(actor, "until", gettext("Last day in the set"), "end"),
    )
    form = Form(f"/desk/sets/{row.id}/end/", groups=fields, submit=gettext("End the membership"), key="form_end")
    return Dialog(gettext("Let an area leave"), (form,), key="dialog_end")


def _facts(row: SetRow) -> tuple[Fact, ...]:
    words = gettext("An area belongs to one of this kind at a time") if row.exclusive else gettext("May overlap others")
    return (
        Fact(gettext("Kind"), gettext(KINDS.get(row.kind, row.kind))),
        Fact(gettext("Key"), row.key),
        Fact(gettext("Inside"), LinkCell(row.area, f"/desk/areas/{row.area}/")),
        Fact(gettext("Overlap"), words),
        Fact(gettext("Basis"), row.basis),
    )


def _page(actor: Actor, set_id: UUID, typed: Typed) -> ObjectPage:
    row = set_detail(actor, set_id)
    members, day = members_of_set(row.county, row.key), local_day(actor.at)
    areas = areas_coded({member.area for member in members})
    sections = [Section(gettext("Areas"), (_table(members, areas, day),), count=str(len(members)))]
    if actor.may("places.add_to_set", row.area):
        sections.append(Section(gettext("Add an area"), (_add_form(actor, row, typed),)))
    standing = [member for member in members if member.until is None]
    leaves = standing and actor.may("places.remove_from_set", row.area)
    dialogs = (_end_dialog(actor, row, standing, areas),) if leaves else ()
    return ObjectPage(
        PageHead(row.name, back=Link(gettext("Sets of areas"), "/desk/sets/")),
        facts=_facts(row),
        sections=tuple(sections),
        actions=tuple(Action(dialog.title, dialog=dialog.key) for dialog in dialogs),
        dialogs=dialogs,
    )


@needs("places.see_areas")
@require_safe
def set_page(request: LinliRequest, area_set: UUID) -> HttpResponse:
    """One set."""
    return shown(request, _page(actor_of(request), area_set, {}))


@needs("places.add_to_set")
@require_POST
def add(request: LinliRequest, area_set: UUID) -> HttpResponse:
    """Add an area."""
    actor, given = actor_of(request), request.POST

    def act() -> None:
        until = typed_day(given, "until") if given.get("until") else None
        code = given.get("area", "").strip()
        add_to_set(actor, area_set=area_set, area=code, since=typed_day(given, "since"), until=until)

    return done(request, act, lambda typed: _page(actor, area_set, typed), f"/desk/sets/{area_set}/")


@needs("places.remove_from_set")
@require_POST
def end(request: LinliRequest, area_set: UUID) -> HttpResponse:
    """End a membership."""
    actor, given = actor_of(request), request.POST

    def act() -> None:
        member, _, version = given.get("member", "").partition(":")
        typed = {"member": member, "expected_version": version}
        until = typed_day(given, "until")
        remove_from_set(actor, member=typed_id(typed, "member"), until=until, expected_version=typed_version(typed))

    return done(request, act, lambda typed: _page(actor, area_set, typed), f"/desk/sets/{area_set}/", long="member")
