"""What is known of each seal: from the database, from the copy outside, and which of the two is to be believed."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.journal.heads import Head, Placed, head_of, stored_places, tree_root
from linli.kernel.journal.models import Seal
from linli.kernel.journal.outside import copied_heads, copied_places


@dataclass(frozen=True)
class Finding:
    """Something untrue: what, and of which entry, place or seal.

    changed, removed, inserted, reordered: of an entry. gap: a place of the order that nobody holds. Of seals: seal
    changed, seal removed, copy changed (the copy outside), order changed (the places under the seal are not those that
    were sealed, and without a copy nobody can say which).
    """

    kind: str
    entry: UUID | None = None
    seal: int = 0
    place: int = 0

    def __str__(self) -> str:
        """As a line of ``linli journal verify``."""
        return f"{self.kind}: {self.entry or self.seal or self.place}"


@dataclass(frozen=True)
class Witness:
    """A seal as the database and as the copy have it; ``damaged`` when the copy's line is missing or is none."""

    county: str
    number: int
    kept: Seal | None
    copied: Head | None
    damaged: bool = False

    def is_same(self) -> bool:
        """Whether the database tells what the copy tells."""
        return self.kept is not None and head_of(self.kept) == self.copied and self.kept.digest == self.copied.digest

    def finding(self, kind: str) -> Finding:
        """Something wrong with this seal."""
        return Finding(kind, seal=self.number)


@dataclass(frozen=True)
class Sealed:
    """What a seal covers, believed, and what is wrong with the witnesses; without a head nothing is known of it.

    ``digest`` is what the next seal is chained to.
    """

    head: Head | None
    digest: str
    places: list[Placed]
    findings: list[Finding]


def witnesses(county: str) -> Iterator[Witness]:
    """Every seal that one of the two knows, by number."""
    copies = copied_heads(county)
    copy = next(copies, None)
    for row in Seal.objects.filter(county=county).order_by("number").iterator(chunk_size=100):
        while copy is not None and copy[0] < row.number:
            yield Witness(county, copy[0], None, copy[1], damaged=copy[1] is None)
            copy = next(copies, None)
        if copy is None or copy[0] > row.number:
            yield Witness(county, row.number, row, None, damaged=copy is not None)
            continue
        yield Witness(county, row.number, row, copy[1], damaged=copy[1] is None)
        copy = next(copies, None)
    while copy is not None:
        yield Witness(county, copy[0], None, copy[1], damaged=copy[1] is None)
        copy = next(copies, None)


def believed(witness: Witness) -> Sealed:
    """The copy's word where its places fit its root, else the database's."""
    copied = witness.copied
    places = copied_places(witness.county, witness.number) if copied else None
    if copied is None or places is None or tree_root(places) != copied.root:
        return _of_the_database(witness)
    if witness.is_same():
        return Sealed(copied, copied.digest, places, [])
    return Sealed(copied, copied.digest, places, [witness.finding("seal changed" if witness.kept else "seal removed")])


def _of_the_database(witness: Witness) -> Sealed:
    findings = [witness.finding("copy changed")] if witness.copied or witness.damaged else []
    if witness.kept is None:
        return Sealed(None, "", [], [*findings, witness.finding("seal removed")])
    head = head_of(witness.kept)
    places = stored_places(head.county, head.first, head.last)
    if witness.kept.digest != head.digest:
        findings.append(witness.finding("seal changed"))
    elif tree_root(places) != head.root:
        findings.append(witness.finding("order changed"))
    return Sealed(head, witness.kept.digest, places, findings)
