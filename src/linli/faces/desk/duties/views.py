"""Recurring duties: the list, one with its turns, setting up, noting that it was done, ending (E47)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.commands import create_obligation, end_obligation, record_fact
from linli.cases.queries.obligations import OBLIGATIONS, ObligationRow, OccurrenceRow, obligation_detail
from linli.faces.desk.asking import Question, answer, day_field, version_of
from linli.faces.desk.cases.clocks import period_words
from linli.faces.desk.cases.deed import chosen_id, note_field, select
from linli.faces.desk.cases.looks import address_of, mapped
from linli.faces.desk.doing import actor_of, shown
from linli.faces.desk.forms import typed_day
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import n_
from linli.people.queries.units import units_to_write_to
from linli.ui.parts import (
    Action,
    Cell,
    Choice,
    DateCell,
    Fact,
    FieldKind,
    FormField,
    Link,
    LinkCell,
    ObjectPage,
    PageHead,
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
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

HOME = "/desk/duties/"
TURNS = {"open": n_("open"), "done": n_("done in time"), "late": n_("done late"), "missed": n_("missed")}
TONES = {"open": StateTone.ACTIVE, "done": StateTone.DONE, "late": StateTone.ATTENTION, "missed": StateTone.DANGER}
COUNTS = {"fact": n_("from the day it was done"), "calendar": n_("from the day it was due")}

FACE: ListFace[ObligationRow] = ListFace(
    OBLIGATIONS,
    cells={
        "title": lambda row: LinkCell(row.title, f"{HOME}{row.id}/"),
        "period": lambda row: TextCell(period_words(row.period)),
    },
    empty=n_("No recurring duties"),
    empty_hint=n_("Set up what comes again: inspections, reports, renewals."),
)


def _actions(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("cases.create_obligation"):
        return ()
    return (Action(gettext("Set up a recurring duty"), f"{HOME}new/", weight=Weight.PRIMARY, icon="plus"),)


duty_list = list_view(FACE, "cases.see_obligations", _actions)


def _turn(turn: OccurrenceRow) -> TableRow:
    state = StateBadge(mapped(TURNS, turn.state), TONES.get(turn.state, StateTone.NEUTRAL))
    case: Cell = LinkCell(gettext("Open the case"), address_of(turn.case)) if turn.case else TextCell("–")
    return TableRow(
        (
            DateCell(turn.due_on, with_year=True),
            DateCell(turn.until, with_year=True),
            StateCell(state),
            DateCell(turn.fact_on, with_year=True),
            case,
        )
    )


@needs("cases.see_obligations")
@require_safe
def duty_page(request: LinliRequest, duty: UUID) -> HttpResponse:
    """One duty with its turns; what was missed stays missed."""
    actor = actor_of(request)
    row, turns = obligation_detail(actor, duty)
    columns = (
        TableColumn(gettext("Due")),
        TableColumn(gettext("At the latest")),
        TableColumn(gettext("State")),
        TableColumn(gettext("Done")),
        TableColumn(gettext("Case"), wide=True),
    )
    table = Table(gettext("Turns"), columns, tuple(_turn(turn) for turn in turns))
    facts = (
        Fact(gettext("Unit"), row.unit_name),
        Fact(gettext("Every"), period_words(row.period)),
        Fact(gettext("Counts"), mapped(COUNTS, row.counts)),
        Fact(gettext("Next due"), DateCell(row.next_due, with_year=True)),
        Fact(gettext("Last done"), DateCell(row.last_fact, with_year=True)),
        Fact(gettext("Basis"), row.basis, wide=True),
    )
    page = ObjectPage(
        PageHead(row.title, back=Link(gettext("Recurring duties"), HOME)),
        facts=facts,
        sections=(Section(gettext("Turns"), (table,), count=str(len(turns))),),
        actions=_deeds(actor, row),
    )
    return shown(request, page)


def _deeds(actor: Actor, row: ObligationRow) -> tuple[Action, ...]:
    if row.ended_on is not None:
        return (Action(gettext("Note that it was done"), allowed=False, reason=gettext("This duty has ended.")),)
    found = []
    if actor.may("cases.record_fact"):
        found.append(Action(gettext("Note that it was done"), f"{HOME}{row.id}/done/", weight=Weight.PRIMARY))
    if actor.may("cases.end_obligation"):
        found.append(Action(gettext("End it"), f"{HOME}{row.id}/end/"))
    return tuple(found)


@needs("cases.record_fact")
@require_http_methods(["GET", "HEAD", "POST"])
def done_page(request: LinliRequest, duty: UUID) -> HttpResponse:
    """It was done on a day: the next one follows from it."""
    actor = actor_of(request)
    row, _ = obligation_detail(actor, duty)

    def send(actor: Actor, given: QueryDict) -> str:
        record_fact(actor, obligation=duty, on=typed_day(given, "on"), expected_version=version_of(given))
        return f"{HOME}{duty}/"

    question = Question(
        gettext("Note that it was done"),
        (day_field("on", gettext("Done on"), local_day(actor.at)),),
        Link(row.title, f"{HOME}{duty}/"),
        gettext("Note it"),
        version=row.version,
    )
    return answer(request, question, send)


@needs("cases.end_obligation")
@require_http_methods(["GET", "HEAD", "POST"])
def end_page(request: LinliRequest, duty: UUID) -> HttpResponse:
    """End a duty, with the reason."""
    actor = actor_of(request)
    row, _ = obligation_detail(actor, duty)

    def send(actor: Actor, given: QueryDict) -> str:
        end_obligation(
            actor,
            obligation=duty,
            on=typed_day(given, "on"),
            reason=given.get("reason", ""),
            expected_version=version_of(given),
        )
        return f"{HOME}{duty}/"

    fields = (day_field("on", gettext("Last day"), local_day(actor.at)), note_field(gettext("Why"), name="reason"))
    question = Question(
        gettext("End it"),
        fields,
        Link(row.title, f"{HOME}{duty}/"),
        gettext("End it"),
        version=row.version,
        danger=True,
    )
    return answer(request, question, send)


def _fields(actor: Actor) -> tuple[FormField, ...]:
    own = (Choice(str(actor.unit), gettext("our own unit")),) if actor.unit else ()
    units = (*own, *(Choice(str(unit.id), unit.name) for unit in units_to_write_to(actor)))
    counts = tuple(Choice(key, gettext(words)) for key, words in COUNTS.items())
    return (
        FormField("title", gettext("Duty"), required=True, maxlength=120),
        FormField("kind", gettext("Kind"), required=True, maxlength=40, hint=gettext("For example inspection.")),
        select("unit", gettext("Unit"), units),
        FormField(
            "period",
            gettext("Every"),
            required=True,
            width=Width.SHORT,
            hint=gettext("30d is thirty days, 3m three months, 1y a year."),
        ),
        FormField("grace", gettext("Days of grace"), width=Width.SHORT, hint=gettext("For example 5wd.")),
        FormField("counts", gettext("The next one counts"), FieldKind.RADIO, "fact", choices=counts, required=True),
        day_field("since", gettext("Since"), local_day(actor.at)),
        FormField("basis", gettext("Basis"), required=True, hint=gettext("The law or decision that asks for it.")),
    )


@needs("cases.create_obligation")
@require_http_methods(["GET", "HEAD", "POST"])
def new_page(request: LinliRequest) -> HttpResponse:
    """Set up a duty that comes again."""
    actor = actor_of(request)

    def send(actor: Actor, given: QueryDict) -> str:
        words: dict[str, Any] = {
            name: given.get(name, "").strip() for name in ("title", "kind", "period", "grace", "counts", "basis")
        }
        made = create_obligation(actor, unit=chosen_id(given, "unit"), since=typed_day(given, "since"), **words)
        return f"{HOME}{made.id}/"

    question = Question(
        gettext("Set up a recurring duty"),
        _fields(actor),
        Link(gettext("Recurring duties"), HOME),
        gettext("Set it up"),
    )
    return answer(request, question, send)
