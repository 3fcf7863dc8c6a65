"""Pages of a request for data: decide field by field, refuse with the basis, note that it was given."""

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.commands import decide_data_request, give_data
from linli.cases.queries.case_detail import CaseDetail
from linli.cases.queries.data_givings import WAY_LABELS
from linli.cases.queries.data_sharing import DataRequestRow, request_of_case
from linli.cases.rules.data_sharing import ASKED, GRANTED, GROUP
from linli.faces.desk.cases.deed import Asked, Deed, note_field, select
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.ui.parts import Action, Actions, Choice, FieldKind, FormField, Notice, Section, Text, Width
from linli.ui.web.wording import label_of


def _row(asked: Asked) -> DataRequestRow:
    found = request_of_case(asked.actor, asked.id)
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return found


def _checks(row: DataRequestRow, name: str, label: str, decision: str) -> FormField:
    fit = [field for field in row.fields if field.decision == decision]
    choices = tuple(Choice(field.key, label_of(field.title)) for field in fit)
    return FormField(name, label, FieldKind.CHECKS, choices=choices, values=tuple(field.key for field in fit))


def data_section(actor: Actor, case: CaseDetail) -> tuple[Section, ...]:
    """What a request for data is about; asks the database only for such a case."""
    row = request_of_case(actor, case.row.id) if case.type.group == GROUP else None
    if row is None:
        return ()
    named = "、".join(label_of(field.title) for field in row.fields)
    open_it = Actions((Action(gettext("Open the request for data"), f"/desk/data/{row.id}/"),))
    return (Section(gettext("Data fields"), (Text(named), open_it), count=str(len(row.fields))),)


def answer_deed(asked: Asked) -> Deed:
    """Which fields are granted, under which conditions; the basis for those that are not."""
    row = _row(asked)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return decide_data_request(
            actor, request=row.id, granted=given.getlist("granted"), conditions=given.get("conditions", ""),
            refusal=given.get("refusal", ""), **asked.at(given),
        )  # fmt: skip

    fields = (
        _checks(row, "granted", gettext("Which fields are granted?"), ASKED),
        note_field(gettext("Conditions"), required=False, name="conditions"),
        note_field(gettext("Basis for what is not granted"), required=False, name="refusal"),
    )
    return Deed(gettext("Agree to share"), fields, send, submit=gettext("Send the answer"))


def refuse_deed(asked: Asked) -> Deed:
    """Nothing is shared, with the basis."""
    row = _row(asked)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return decide_data_request(
            actor, request=row.id, granted=(), refusal=given.get("refusal", ""), conditions="", **asked.at(given)
        )

    basis = note_field(gettext("Basis"), name="refusal", hint=gettext("The law or decision, and why it applies."))
    return Deed(gettext("Do not share"), (basis,), send, danger=True)


def _persons(given: QueryDict) -> int:
    text = given.get("persons", "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Invalid(KernelCode.INVALID, problems=(Problem("persons", KernelCode.REQUIRED),))
    return int(text)


def give_deed(asked: Asked) -> Deed:
    """What was handed over, of how many persons, how."""
    row = _row(asked)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return give_data(
            actor, request=row.id, fields=given.getlist("fields"), persons=_persons(given), way=given.get("way", ""),
            note=given.get("note", ""), **asked.at(given),
        )  # fmt: skip

    ways = tuple(Choice(key, gettext(words)) for key, words in WAY_LABELS)
    fields = (
        _checks(row, "fields", gettext("Which fields were given?"), GRANTED),
        FormField("persons", gettext("Of how many persons?"), FieldKind.NUMBER, required=True, width=Width.SHORT,
                  inputmode="numeric", attributes=(("min", "0"),)),
        select("way", gettext("How was it handed over?"), ways),
        note_field(required=False),
    )  # fmt: skip
    told = Notice(gettext("Hand the data over your own way. Here only stands that it was done; no data are kept here."))
    return Deed(gettext("Give the data"), fields, send, notices=(told,))
