"""Ledgers: a file sent, its columns mapped, doubles judged, confirmed, followed, corrected, undone."""

import io
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Status
from ninja.files import UploadedFile

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import PlaceCode, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.people import ledger_shapes as shapes
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.kernel.errors import Invalid
from linli.kernel.sheets import read_book
from linli.people import commands
from linli.people.queries.ledger_columns import lexicon_at
from linli.people.queries.ledger_lines import RefusedLineRow, changes_in, refused_listing
from linli.people.queries.ledger_returned import returned_sheets
from linli.people.queries.ledger_runs import LEDGERS, DoubleRow, RunRow, doubles_page, run_detail
from linli.people.queries.ledger_touched import touched_rows
from linli.people.rules.ledgers.returning import ReturnedRow
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.runs import MOST_BYTES
from linli.ui.web.wording import hint_of, message_of

router = NounRouter("people")
SEEING = "people.see_ledgers"


@router.get("", response=shapes.LedgerRunPage, summary="Ledgers of the communities")
def list_ledgers(request: HttpRequest, query: Annotated[shapes.LedgersIn, Query()]) -> Page[RunRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(LEDGERS, actor_of(request, SEEING), query)


@router.post("", response={201: ReceiptOut}, summary="Send a ledger")
def begin_ledger(
    request: HttpRequest, file: Annotated[UploadedFile, File()], payload: Annotated[shapes.LedgerIn, Form()]
) -> Status[Receipt]:  # fmt: skip
    """xlsx, xls, ods or csv. What is no table is refused at once; the rows are then read by the server."""
    actor = actor_of(request, "people.begin_ledger")
    if (file.size or 0) > MOST_BYTES:
        raise Invalid(RunCode.TOO_LARGE, {"megabytes": MOST_BYTES // 1_000_000})
    name, data = file.name or "", file.read()
    read_book(io.BytesIO(data), name)
    return Status(201, commands.begin_ledger(actor, name=name, data=data, **payload.dict()))


@router.get("/meanings/{area}", response=shapes.MeaningsOut, summary="What columns may mean")
def read_meanings(request: HttpRequest, area: PlaceCode) -> dict[str, Any]:
    """In a community, today: the codes that a mapping takes."""
    actor = actor_of(request, SEEING)
    found = lexicon_at(area, actor).meanings.values()
    rows = [{"code": one.code, "title": dict(one.title), "destination": one.destination.value} for one in found]
    return {"rows": rows}


@router.get("/{uuid:run}", response=shapes.LedgerRunOut, summary="One ledger")
def read_ledger(request: HttpRequest, run: UUID, response: HttpResponse) -> RunRow:
    """Where it stands and what was understood. The ETag is the version."""
    row = run_detail(actor_of(request, SEEING), run)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@router.post("/{uuid:run}/mapping", response=ReceiptOut, summary="Say what columns mean")
def map_ledger(request: HttpRequest, run: UUID, payload: shapes.LedgerMapIn) -> Receipt:
    """The file is read again; decisions about doubles are asked for again."""
    return commands.map_ledger(actor_of(request, "people.map_ledger"), run=run, **payload.dict())


@router.get("/{uuid:run}/doubles", response=shapes.DoublePage, summary="Lines that may be known persons")
def list_doubles(request: HttpRequest, run: UUID, query: Annotated[shapes.LedgerLinesIn, Query()]) -> Page[DoubleRow]:
    """Masked, side by side with the records that they may mean, with reasons and points."""
    return doubles_page(actor_of(request, SEEING), run, query.asked())


@router.post("/{uuid:run}/lines/{uuid:line}/decision", response=ReceiptOut, summary="Decide about a line")
def decide_ledger_line(request: HttpRequest, run: UUID, line: UUID, payload: shapes.DecideIn) -> Receipt:
    """Remembered: the same line of a later file is not asked about again."""
    actor = actor_of(request, "people.decide_ledger_line")
    return commands.decide_ledger_line(actor, run=run, line=line, **payload.dict())


@router.get("/{uuid:run}/changes", response=shapes.ChangedLinesOut, summary="What a ledger changes")
def read_changes(request: HttpRequest, run: UUID) -> dict[str, Any]:
    """About known persons, masked."""
    return {"rows": list(changes_in(actor_of(request, SEEING), run))}


@router.post("/{uuid:run}/confirm", response=ReceiptOut, summary="Let a ledger be written")
def confirm_ledger(request: HttpRequest, run: UUID, payload: shapes.LedgerConfirmIn) -> Receipt:
    """Readers see nothing until all of it is written; follow ``state`` and ``applied``."""
    return commands.confirm_ledger(actor_of(request, "people.confirm_ledger"), run=run, **payload.dict())


@router.post("/{uuid:run}/drop", response=ReceiptOut, summary="Give a ledger up")
def drop_ledger(request: HttpRequest, run: UUID, payload: Versioned) -> Receipt:
    """Before it is finished: nothing of it stays."""
    return commands.drop_ledger(actor_of(request, "people.drop_ledger"), run=run, **payload.dict())


@router.get("/{uuid:run}/refused", response=shapes.RefusedLinePage, summary="Refused lines of a ledger")
def list_refused(
    request: HttpRequest, run: UUID, query: Annotated[shapes.LedgerLinesIn, Query()]
) -> Page[RefusedLineRow]:  # fmt: skip
    """Masked, with the codes of what is wrong."""
    actor = actor_of(request, SEEING)
    run_detail(actor, run)
    return page(refused_listing(run), actor, query)


@router.post("/{uuid:run}/refused", response=shapes.ReturnedOut, summary="Refused rows to correct")
def return_rows(request: HttpRequest, run: UUID) -> dict[str, Any]:
    """As they stand in the file, unmasked: only for the account that sent it. By POST, so that no cache keeps them."""
    sheets = returned_sheets(actor_of(request, SEEING), run)
    return {
        "sheets": [
            {"name": one.name, "head_rows": one.head_rows, "rows": [_returned(row) for row in one.rows]}
            for one in sheets
        ]
    }


def _returned(row: ReturnedRow) -> dict[str, Any]:
    issues = [
        {
            "column": issue.key, "code": issue.code.code,
            "message": message_of(issue.code, issue.data), "hint": hint_of(issue.code, issue.data),
        }
        for issue in row.issues
    ]  # fmt: skip
    return {"cells": list(row.cells), "issues": issues}


@router.get("/{uuid:run}/touched", response=shapes.TouchedRowsOut, summary="What undoing a ledger would leave")
def read_touched(request: HttpRequest, run: UUID) -> dict[str, Any]:
    """Persons whom somebody changed since; of an undone ledger those whom it left."""
    return {"rows": list(touched_rows(actor_of(request, SEEING), run))}


@router.post("/{uuid:run}/undo", response=ReceiptOut, summary="Undo a ledger")
def undo_ledger(request: HttpRequest, run: UUID, payload: Versioned) -> Receipt:
    """Within 30 days; what somebody changed since stays."""
    return commands.undo_ledger(actor_of(request, "people.undo_ledger"), run=run, **payload.dict())
