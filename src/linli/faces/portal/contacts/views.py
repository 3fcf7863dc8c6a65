"""My door → group → grid → committee, with the phones on duty (S-038); promises (S-078) and lists (S-242)."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.queries.duties import lists_of
from linli.cases.queries.promises import YEAR, Breach, counted_on, promises
from linli.cases.queries.types import case_types
from linli.cases.rules.duties import DutyEntry, Nature
from linli.faces.portal.contacts.people import people_parts
from linli.faces.portal.guides.words import basis_words
from linli.faces.portal.pages import Page, head, problems_of, shown, summary_of
from linli.faces.portal.places import area_words, community_field, is_community
from linli.faces.portal.reasons import PortalCode
from linli.faces.portal.visiting import community_of, county, remember_community, visitor
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem, Refusal, n_
from linli.places.queries.answers import DoorwayAnswer, answer_address
from linli.ui.parts import (
    Action,
    EmptyState,
    Fact,
    Facts,
    Form,
    FormField,
    Link,
    LinkList,
    ListItem,
    NumberCell,
    Part,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    one_group,
)
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words

STOPS = {
    "doorway": n_("My door"),
    "group": n_("Residents' group"),
    "grid": n_("Grid"),
    "microgrid": n_("Micro-grid"),
    "committee": n_("Committee"),
}
BODIES = (("residents_committee", n_("Residents' committee")), ("service_station", n_("Service station")))
NATURES = {
    Nature.OWN: n_("Its own duties"),
    Nature.ASSIST: n_("What it assists with"),
    Nature.ENTRUSTED: n_("What others entrust to it"),
    Nature.BOUGHT: n_("What is bought from it"),
}


def _question(address: str, refusal: Refusal | None, actor: Actor, chosen: str) -> Page:
    errors = problems_of(refusal)
    field = FormField(
        "address", gettext("Address"), value=address, errors=errors.get("address", ()), maxlength=300,
        hint=gettext("As on the door plate, for example 和平路8号1号楼."), autocomplete="street-address",
    )  # fmt: skip
    communities = community_field(chosen, local_day(actor.at))
    form = Form(
        "/area/", groups=one_group(field, communities), submit=gettext("Show who answers"),
        summary=summary_of(refusal, {"address": field.key}),
    )  # fmt: skip
    note = gettext("Your address is used for this answer only and is not kept.")
    return Page(head(gettext("Who answers for my door?"), note), (form,))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def my_area(request: LinliRequest) -> HttpResponse:
    """Ask by address or by list. The address goes in the body, so that it stands in no log."""
    actor, mine = visitor(), community_of(request)
    if request.method != "POST":
        if mine and area_words(mine):
            return HttpResponseRedirect(f"/area/{mine}/")
        return shown(request, _question("", None, actor, ""))
    address, code = request.POST.get("address", "").replace("\x00", "").strip(), request.POST.get("area", "")
    if not address and is_community(code) and area_words(code):
        answer = HttpResponseRedirect(f"/area/{code[:12]}/")
        remember_community(answer, code[:12])
        return answer
    found = answer_address(county(), address[:300], local_day(actor.at))
    if not found.found:
        refusal = Invalid(KernelCode.INVALID, problems=(Problem("address", PortalCode.UNKNOWN_ADDRESS),))
        return shown(request, _question(address[:300], refusal, actor, code), 422)
    return shown(request, _answer(found, actor))


@public
@require_safe
def choose_area(request: LinliRequest) -> HttpResponse:
    """Ask again, whatever was chosen before."""
    return shown(request, _question("", None, visitor(), community_of(request)))


def _answer(found: DoorwayAnswer, actor: Actor) -> Page:
    facts = tuple(
        Fact(gettext(STOPS[stop.kind]), TextCell(stop.name or gettext("not known yet"), stop.code))
        for stop in found.stops
    )
    codes = [stop.code for stop in found.stops if stop.kind == "grid" and stop.code]
    people = people_parts((*codes, found.community, found.community[:9]), actor) if found.community else ()
    way = Section(gettext("The way from your door"), (Facts(facts),))
    title = found.stops[-1].name or gettext("Who answers for my door?")
    return Page(head(title), (way, *people, _more(found.community)))


@public
@require_safe
def area(request: LinliRequest, code: str) -> HttpResponse:
    """A community: who answers, what is open, what is on its lists."""
    name = area_words(code) if is_community(code) and len(code) == 12 else ""
    if not name:
        raise NotFound(KernelCode.NOT_FOUND)
    return shown(request, Page(head(name), (*people_parts((code, code[:9]), visitor()), _more(code))))


def _more(code: str) -> LinkList:
    return LinkList(
        items=(
            ListItem(gettext("Ask by address"), "/area/choose/", gettext("Down to group and grid")),
            ListItem(gettext("Open reports here"), f"/reports/?area={code}&life=open"),
            ListItem(gettext("What the committee does"), f"/lists/?area={code}"),
            ListItem(gettext("Promises kept and broken"), f"/promises/?area={code}"),
        )
    )


def _place(request: LinliRequest) -> str:
    wish = request.GET.get("area", "") or community_of(request)
    return wish if wish.isdigit() and wish.isascii() and wish.startswith(county()) and len(wish) <= 15 else county()


@public
@require_safe
def promises_page(request: LinliRequest) -> HttpResponse:
    """Promises that were kept and broken within a year, by unit and matter; nothing personal."""
    actor, place = visitor(), _place(request)
    last = counted_on(county())
    known = {key: label_of(item.label) for key, item in case_types(place, actor.at).items()}
    rows = promises(county(), place) if last else ()
    columns = (
        TableColumn(gettext("Unit")), TableColumn(gettext("Matter"), wide=True),
        TableColumn(gettext("in time"), number=True), TableColumn(gettext("late"), number=True),
    )  # fmt: skip
    empty = EmptyState(gettext("No promise has come due yet"), gettext("Look again in some days."))
    table = Table(gettext("Promises"), columns, tuple(_breach(row, known) for row in rows), empty)
    return shown(request, Page(head(gettext("Promises kept and broken"), _span(last)), (table, _late_words())))


def _span(last: date | None) -> str:
    if last is None:
        return gettext("Counted every night.")
    words = gettext("{first} to {last}, counted every night.")
    return words.format(first=day_words(last - YEAR, with_year=True), last=day_words(last, with_year=True))


def _breach(row: Breach, known: dict[str, str]) -> TableRow:
    unit = row.unit or gettext("not given to a unit yet")
    return TableRow(
        (TextCell(unit), TextCell(known.get(row.type, row.type)), NumberCell(row.kept), NumberCell(row.broken))
    )


def _late_words() -> Section:
    link = Action(gettext("Complain"), "/guides/complaint/")
    return Section(gettext("Yours was late?"), actions=(link,))


@public
@require_safe
def lists(request: LinliRequest) -> HttpResponse:
    """What stands on the lists of a committee and of its service station: nothing else can be given to them."""
    actor, place = visitor(), _place(request)
    sections: list[Part] = []
    for kind, title in BODIES:
        found = lists_of(kind, place, local_day(actor.at))
        sections += [
            Section(
                f"{gettext(title)} · {gettext(NATURES[nature])}", (_lines(lines),), count=str(len(lines)), foldable=True
            )
            for nature, lines in found.items()
            if lines
        ]
    note = gettext("What is on no list cannot be given to a committee. Attempts are counted.")
    back = Link(gettext("To the first page"), "/")
    return shown(request, Page(head(gettext("What the committee does"), note, back=back), tuple(sections)))


def _lines(lines: tuple[DutyEntry, ...]) -> Facts:
    return Facts(tuple(Fact(label_of(line.label), TextCell(basis_words(line.basis))) for line in lines))
