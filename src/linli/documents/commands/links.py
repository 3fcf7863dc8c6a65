"""Which clause of a paper answers, cites, repeals or founds which clause of another (E23, S-264)."""

from uuid import UUID

from linli.documents.models import Clause, ClauseLink
from linli.documents.queries.papers import visible
from linli.documents.rules.library.links import LINKS
from linli.documents.rules.library.reasons import LibraryCode
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of

LINK = "documents.clauselink"


@command("documents.link_clauses")
def link_clauses(actor: Actor, *, clause: UUID, other: UUID, kind: str = "answers") -> Receipt:
    """Link a clause of the actor's own papers to a clause of any paper it may see."""
    if kind not in LINKS:
        raise Invalid(KernelCode.INVALID, problems=(Problem("kind", KernelCode.INVALID),))
    here = _clause(actor, clause)
    must_cover(actor, here.paper.area)
    there = _clause(actor, other)
    row = ClauseLink(
        id=new(actor.county), county=actor.county, area=here.paper.area, clause=here, other=there, kind=kind,
        made_at=actor.at, account=actor.account,
    )  # fmt: skip
    if here.pk == there.pk or not insert_if_absent(row):
        raise Conflict(LibraryCode.LINK)
    record(actor, subject_of(row), Act(("link",), facts={"kind": kind, "clause": here.path, "other": there.path}))
    return Receipt(LINK, row.id, "linked", row.version)


def _clause(actor: Actor, clause: UUID) -> Clause:
    rows = Clause.objects.filter(county=actor.county, pk=clause, paper__in=visible(actor)).select_related("paper")
    found = rows.order_by("id").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return found


@command("documents.unlink_clauses")
def unlink_clauses(actor: Actor, *, link: UUID) -> Receipt:
    """Take a link back; the journal keeps that it was there."""
    row = lock_row(ClauseLink, "area", link)
    must_cover(actor, row.area)
    record(actor, subject_of(row), Act(("link",), facts={"kind": row.kind, "taken_back": True}))
    row.delete()
    return Receipt(LINK, link, "unlinked", row.version)
