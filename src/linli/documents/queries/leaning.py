"""What leans on a paper: clauses of others, pack entries that name it as their basis; coverage between two levels."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from linli.documents.models import ClauseLink, PolicyPaper
from linli.documents.queries.papers import ClauseRow, clauses_of, found_paper, visible
from linli.documents.rules.library.links import ANSWERS, REPEALS
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.packs.lookup import entries
from linli.kernel.packs.sections import all_sections
from linli.kernel.text import search_key

MOST = 50


@dataclass(frozen=True)
class LinkRow:
    """A link, read from the clause ``path`` of ``paper`` to ``other_path`` of ``other``."""

    id: UUID
    kind: str
    clause: UUID
    path: str
    paper: UUID
    title: str
    other_clause: UUID
    other_path: str
    other: UUID
    other_title: str


@dataclass(frozen=True)
class BasisRow:
    """A pack entry that names the paper as its basis."""

    section: str
    key: str
    article: str


@dataclass(frozen=True)
class Alarm:
    """A repealed paper, the pack entries that name it as their basis, and how many clauses of others lean on it."""

    paper: UUID
    title: str
    packs: tuple[BasisRow, ...]
    clauses: int


@dataclass(frozen=True)
class Covered:
    """A clause of the upper paper and the clauses below that answer it; none of them means uncovered."""

    clause: ClauseRow
    answers: tuple[LinkRow, ...]


def links_of(actor: Actor, paper: UUID) -> tuple[LinkRow, ...]:
    """Links from and to a paper's clauses (one query)."""
    seen = visible(actor)
    rows = ClauseLink.objects.filter(county=actor.county).filter(clause__paper__in=seen, other__paper__in=seen)
    rows = rows.filter(clause__paper=paper) | rows.filter(other__paper=paper)
    return tuple(
        _link(row) for row in rows.select_related("clause__paper", "other__paper").order_by("clause__seq", "id")
    )


def _link(row: ClauseLink) -> LinkRow:
    return LinkRow(
        row.id, row.kind, row.clause_id, row.clause.path, row.clause.paper_id, row.clause.paper.title, row.other_id,
        row.other.path, row.other.paper_id, row.other.paper.title,
    )  # fmt: skip


def cited_by_packs(title: str) -> tuple[BasisRow, ...]:
    """Entries of the published packs whose basis names a paper of this title, whatever is in brackets behind it."""
    key = search_key(title)
    return tuple(_naming(key)) if key else ()


def _naming(key: str) -> Iterable[BasisRow]:
    for section in all_sections():
        for found in entries(section.name):
            basis = found.data.get("basis") or {}
            source = str(basis.get("source", ""))
            if source and search_key(source.partition("（")[0].partition("(")[0].strip("《》")) == key:
                yield BasisRow(section.name, found.key, str(basis.get("article", "")))


def alarms(actor: Actor) -> tuple[Alarm, ...]:
    """Repealed papers that something leans on still, the latest first, fifty at most."""
    rows = visible(actor).filter(repealed_on__isnull=False, repealed_on__lte=local_day(actor.at))
    leaning = Count("clauses__linked", filter=~Q(clauses__linked__kind=REPEALS))
    rows = rows.annotate(leaning=leaning).order_by("-repealed_on", "id").only("id", "title")
    found = (Alarm(row.id, row.title, cited_by_packs(row.title), row.leaning) for row in rows[:MOST])
    return tuple(alarm for alarm in found if alarm.packs or alarm.clauses)


def coverage(actor: Actor, upper: UUID, lower: UUID | None = None) -> tuple[Covered, ...]:
    """For each clause of a paper without clauses below it: which clauses of papers below answer it (two queries)."""
    paper: PolicyPaper = found_paper(actor, upper)
    clauses = clauses_of(actor.county, [paper.pk])
    leaves = [
        one
        for one, after in zip(clauses, (*clauses[1:], None), strict=True)
        if after is None or after.level <= one.level
    ]
    answers: dict[UUID, list[LinkRow]] = {}
    for link in links_of(actor, upper):
        if link.kind == ANSWERS and link.other == paper.pk and lower in (None, link.paper):
            answers.setdefault(link.other_clause, []).append(link)
    return tuple(Covered(one, tuple(answers.get(one.id, ()))) for one in leaves)
