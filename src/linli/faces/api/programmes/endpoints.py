"""Programmes: a paper carried out, its tasks run, its figures set and revised, how it all stands."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.programmes import shapes
from linli.faces.api.routing import NounRouter
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.programmes import commands
from linli.programmes.queries.programmes import (
    PROGRAMMES,
    ProgrammeRow,
    TaskRow,
    lines_of,
    programme_detail,
    standing,
    tasks_listing,
)

router = Router()
programmes = NounRouter("programmes")
lines = NounRouter("programmes")
router.add_router("/lines", lines)
router.add_router("", programmes)
SEEING = "programmes.see_programmes"


@programmes.get("", response=shapes.ProgrammePage, summary="Programmes")
def list_programmes(request: HttpRequest, query: Annotated[shapes.ProgrammesIn, Query()]) -> Page[ProgrammeRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(PROGRAMMES, actor_of(request, SEEING), query)


@programmes.post("", response={201: ReceiptOut}, summary="Carry out a paper")
def start_programme(request: HttpRequest, payload: shapes.StartProgrammeIn) -> Status[Receipt]:
    """In an area; its confirmed tasks are run by ``/run``."""
    return Status(201, commands.start_programme(actor_of(request, "programmes.start_programme"), **payload.dict()))


@programmes.get("/{uuid:programme}", response=shapes.StandingOut, summary="One programme")
def read_programme(request: HttpRequest, programme: UUID, response: HttpResponse) -> dict[str, Any]:
    """How it stands, by unit. The ETag is the version."""
    actor = actor_of(request, SEEING)
    row = programme_detail(actor, programme)
    response.headers["ETag"] = f'"{row.version}"'
    return {**asdict(standing(actor.county, row, local_day(actor.at))), **asdict(row)}


@programmes.get("/{uuid:programme}/tasks", response=shapes.PlannedTaskPage, summary="Tasks of a programme")
def list_planned(
    request: HttpRequest, programme: UUID, query: Annotated[shapes.PlannedTasksIn, Query()]
) -> Page[TaskRow]:  # fmt: skip
    """A page by key: pass ``next`` back as ``after``."""
    actor = actor_of(request, SEEING)
    row = programme_detail(actor, programme)
    return page(tasks_listing(actor.county, row.id, local_day(actor.at)), actor, query)


@programmes.get("/{uuid:programme}/lines", response=shapes.TargetLinesOut, summary="Figures of a programme")
def list_lines(request: HttpRequest, programme: UUID) -> dict[str, Any]:
    """What was promised first beside what holds now."""
    actor = actor_of(request, SEEING)
    return {"rows": list(lines_of(actor.county, programme_detail(actor, programme).id))}


@programmes.post("/{uuid:programme}/run", response=ReceiptOut, summary="Run confirmed tasks")
def run_tasks(request: HttpRequest, programme: UUID, payload: shapes.RunTasksIn) -> Receipt:
    """Twenty at most in a call; call again until the list shows every task."""
    actor = actor_of(request, "programmes.run_tasks")
    return commands.run_tasks(actor, programme=programme, findings=payload.findings)


@programmes.post("/{uuid:programme}/lines", response=ReceiptOut, summary="Set confirmed figures")
def set_lines(request: HttpRequest, programme: UUID) -> Receipt:
    """A line for each confirmed figure that has none."""
    return commands.set_lines(actor_of(request, "programmes.set_lines"), programme=programme)


@programmes.post("/{uuid:programme}/show", response=ReceiptOut, summary="Show a programme to everybody")
def show_programme(request: HttpRequest, programme: UUID, payload: shapes.ShowProgrammeIn) -> Receipt:
    """Or take it off again."""
    return commands.show_programme(
        actor_of(request, "programmes.show_programme"), programme=programme, **payload.dict()
    )


@lines.post("/{uuid:line}/values", response=ReceiptOut, summary="Revise a figure")
def revise_target(request: HttpRequest, line: UUID, payload: shapes.ReviseTargetIn) -> Receipt:
    """The earlier ones stay."""
    given = {**payload.dict(), "area": payload.area or ""}
    return commands.revise_target(actor_of(request, "programmes.revise_target"), line=line, **given)
