"""The residents' groups of a community: sizes against the band of the place, and setting one up (S-038, N-035)."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.areas.faults import verdict_badge
from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.doing import Typed, actor_of, day_field, done, keyed, shown
from linli.faces.desk.forms import typed_day
from linli.faces.desk.groups.heads import Head, heads_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import SizeVerdict
from linli.kernel.errors import n_
from linli.places.commands import create_group
from linli.places.queries.areas import area_seen
from linli.places.queries.subdivisions import PARTS, GroupSize, PartRow, group_sizes
from linli.ui.parts import (
    Action,
    Dialog,
    EmptyState,
    Form,
    FormField,
    Link,
    LinkCell,
    Notice,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    StateBadge,
    StateCell,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

KINDS = {"group": n_("Residents' group"), "grid": n_("Grid"), "microgrid": n_("Micro-grid")}


def part_address(part: PartRow) -> str:
    """The page of a group or grid."""
    if part.kind == "group":
        return f"/desk/groups/{part.id}/"
    return f"/desk/areas/{part.community}/grids/{part.id}/"


FACE: ListFace[PartRow] = ListFace(
    PARTS,
    cells={
        "name": lambda row: LinkCell(row.name, part_address(row)),
        "kind": lambda row: StateCell(StateBadge(gettext(KINDS[row.kind]))),
        "community": lambda row: LinkCell(row.community, f"/desk/areas/{row.community}/"),
    },
    empty=n_("No group and no grid yet"),
    empty_hint=n_("Open a community and draw a grid or set a group up there."),
)

part_list = list_view(FACE, "places.see_areas")


def band_words(size: GroupSize) -> str:
    """The band that holds at the place, in words."""
    if size.band is None:
        return gettext("no band is set here")
    return gettext("{least} to {most} households").format(least=size.band[0], most=size.band[1])


def _row(size: GroupSize, heads: dict[str, Head]) -> TableRow:
    head = heads.get(size.group.name)
    who = TextCell(head.holder or gettext("vacant"), head.title) if head else TextCell("–")
    return TableRow(
        (
            LinkCell(size.group.name, part_address(size.group)),
            NumberCell(size.households),
            StateCell(verdict_badge(size.verdict)),
            who,
        )
    )


def _table(sizes: tuple[GroupSize, ...], heads: dict[str, Head]) -> Table:
    columns = (
        TableColumn(gettext("Group"), wide=True),
        TableColumn(gettext("Households"), number=True),
        TableColumn(gettext("Size")),
        TableColumn(gettext("Head")),
    )
    empty = EmptyState(gettext("There is no residents' group yet."), icon="users-group")
    return Table(gettext("Residents' groups"), columns, tuple(_row(size, heads) for size in sizes), empty=empty)


def warnings_of(sizes: tuple[GroupSize, ...]) -> tuple[Notice, ...]:
    """One notice with every group outside the band."""
    wrong = [size for size in sizes if size.verdict in (SizeVerdict.TOO_LARGE, SizeVerdict.TOO_SMALL)]
    if not wrong:
        return ()
    line = gettext("{name}: {count} households; the rule of the place is {band}.")
    lines = [line.format(name=s.group.name, count=s.households, band=band_words(s)) for s in wrong]
    return (Notice("\n".join(lines), gettext("Groups outside the band"), Tone.ATTENTION),)


def _new_dialog(actor: Actor, code: str, typed: Typed) -> Dialog:
    fields = one_group(
        FormField(
            "name", gettext("Name"), value=typed.get("name", ""), required=True, maxlength=60,
            hint=gettext("For example: First residents' group."),
        ),
        day_field(actor, "since", gettext("From which day?"), "new", typed),
    )  # fmt: skip
    form = Form(f"/desk/areas/{code}/groups/new/", groups=fields, submit=gettext("Set up"), key="form_new")
    return Dialog(gettext("Set a group up"), (form,), key="dialog_new")


def _page(actor: Actor, code: str, typed: Typed) -> ObjectPage:
    row = area_seen(actor, code)
    sizes = group_sizes(code, local_day(actor.at))
    heads = heads_of(actor, code, tuple(size.group for size in sizes))
    dialogs = (_new_dialog(actor, code, typed),) if actor.may("places.create_group", code) else ()
    back = Link(name_of(row), f"/desk/areas/{code}/")
    return ObjectPage(
        PageHead(gettext("Residents' groups of {name}").format(name=name_of(row)), back=back),
        sections=(Section(gettext("Groups"), (_table(sizes, heads),), count=str(len(sizes))),),
        actions=tuple(Action(dialog.title, dialog=dialog.key, icon="plus") for dialog in dialogs),
        dialogs=dialogs,
        notices=warnings_of(sizes),
    )


@needs("places.see_areas")
@require_safe
def groups_page(request: LinliRequest, code: str) -> HttpResponse:
    """The groups of a community."""
    return shown(request, _page(actor_of(request), code, {}))


@needs("places.create_group")
@require_POST
def new_group(request: LinliRequest, code: str) -> HttpResponse:
    """Set a group up."""
    given, actor = request.POST, actor_of(request)

    def act() -> None:
        create_group(keyed(request), community=code, name=given.get("name", ""), since=typed_day(given, "since"))

    return done(request, act, lambda typed: _page(actor, code, typed), f"/desk/areas/{code}/groups/")
