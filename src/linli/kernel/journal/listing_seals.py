"""The seals as anybody may see them: numbers and hashes, nothing of what they cover."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Column, Listing
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.journal.heads import head_of
from linli.kernel.journal.listing import visible
from linli.kernel.journal.models import Seal
from linli.kernel.journal.proofs import proof_of


@dataclass(frozen=True)
class SealRow:
    """A seal; ``told`` is its head with the digest, as the copy outside and ``scripts/check_proof.py`` have it."""

    number: int
    first: int
    last: int
    count: int
    root: str
    previous: str
    digest: str
    sealed_at: datetime
    told: dict[str, Any]


def _row(seal: Seal) -> SealRow:
    return SealRow(
        seal.number, seal.first, seal.last, seal.last - seal.first + 1, seal.root, seal.previous, seal.digest,
        seal.sealed_at, head_of(seal).told(),
    )  # fmt: skip


def _source(actor: Actor) -> QuerySet[Seal]:
    return Seal.objects.filter(county=actor.county)


SEALS: Listing[SealRow] = Listing(
    name="kernel.seals",
    title=n_("Seals of the journal"),
    columns=(
        Column("number", n_("Number"), sort="number"),
        Column("sealed_at", n_("Sealed"), "moment"),
        Column("count", n_("Entries")),
        Column("root", n_("Root")),
    ),
    source=_source,
    row=_row,
    default_sort="-number",
)


def proof_for(actor: Actor, entry: UUID) -> dict[str, Any]:
    """The proof of an entry that the actor may look at; NotFound for others, Invalid while it waits for its seal."""
    if not visible(actor).filter(pk=entry).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    return proof_of(entry)
