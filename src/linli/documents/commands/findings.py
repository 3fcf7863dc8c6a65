"""A person judges what was found: confirm, change, drop, take up again, add what reading missed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from linli.documents.commands.steps import (
    FINDING,
    checked_data,
    judged,
    keep,
    locked_finding,
    locked_findings,
    locked_paper,
)
from linli.documents.models import Clause, Finding
from linli.documents.rules.library.findings import CONFIRMED, DROPPED, FOUND, KINDS
from linli.documents.rules.library.reasons import LibraryCode
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.db.updating import update_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of

MOST_AT_ONCE, REASON_LENGTH = 500, 200


@command("documents.confirm_findings")
def confirm_findings(actor: Actor, *, findings: Sequence[UUID]) -> Receipt:
    """Confirm findings of one paper that a person has looked at, up to 500; only these count from now on."""
    if len(findings) > MOST_AT_ONCE:
        data = {"length": len(findings), "limit": MOST_AT_ONCE}
        raise Invalid(KernelCode.INVALID, problems=(Problem("findings", KernelCode.TOO_LONG, data),))
    rows = locked_findings(actor, findings, FOUND, CONFIRMED)
    if len({row.paper_id for row in rows}) > 1:
        raise Conflict(LibraryCode.KIND)
    waiting = [row for row in rows if row.state == FOUND]
    for row in waiting:
        judged(actor, row, CONFIRMED)
        row.version += 1
        record(actor, subject_of(row), Act(("state",), facts={"kind": row.kind, "state": CONFIRMED}))
    update_rows(waiting, ("state", "judged_by", "judged_at", "version"))
    return Receipt(FINDING, rows[0].id, CONFIRMED, rows[0].version, unchanged=not waiting)


@command("documents.edit_finding")
def edit_finding(actor: Actor, *, finding: UUID, changes: Mapping[str, Any], expected_version: int) -> Receipt:
    """Change fields of a finding; what a person wrote is confirmed by that. Invalid names each wrong field."""
    row = locked_finding(actor, finding, FOUND, CONFIRMED)
    expect_version(row, expected_version)
    data = checked_data(row.kind, {**row.data, **changes})
    changed = tuple(sorted(name for name, value in data.items() if row.data.get(name) != value))
    judged(actor, row, CONFIRMED)
    row.data, row.edited = data, row.edited or bool(changed)
    return keep(actor, row, changed or ("state",))


@command("documents.drop_finding")
def drop_finding(actor: Actor, *, finding: UUID, expected_version: int, reason: str = "") -> Receipt:
    """Say that this is no task or figure; it stays listed as dropped."""
    row = locked_finding(actor, finding, FOUND, CONFIRMED)
    expect_version(row, expected_version)
    judged(actor, row, DROPPED)
    row.reason = _reason(reason)
    return keep(actor, row, ("state",))


@command("documents.reopen_finding")
def reopen_finding(actor: Actor, *, finding: UUID, expected_version: int) -> Receipt:
    """Take back a confirmation or a drop: it waits for a person again."""
    row = locked_finding(actor, finding, CONFIRMED, DROPPED)
    expect_version(row, expected_version)
    judged(actor, row, FOUND)
    row.reason, row.into = "", None
    return keep(actor, row, ("state",))


@command("documents.add_finding")
def add_finding(
    actor: Actor, *, paper: UUID, kind: str, data: Mapping[str, Any], clause: UUID | None = None
) -> Receipt:  # fmt: skip
    """Add a task or figure that reading missed, in a clause of the paper; confirmed, since a person wrote it."""
    row = locked_paper(actor, paper)
    if kind not in KINDS:
        raise Invalid(KernelCode.INVALID, problems=(Problem("kind", KernelCode.INVALID),))
    where = Clause.objects.filter(county=row.county, paper=row, pk=clause).order_by("id").first() if clause else None
    if clause and where is None:
        raise NotFound(KernelCode.NOT_FOUND)
    last = Finding.objects.filter(county=row.county, paper=row, kind=kind).order_by("-seq", "-id").first()
    made = Finding(
        id=new(row.county), county=row.county, area=row.area, version=0, paper=row, clause=where, kind=kind,
        seq=last.seq + 1 if last else 1, data=checked_data(kind, data), start=where.start if where else 0,
        end=where.end if where else 0, sure=100, edited=True,
    )  # fmt: skip
    judged(actor, made, CONFIRMED)
    return keep(actor, made, ("state",), added=True)


def _reason(text: str) -> str:
    plain = text.replace("\x00", "").strip()
    if len(plain) > REASON_LENGTH:
        data = {"length": len(plain), "limit": REASON_LENGTH}
        raise Invalid(KernelCode.INVALID, problems=(Problem("reason", KernelCode.TOO_LONG, data),))
    return plain
