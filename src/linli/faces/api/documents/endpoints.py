"""The policy library: a paper sent and read, findings judged, clauses linked, a repeal noted."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from linli.documents import commands
from linli.documents.queries.leaning import alarms, cited_by_packs, coverage, links_of
from linli.documents.queries.papers import PAPERS, PaperRow, clauses_of, findings_of, paper_detail
from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import Versioned
from linli.faces.api.documents import shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page

router = Router()
papers = NounRouter("documents")
findings = NounRouter("documents")
links = NounRouter("documents")
router.add_router("/papers", papers)
router.add_router("/findings", findings)
router.add_router("/links", links)
SEEING = "documents.see_papers"


@papers.get("", response=shapes.PaperPage, summary="Papers of the library")
def list_papers(request: HttpRequest, query: Annotated[shapes.PapersIn, Query()]) -> Page[PaperRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(PAPERS, actor_of(request, SEEING), query)


@papers.post("", response={201: ReceiptOut}, summary="Take a paper in")
def take_in_paper(
    request: HttpRequest, file: Annotated[UploadedFile, File()], payload: Annotated[shapes.PaperIn, Form()]
) -> Status[Receipt]:  # fmt: skip
    """txt, html, docx, or a PDF with text. What cannot be read is refused with the reason."""
    actor = actor_of(request, "documents.take_in_paper")
    return Status(201, commands.take_in_paper(actor, name=file.name or "", data=file.read(), **payload.dict()))


@papers.get("/alarms", response=shapes.AlarmsOut, summary="What leans on repealed papers")
def read_alarms(request: HttpRequest) -> dict[str, Any]:
    """Clauses of others and catalogue entries."""
    return {"rows": list(alarms(actor_of(request, SEEING)))}


@papers.get("/{uuid:paper}", response=shapes.PaperTextOut, summary="One paper")
def read_paper(request: HttpRequest, paper: UUID, response: HttpResponse) -> dict[str, Any]:
    """With its text and clauses. The ETag is the version."""
    actor = actor_of(request, SEEING)
    row, text = paper_detail(actor, paper)
    response.headers["ETag"] = f'"{row.version}"'
    clauses = [asdict(one) for one in clauses_of(actor.county, (paper,))]
    return {**asdict(row), **asdict(text), "clauses": clauses}


@papers.get("/{uuid:paper}/findings", response=shapes.FindingsOut, summary="What was found in a paper")
def list_findings(request: HttpRequest, paper: UUID) -> dict[str, Any]:
    """Tasks and figures in the order of the text."""
    actor = actor_of(request, SEEING)
    row, _ = paper_detail(actor, paper)
    return {"rows": list(findings_of(actor.county, row.id))}


@papers.post("/{uuid:paper}/findings", response={201: ReceiptOut}, summary="Add what reading missed")
def add_finding(request: HttpRequest, paper: UUID, payload: shapes.AddFindingIn) -> Status[Receipt]:
    """A task or figure; confirmed, since a person wrote it."""
    actor = actor_of(request, "documents.add_finding")
    made = commands.add_finding(actor, paper=paper, kind=payload.kind, data=payload.changes(), clause=payload.clause)
    return Status(201, made)


@papers.get("/{uuid:paper}/leaning", response=shapes.LeaningOut, summary="What leans on a paper")
def read_leaning(request: HttpRequest, paper: UUID) -> dict[str, Any]:
    """Links of clauses, and catalogue entries that name it as their basis."""
    actor = actor_of(request, SEEING)
    row, _ = paper_detail(actor, paper)
    return {"links": list(links_of(actor, paper)), "entries": list(cited_by_packs(row.title))}


@papers.get("/{uuid:paper}/coverage", response=shapes.CoverageOut, summary="Which clauses are answered below")
def read_coverage(request: HttpRequest, paper: UUID) -> dict[str, Any]:
    """Every clause without clauses under it, with those of papers below that answer it."""
    rows = coverage(actor_of(request, SEEING), paper)
    return {"rows": list(rows), "uncovered": sum(not row.answers for row in rows)}


@papers.post("/{uuid:paper}/describe", response=ReceiptOut, summary="Correct the head of a paper")
def describe_paper(request: HttpRequest, paper: UUID, payload: shapes.DescribePaperIn) -> Receipt:
    """Title, issuer, number, days, level."""
    return commands.describe_paper(actor_of(request, "documents.describe_paper"), paper=paper, **payload.dict())


@papers.post("/{uuid:paper}/repeal", response=ReceiptOut, summary="Note the repeal of a paper")
def repeal_paper(request: HttpRequest, paper: UUID, payload: shapes.RepealPaperIn) -> Receipt:
    """What leans on it is an alarm from that day."""
    return commands.repeal_paper(actor_of(request, "documents.repeal_paper"), paper=paper, **payload.dict())


@findings.post("/confirm", response=ReceiptOut, summary="Confirm findings")
def confirm_findings(request: HttpRequest, payload: shapes.ConfirmFindingsIn) -> Receipt:
    """Of one paper; only these count."""
    return commands.confirm_findings(actor_of(request, "documents.confirm_findings"), findings=payload.findings)


@findings.post("/merge", response=ReceiptOut, summary="Make one task of several")
def merge_findings(request: HttpRequest, payload: shapes.ConfirmFindingsIn) -> Receipt:
    """The first takes words and units of all."""
    return commands.merge_findings(actor_of(request, "documents.merge_findings"), findings=payload.findings)


@findings.post("/{uuid:finding}/edit", response=ReceiptOut, summary="Change a finding")
def edit_finding(request: HttpRequest, finding: UUID, payload: shapes.EditFindingIn) -> Receipt:
    """What a person wrote is confirmed by that."""
    actor = actor_of(request, "documents.edit_finding")
    version = payload.expected_version
    return commands.edit_finding(actor, finding=finding, changes=payload.changes(), expected_version=version)


@findings.post("/{uuid:finding}/drop", response=ReceiptOut, summary="Drop a finding")
def drop_finding(request: HttpRequest, finding: UUID, payload: shapes.DropFindingIn) -> Receipt:
    """It is no task or figure; it stays listed as dropped."""
    return commands.drop_finding(actor_of(request, "documents.drop_finding"), finding=finding, **payload.dict())


@findings.post("/{uuid:finding}/reopen", response=ReceiptOut, summary="Take a finding up again")
def reopen_finding(request: HttpRequest, finding: UUID, payload: Versioned) -> Receipt:
    """It waits for a person again."""
    return commands.reopen_finding(actor_of(request, "documents.reopen_finding"), finding=finding, **payload.dict())


@findings.post("/{uuid:finding}/split", response=ReceiptOut, summary="Split a task")
def split_finding(request: HttpRequest, finding: UUID, payload: shapes.SplitFindingIn) -> Receipt:
    """The first part keeps its place."""
    return commands.split_finding(actor_of(request, "documents.split_finding"), finding=finding, **payload.dict())


@links.post("", response={201: ReceiptOut}, summary="Link clauses")
def link_clauses(request: HttpRequest, payload: shapes.LinkClausesIn) -> Status[Receipt]:
    """A clause of one's own paper answers, cites, repeals or founds another."""
    return Status(201, commands.link_clauses(actor_of(request, "documents.link_clauses"), **payload.dict()))


@links.post("/{uuid:link}/drop", response=ReceiptOut, summary="Take a link back")
def unlink_clauses(request: HttpRequest, link: UUID) -> Receipt:
    """The journal keeps that it was there."""
    return commands.unlink_clauses(actor_of(request, "documents.unlink_clauses"), link=link)
