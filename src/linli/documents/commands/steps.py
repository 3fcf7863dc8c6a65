"""What every step on a paper's findings begins with and ends in."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from linli.documents.models import Finding, PolicyPaper
from linli.documents.rules.library.findings import TASK, target_data, task_data
from linli.documents.rules.library.reasons import LibraryCode
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, must_cover, record
from linli.kernel.db.locks import lock_row, lock_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound
from linli.kernel.journal.entries import Act, subject_of

FINDING: Final = "documents.finding"


def locked_finding(actor: Actor, finding: UUID, *states: str) -> Finding:
    """The finding, locked; NotFound outside the actor's areas, Conflict in any state but ``states``."""
    row = lock_row(Finding, "area", finding)
    must_cover(actor, row.area)
    refuse_other(row, states)
    return row


def locked_findings(actor: Actor, findings: Collection[UUID], *states: str) -> list[Finding]:
    """Findings of one paper and kind in the order of their text, locked."""
    rows = lock_rows(Finding, "area", findings)
    if len(rows) != len(set(findings)) or not rows:
        raise NotFound(KernelCode.NOT_FOUND)
    for row in rows:
        must_cover(actor, row.area)
        refuse_other(row, states)
    return sorted(rows, key=lambda row: (row.kind, row.seq, row.pk))


def refuse_other(row: Finding, states: Collection[str]) -> None:
    """Conflict for a finding that is not in one of ``states``."""
    if row.state not in states:
        raise Conflict(LibraryCode.STATE, {"state": row.state})


def locked_paper(actor: Actor, paper: UUID) -> PolicyPaper:
    """The paper, locked; NotFound outside the actor's areas, Conflict once it is repealed."""
    row = lock_row(PolicyPaper, "area", paper)
    must_cover(actor, row.area)
    if row.repealed_on is not None:
        raise Conflict(LibraryCode.REPEALED, {"day": row.repealed_on.isoformat()})
    return row


def checked_data(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a finding; Invalid names each that is wrong."""
    data, problems = (task_data if kind == TASK else target_data)(given)
    if problems:
        raise Invalid(KernelCode.INVALID, problems=tuple(problems))
    return data


def judged(actor: Actor, row: Finding, state: str) -> None:
    """Note who said so."""
    row.state, row.judged_by, row.judged_at = state, actor.account, actor.at


def keep(actor: Actor, row: Finding, changed: tuple[str, ...], **facts: Any) -> Receipt:
    """Write the finding with its next version and its journal entry."""
    row.version += 1
    row.save()
    record(actor, subject_of(row), Act(changed, facts={"kind": row.kind, "state": row.state, **facts}))
    return Receipt(FINDING, row.id, row.state, row.version)
