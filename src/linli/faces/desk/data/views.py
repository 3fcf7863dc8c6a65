"""Requests for data and the log: the lists, and the page of one request (S-283)."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.data_givings import DATA_GIVINGS, GivingRow, givings_of
from linli.cases.queries.data_sharing import DATA_REQUESTS, OWN, DataRequestRow, FieldRow, data_request
from linli.faces.desk.cases.looks import address_of, due_words
from linli.faces.desk.data.words import CLASSES, HOME, LOG, decision_of, joined, state_of, way_words
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import n_
from linli.ui.parts import (
    Action,
    Cell,
    DateCell,
    Fact,
    Link,
    LinkCell,
    Notice,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    StateCell,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Weight,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

FACE: ListFace[DataRequestRow] = ListFace(
    DATA_REQUESTS,
    cells={
        "purpose": lambda row: LinkCell(row.purpose, f"{HOME}{row.id}/"),
        "state_label": lambda row: StateCell(state_of(row)),
        "due_at": lambda row: TextCell(due_words(row.due_at) if row.due_at else "–"),
        "asked_at": lambda row: DateCell(row.asked_at.astimezone(LOCAL), with_year=True),
    },
    empty=n_("No requests for data"),
    empty_hint=n_("Before you ask, the desk looks whether your unit holds the data already."),
    note=n_("What units ask of each other, field by field. No data are kept here."),
    texts={"state_label": lambda row: label_of(row.state_label)},
)
LOG_FACE: ListFace[GivingRow] = ListFace(
    DATA_GIVINGS,
    cells={
        "at": lambda row: DateCell(row.at.astimezone(LOCAL), with_year=True),
        "field_titles": lambda row: TextCell(joined(row.field_titles)),
        "purpose": lambda row: LinkCell(row.purpose, f"{HOME}{row.request}/"),
        "way": lambda row: TextCell(way_words(row)),
        "keep_until": lambda row: DateCell(row.keep_until, with_year=True),
    },
    empty=n_("Nothing was given yet"),
    note=n_("Who gave which fields to whom, for what, of how many persons. Never a value."),
    texts={"field_titles": lambda row: joined(row.field_titles), "way": way_words},
)


def _actions(actor: Actor) -> tuple[Action, ...]:
    ask = Action(gettext("Ask for data"), f"{HOME}new/", weight=Weight.PRIMARY, icon="plus")
    log = Action(gettext("Data that were given"), LOG)
    return (ask, log) if actor.may("cases.ask_for_data") else (log,)


def _back(actor: Actor) -> tuple[Action, ...]:
    return (Action(gettext("Requests for data"), HOME),)


request_list = list_view(FACE, OWN, _actions)
log_list = list_view(LOG_FACE, OWN, _back)


def _field(field: FieldRow) -> TableRow:
    earlier: Cell = LinkCell(gettext("Open that answer"), f"{HOME}{field.earlier}/") if field.earlier else TextCell("–")
    at = field.given_at.astimezone(LOCAL) if field.given_at else None
    return TableRow(
        (TextCell(label_of(field.title)), StateCell(decision_of(field)), DateCell(at, with_year=True), earlier)
    )


def _fields_section(row: DataRequestRow) -> Section:
    labels = (n_("Field"), n_("Decision"), n_("Given at"), n_("Earlier answer"))
    columns = tuple(TableColumn(gettext(label)) for label in labels)
    table = Table(gettext("Data fields"), columns, tuple(map(_field, row.fields)))
    return Section(gettext("Data fields"), (table,), count=str(len(row.fields)))


def _giving(row: GivingRow) -> TableRow:
    return TableRow(
        (
            DateCell(row.at.astimezone(LOCAL), with_year=True), TextCell(row.who), TextCell(joined(row.field_titles)),
            NumberCell(row.persons), TextCell(way_words(row)),
        )
    )  # fmt: skip


def _log_section(rows: tuple[GivingRow, ...]) -> Section:
    labels = (n_("When"), n_("By whom"), n_("Data fields"), n_("How many persons"), n_("How"))
    columns = tuple(TableColumn(gettext(label)) for label in labels)
    table = Table(gettext("Data that were given"), columns, tuple(map(_giving, rows)))
    return Section(gettext("Data that were given"), (table,), count=str(len(rows)))


def _facts(row: DataRequestRow) -> tuple[Fact, ...]:
    period = f"{row.since.isoformat()} – {row.until.isoformat()}"
    case = LinkCell(row.number, address_of(row.case)) if row.case else TextCell(gettext("none: nobody was asked"))
    return (
        Fact(gettext("Asked by"), row.requester_name),
        Fact(gettext("Holder of the data"), row.holder_name),
        Fact(gettext("Place"), TextCell(row.area_name or row.area, row.area)),
        Fact(gettext("Period of the data"), period),
        Fact(gettext("For the duty"), label_of(row.duty_label)),
        Fact(gettext("Basis"), row.ground, wide=True),
        Fact(gettext("Needed until"), DateCell(row.keep_until, with_year=True)),
        Fact(gettext("Class"), gettext(CLASSES[row.sharing])),
        Fact(gettext("Case"), case),
    )


def _deeds(actor: Actor, row: DataRequestRow) -> tuple[Action, ...]:
    """The holder answers and gives on the case; all other steps are the case's own."""
    if row.case is None:
        return ()
    wanted = (
        ("deciding", "cases.decide_data_request", "data_answer", gettext("Answer"), row.holder),
        ("granted", "cases.give_data", "data_give", gettext("Give the data"), row.holder),
        ("correcting", "cases.give_data", "data_give", gettext("Give the data"), row.holder),
    )
    return tuple(
        Action(words, address_of(row.case, f"do/{deed}/"), weight=Weight.PRIMARY)
        for state, power, deed, words, unit in wanted
        if row.state == state and actor.may(power) and actor.unit == unit
    )


def _notices(actor: Actor, row: DataRequestRow) -> tuple[Notice, ...]:
    if row.state in ("given", "correcting") and row.keep_until < local_day(actor.at):
        words = gettext("Erase the data and say so on the case, or ask again with a later day.")
        return (Notice(words, gettext("The day until which the data were needed is past"), Tone.ATTENTION),)
    return ()


@needs(OWN)
@require_safe
def request_page(request: LinliRequest, data: UUID) -> HttpResponse:
    """One request with its fields and what was given."""
    actor = actor_of(request)
    row = data_request(actor, data)
    page = ObjectPage(
        PageHead(row.purpose, number=row.number, state=state_of(row), back=Link(gettext("Requests for data"), HOME)),
        facts=_facts(row),
        sections=(_fields_section(row), _log_section(givings_of(actor, data))),
        actions=_deeds(actor, row),
        notices=_notices(actor, row),
    )
    return shown(request, page)
