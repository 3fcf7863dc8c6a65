"""A seal's head and the places that it covers, as they stand in the database, outside it and in proofs."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from linli.kernel.journal.models import Leaf, Seal
from linli.kernel.journal.trees import leaf_hash, root_of, seal_hash


@dataclass(frozen=True)
class Placed:
    """An entry at its place of the order, with the digest that it had then."""

    place: int
    entry: UUID
    digest: str

    @property
    def leaf(self) -> bytes:
        """Its leaf of the tree."""
        return leaf_hash(self.place, self.entry, self.digest)


@dataclass(frozen=True)
class Head:
    """What a seal says: the root over the places ``first`` to ``last``, and the digest of the seal before."""

    county: str
    number: int
    first: int
    last: int
    root: str
    previous: str
    sealed_at: str

    @property
    def digest(self) -> str:
        """What the next seal is chained to."""
        return seal_hash(asdict(self))

    def told(self) -> dict[str, Any]:
        """The head with its digest, as it is written outside."""
        return {**asdict(self), "digest": self.digest}


def head_of(row: Seal) -> Head:
    """The head of a stored seal."""
    moment = moment_of_seal(row.sealed_at)
    return Head(row.county, row.number, row.first, row.last, row.root, row.previous, moment)


def moment_of_seal(moment: datetime) -> str:
    """A moment as it is digested: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def stored_places(county: str, first: int, last: int) -> list[Placed]:
    """The places from ``first`` to ``last`` that the database holds, in order (one query)."""
    rows = Leaf.objects.filter(county=county, seq__gte=first, seq__lte=last).order_by("seq")
    return [Placed(*row) for row in rows.values_list("seq", "entry", "digest")]


def tree_root(places: list[Placed]) -> str:
    """The root over places, in hex."""
    return root_of(placed.leaf for placed in places).hex()
