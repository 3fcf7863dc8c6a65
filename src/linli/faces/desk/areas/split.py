"""Splitting a community: the new areas, where each group and grid goes, what moves; then the split."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.areas.moving import holdings_table, when_and_why
from linli.faces.desk.doing import Typed, actor_of, done, refused, shown
from linli.faces.desk.forms import LIST_COMMAS, FormCode, typed_day, typed_version
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.places.commands import AreaPart, split_area
from linli.places.queries.areas import AreaRow, area_seen
from linli.places.queries.moves import PartWithDoors, doors_in, holdings_of, parts_with_doors
from linli.ui.parts import (
    Choice,
    FieldKind,
    Form,
    FormField,
    Link,
    NumberCell,
    ObjectPage,
    PageHead,
    Part,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

SENT = ("into", "on", "basis")


@dataclass(frozen=True)
class Target:
    """One of the areas that the divided one goes over into."""

    code: str
    name: str


def targets_of(text: str) -> list[Target]:
    """The new areas, one a line: code, name; Invalid names the line."""
    found = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        code, name = (*LIST_COMMAS.split(line.strip(), maxsplit=1), "")[:2]
        if not (code.strip().isascii() and code.strip().isdigit()):
            problem = Problem("into", FormCode.BAD_TARGET, {"line": number, "text": line[:40]})
            raise Invalid(KernelCode.INVALID, problems=(problem,))
        found.append(Target(code.strip(), name.strip()))
    if len({target.code for target in found}) < 2:
        raise Invalid(KernelCode.INVALID, problems=(Problem("into", FormCode.TWO_TARGETS),))
    return found


def _first_form(actor: Actor, row: AreaRow, typed: Typed) -> Form:
    proposed = f"{row.code}, {row.name}\n"
    hint = gettext("One a line: code, name. The old code may go on with what is left to it.")
    fields = one_group(
        FormField(
            "into", gettext("Into which areas?"), FieldKind.AREA, typed.get("into", proposed), required=True, hint=hint
        ),
        *when_and_why(actor, typed),
    )
    to = f"/desk/areas/{row.code}/split/"
    words = gettext("Next: who goes where")
    return Form(to, groups=fields, submit=words, submit_name="act", submit_value="assign")


def _label(item: PartWithDoors) -> str:
    kind = gettext("group") if item.part.kind == "group" else gettext("grid")
    return gettext("{name} ({kind}, {count} dwellings)").format(name=item.part.name, kind=kind, count=item.doors)


def _assign_form(row: AreaRow, targets: list[Target], parts: tuple[PartWithDoors, ...], typed: Typed) -> Form:
    choices = tuple(Choice(target.code, f"{target.name} {target.code}".strip()) for target in targets)
    rest = typed.get("rest", targets[0].code)
    questions: list[Part] = [
        FormField(f"part_{item.part.id}", _label(item), FieldKind.SELECT, typed.get(f"part_{item.part.id}", ""),
                  choices=(Choice("", gettext("with the rest")), *choices))
        for item in parts
    ]  # fmt: skip
    questions.append(FormField("rest", gettext("Where does the rest go?"), FieldKind.SELECT, rest, choices=choices))
    hidden = tuple((name, typed.get(name, "")) for name in SENT)
    to = f"/desk/areas/{row.code}/split/"
    words = gettext("Show what moves")
    return Form(
        to, groups=one_group(*questions), hidden=hidden, submit=words, submit_name="act", submit_value="show",
        key="form_assign",
    )  # fmt: skip


def _chosen(typed: Typed, parts: tuple[PartWithDoors, ...]) -> dict[str, list[UUID]]:
    """The groups and grids chosen for each new area."""
    found: dict[str, list[UUID]] = {}
    for item in parts:
        code = typed.get(f"part_{item.part.id}", "")
        if code:
            found.setdefault(code, []).append(item.part.id)
    return found


def _preview(actor: Actor, row: AreaRow, targets: list[Target], typed: Typed) -> Section:
    day = local_day(actor.at)
    parts = parts_with_doors(row.code, day)
    chosen, rest = _chosen(typed, parts), typed.get("rest", "")
    counts = {code: doors_in(row.code, ids, day) for code, ids in chosen.items()}
    (all_of_it,) = holdings_of([row.code], day)
    counts[rest] = all_of_it.dwellings - sum(count for code, count in counts.items() if code != rest)
    columns = (
        TableColumn(gettext("Area"), wide=True),
        TableColumn(gettext("Groups and grids"), number=True),
        TableColumn(gettext("Dwellings"), number=True),
    )
    rows = tuple(
        TableRow(
            (
                TextCell(t.name or row.name, t.code),
                NumberCell(len(chosen.get(t.code, ()))),
                NumberCell(counts.get(t.code, 0)),
            )
        )
        for t in targets
    )
    names = [*SENT, "rest", *(f"part_{item.part.id}" for item in parts)]
    hidden = (
        *((name, typed.get(name, "")) for name in names),
        ("expected_version", str(row.version)),
        ("act", "split"),
    )
    to = f"/desk/areas/{row.code}/split/"
    form = Form(to, hidden=hidden, submit=gettext("Split"), danger=True, key="form_split")
    title = gettext("What moves")
    return Section(title, (Table(title, columns, rows), form))


def _page(actor: Actor, code: str, typed: Typed) -> ObjectPage:
    row = area_seen(actor, code)
    head = PageHead(gettext("Split {name}").format(name=name_of(row)), back=Link(name_of(row), f"/desk/areas/{code}/"))
    found = holdings_table(holdings_of([code], local_day(actor.at)), {code: name_of(row)}, gettext("What stands here"))
    sections = (
        Section(gettext("The new areas"), (_first_form(actor, row, typed),)),
        Section(gettext("What stands here"), (found,)),
    )
    return ObjectPage(head, sections=sections)


def _steps(actor: Actor, code: str, typed: Typed) -> ObjectPage:
    row = area_seen(actor, code)
    targets = targets_of(typed.get("into", ""))
    page = _page(actor, code, typed)
    parts = parts_with_doors(code, local_day(actor.at))
    sections = [Section(gettext("Who goes where?"), (_assign_form(row, targets, parts, typed),))]
    if typed.get("act") == "show":
        sections.insert(0, _preview(actor, row, targets, typed))
    return ObjectPage(page.head, sections=(*sections, *page.sections[:1]))


@needs("places.split_area")
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: LinliRequest, code: str) -> HttpResponse:
    """Ask for the new areas, then who goes where, show what moves, split."""
    actor, typed = actor_of(request), request.POST.dict()
    if request.method != "POST":
        return shown(request, _page(actor, code, {}))
    if typed.get("act") != "split":
        try:
            typed_day(request.POST, "on")
            return shown(request, _steps(actor, code, typed))
        except Refusal as refusal:
            return refused(request, refusal, _page(actor, code, typed))
    return done(request, lambda: _split(request, code), lambda kept: _page(actor, code, kept), f"/desk/areas/{code}/")


def _split(request: LinliRequest, code: str) -> None:
    actor, typed = actor_of(request), request.POST.dict()
    chosen = _chosen(typed, parts_with_doors(code, local_day(actor.at)))
    parts = [AreaPart(t.code, t.name, tuple(chosen.get(t.code, ()))) for t in targets_of(typed.get("into", ""))]
    split_area(
        actor, area=code, parts=parts, rest=typed.get("rest", ""), on=typed_day(request.POST, "on"),
        basis=typed.get("basis", ""), expected_version=typed_version(typed),
    )  # fmt: skip
