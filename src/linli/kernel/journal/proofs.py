"""What is handed to somebody who trusts nobody here: a proof of one entry, and all entries of a sealed range.

Both hold each entry as the very text that was digested, so that ``scripts/check_proof.py`` needs nothing of ours.
No personal value stands in either: the journal has none.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from linli.kernel.errors import ErrorCode, Invalid, KernelCode, NotFound, n_
from linli.kernel.ids import county_of_id
from linli.kernel.journal.entries import canonical
from linli.kernel.journal.heads import Placed, head_of, stored_places, tree_root
from linli.kernel.journal.models import JournalEntry, Leaf, Seal
from linli.kernel.journal.trees import path_of

PROOF: Final = "linli-journal-proof-1"
EXPORT: Final = "linli-journal-export-1"
CHUNK: Final = 500


class ProofCode(ErrorCode):
    """Why there is no proof."""

    NOT_SEALED_YET = ("not_sealed_yet", n_("This entry is not sealed yet."), n_("Try again after the next seal."))
    SEAL_BROKEN = (
        "seal_broken",
        n_("The entries under this seal are not those that were sealed."),
        n_("Verify the journal: it names what was changed."),
    )


def proof_of(entry: UUID) -> dict[str, Any]:
    """The proof that an entry stands under its seal; NotFound, or Invalid while it waits or when the seal is broken."""
    county = county_of_id(entry)
    row = JournalEntry.objects.filter(county=county, pk=entry).first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    leaf = Leaf.objects.filter(county=county, entry=entry).first()
    seal = _seal_over(county, leaf.seq) if leaf else None
    if leaf is None or seal is None:
        raise Invalid(ProofCode.NOT_SEALED_YET)
    places = _whole(seal)
    index = next(n for n, placed in enumerate(places) if placed.entry == entry)
    path = path_of([placed.leaf for placed in places], index)
    return {"format": PROOF, "place": leaf.seq, "entry": canonical(row).decode(), "path": path, "seal": told(seal)}


def _seal_over(county: str, place: int) -> Seal | None:
    return Seal.objects.filter(county=county, last__gte=place).order_by("number").first()


def _whole(seal: Seal) -> list[Placed]:
    places = stored_places(seal.county, seal.first, seal.last)
    if tree_root(places) != seal.root:
        raise Invalid(ProofCode.SEAL_BROKEN)
    return places


def told(seal: Seal) -> dict[str, Any]:
    """A seal as anybody may see it: its head and digest."""
    return head_of(seal).told()


def exported(county: str, start: datetime, end: datetime) -> Iterator[str]:
    """The lines of an export: every entry under the seals that were made from ``start`` up to ``end``, seal by seal.

    The first line names the format, then come the head of each seal and its entries in their order; an entry that was
    gone already when it got its place stands there without text. Invalid when a seal is broken.
    """
    yield _line({"format": EXPORT, "county": county})
    seals = Seal.objects.filter(county=county, sealed_at__gte=start, sealed_at__lt=end).order_by("number")
    for seal in seals.iterator(chunk_size=100):
        places = _whole(seal)
        yield _line({"seal": told(seal)})
        for first in range(0, len(places), CHUNK):
            yield from _entry_lines(county, places[first : first + CHUNK])


def _entry_lines(county: str, places: list[Placed]) -> Iterator[str]:
    ids = [placed.entry for placed in places]
    rows = {row.pk: row for row in JournalEntry.objects.filter(county=county, pk__among=ids).order_by("pk")}
    for placed in places:
        row = rows.get(placed.entry)
        text = canonical(row).decode() if row else None
        yield _line({"place": placed.place, "id": str(placed.entry), "entry": text})


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False) + "\n"
