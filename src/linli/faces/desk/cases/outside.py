"""Cases in the hands of outside systems: the ledger on the case's page, and what one may do about it."""

from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.commands import hand_over_case, note_handover, retry_handover, withdraw_handover
from linli.cases.queries.case_detail import CaseDetail
from linli.cases.queries.handovers import HandoverRow, handovers_of
from linli.cases.queries.targets import targets_for
from linli.cases.rules.handovers import BY_HAND, FAILED, LONGEST_ID, TEXT_LENGTH
from linli.faces.desk.cases.deed import Asked, Deed, chosen_id, note_field, select
from linli.faces.desk.messages.words import ERRORS
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.errors import n_
from linli.ui.parts import (
    Choice,
    DateCell,
    FieldKind,
    FormField,
    Notice,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)
from linli.ui.web.wording import label_of

STATES = {
    "waiting": (n_("waits to be handed over"), StateTone.NEUTRAL),
    "sent": (n_("handed over, without a number yet"), StateTone.ACTIVE),
    "accepted": (n_("with the outside system"), StateTone.ACTIVE),
    "closed": (n_("done there"), StateTone.DONE),
    "failed": (n_("not taken"), StateTone.DANGER),
    "withdrawn": (n_("withdrawn"), StateTone.STOPPED),
}


def was_handed(case: CaseDetail) -> bool:
    """Whether a case was ever in the hands of an outside system."""
    return any(act.action == "hand_over" for act in case.history)


def _badge(row: HandoverRow) -> StateCell:
    words, tone = STATES[row.state]
    return StateCell(StateBadge(gettext("late"), StateTone.DANGER) if row.late else StateBadge(gettext(words), tone))


def _error(row: HandoverRow) -> str:
    if row.last_error.startswith("http_"):
        return gettext("The outside system answered {status}").format(status=row.last_error.removeprefix("http_"))
    return gettext(ERRORS[row.last_error]) if row.last_error in ERRORS else row.last_error


def _line(row: HandoverRow) -> TableRow:
    number = TextCell(row.outside_id or "–", row.outside_state)
    tried = TextCell(str(row.tries), _error(row))
    due = DateCell(row.due_at, with_year=True)
    return TableRow((TextCell(label_of(row.title), DateCell(row.handed_at).words), _badge(row), number, due, tried))


def outside_section(actor: Actor, case: CaseDetail) -> tuple[Section, ...]:
    """The ledger of a case that was handed over; asks the database only then."""
    if not was_handed(case):
        return ()
    labels = (n_("Outside system"), n_("State"), n_("Number there"), n_("Due"), n_("Tries"))
    columns = tuple(TableColumn(gettext(label)) for label in labels)
    rows = tuple(map(_line, handovers_of(actor, case.row.id)))
    table = Table(gettext("Outside systems"), columns, rows)
    return (Section(gettext("Outside systems"), (table,), count=str(len(rows))),)


def targets(actor: Actor, case: CaseDetail) -> tuple[Choice, ...]:
    """The outside systems that take this case; none unless everybody may see it."""
    if not case.public:
        return ()
    found = targets_for(case.row.area, case.row.type, case.sort, actor.at)
    return tuple(Choice(key, label_of(pair[1].title)) for key, pair in sorted(found.items()))


def _which(asked: Asked, *, by_hand: bool = False, failed: bool = False) -> FormField:
    rows = handovers_of(asked.actor, asked.id)
    fit = [row for row in rows if (row.live or row.state == FAILED) and (not by_hand or row.kind == BY_HAND)]
    fit = [row for row in fit if row.state == FAILED] if failed else fit
    choices = tuple(Choice(str(row.id), f"{label_of(row.title)} {row.outside_id}".strip()) for row in fit)
    return select("handover", gettext("Which handover?"), choices, value=str(fit[0].id) if len(fit) == 1 else "")


def hand_over_deed(asked: Asked) -> Deed:
    """Hand it to an outside system."""
    hint = gettext("Only what has to be done and where: no names, no phones. The outside system may show it.")
    text = FormField("text", gettext("What they are told"), FieldKind.AREA, required=True, maxlength=TEXT_LENGTH,
                     hint=hint)  # fmt: skip

    def send(actor: Actor, given: QueryDict) -> Receipt:
        target, words = given.get("target", ""), given.get("text", "")
        return hand_over_case(actor, case=asked.id, target=target, text=words, **asked.at(given))

    known = targets(asked.actor, asked.case)
    fields = (select("target", gettext("Outside system"), known, value=known[0].value if len(known) == 1 else ""), text)
    told = Notice(gettext("Number, title and rounded place go with it, nothing of the parties. Our clocks run on."))
    return Deed(gettext("Hand to an outside system"), fields, send, notices=(told,))


def withdraw_deed(asked: Asked) -> Deed:
    """Follow it there no longer."""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        chosen, note = chosen_id(given, "handover"), given.get("note", "")
        return withdraw_handover(actor, case=asked.id, handover=chosen, note=note, **asked.at(given))

    told = Notice(gettext("The outside system is not told: call there."))
    return Deed(gettext("Withdraw a handover"), (_which(asked), note_field(gettext("Why"))), send, notices=(told,))


def retry_deed(asked: Asked) -> Deed:
    """Try again what was not taken."""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return retry_handover(actor, case=asked.id, handover=chosen_id(given, "handover"), **asked.at(given))

    told = Notice(gettext("What may have arrived is looked for there first, so that nothing is handed over twice."))
    return Deed(gettext("Try a handover again"), (_which(asked, failed=True),), send, notices=(told,))


def note_deed(asked: Asked) -> Deed:
    """What came back of a handover by hand."""
    fields = (
        _which(asked, by_hand=True),
        FormField("outside_id", gettext("Number there"), maxlength=LONGEST_ID),
        FormField("closed", gettext("It is done there"), FieldKind.CHECK),
        note_field(gettext("What they say"), required=False),
    )

    def send(actor: Actor, given: QueryDict) -> Receipt:
        chosen: UUID = chosen_id(given, "handover")
        return note_handover(
            actor, case=asked.id, handover=chosen, outside_id=given.get("outside_id", ""),
            closed=bool(given.get("closed")), note=given.get("note", ""), **asked.at(given),
        )  # fmt: skip

    return Deed(gettext("Note what came back"), fields, send)
