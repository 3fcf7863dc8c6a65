"""A paper comes into the library: read, its clauses and findings kept, the file stored byte for byte (S-303)."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from linli.documents.models import Clause, Finding, PaperSource, PolicyPaper
from linli.documents.queries.policy_words import words_at
from linli.documents.rules.library.findings import FOUND, TARGET, TASK, printed, target_data, task_data
from linli.documents.rules.library.reasons import LibraryCode
from linli.documents.rules.policies.files_reading import read_file
from linli.documents.rules.policies.shown import shown_paper
from linli.documents.rules.policies.units import UnitReader
from linli.kernel.actor import Actor
from linli.kernel.codes import AreaLevel
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.db.bulk import load_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.text import search_key

PAPER: Final = "documents.policypaper"
RANKS: Final = ("nation", "province", "prefecture", "county", "town", "community")
CLAUSE_COLUMNS: Final = (
    "id", "county", "paper", "seq", "level", "kind", "number", "title", "path", "start", "end", "sure", "notes",
)  # fmt: skip
FINDING_COLUMNS: Final = (
    "id", "county", "area", "version", "paper", "clause", "seq", "kind", "state", "data", "start", "end", "sure",
    "edited", "reason",
)  # fmt: skip


@command("documents.take_in_paper")
def take_in_paper(actor: Actor, *, area: str, name: str, data: bytes, rank: str = "county") -> Receipt:
    """Read a policy paper and keep it: text, mended places, clauses, tasks and figures that wait for a person.

    ``rank`` is the level of its issuer. Invalid with the reason for a file that cannot be read; Conflict for a file
    that is in the library already.
    """
    must_cover(actor, area)
    wrong = "rank" if rank not in RANKS else "area" if len(area) < AreaLevel.COUNTY else ""
    if wrong:
        raise Invalid(KernelCode.INVALID, problems=(Problem(wrong, KernelCode.INVALID),))
    digest = sha256(data).hexdigest()
    known = PolicyPaper.objects.filter(county=actor.county, area=area, sha256=digest).order_by("id").first()
    if known is not None:
        raise Conflict(LibraryCode.KNOWN, {"title": known.title, "paper": str(known.pk)})
    lexicon = words_at(area, actor)
    source, paper = read_file(data, lexicon, UnitReader(lexicon))
    found = shown_paper(paper, source.text)
    row = _paper(actor, area, rank, digest, name, found)
    row.text, row.format, row.key = source.text.replace("\x00", ""), source.format[:12], search_key(paper.mended.text)
    row.save(force_insert=True)
    PaperSource(id=new(row.county), county=row.county, paper=row, name=name[:200], data=data).save(force_insert=True)
    clauses = _keep_clauses(row, found["clauses"])
    _keep_findings(row, found, clauses)
    facts = {"clauses": len(clauses), "tasks": row.tasks, "targets": row.targets, "sha256": digest}
    record(actor, subject_of(row), Act(("title",), facts=facts))
    return Receipt(PAPER, row.id, "taken_in", row.version)


def _paper(
    actor: Actor, area: str, rank: str, digest: str, name: str, found: Mapping[str, Any]
) -> PolicyPaper:  # fmt: skip
    issued = date.fromisoformat(found["date"]) if found["date"] else None
    return PolicyPaper(
        id=new(actor.county), county=actor.county, area=area, title=(found["title"] or name or "?")[:300], rank=rank,
        issuer=found["issuer"][:200], number=found["number"][:80], issued_on=issued, valid_from=issued, sha256=digest,
        repairs=found["repairs"], doubts=found["doubts"], mentions=found["mentions"], taken_at=actor.at,
        tasks=len(found["tasks"]), targets=len(found["targets"]),
    )  # fmt: skip


def _hundredths(sure: float) -> int:
    return round(100 * sure)


def _keep_clauses(row: PolicyPaper, found: Sequence[Mapping[str, Any]]) -> dict[str, UUID]:
    """The clauses in the order of the text; their ids by path (the last of a path that comes twice)."""
    ids = [new(row.county) for _ in found]
    load_rows(
        Clause, CLAUSE_COLUMNS,
        (
            (one, row.county, row.pk, seq, clause["level"], clause["kind"][:12], (clause["number"] or "")[:20],
             clause["title"][:300], clause["path"][:80], *clause["span"], _hundredths(clause["confidence"]),
             clause["notes"])
            for seq, (one, clause) in enumerate(zip(ids, found, strict=True))
        ),
    )  # fmt: skip
    return {clause["path"]: one for one, clause in zip(ids, found, strict=True)}


def _keep_findings(row: PolicyPaper, found: Mapping[str, Any], clauses: Mapping[str, UUID]) -> None:
    tasks = [{**task, "title": printed(task["title"])} for task in found["tasks"]]
    kinds = ((TASK, tasks, task_data), (TARGET, found["targets"], target_data))
    load_rows(
        Finding, FINDING_COLUMNS,
        (
            (new(row.county), row.county, row.area, 1, row.pk, clauses.get(one["clause"]), seq, kind, FOUND,
             checked(one)[0], *one["span"], _hundredths(one["confidence"]), False, "")
            for kind, rows, checked in kinds
            for seq, one in enumerate(rows, 1)
        ),
    )  # fmt: skip
