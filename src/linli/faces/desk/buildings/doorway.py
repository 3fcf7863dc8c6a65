"""My doorway → my group → my grid → my committee, for an address or a point."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.faces.desk.buildings.looks import datum_field
from linli.faces.desk.doing import actor_of, refused, shown
from linli.faces.desk.forms import FormCode, typed_pair
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal, n_
from linli.kernel.geo import Datum, check_point
from linli.places.commands import queue_address
from linli.places.queries.answers import DoorwayAnswer, Stop, answer_address, answer_point
from linli.ui.parts import (
    Action,
    FieldKind,
    Form,
    FormField,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Weight,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

STOPS = {
    "doorway": n_("Doorway"),
    "group": n_("Residents' group"),
    "grid": n_("Grid"),
    "microgrid": n_("Micro-grid"),
    "committee": n_("Committee"),
}
BY = {"list": n_("by the register"), "map": n_("by the map"), "": n_("not found")}


def _answer(actor: Actor, text: str, datum: str) -> DoorwayAnswer:
    day = local_day(actor.at)
    pair = typed_pair(text)
    if pair is None:
        return answer_address(actor.county, text, day)
    if datum not in set(Datum):
        raise Invalid(KernelCode.INVALID, problems=(Problem("datum", FormCode.BAD_CORNER, {"line": 1, "text": datum}),))
    return answer_point(actor.county, check_point(*pair), day, Datum(datum))


def _href(stop: Stop, found: DoorwayAnswer) -> str:
    if stop.kind == "doorway":
        return f"/desk/dwellings/{found.dwelling}/" if found.dwelling else f"/desk/buildings/{found.building}/"
    if stop.kind == "group":
        return f"/desk/groups/{stop.id}/"
    return f"/desk/areas/{stop.code}/" if stop.kind == "committee" else _grid_href(stop)


def _grid_href(stop: Stop) -> str:
    return f"/desk/areas/{stop.code[:12]}/grids/{stop.id}/"


def _row(stop: Stop, found: DoorwayAnswer) -> TableRow:
    label = TextCell(gettext(STOPS[stop.kind]))
    if not stop.name or (stop.kind == "doorway" and not (found.building or found.dwelling)):
        return TableRow((label, TextCell(stop.name or gettext("not known")), TextCell("")))
    return TableRow((label, LinkCell(stop.name, _href(stop, found)), TextCell(stop.code)))


def _table(found: DoorwayAnswer) -> Table:
    columns = (TableColumn(gettext("Step")), TableColumn(gettext("Name"), wide=True), TableColumn(gettext("Code")))
    return Table(gettext("The way from the doorway"), columns, tuple(_row(stop, found) for stop in found.stops))


def _queue_action(actor: Actor, asked: str) -> tuple[Action, ...]:
    if not actor.may("places.queue_address"):
        return ()
    hidden = (("text", asked),)
    words = gettext("Put it into the queue")
    return (Action(words, "/desk/doorway/queue/", "post", Weight.PRIMARY, hidden=hidden),)


def _told(actor: Actor, found: DoorwayAnswer) -> tuple[Notice, ...]:
    took = gettext("Found in {ms} ms, the grid {how}.").format(
        ms=f"{found.microseconds / 1000:.1f}", how=gettext(BY[found.by])
    )
    if found.found and found.community:
        return (Notice(took, tone=Tone.DONE),)
    if found.found:
        return (Notice(took, gettext("No committee answers for this place"), Tone.ATTENTION),)
    text = gettext("“{asked}” leads nowhere. Someone can match it from the queue.").format(asked=found.asked)
    point = typed_pair(found.asked) is not None
    return (Notice(text, gettext("Not found"), Tone.ATTENTION, () if point else _queue_action(actor, found.asked)),)


def _form(asked: str, datum: str) -> Form:
    hint = gettext("An address as people write it, or a point: longitude, latitude.")
    fields = one_group(
        FormField("q", gettext("Address or point"), FieldKind.SEARCH, asked, required=True, maxlength=200, hint=hint),
        datum_field(datum),
    )
    # An address says where someone lives: it goes into no URL and so into no log.
    return Form("/desk/doorway/", groups=fields, submit=gettext("Find"), key="form_doorway")


def _page(actor: Actor, asked: str, datum: str, found: DoorwayAnswer | None) -> ObjectPage:
    sections = [Section(gettext("Where does one live?"), (_form(asked, datum),))]
    if found is not None and found.found:
        sections.insert(0, Section(gettext("The way"), (_table(found),)))
    notices = _told(actor, found) if found else ()
    note = gettext("Doorway, residents' group, grid and committee of an address or a point.")
    return ObjectPage(PageHead(gettext("My doorway"), note), sections=tuple(sections), notices=notices)


@needs("places.see_dwellings")
@require_http_methods(["GET", "HEAD", "POST"])
def doorway(request: LinliRequest) -> HttpResponse:
    """Ask and see."""
    actor = actor_of(request)
    asked = request.POST.get("q", "").strip()[:200].replace("\0", "")
    datum = request.POST.get("datum", "wgs84")
    try:
        return shown(request, _page(actor, asked, datum, _answer(actor, asked, datum) if asked else None))
    except Refusal as refusal:
        return refused(request, refusal, _page(actor, asked, "wgs84", None))


@needs("places.queue_address")
@require_POST
def queue(request: LinliRequest) -> HttpResponse:
    """Put an address that leads nowhere into the queue."""
    actor, text = actor_of(request), request.POST.get("text", "")
    try:
        receipt = queue_address(actor, area=actor.area or actor.county, text=text, source=gettext("desk"))
    except Refusal as refusal:
        return refused(request, refusal, _page(actor, text[:200], "wgs84", None))
    queued = receipt.type == "places.addressgap" and actor.may("places.match_address")
    return HttpResponseRedirect(f"/desk/addresses/{receipt.id}/" if queued else "/desk/doorway/")
