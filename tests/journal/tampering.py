"""What an intruder who owns the database, or the folder of the copy, does to a journal; and what must be named then.

Each tampering says what verification shall find: exactly that, nothing of what was left alone.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import F

from linli.kernel.ids import new
from linli.kernel.journal.entries import digest_of
from linli.kernel.journal.heads import head_of, stored_places, tree_root
from linli.kernel.journal.models import JournalEntry, Leaf, Pending, Seal
from linli.kernel.journal.outside import copy_out, folder_of, roots_file
from linli.kernel.journal.sealing import seal_county
from tests.conftest import NOON
from tests.journal.writing_entries import entered, placed

Found = set[tuple[str, UUID | int]]


@dataclass
class Journal:
    """A random journal: entries under seals, some that wait for theirs, some that wait for their place."""

    county: str
    chance: Random
    copied: bool
    sealed: list[JournalEntry] = field(default_factory=list)
    waiting: list[JournalEntry] = field(default_factory=list)
    pending: list[JournalEntry] = field(default_factory=list)

    @property
    def entries(self) -> list[JournalEntry]:
        """All of them."""
        return [*self.sealed, *self.waiting, *self.pending]

    def seal_of(self, entry: JournalEntry) -> Seal:
        """The seal that an entry stands under."""
        place = Leaf.objects.get(county=self.county, entry=entry.pk).seq
        return Seal.objects.get(county=self.county, first__lte=place, last__gte=place)

    def any_seal(self) -> Seal:
        """One of the seals."""
        return self.chance.choice(list(Seal.objects.filter(county=self.county).order_by("number")))


def random_journal(county: str, chance: Random) -> Journal:
    """A journal of one to four seals over one to six entries each, nine in ten with their copy outside."""
    made = Journal(county, chance, copied=chance.random() < 0.9)
    for _ in range(chance.randint(1, 4)):
        made.sealed += placed(chance.randint(1, 6), county)
        seal_county(county)
    if made.copied:
        copy_out(county)
    made.waiting = placed(chance.randint(0, 3), county)
    made.pending = [entered(county=county) for _ in range(chance.randint(0, 2))]
    return made


FIELDS: dict[str, Any] = {
    "area": "3299", "at": NOON + timedelta(microseconds=1), "recorded_at": NOON, "command": "test.other",
    "outcome": "refused", "account": UUID(int=1), "post": UUID(int=1), "stand_in_for": UUID(int=1),
    "channel": "desk", "purpose": "x", "object_type": "test.other", "object_id": UUID(int=1), "object_version": 2,
    "event": "x", "changed": ["x"], "commitments": {"x": "y"}, "facts": {"x": "y"},
}  # fmt: skip


def change_a_field(journal: Journal) -> Found:
    """The plainest: a value of an entry that has its place is written over."""
    entry = journal.chance.choice([*journal.sealed, *journal.waiting])
    name = journal.chance.choice(sorted(FIELDS))
    JournalEntry.objects.filter(pk=entry.pk).update(**{name: FIELDS[name]})
    return {("changed", entry.pk)}


def _rewritten(entry: JournalEntry) -> str:
    entry.purpose = "x"
    digest = digest_of(entry)
    JournalEntry.objects.filter(pk=entry.pk).update(purpose="x", digest=digest)
    return digest


def change_and_digest(journal: Journal) -> Found:
    """An entry is written anew together with its digest."""
    entry = journal.chance.choice([*journal.sealed, *journal.waiting])
    _rewritten(entry)
    return {("changed", entry.pk)}


def change_and_place(journal: Journal) -> Found:
    """The digest in the order is written over as well."""
    entry = journal.chance.choice(journal.sealed)
    number = journal.seal_of(entry).number
    Leaf.objects.filter(county=journal.county, entry=entry.pk).update(digest=_rewritten(entry))
    return {("changed", entry.pk)} if journal.copied else {("order changed", number)}


def rebuild_all(journal: Journal) -> Found:
    """Every seal from there on is made anew too: only the copy tells; without one nothing in the house can."""
    if not journal.copied:
        return change_and_place(journal)
    entry = journal.chance.choice(journal.sealed)
    number = journal.seal_of(entry).number
    Leaf.objects.filter(county=journal.county, entry=entry.pk).update(digest=_rewritten(entry))
    touched, previous = [], ""
    for seal in Seal.objects.filter(county=journal.county).order_by("number"):
        if seal.number >= number:
            root = tree_root(stored_places(journal.county, seal.first, seal.last))
            head = replace(head_of(seal), root=root, previous=previous)
            Seal.objects.filter(pk=seal.pk).update(root=root, previous=previous, digest=head.digest)
            touched.append(seal.number)
        previous = Seal.objects.get(pk=seal.pk).digest
    return {("changed", entry.pk)} | {("seal changed", touched_one) for touched_one in touched}


def remove(journal: Journal) -> Found:
    """An entry is gone."""
    entry = journal.chance.choice(journal.entries)
    JournalEntry.objects.filter(pk=entry.pk).delete()
    return {("removed", entry.pk)}


def remove_with_place(journal: Journal) -> Found:
    """An entry is gone and so is its place."""
    entry = journal.chance.choice(journal.sealed)
    number = journal.seal_of(entry).number
    JournalEntry.objects.filter(pk=entry.pk).delete()
    Leaf.objects.filter(county=journal.county, entry=entry.pk).delete()
    return {("removed", entry.pk)} if journal.copied else {("order changed", number)}


def insert(journal: Journal) -> Found:
    """An entry that no command wrote."""
    forged = entered(county=journal.county)
    Pending.objects.filter(pk=forged.pk).delete()
    return {("inserted", forged.pk)}


def insert_with_place(journal: Journal) -> Found:
    """An entry that no command wrote takes a sealed place; the one that stood there is gone."""
    entry = journal.chance.choice(journal.sealed)
    number = journal.seal_of(entry).number
    forged = entered(county=journal.county)
    Pending.objects.filter(pk=forged.pk).delete()
    Leaf.objects.filter(county=journal.county, entry=entry.pk).update(entry=forged.pk, digest=forged.digest)
    JournalEntry.objects.filter(pk=entry.pk).delete()
    return {("removed", entry.pk), ("inserted", forged.pk)} if journal.copied else {("order changed", number)}


def insert_and_shift(journal: Journal) -> Found:
    """An entry that no command wrote takes a place, and all behind it move on."""
    index = journal.chance.randrange(len(journal.sealed))
    place = index + 1
    forged = entered(county=journal.county)
    Pending.objects.filter(pk=forged.pk).delete()
    later = Leaf.objects.filter(county=journal.county, seq__gte=place)
    later.update(seq=F("seq") + 1000)
    Leaf.objects.filter(county=journal.county, seq__gte=1000).update(seq=F("seq") - 999)
    Leaf.objects.create(id=new(journal.county), county=journal.county, seq=place, entry=forged.pk, digest=forged.digest)
    if not journal.copied:
        seals = Seal.objects.filter(county=journal.county, last__gte=place)
        return {("order changed", seal.number) for seal in seals}
    return {("inserted", forged.pk)} | {("reordered", entry.pk) for entry in journal.sealed[index:]}


def swap(journal: Journal) -> Found:
    """Two entries change places."""
    if len(journal.sealed) < 2:
        return change_a_field(journal)
    one, other = journal.chance.sample(journal.sealed, 2)
    numbers = {journal.seal_of(one).number, journal.seal_of(other).number}
    places = [Leaf.objects.get(county=journal.county, entry=entry.pk) for entry in (one, other)]
    Leaf.objects.filter(pk=places[0].pk).update(seq=9999)
    Leaf.objects.filter(pk=places[1].pk).update(seq=places[0].seq)
    Leaf.objects.filter(pk=places[0].pk).update(seq=places[1].seq)
    if journal.copied:
        return {("reordered", one.pk), ("reordered", other.pk)}
    return {("order changed", number) for number in numbers}


def take_place(journal: Journal) -> Found:
    """An entry stays but its place is gone."""
    entry = journal.chance.choice(journal.sealed)
    number = journal.seal_of(entry).number
    Leaf.objects.filter(county=journal.county, entry=entry.pk).delete()
    if journal.copied:
        return {("reordered", entry.pk)}
    return {("order changed", number), ("inserted", entry.pk)}


def change_seal(journal: Journal) -> Found:
    """A root is written over."""
    seal = journal.any_seal()
    Seal.objects.filter(pk=seal.pk).update(root="0" * 64)
    return {("seal changed", seal.number)}


def remove_seal(journal: Journal) -> Found:
    """A seal is gone."""
    if not journal.copied:
        return change_seal(journal)
    seal = journal.any_seal()
    Seal.objects.filter(pk=seal.pk).delete()
    return {("seal removed", seal.number)}


def change_copied_places(journal: Journal) -> Found:
    """The file of places of a seal is written over, or gone."""
    if not journal.copied:
        return change_seal(journal)
    seal = journal.any_seal()
    path = folder_of(journal.county) / "places" / f"{seal.number:010d}.txt"
    if journal.chance.random() < 0.5:
        path.unlink()
    else:
        path.write_text(path.read_text().replace("1 ", "2 ", 1) + "x")
    return {("copy changed", seal.number)}


def change_copied_root(journal: Journal) -> Found:
    """A line of the file of roots is written over, with or without its digest, or is no line any more."""
    if not journal.copied:
        return change_seal(journal)
    lines = roots_file(journal.county).read_text().splitlines()
    index = journal.chance.randrange(len(lines))
    told = json.loads(lines[index])
    told["root"] = "0" * 64
    lines[index] = journal.chance.choice([json.dumps(told), "{", lines[index][:-5]])
    roots_file(journal.county).write_text("\n".join(lines) + "\n")
    return {("copy changed", index + 1)}


TAMPERINGS: tuple[Callable[[Journal], Found], ...] = (
    change_a_field, change_and_digest, change_and_place, rebuild_all, remove, remove_with_place, insert,
    insert_with_place, insert_and_shift, swap, take_place, change_seal, remove_seal, change_copied_places,
    change_copied_root,
)  # fmt: skip
