"""A policy paper as it was read: what was mended, its tree of clauses, its tasks, its targets, what it cites."""

from dataclasses import dataclass

from linli.documents.rules.policies.citations import Mention
from linli.documents.rules.policies.heading import Head
from linli.documents.rules.policies.ledger import Mended
from linli.documents.rules.policies.structure import Clause
from linli.documents.rules.policies.targets import Target
from linli.documents.rules.policies.tasks import Task


@dataclass(frozen=True)
class Paper:
    """All places are in ``mended``; ``mended.span`` leads to the original. ``doubts``: codes of what stayed unsure."""

    mended: Mended
    plain: str
    head: Head
    clauses: tuple[Clause, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    mentions: tuple[Mention, ...]
    doubts: tuple[str, ...]
