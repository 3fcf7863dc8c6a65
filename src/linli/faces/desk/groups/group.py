"""One residents' group: its doors, putting doors in and taking them out, another name, its end."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.faces.desk.areas.faults import verdict_badge
from linli.faces.desk.doing import Typed, actor_of, day_field, done, shown
from linli.faces.desk.forms import typed_day, typed_version
from linli.faces.desk.groups.ending import end_dialog, rename_dialog
from linli.faces.desk.groups.heads import heads_of
from linli.faces.desk.groups.views import band_words, warnings_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.places.commands import end_part, place_dwellings, release_dwellings, rename_part
from linli.places.queries.areas import area_coded
from linli.places.queries.free_doors import FreeHouse, free_doors, free_doors_of, free_houses, held_doors
from linli.places.queries.subdivisions import GroupSize, PartRow, group_sizes, part_detail
from linli.ui.parts import (
    Action,
    Choice,
    DateCell,
    Dialog,
    EmptyState,
    Fact,
    FieldKind,
    FilterBar,
    Form,
    FormField,
    Link,
    LinkCell,
    NumberCell,
    ObjectPage,
    PageHead,
    Part,
    Section,
    StateCell,
    Table,
    TableColumn,
    TableRow,
    Text,
    Weight,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _found(actor: Actor, group: UUID) -> PartRow:
    row = part_detail(actor, group)
    if row.kind != "group":
        raise NotFound(KernelCode.NOT_FOUND)
    return row


def _facts(actor: Actor, group: PartRow, size: GroupSize | None) -> tuple[Fact, ...]:
    place = area_coded(group.community)
    found = [Fact(gettext("Community"), LinkCell(place.name if place else "", f"/desk/areas/{group.community}/"))]
    if size:
        found += [Fact(gettext("Households"), NumberCell(size.households)), Fact(gettext("Band"), band_words(size))]
        found.append(Fact(gettext("Size"), StateCell(verdict_badge(size.verdict))))
    head = heads_of(actor, group.community, (group,)).get(group.name)
    if head:
        chart = f"/desk/areas/{group.community}/chart/"
        found.append(Fact(gettext("Head"), LinkCell(head.holder or gettext("vacant"), chart, head.title)))
    found.append(Fact(gettext("Since"), DateCell(group.since, with_year=True)))
    return (*found, Fact(gettext("Until"), DateCell(group.until, with_year=True))) if group.until else tuple(found)


def _doors(actor: Actor, group: PartRow) -> Part:
    if not actor.may("places.see_dwellings", group.community):
        return Text(gettext("Your post does not see single dwellings."))
    rows = held_doors(group, local_day(actor.at))
    if not rows:
        return EmptyState(gettext("No dwelling belongs to the group yet."), icon="home")
    if not actor.may("places.release_dwellings", group.community) or group.until:
        lines = tuple(TableRow((LinkCell(row.address, f"/desk/dwellings/{row.id}/"),)) for row in rows)
        return Table(gettext("Dwellings"), (TableColumn(gettext("Address"), wide=True),), lines)
    choices = tuple(Choice(str(row.id), row.address) for row in rows)
    fields = one_group(
        FormField("doors", gettext("Dwellings of the group"), FieldKind.CHECKS, choices=choices),
        day_field(actor, "until", gettext("Last day in the group"), "release"),
    )
    to, words = f"/desk/groups/{group.id}/release/", gettext("Take the marked ones out")
    return Form(to, groups=fields, submit=words, key="form_release")


def _dialogs(actor: Actor, group: PartRow) -> tuple[Dialog, ...]:
    address, found = f"/desk/groups/{group.id}/", []
    if actor.may("places.rename_part", group.community) and not group.until:
        found.append(rename_dialog(group, address))
    if actor.may("places.end_part", group.community) and not group.until:
        found.append(end_dialog(actor, group, address))
    return tuple(found)


def _page(actor: Actor, group_id: UUID) -> ObjectPage:
    group = _found(actor, group_id)
    sizes = tuple(size for size in group_sizes(group.community, local_day(actor.at)) if size.group.id == group.id)
    dialogs = _dialogs(actor, group)
    fill = Action(gettext("Put dwellings in"), f"/desk/groups/{group.id}/fill/", weight=Weight.PRIMARY, icon="plus")
    filling = (fill,) if actor.may("places.place_dwellings", group.community) and not group.until else ()
    size = sizes[0] if sizes else None
    count = str(size.households) if size else ""
    back = Link(gettext("Residents' groups"), f"/desk/areas/{group.community}/groups/")
    return ObjectPage(
        PageHead(group.name, back=back),
        facts=_facts(actor, group, size),
        sections=(Section(gettext("Dwellings"), (_doors(actor, group),), count=count),),
        actions=(*filling, *(Action(dialog.title, dialog=dialog.key) for dialog in dialogs)),
        dialogs=dialogs,
        notices=warnings_of(sizes),
    )


@needs("places.see_areas")
@require_safe
def group_page(request: LinliRequest, group: UUID) -> HttpResponse:
    """One group."""
    return shown(request, _page(actor_of(request), group))


def _house_choice(house: FreeHouse) -> Choice:
    words = gettext("{address}: {count} dwellings").format(address=house.address, count=house.doors)
    return Choice(str(house.id), words)


def _fill_form(actor: Actor, group: PartRow, asked: str, typed: Typed) -> Part:
    day = local_day(actor.at)
    houses = tuple(_house_choice(house) for house in free_houses(actor, group, day, asked))
    if not houses:
        hint = gettext("Dwellings that are in a group leave it there first.")
        return EmptyState(gettext("No free dwelling is found."), hint, icon="home")
    doors = tuple(Choice(str(row.id), row.address) for row in free_doors(actor, group, day, asked))
    fields = one_group(
        day_field(actor, "since", gettext("From which day?"), "fill", typed),
        FormField("houses", gettext("Whole buildings"), FieldKind.CHECKS, choices=houses),
        FormField("doors", gettext("Single dwellings"), FieldKind.CHECKS, choices=doors),
    )
    return Form(f"/desk/groups/{group.id}/fill/", groups=fields, submit=gettext("Put in"), key="form_fill")


def _fill_page(actor: Actor, group_id: UUID, asked: str, typed: Typed) -> ObjectPage:
    group = _found(actor, group_id)
    bar = FilterBar(search=asked, search_label=gettext("Search by address"))
    told = Text(gettext("Shown are at most 100 buildings and 100 dwellings that belong to no group; search for more."))
    head = PageHead(
        gettext("Put dwellings into {name}").format(name=group.name), back=Link(group.name, f"/desk/groups/{group.id}/")
    )
    return ObjectPage(head, sections=(Section(parts=(bar, told, _fill_form(actor, group, asked, typed))),))


def _ids(values: list[str], name: str) -> list[UUID]:
    try:
        return [UUID(value) for value in values]
    except ValueError as error:
        raise Invalid(KernelCode.INVALID, problems=(Problem(name, KernelCode.REQUIRED),)) from error


@needs("places.place_dwellings")
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: LinliRequest, group: UUID) -> HttpResponse:
    """Put dwellings into a group: whole buildings, single doors."""
    actor, asked = actor_of(request), request.GET.get("q", "").strip()[:100].replace("\0", "")
    if request.method != "POST":
        return shown(request, _fill_page(actor, group, asked, {}))
    given = request.POST

    def act() -> None:
        houses = _ids(given.getlist("houses"), "houses")
        found = free_doors_of(actor, _found(actor, group), local_day(actor.at), houses)
        doors = list(dict.fromkeys([*found, *_ids(given.getlist("doors"), "doors")]))
        if not doors:
            raise Invalid(KernelCode.INVALID, problems=(Problem("doors", KernelCode.REQUIRED),))
        place_dwellings(actor, part=group, dwellings=doors, since=typed_day(given, "since"))

    return done(request, act, lambda typed: _fill_page(actor, group, asked, typed), f"/desk/groups/{group}/")


@needs("places.release_dwellings")
@require_POST
def release(request: LinliRequest, group: UUID) -> HttpResponse:
    """Take dwellings out of a group."""
    actor, given = actor_of(request), request.POST
    if not given.getlist("doors"):
        return HttpResponseRedirect(f"/desk/groups/{group}/")

    def act() -> None:
        doors = _ids(given.getlist("doors"), "doors")
        release_dwellings(actor, part=group, dwellings=doors, until=typed_day(given, "until"))

    return done(request, act, lambda _: _page(actor, group), f"/desk/groups/{group}/")


@needs("places.rename_part")
@require_POST
def rename(request: LinliRequest, group: UUID) -> HttpResponse:
    """Give a group another name."""
    actor, given = actor_of(request), request.POST.dict()

    def act() -> None:
        rename_part(actor, part=group, name=given.get("name", ""), expected_version=typed_version(given))

    return done(request, act, lambda _: _page(actor, group), f"/desk/groups/{group}/")


@needs("places.end_part")
@require_POST
def end(request: LinliRequest, group: UUID) -> HttpResponse:
    """End a group."""
    actor, given = actor_of(request), request.POST

    def act() -> None:
        end_part(actor, part=group, until=typed_day(given, "until"), expected_version=typed_version(given.dict()))

    return done(request, act, lambda _: _page(actor, group), f"/desk/groups/{group}/")
