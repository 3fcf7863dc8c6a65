"""Merging areas: which end, in which they go on, what moves; then the merge."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.areas.moving import holdings_table, when_and_why
from linli.faces.desk.doing import Typed, actor_of, done, refused, shown
from linli.faces.desk.forms import typed_day
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.places.commands import merge_areas
from linli.places.queries.areas import AreaRow, area_seen, areas_coded, siblings_of
from linli.places.queries.moves import holdings_of
from linli.ui.parts import (
    Choice,
    FieldKind,
    Form,
    FormField,
    Link,
    ObjectPage,
    PageHead,
    Section,
    Text,
    Width,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


@dataclass(frozen=True)
class Wish:
    """Who ends, where they go on. ``into`` is the area of the page unless a new code was typed."""

    endings: tuple[str, ...]
    into: str
    name: str

    def taking_part(self, code: str) -> list[str]:
        """Every area of the merge that stands today."""
        return sorted({code, *self.endings})


def _wish(request: LinliRequest, code: str) -> Wish:
    given = request.POST
    into = given.get("into", "").strip() or code
    endings = tuple(name for name in given.getlist("areas") if name != into)
    if not endings and into == code:
        raise Invalid(KernelCode.INVALID, problems=(Problem("areas", KernelCode.REQUIRED),))
    return Wish(endings, into, given.get("name", "").strip())


def _form(actor: Actor, row: AreaRow, typed: Typed, marked: tuple[str, ...]) -> Form:
    others = siblings_of(row.code, local_day(actor.at))
    choices = tuple(Choice(area.code, f"{name_of(area)} {area.code}", selected=area.code in marked) for area in others)
    fields = one_group(
        FormField("areas", gettext("Which areas end?"), FieldKind.CHECKS, choices=choices),
        FormField(
            "into", gettext("New code"), value=typed.get("into", ""), width=Width.MEDIUM,
            hint=gettext("Only when something new is founded. Left empty, they go on in {name}.").format(
                name=name_of(row)),
        ),
        FormField("name", gettext("Name of the new area"), value=typed.get("name", ""), maxlength=120),
        *when_and_why(actor, typed),
    )  # fmt: skip
    words = gettext("Show what moves")
    return Form(f"/desk/areas/{row.code}/merge/", groups=fields, submit=words, submit_name="act", submit_value="show")


def _preview(row: AreaRow, wish: Wish, request: LinliRequest) -> Section:
    codes = wish.taking_part(row.code)
    areas = areas_coded([*codes, wish.into])
    names = {code: name_of(area) for code, area in areas.items()}
    ending = [code for code in codes if code != wish.into]
    found = holdings_of(ending, local_day(actor_of(request).at))
    told = gettext("{count} areas end and go on in {name}: {doors} dwellings move, each once. Old codes stay findable.")
    name = wish.name or names.get(wish.into, wish.into)
    words = Text(told.format(count=len(ending), name=name, doors=sum(row.dwellings for row in found)))
    versions = tuple((f"version_{code}", str(areas[code].version)) for code in codes if code in areas)
    sent = ("into", "name", "on", "basis")
    hidden = (
        *((name, request.POST.get(name, "")) for name in sent),
        *(("areas", code) for code in wish.endings),
        *versions,
        ("act", "merge"),
    )
    to = f"/desk/areas/{row.code}/merge/"
    form = Form(to, hidden=hidden, submit=gettext("Merge"), danger=True, key="form_merge")
    title = gettext("What moves")
    return Section(title, (words, holdings_table(found, names, title), form))


def _page(actor: Actor, code: str, typed: Typed, marked: tuple[str, ...], preview: Section | None) -> ObjectPage:
    row = area_seen(actor, code)
    head = PageHead(
        gettext("Merge into {name}").format(name=name_of(row)), back=Link(name_of(row), f"/desk/areas/{code}/")
    )
    section = Section(gettext("The merge"), (_form(actor, row, typed, marked),))
    return ObjectPage(head, sections=(preview, section) if preview else (section,))


def _versions(request: LinliRequest, codes: list[str]) -> dict[str, int]:
    found = {}
    for code in codes:
        text = request.POST.get(f"version_{code}", "")
        found[code] = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return found


@needs("places.merge_areas")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: LinliRequest, code: str) -> HttpResponse:
    """Ask, show what moves, merge."""
    actor, typed = actor_of(request), request.POST.dict()
    marked = tuple(request.POST.getlist("areas"))
    row = area_seen(actor, code)
    if request.method != "POST":
        return shown(request, _page(actor, code, {}, (), None))
    if typed.get("act") != "merge":
        return _shown_first(request, row, typed, marked)

    def act() -> None:
        wish = _wish(request, code)
        areas = _versions(request, wish.taking_part(code))
        on, basis = typed_day(request.POST, "on"), typed.get("basis", "")
        merge_areas(actor, areas=areas, into=wish.into, name=wish.name, on=on, basis=basis)

    to = f"/desk/areas/{typed.get('into', '').strip() or code}/"
    return done(request, act, lambda kept: _page(actor, code, kept, marked, None), to)


def _shown_first(request: LinliRequest, row: AreaRow, typed: Typed, marked: tuple[str, ...]) -> HttpResponse:
    actor = actor_of(request)
    try:
        wish = _wish(request, row.code)
        typed_day(request.POST, "on")
        for code in wish.endings:
            area_seen(actor, code)
        page = _page(actor, row.code, typed, marked, _preview(row, wish, request))
    except Refusal as refusal:
        return refused(request, refusal, _page(actor, row.code, typed, marked, None))
    return shown(request, page)
