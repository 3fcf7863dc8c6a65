"""Sealing: the places given since the last seal come under one root, in pieces; killed anywhere, it goes on from there.

A command pays nothing for it: only the worker gives places and only the sealer seals them.
"""

from typing import Final

from django.db import transaction

from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.db.locks import one_at_a_time
from linli.kernel.ids import new
from linli.kernel.journal.heads import Head, Placed, moment_of_seal, tree_root
from linli.kernel.journal.models import Leaf, Seal

# A proof, an audit and a check hold one seal in memory.
LARGEST: Final = 4096


def newest_seal(county: str) -> Seal | None:
    """The last seal of a county."""
    return Seal.objects.filter(county=county).order_by("-number").first()


def seal_county(county: str) -> int:
    """Seal every place of ``county`` that has none; returns how many seals were made."""
    made = 0
    while (sealed := _seal_next(county)) is not None:
        made += sealed
    return made


def _seal_next(county: str) -> bool | None:
    """One seal; False when another sealer was faster, None when nothing waits."""
    before = newest_seal(county)
    places = _waiting(county, before.last if before else 0)
    if not places:
        return None
    root = tree_root(places)  # outside the transaction: nobody waits for it
    with writing("framework"), transaction.atomic():
        one_at_a_time(f"seal-{county}")
        if newest_seal(county) != before:
            return False
        _write(county, before, places[-1].place, root)
    return True


def _waiting(county: str, after: int) -> list[Placed]:
    rows = Leaf.objects.filter(county=county, seq__gt=after).order_by("seq")[:LARGEST]
    return [Placed(*row) for row in rows.values_list("seq", "entry", "digest")]


def _write(county: str, before: Seal | None, last: int, root: str) -> None:
    number, first, previous = (before.number + 1, before.last + 1, before.digest) if before else (1, 1, "")
    moment = now()
    head = Head(county, number, first, last, root, previous, moment_of_seal(moment))
    Seal.objects.create(
        id=new(county), county=county, number=number, first=first, last=last, root=root, previous=previous,
        digest=head.digest, sealed_at=moment,
    )  # fmt: skip
