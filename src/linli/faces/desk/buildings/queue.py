"""Addresses that led nowhere: the queue, matching one with a building or dwelling, setting one aside (S-032)."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.buildings.looks import gap_badge
from linli.faces.desk.doing import actor_of, done, shown
from linli.faces.desk.forms import typed_version
from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Invalid, KernelCode, Problem, n_
from linli.places.commands import dismiss_address, match_address
from linli.places.queries.dwellings import BUILDINGS, DWELLINGS, GAPS, GapRow, gap_detail
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
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

FACE: ListFace[GapRow] = ListFace(
    GAPS,
    cells={
        "text": lambda row: LinkCell(row.text, f"/desk/addresses/{row.id}/"),
        "state": lambda row: StateCell(gap_badge(row.state)),
    },
    empty=n_("No address waits"),
    empty_hint=n_("Addresses that lead nowhere come here until someone matches them."),
)


def _actions(actor: Actor) -> tuple[Action, ...]:
    lonely = Action(gettext("Without a committee"), "/desk/buildings/?no_committee=yes", icon="flag")
    listed = Action(gettext("Take in a list"), "/desk/addresses/list/", icon="upload")
    return (lonely, listed) if actor.may("places.import_addresses") else (lonely,)


gap_list = list_view(FACE, "places.match_address", _actions)
FOUND = 10


def _facts(gap: GapRow) -> tuple[Fact, ...]:
    return (
        Fact(gettext("Source"), gap.source),
        Fact(gettext("Asked for"), NumberCell(gap.times, unit=gettext("times"))),
        Fact(gettext("Since"), DateCell(gap.first_at)),
        Fact(gettext("Area"), LinkCell(gap.area, f"/desk/areas/{gap.area}/")),
    )


def _choices(actor: Actor, asked: str) -> tuple[Choice, ...]:
    wanted = Asked(search=asked, size=FOUND)
    houses = [Choice(f"building:{row.id}", row.address, row.code) for row in fetch(BUILDINGS, actor, wanted).rows]
    doors = [Choice(f"dwelling:{row.id}", row.address, row.code) for row in fetch(DWELLINGS, actor, wanted).rows]
    return (*houses, *doors)


def _match(actor: Actor, gap: GapRow, asked: str) -> tuple[Part, ...]:
    bar = FilterBar(search=asked, search_label=gettext("Search by address"))
    choices = _choices(actor, asked) if asked else ()
    if not choices:
        hint = gettext("Shorten the address: road and number are enough.")
        return bar, EmptyState(gettext("Nothing like that is found."), hint, icon="search")
    words = gettext("Which one is meant?")
    field = FormField("target", words, FieldKind.RADIO, choices=choices, required=True)
    hidden = (("expected_version", str(gap.version)),)
    to = f"/desk/addresses/{gap.id}/match/"
    return bar, Form(to, groups=one_group(field), hidden=hidden, submit=gettext("Match"), key="form_match")


def _dismiss_dialog(gap: GapRow) -> Dialog:
    field = FormField("reason", gettext("Why?"), required=True, maxlength=200)
    hidden, words = (("expected_version", str(gap.version)),), gettext("Set aside")
    form = Form(
        f"/desk/addresses/{gap.id}/dismiss/", groups=one_group(field), hidden=hidden, submit=words, key="form_d"
    )
    return Dialog(words, (form,), key="dialog_dismiss")


def _page(actor: Actor, gap_id: UUID, asked: str | None) -> ObjectPage:
    gap = gap_detail(actor, gap_id)
    search = gap.text if asked is None else asked
    waits = gap.state == "open"
    dialogs = (_dismiss_dialog(gap),) if waits and actor.may("places.dismiss_address", gap.area) else ()
    new = Action(gettext("New building"), f"/desk/buildings/new/?area={gap.area}", icon="plus")
    sections = (Section(gettext("Match it"), _match(actor, gap, search)),) if waits else ()
    return ObjectPage(
        PageHead(gap.text, state=gap_badge(gap.state), back=Link(gettext("Addresses"), "/desk/addresses/")),
        facts=_facts(gap),
        sections=sections,
        actions=(*(Action(dialog.title, dialog=dialog.key) for dialog in dialogs), *((new,) if waits else ())),
        dialogs=dialogs,
    )


@needs("places.match_address")
@require_safe
def gap_page(request: LinliRequest, gap: UUID) -> HttpResponse:
    """One queued address, with what it may mean."""
    asked = request.GET.get("q")
    wanted = None if asked is None else asked.strip()[:100].replace("\0", "")
    return shown(request, _page(actor_of(request), gap, wanted))


def _target(text: str) -> dict[str, UUID]:
    kind, _, key = text.partition(":")
    try:
        if kind in ("building", "dwelling"):
            return {kind: UUID(key)}
    except ValueError:
        pass
    raise Invalid(KernelCode.INVALID, problems=(Problem("target", KernelCode.REQUIRED),))


@needs("places.match_address")
@require_POST
def match(request: LinliRequest, gap: UUID) -> HttpResponse:
    """Match it."""
    actor, given = actor_of(request), request.POST.dict()

    def act() -> None:
        target, version = _target(given.get("target", "")), typed_version(given)
        match_address(actor, gap=gap, expected_version=version, **target)

    return done(request, act, lambda _: _page(actor, gap, None), f"/desk/addresses/{gap}/", long="target")


@needs("places.dismiss_address")
@require_POST
def dismiss(request: LinliRequest, gap: UUID) -> HttpResponse:
    """Set it aside."""
    actor, given = actor_of(request), request.POST.dict()

    def act() -> None:
        dismiss_address(actor, gap=gap, reason=given.get("reason", ""), expected_version=typed_version(given))

    return done(request, act, lambda _: _page(actor, gap, None), f"/desk/addresses/{gap}/")
