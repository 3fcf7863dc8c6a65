"""The journal: who did what to what, and the history of one object."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query

from linli.faces.api.asking import actor_of
from linli.faces.api.journal import shapes
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter
from linli.kernel.db.listing import Page
from linli.kernel.journal.listing import LOOK, EntryRow, object_history
from linli.kernel.journal.listing_seals import SEALS, SealRow, proof_for
from linli.kernel.journal.reading import Entry

router = NounRouter("journal")
ObjectType = Annotated[str, Path(max_length=60, pattern=r"^[a-z]+\.[a-z_]+$")]


@router.get("", response=shapes.EntryPage, summary="The journal")
def list_entries(request: HttpRequest, query: Annotated[shapes.EntriesIn, Query()]) -> Page[EntryRow]:
    """Inside the areas whose journal the post may see; a page by key."""
    return page(query.listing(), actor_of(request, LOOK), query)


@router.get("/seals", response=shapes.SealPage, summary="The seals of the journal")
def list_seals(request: HttpRequest, query: Annotated[shapes.SealsIn, Query()]) -> Page[SealRow]:
    """Roots over the entries in the order that they were given; everybody sees them at /seals/ too."""
    return page(SEALS, actor_of(request, LOOK), query)


@router.get("/entries/{uuid:entry}/proof", response=shapes.ProofOut, summary="The proof of an entry")
def read_proof(request: HttpRequest, entry: UUID) -> dict[str, Any]:
    """That it stands under its seal; anybody checks it with scripts/check_proof.py. 422 while it is not sealed."""
    return proof_for(actor_of(request, LOOK), entry)


@router.get("/{object_type}/{uuid:object_id}", response=list[shapes.EntryOut], summary="The history of an object")
def list_object_entries(request: HttpRequest, object_type: ObjectType, object_id: UUID) -> list[Entry]:
    """Every entry, oldest first: ``object_type`` is that of a receipt, such as people.unit."""
    return object_history(actor_of(request, LOOK), object_type, object_id)
