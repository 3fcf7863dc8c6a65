"""The policy library: which papers there are, what one says, what leans on it (S-126, S-303)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, StrIndex

from linli.documents.models import Clause, Finding, PaperSource, PolicyPaper
from linli.documents.rules.library.findings import CONFIRMED, FOUND
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside_or_above
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.text import search_key

SEE = "documents.see_papers"
RANK_WORDS = {
    "nation": n_("National"), "province": n_("Provincial"), "prefecture": n_("Of the prefecture"),
    "county": n_("Of the county"), "town": n_("Of the street or town"), "community": n_("Of the community"),
}  # fmt: skip


@dataclass(frozen=True)
class PaperRow:
    """A paper in a list. ``waiting`` findings nobody has judged yet."""

    id: UUID
    title: str
    issuer: str
    number: str
    rank: str
    area: str
    issued_on: date | None
    valid_from: date | None
    repealed_on: date | None
    repealed_by: UUID | None
    repeal_basis: str
    taken_at: datetime
    tasks: int
    targets: int
    version: int
    waiting: int = 0


@dataclass(frozen=True)
class ClauseRow:
    """A clause; [``start``, ``end``) of the text; ``sure`` in hundredths."""

    id: UUID
    paper: UUID
    seq: int
    level: int
    kind: str
    number: str
    title: str
    path: str
    start: int
    end: int
    sure: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class FindingRow:
    """A task or figure; ``data`` as in ``rules.library.findings``; ``clause`` is the path of its clause."""

    id: UUID
    paper: UUID
    clause: str
    seq: int
    kind: str
    state: str
    data: Mapping[str, Any]
    start: int
    end: int
    sure: int
    edited: bool
    reason: str
    into: UUID | None
    version: int
    area: str = ""


@dataclass(frozen=True)
class PaperText:
    """What a paper says: its text with the places that were mended, and what stayed in doubt."""

    text: str
    repairs: tuple[Mapping[str, Any], ...]
    doubts: tuple[str, ...]
    mentions: tuple[Mapping[str, Any], ...]


def visible(actor: Actor) -> QuerySet[PolicyPaper]:
    """The papers of the places the actor looks after, and of those above them."""
    there = Q(pk__in=[])
    for area in actor.areas_for(SEE):
        there |= inside_or_above("area", area)
    return PolicyPaper.objects.filter(there, county=actor.county)


def _search(rows: QuerySet[PolicyPaper], words: str) -> QuerySet[PolicyPaper]:
    """Papers that hold every word, whatever its script, width and blanks."""
    for word in words.split():
        key = search_key(word)
        # A place is looked for byte by byte; LIKE would go through the text sign by sign (bench/policy_library).
        rows = rows.alias(place=StrIndex("key", Value(key))).filter(place__gt=0) if key else rows
    return rows


def _in_force(rows: QuerySet[PolicyPaper], choice: str, actor: Actor) -> QuerySet[PolicyPaper]:
    day = local_day(actor.at)
    over = Q(repealed_on__lte=day)
    return rows.filter(over) if choice == "repealed" else rows.exclude(over)


def _row(paper: PolicyPaper) -> PaperRow:
    return PaperRow(
        paper.id, paper.title, paper.issuer, paper.number, paper.rank, paper.area, paper.issued_on, paper.valid_from,
        paper.repealed_on, paper.repealed_by_id, paper.repeal_basis, paper.taken_at, paper.tasks, paper.targets,
        paper.version, getattr(paper, "waiting", 0),
    )  # fmt: skip


def _listed(actor: Actor) -> QuerySet[PolicyPaper]:
    rows = visible(actor).defer("text", "key", "repairs", "doubts", "mentions")
    found = Finding.objects.filter(paper=OuterRef("pk"), county=OuterRef("county"), state=FOUND).order_by()
    # Asked for the rows of a page alone: a join would be grouped over all papers before the first row is known.
    counted = found.values("paper").annotate(count=Count("id")).values("count")
    return rows.annotate(waiting=Coalesce(Subquery(counted), 0))


PAPERS: Listing[PaperRow] = Listing(
    name="documents.papers",
    title=n_("Policy library"),
    columns=(
        Column("title", n_("Paper"), "link", sort="title"),
        Column("rank", n_("Level")),
        Column("issued_on", n_("Day of issue"), "date"),
        Column("state", n_("State"), "state"),
        Column("waiting", n_("Waiting for a person"), "number"),
        Column("taken_at", n_("Taken in"), "moment", sort="taken_at"),
    ),
    source=_listed,
    row=_row,
    default_sort="-taken_at",
    filters=(
        Filter("state", n_("State"), (("force", n_("In force")), ("repealed", n_("Repealed"))), _in_force),
        Filter("rank", n_("Level"), tuple(RANK_WORDS.items()), lambda rows, value, _: rows.filter(rank=value)),
    ),
    search=_search,
)


def found_paper(actor: Actor, paper: UUID) -> PolicyPaper:
    """The paper; NotFound where the actor may not see it."""
    row = visible(actor).filter(pk=paper).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return row


def paper_detail(actor: Actor, paper: UUID) -> tuple[PaperRow, PaperText]:
    """A paper and its text (one query)."""
    row = found_paper(actor, paper)
    return _row(row), PaperText(row.text, tuple(row.repairs), tuple(row.doubts), tuple(row.mentions))


def original_of(actor: Actor, paper: UUID) -> tuple[str, bytes]:
    """Name and bytes of the file as it was given."""
    row = found_paper(actor, paper)
    source = PaperSource.objects.get(county=row.county, paper=row)
    return source.name, bytes(source.data)


def clauses_of(county: str, papers: Sequence[UUID]) -> tuple[ClauseRow, ...]:
    """The clauses of papers in the order of their texts."""
    rows = Clause.objects.filter(county=county, paper__in=papers).order_by("paper", "seq")
    return tuple(
        ClauseRow(row.id, row.paper_id, row.seq, row.level, row.kind, row.number, row.title, row.path, row.start,
                  row.end, row.sure, tuple(row.notes))
        for row in rows
    )  # fmt: skip


def _finding(row: Finding) -> FindingRow:
    path = row.clause.path if row.clause else ""
    return FindingRow(
        row.id, row.paper_id, path, row.seq, row.kind, row.state, row.data, row.start, row.end, row.sure, row.edited,
        row.reason, row.into_id, row.version, row.area,
    )  # fmt: skip


def findings_of(county: str, paper: UUID, kind: str = "", states: Sequence[str] = ()) -> tuple[FindingRow, ...]:
    """What was found in a paper, in the order of its text."""
    rows = Finding.objects.filter(county=county, paper=paper).select_related("clause")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(state__in=states) if states else rows
    return tuple(_finding(row) for row in rows.order_by("kind", "seq", "id"))


def confirmed_counts(county: str, paper: UUID) -> Mapping[str, int]:
    """How many findings of each kind a person confirmed (one query)."""
    rows = Finding.objects.filter(county=county, paper=paper, state=CONFIRMED).values_list("kind")
    return dict(rows.annotate(count=Count("id")).order_by("kind"))


def finding_detail(actor: Actor, finding: UUID) -> FindingRow:
    """One finding; NotFound where the actor may not see its paper."""
    rows = Finding.objects.filter(county=actor.county, pk=finding, paper__in=visible(actor)).select_related("clause")
    row = rows.order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _finding(row)
