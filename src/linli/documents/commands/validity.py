"""What a paper is and how long it holds; a repeal is told to all that lean on it (S-126)."""

from datetime import date
from typing import Any
from uuid import UUID

from linli.documents.commands.steps import locked_paper
from linli.documents.commands.taking_in import PAPER, RANKS
from linli.documents.models import PolicyPaper
from linli.documents.queries.papers import visible
from linli.documents.rules.library.reasons import LibraryCode
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.journal.entries import Act, subject_of

WORDS = (("title", 300), ("issuer", 200), ("number", 80))


@command("documents.describe_paper")
def describe_paper(
    actor: Actor, *, paper: UUID, expected_version: int, title: str, issuer: str = "", number: str = "",
    issued_on: date | None = None, valid_from: date | None = None, rank: str = "county",
) -> Receipt:  # fmt: skip
    """Correct the head of a paper: title, issuer, number, day, level of the issuer."""
    row = locked_paper(actor, paper)
    expect_version(row, expected_version)
    given: dict[str, Any] = {"title": title.strip(), "issuer": issuer.strip(), "number": number.strip()}
    problems = [
        Problem(name, KernelCode.TOO_LONG, {"length": len(given[name]), "limit": limit})
        for name, limit in WORDS
        if len(given[name]) > limit
    ]
    if not given["title"]:
        problems.append(Problem("title", KernelCode.REQUIRED))
    if rank not in RANKS:
        problems.append(Problem("rank", KernelCode.INVALID))
    if problems:
        raise Invalid(KernelCode.INVALID, problems=tuple(problems))
    given |= {"issued_on": issued_on, "valid_from": valid_from, "rank": rank}
    changed = tuple(sorted(name for name, value in given.items() if getattr(row, name) != value))
    for name in changed:
        setattr(row, name, given[name])
    return _kept(actor, row, changed)


@command("documents.repeal_paper")
def repeal_paper(
    actor: Actor, *, paper: UUID, on: date, expected_version: int, by: UUID | None = None, basis: str = ""
) -> Receipt:  # fmt: skip
    """Note that a paper no longer holds from ``on``, by which paper or in whose words.

    Clauses that lean on it and pack entries that name it as their basis are alarms from that day (``alarms_of``).
    """
    row = locked_paper(actor, paper)
    expect_version(row, expected_version)
    if row.valid_from is not None and on < row.valid_from:
        raise Invalid(KernelCode.INVALID, problems=(Problem("on", LibraryCode.LATE),))
    if by is None and not basis.strip():
        raise Invalid(KernelCode.INVALID, problems=(Problem("basis", KernelCode.REQUIRED),))
    if by is not None and (by == paper or not visible(actor).filter(pk=by).exists()):
        raise NotFound(KernelCode.NOT_FOUND)
    row.repealed_on, row.repealed_by_id, row.repeal_basis = on, by, basis.strip()[:300]
    return _kept(actor, row, ("repealed_on",), "documents.paper_repealed")


def _kept(actor: Actor, row: PolicyPaper, changed: tuple[str, ...], event: str = "") -> Receipt:
    row.version += 1
    row.save()
    facts = {"repealed_on": row.repealed_on.isoformat()} if event and row.repealed_on else {}
    record(actor, subject_of(row), Act(changed, facts=facts, event=event))
    return Receipt(PAPER, row.id, "repealed" if row.repealed_on else "described", row.version)
