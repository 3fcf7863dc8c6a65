"""A task that is really several, several that are really one."""

from collections.abc import Sequence
from uuid import UUID

from linli.documents.commands.steps import checked_data, judged, keep, locked_finding, locked_findings
from linli.documents.models import Finding
from linli.documents.rules.library.findings import CONFIRMED, DROPPED, FOUND, TASK, merged_tasks
from linli.documents.rules.library.reasons import LibraryCode
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem
from linli.kernel.ids import new


@command("documents.split_finding")
def split_finding(actor: Actor, *, finding: UUID, titles: Sequence[str], expected_version: int) -> Receipt:
    """Split a task: the first part keeps its place, the others follow; units and day are those of the whole."""
    row = locked_finding(actor, finding, FOUND, CONFIRMED)
    expect_version(row, expected_version)
    parts = [title.strip() for title in titles if title.strip()]
    if row.kind != TASK or len(parts) < 2:
        raise Invalid(KernelCode.INVALID, problems=(Problem("titles", LibraryCode.PARTS),))
    data = [checked_data(TASK, {**row.data, "title": title}) for title in parts]
    for fields in data[1:]:
        part = Finding(
            id=new(row.county), county=row.county, area=row.area, version=0, paper_id=row.paper_id,
            clause_id=row.clause_id, kind=TASK, seq=row.seq, data=fields, start=row.start, end=row.end, sure=row.sure,
            edited=True,
        )  # fmt: skip
        judged(actor, part, CONFIRMED)
        keep(actor, part, ("title",), split_from=str(row.pk))
    row.data, row.edited = data[0], True
    judged(actor, row, CONFIRMED)
    return keep(actor, row, ("title",), parts=len(parts))


@command("documents.merge_findings")
def merge_findings(actor: Actor, *, findings: Sequence[UUID]) -> Receipt:
    """Make one task of several of a paper: the first takes the words and units of all, the others are dropped."""
    rows = locked_findings(actor, findings, FOUND, CONFIRMED)
    if len(rows) < 2 or len({(row.paper_id, row.kind) for row in rows}) > 1 or rows[0].kind != TASK:
        raise Conflict(LibraryCode.KIND)
    first, others = rows[0], rows[1:]
    first.data = checked_data(TASK, merged_tasks([row.data for row in rows]))
    first.start, first.end = min(row.start for row in rows), max(row.end for row in rows)
    for row in others:
        row.into = first
        judged(actor, row, DROPPED)
        keep(actor, row, ("state",), into=str(first.pk))
    first.edited = True
    judged(actor, first, CONFIRMED)
    return keep(actor, first, ("title", "state"), merged=len(rows))
