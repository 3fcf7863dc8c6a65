"""Is the journal true? Whatever was touched is named, and nothing else; in memory for one seal at a time.

What an entry must be is known from the copy outside the database where there is one, else from the order in the
database while that fits its seal. Whoever owns the database and the copy can rebuild both: then only the roots that
others keep (the public page) tell it.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from linli.kernel.journal.entries import digest_of
from linli.kernel.journal.heads import Head, Placed, stored_places
from linli.kernel.journal.models import JournalEntry, Leaf, Pending
from linli.kernel.journal.witnesses import Finding, believed, witnesses

CHUNK = 500


def verify(county: str) -> Iterator[Finding]:
    """Every entry that was changed, removed, inserted or put in another place, and every seal that is not true."""
    walk = _Walk(county)
    yield from walk.sealed()
    yield from walk.unsealed()
    yield from walk.strangers()
    yield from _lost(county)
    yield from walk.inserted()


class _Walk:
    """One walk through a county's order."""

    def __init__(self, county: str) -> None:
        self.county = county
        self.last = 0
        self.digest = ""
        # Both stay as small as the harm is.
        self.named: set[UUID] = set()
        self.unexpected: list[UUID] = []

    def sealed(self) -> Iterator[Finding]:
        """What stands under seals."""
        for witness in witnesses(self.county):
            sealed = believed(witness)
            yield from sealed.findings
            if sealed.head is None:
                continue
            if not sealed.findings and not self._is_chained(sealed.head):
                yield witness.finding("seal changed")
            yield from self._entries(sealed.places, sealed.head.first, sealed.head.last)
            self.last, self.digest = sealed.head.last, sealed.digest

    def _is_chained(self, head: Head) -> bool:
        return head.previous == self.digest and head.first == self.last + 1

    def _entries(self, expected: list[Placed], first: int, last: int) -> Iterator[Finding]:
        for start in range(0, len(expected), CHUNK):
            for finding in _compared(self.county, expected[start : start + CHUNK]):
                self.named.add(finding.entry or UUID(int=0))
                yield finding
        known = {placed.entry for placed in expected}
        stored = stored_places(self.county, first, last)
        self.unexpected += [placed.entry for placed in stored if placed.entry not in known]

    def unsealed(self) -> Iterator[Finding]:
        """What has its place but waits for its seal."""
        while places := _after(self.county, self.last):
            free = next((n for n, placed in enumerate(places, start=self.last + 1) if placed.place != n), 0)
            if free:
                yield Finding("gap", place=free)
            yield from self._entries(places, places[0].place, places[-1].place)
            self.last = places[-1].place

    def strangers(self) -> Iterator[Finding]:
        """Who stands at a sealed place without having been sealed, and was not moved there from another."""
        for entry in self.unexpected:
            if entry not in self.named:
                self.named.add(entry)
                yield Finding("inserted", entry)

    def inserted(self) -> Iterator[Finding]:
        """The entries that neither have a place nor wait for one."""
        for ids in _all_entries(self.county):
            # In this order: an entry that gets its place meanwhile is found in one of the two.
            ids -= _ids(Pending.objects.filter(county=self.county, pk__among=ids).order_by("pk").values_list("pk"))
            ids -= _ids(Leaf.objects.filter(county=self.county, entry__among=ids).order_by("seq").values_list("entry"))
            yield from (Finding("inserted", entry) for entry in sorted(ids - self.named))


def _ids(rows: Iterable[tuple[UUID]]) -> set[UUID]:
    return {entry for (entry,) in rows}


def _all_entries(county: str) -> Iterator[set[UUID]]:
    after = UUID(int=0)
    rows = JournalEntry.objects.filter(county=county).order_by("pk").values_list("pk", flat=True)
    while page := list(rows.filter(pk__gt=after)[:CHUNK]):
        yield set(page)
        after = page[-1]


def _after(county: str, place: int) -> list[Placed]:
    rows = Leaf.objects.filter(county=county, seq__gt=place).order_by("seq")[:CHUNK]
    return [Placed(*row) for row in rows.values_list("seq", "entry", "digest")]


def _compared(county: str, expected: list[Placed]) -> Iterator[Finding]:
    ids = [placed.entry for placed in expected]
    rows = {row.pk: row for row in JournalEntry.objects.filter(county=county, pk__among=ids).order_by("pk")}
    leaves = Leaf.objects.filter(county=county, entry__among=ids).order_by("seq").values_list("seq", "entry", "digest")
    now = {entry: Placed(seq, entry, digest) for seq, entry, digest in leaves}
    for placed in expected:
        kind = _judged(placed, rows.get(placed.entry), now.get(placed.entry))
        if kind:
            yield Finding(kind, placed.entry)


def _judged(placed: Placed, row: JournalEntry | None, now: Placed | None) -> str:
    if row is None:
        return "removed"
    if not placed.digest:
        return "inserted"  # it was gone when it got its place
    if not placed.digest == row.digest == digest_of(row):
        return "changed"
    return "" if now == placed else "reordered"


def _lost(county: str) -> Iterator[Finding]:
    """Entries that wait for their place and are gone."""
    rows = Pending.objects.filter(county=county).order_by("pk").values_list("pk", flat=True)
    after = UUID(int=0)
    while page := list(rows.filter(pk__gt=after)[:CHUNK]):
        there = JournalEntry.objects.filter(county=county, pk__among=page).order_by("pk").values_list("pk", flat=True)
        yield from (Finding("removed", entry) for entry in sorted(set(page) - set(there)))
        after = page[-1]
