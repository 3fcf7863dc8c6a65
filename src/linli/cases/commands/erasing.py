"""What erasing takes out of cases: the words of a case whose time is over, and whatever tells who its parties were."""

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from linli.cases.commands.filing import OWNER
from linli.cases.models import Case, CaseFile, CaseParty, CaseQuestion, Handover
from linli.cases.queries.erasing import ended_of, is_at_work, speaking_in
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.locks import lock_rows
from linli.kernel.erasing.contents import erase_contents
from linli.kernel.erasing.listing import held_among
from linli.kernel.erasing.registry import Erasable
from linli.kernel.errors import Conflict, ErrorCode, KernelCode, NotFound
from linli.kernel.files.store import disown_all
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.packs.archive_classes import years_of
from linli.kernel.retention import keeping

KIND = "cases.case"
TABLES = ("cases_case", "cases_file", "cases_handover", "cases_party", "cases_question")
NOBODY: dict[str, Any] = {"name": None, "phone": None, "phone_lookup": None, "key": None, "account": None}


def _area_of(actor: Actor, name: str, case: UUID) -> str:
    row = Case.objects.filter(county=actor.county, pk=case).only("area", "ended_at").order_by("id").first()
    if row is None or not actor.may(name, row.area):
        raise NotFound(KernelCode.NOT_FOUND)
    if row.ended_at is None:
        raise Conflict(CaseCode.ERASE_OPEN)
    return row.area


def _erase(actor: Actor, case: UUID, cause: str) -> dict[str, int]:
    return _erase_cases(actor, [case])


def _erase_cases(actor: Actor, cases: Collection[UUID]) -> dict[str, int]:
    """Words, answers, address, papers and parties of these cases; number, kind, acts and dates stay."""
    rows = lock_rows(Case, "case", cases)
    parties = CaseParty.objects.filter(county=actor.county, case__in=rows)
    contents = erase_contents(actor.county, KIND, cases)
    contents += erase_contents(actor.county, "cases.party", parties.order_by("id").values_list("id", flat=True))
    parties.update(**NOBODY, person=None)
    _empty(CaseQuestion, actor.county, cases, "cases_question")
    _empty(Handover, actor.county, cases, "cases_handover")
    disown_all(actor.county, OWNER, cases)
    papers: int = CaseFile.objects.filter(county=actor.county, case__in=rows).delete()[0]
    for row in rows:
        _close(actor, row)
    return {"cases": len(rows), "case_contents": contents, "papers": papers}


def _close(actor: Actor, row: Case) -> None:
    nothing = json.dumps({"text": "", "values": {}})
    row.box = seal_box(nothing, table="cases_case", field="box", row=row.id)
    row.address, row.public, row.version = None, False, row.version + 1
    row.save(update_fields=["box", "address", "public", "version"])
    record(actor, subject_of(row), Act(("erased",)))


def _empty(model: Any, county: str, cases: Collection[UUID], table: str) -> None:
    for row in model.objects.filter(county=county, case__in=cases).order_by("id"):
        row.text = seal_box("", table=table, field="text", row=row.id)
        row.save(update_fields=["text"])


def _due(county: str, day: date) -> Iterator[tuple[UUID, str]]:
    """Ended cases whose class of the archive (R13.3) is over."""
    for row in ended_of(county):
        years = years_of(row.type, row.area, day)
        if keeping(years, local_day(row.ended_at)).is_over(day):
            yield row.id, row.area


def persons_held(county: str, person: UUID) -> tuple[ErrorCode, ...]:
    """Why a person cannot be erased yet: a case of theirs goes on, or stands under a legal hold."""
    if is_at_work(county, person):
        return (CaseCode.ERASE_AT_WORK,)
    return (CaseCode.ERASE_HELD_CASE,) if held_among(county, KIND, speaking_in(county, (person,))) else ()


def forget_persons(actor: Actor, persons: tuple[UUID, ...], cause: str) -> dict[str, int]:
    """Take persons out of their cases; unless only their own time is over, the words of cases that they brought go too.

    A case is a file with a time of its own (R13.3): the sweep of persons leaves its words until that is over.
    """
    gone = {} if cause == "period_over" else _erase_cases(actor, speaking_in(actor.county, persons))
    parties = CaseParty.objects.filter(county=actor.county, person__in=persons)
    told = erase_contents(actor.county, "cases.party", parties.order_by("id").values_list("id", flat=True))
    return {**gone, "parties": parties.update(**NOBODY), "party_contents": told}


CASES = Erasable(KIND, _area_of, _erase, _due, TABLES)
