"""The holder decides on a request for data, and gives what it granted; the log keeps the giving, never a value."""

from collections.abc import Sequence
from uuid import UUID

from linli.cases.commands.matter import opened, take
from linli.cases.commands.steps import checked_note
from linli.cases.models import DataField, DataGiving, DataRequest
from linli.cases.queries.data_sharing import titles_at, visible
from linli.cases.queries.dictionary import dictionary_at
from linli.cases.queries.matter import Matter
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.data_sharing import ASKED, GRANTED, REFUSED, SUBJECT, WAYS, Sharing
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of

MOST_PERSONS = 10_000_000


def _taken_up(actor: Actor, request: UUID, expected_version: int) -> tuple[DataRequest, Matter, list[DataField]]:
    row = visible(actor).filter(pk=request).order_by("id").first()
    if row is None or row.case_id is None:
        raise NotFound(KernelCode.NOT_FOUND)
    matter = opened(actor, row.case_id, expected_version)
    fields = list(DataField.objects.filter(county=row.county, request=row).order_by("field"))
    return row, matter, fields


def _refuse_unknown(row: DataRequest, named: Sequence[str], fields: Sequence[DataField]) -> None:
    known = {item.field for item in fields}
    strange = [key[:60] for key in named if key not in known]
    titles = titles_at(row.area, local_day(row.asked_at), strange)
    if strange:
        told = tuple(Problem("fields", CaseCode.NOT_ASKED, {"field": titles[key]["zh-Hans"]}) for key in strange)
        raise Invalid(KernelCode.INVALID, problems=told)


def _receipt(row: DataRequest, matter: Matter) -> Receipt:
    return Receipt(SUBJECT, row.id, matter.row.state, matter.row.version)


@command("cases.decide_data_request")
def decide_data_request(
    actor: Actor, *, request: UUID, granted: Sequence[str], conditions: str = "", refusal: str = "",
    expected_version: int,
) -> Receipt:  # fmt: skip
    """Grant the fields ``granted`` under ``conditions`` and refuse the rest of them with the basis ``refusal``.

    What is shared without conditions cannot be refused (R3.7). ``expected_version`` is that of the case.
    """
    terms, basis = checked_note(conditions), checked_note(refusal)
    row, matter, fields = _taken_up(actor, request, expected_version)
    asked = [item for item in fields if item.decision == ASKED]
    _refuse_unknown(row, granted, asked)
    denied = [item.field for item in asked if item.field not in granted]
    if denied and row.sharing == Sharing.UNCONDITIONAL:
        raise Conflict(CaseCode.UNCONDITIONAL)
    if denied and not basis:
        raise Invalid(KernelCode.INVALID, problems=(Problem("refusal", KernelCode.REQUIRED),))
    told = {"granted": sorted(set(granted)), "refused": denied}
    words = {"refusal": basis} if denied and granted else {}
    action, note = ("grant_data", terms) if granted else ("refuse_data", basis)
    take(matter, action, note=note, told=told, words=words, also=lambda: _decide(asked, granted))
    record(actor, subject_of(row), Act(("fields",), facts=told))
    return _receipt(row, matter)


def _decide(fields: Sequence[DataField], granted: Sequence[str]) -> None:
    for item in fields:
        item.decision = GRANTED if item.field in granted else REFUSED
    DataField.objects.bulk_update(fields, ["decision"])


@command("cases.give_data")
def give_data(
    actor: Actor, *, request: UUID, fields: Sequence[str], persons: int, way: str, note: str = "",
    expected_version: int,
) -> Receipt:  # fmt: skip
    """Note that granted fields were handed over, of how many ``persons`` and by which ``way``: a line of the log.

    The first giving is of all granted fields; after a request to correct them of those that were corrected. The data
    go their own way between the units; no value is kept here.
    """
    words = checked_note(note)
    row, matter, kept = _taken_up(actor, request, expected_version)
    grants = [item for item in kept if item.decision == GRANTED]
    _refuse_unknown(row, fields, grants)
    handed = [item for item in grants if item.field in fields]
    _check_giving(row, matter, grants, handed, persons, way)
    told = {"fields": [item.field for item in handed], "persons": persons, "way": way}
    take(matter, "give_data", note=words, told=told, also=lambda: _log(actor, row, handed, persons, way))
    record(actor, subject_of(row), Act(facts=told))
    return _receipt(row, matter)


def _check_giving(
    row: DataRequest, matter: Matter, grants: Sequence[DataField], handed: Sequence[DataField], persons: int, way: str
) -> None:
    faults = []
    known = dictionary_at(row.area, local_day(row.asked_at))
    personal = any(item.field in known and known[item.field].personal for item in handed)
    if not handed or (matter.row.state == "granted" and len(handed) < len(grants)):
        faults.append(Problem("fields", CaseCode.DATA_INCOMPLETE))
    if not int(personal) <= persons <= MOST_PERSONS:
        faults.append(Problem("persons", CaseCode.PERSONS))
    if way not in WAYS:
        faults.append(Problem("way", KernelCode.REQUIRED))
    if faults:
        raise Invalid(KernelCode.INVALID, problems=tuple(faults))


def _log(actor: Actor, row: DataRequest, handed: Sequence[DataField], persons: int, way: str) -> None:
    DataGiving.objects.create(
        id=new(row.county), county=row.county, area=row.area, request=row, at=actor.at,
        fields=[item.field for item in handed], persons=persons, way=way, who=actor.label[:170],
        account=actor.account, post=actor.post,
    )  # fmt: skip
    for item in handed:
        item.given_at = actor.at
    DataField.objects.bulk_update(handed, ["given_at"])
