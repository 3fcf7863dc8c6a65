"""Roles: the matrix of who may do what, on the screen and on paper; one role with those who hold it (R9.8)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.faces.desk.doing import actor_of
from linli.faces.desk.words import deed_words
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.people.queries.roles import MatrixRow, Role, role_matrix, role_named, roles_at
from linli.people.queries.terms import TermRow, posts_with_role
from linli.people.queries.unit_kinds import unit_kinds
from linli.ui.parts import (
    Action,
    DateCell,
    EmptyState,
    Fact,
    Link,
    LinkCell,
    ObjectPage,
    PageHead,
    PrintSheet,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words

LEVELS = {
    "nation": n_("Nation"),
    "province": n_("Province"),
    "prefecture": n_("Prefecture"),
    "county": n_("County"),
    "town": n_("Town or street"),
    "community": n_("Community or village"),
    "grid": n_("Grid"),
    "microgrid": n_("Micro-grid"),
}
MACHINERY = {
    "job that hands a note over": n_("by itself: hands a note over"),
    "job that raises alarms": n_("by itself: raises alarms"),
    "owner of an enrolment link": n_("the owner of an enrolment link"),
    "log-in": n_("by itself at log-in"),
    "log-out": n_("by itself at log-out"),
}
GOVERNS = {"system": n_("system"), "security": n_("security"), "audit": n_("audit")}


def _who(row: MatrixRow, titles: dict[str, str]) -> str:
    if row.machinery:
        return gettext(MACHINERY.get(row.machinery, row.machinery))
    return "、".join(titles[key] for key in row.roles if key in titles) or gettext("nobody")


def _matrix(actor: Actor) -> Table:
    titles = {key: label_of(role.title) for key, role in roles_at(actor.area, actor.at).items()}
    columns = (TableColumn(gettext("May"), wide=True), TableColumn(gettext("Which roles")))
    rows = sorted(role_matrix(actor.area, actor.at), key=lambda row: (row.is_look, row.name))
    lines = tuple(TableRow((TextCell(deed_words(row.name), row.name), TextCell(_who(row, titles)))) for row in rows)
    return Table(gettext("Who may do what"), columns, lines)


def _role_line(role: Role) -> TableRow:
    title = LinkCell(label_of(role.title), f"/desk/roles/{role.key}/")
    levels = f"{gettext(LEVELS[role.highest])} – {gettext(LEVELS[role.level])}"
    governs = gettext(GOVERNS[role.administers]) if role.administers else "–"
    return TableRow((title, TextCell(levels), TextCell(governs), TextCell(str(len(role.may)))))


def _roles(actor: Actor) -> Table:
    labels = (gettext("Role"), gettext("For posts from – to"), gettext("Administers"), gettext("How many rights"))
    columns = tuple(TableColumn(label, wide=at == 0) for at, label in enumerate(labels))
    return Table(gettext("Roles"), columns, tuple(_role_line(role) for role in roles_at(actor.area, actor.at).values()))


@needs("people.see_units")
@require_safe
def role_list(request: LinliRequest) -> HttpResponse:
    """All roles and the matrix."""
    actor = actor_of(request)
    printed = Action(gettext("Sheet to print"), "/desk/roles/sheet/", icon="printer")
    note = gettext("A post gives its holders the rights of its roles, inside the area of its unit.")
    page = ObjectPage(
        PageHead(gettext("Roles"), note),
        sections=(
            Section(gettext("Roles"), (_roles(actor),)),
            Section(gettext("Who may do what"), (_matrix(actor),), foldable=True, folded=True),
        ),
        actions=(printed,),
    )
    return render(request, "ui/pages/object.html", {"page": page})


@needs("people.see_units")
@require_safe
def role_sheet(request: LinliRequest) -> HttpResponse:
    """The matrix on paper."""
    actor = actor_of(request)
    sheet = PrintSheet(
        gettext("Who may do what"), actor.label, date=day_words(local_day(actor.at), with_year=True),
        parts=(_matrix(actor),), back=Link(gettext("Roles"), "/desk/roles/"),
        foot=gettext("From the role packs in force on this day."),
    )  # fmt: skip
    return render(request, "ui/pages/print.html", {"sheet": sheet})


def _holder(row: TermRow) -> TableRow:
    post = LinkCell(row.title, f"/desk/posts/{row.post}/", row.unit_name)
    return TableRow((TextCell(row.name), post, DateCell(row.since, with_year=True)))


def _holders(actor: Actor, key: str) -> Table:
    columns = (TableColumn(gettext("Holder")), TableColumn(gettext("Post"), wide=True), TableColumn(gettext("Since")))
    rows = tuple(_holder(row) for row in posts_with_role(actor, key, local_day(actor.at)))
    empty = EmptyState(gettext("Nobody here has this role today."))
    return Table(gettext("Who has this role"), columns, rows, empty=empty)


def _rights(role: Role) -> Table:
    columns = (TableColumn(gettext("May"), wide=True), TableColumn(gettext("Name")))
    rows = tuple(TableRow((TextCell(deed_words(name)), TextCell(name))) for name in role.may)
    return Table(gettext("Rights"), columns, rows)


def _facts(actor: Actor, role: Role) -> tuple[Fact, ...]:
    kinds = unit_kinds(actor.area, local_day(actor.at))
    named = "、".join(label_of(kinds[key].label) for key in role.unit_kinds if key in kinds)
    return (
        Fact(gettext("For posts from – to"), f"{gettext(LEVELS[role.highest])} – {gettext(LEVELS[role.level])}"),
        Fact(gettext("For units"), named or gettext("inside the administration"), wide=True),
        Fact(gettext("Administers"), gettext(GOVERNS[role.administers]) if role.administers else "–"),
    )


@needs("people.see_units")
@require_safe
def role_page(request: LinliRequest, key: str) -> HttpResponse:
    """One role: its rights in words, and who holds it."""
    actor = actor_of(request)
    role = role_named(key, actor.area, actor.at)
    if role is None:
        raise NotFound(KernelCode.NOT_FOUND)
    page = ObjectPage(
        PageHead(label_of(role.title), back=Link(gettext("Roles"), "/desk/roles/")),
        facts=_facts(actor, role),
        sections=(
            Section(gettext("Who has this role"), (_holders(actor, key),)),
            Section(gettext("Rights"), (_rights(role),), count=str(len(role.may))),
        ),
    )
    return render(request, "ui/pages/object.html", {"page": page})
