"""Beside the flow of a case: parties, files, the public title, shares taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from linli.cases import commands
from linli.cases.queries.case_detail import FileRow, PartyRow, case_detail
from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import Versioned
from linli.faces.api.cases import beside_shapes as shapes
from linli.faces.api.cases.endpoints import router
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.routing import told
from linli.kernel.command import Receipt
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.files.store import open_stored

__all__ = ["router"]
SEEING = "cases.see_own_cases"


@router.get("/{uuid:case_id}/parties", response=list[shapes.PartyOut], summary="The parties of a case")
def list_parties(request: HttpRequest, case_id: UUID) -> list[PartyRow]:
    """Masked."""
    return list(case_detail(actor_of(request, SEEING), case_id).parties)


@router.post("/{uuid:case_id}/parties", response=shapes.AddedOut, summary="Add a party")
def add_party(request: HttpRequest, case_id: UUID, payload: shapes.NewPartyIn) -> dict[str, Any]:
    """The code for its receipt is shown in this answer only."""
    actor, version = actor_of(request, "cases.add_party"), payload.expected_version
    return told(commands.add_party(actor, case=case_id, party=payload.party.dict(), expected_version=version))


@router.post("/{uuid:case_id}/parties/{uuid:party}/end", response=ReceiptOut, summary="End a party's part")
def end_party(request: HttpRequest, case_id: UUID, party: UUID, payload: Versioned) -> Receipt:
    """A mandate that was withdrawn, somebody who wants to hear no more."""
    return commands.end_party(actor_of(request, "cases.end_party"), case=case_id, party=party, **payload.dict())


@router.post("/{uuid:case_id}/parties/{uuid:party}/originals", response=ReceiptOut, summary="Return originals")
def return_originals(request: HttpRequest, case_id: UUID, party: UUID, payload: Versioned) -> Receipt:
    """Note that the papers which an agent held went back to their owner."""
    actor = actor_of(request, "cases.return_originals")
    return commands.return_originals(actor, case=case_id, party=party, **payload.dict())


@router.post("/{uuid:case_id}/parties/{uuid:party}/reveal", response=shapes.PartyShown, summary="Unmask a party")
def reveal_party(request: HttpRequest, case_id: UUID, party: UUID) -> dict[str, Any]:
    """For work on this case: exactly one look is noted."""
    return told(commands.reveal_party(actor_of(request, "cases.reveal_party"), case=case_id, party=party))


@router.post("/{uuid:case_id}/title", response=ReceiptOut, summary="Give a case its public title")
def retitle_case(request: HttpRequest, case_id: UUID, payload: shapes.TitleIn) -> Receipt:
    """In the staff's own words."""
    return commands.retitle_case(actor_of(request, "cases.retitle_case"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/shares/drop", response=ReceiptOut, summary="Take a share from a unit again")
def drop_share(request: HttpRequest, case_id: UUID, payload: shapes.DropIn) -> Receipt:
    """With the reason."""
    return commands.drop_share(actor_of(request, "cases.drop_share"), case=case_id, **payload.dict())


@router.get("/{uuid:case_id}/files", response=list[shapes.FileOut], summary="The files of a case")
def list_files(request: HttpRequest, case_id: UUID) -> list[FileRow]:
    """Photos and papers, the bytes one by one."""
    return list(case_detail(actor_of(request, SEEING), case_id).files)


@router.get("/{uuid:case_id}/files/{uuid:file}", summary="The bytes of a file", openapi_extra=shapes.BYTES)
def read_file(request: HttpRequest, case_id: UUID, file: UUID, small: bool = False) -> HttpResponse:
    """Of a photo with ``small`` a little one."""
    actor = actor_of(request, SEEING)
    found = next((row for row in case_detail(actor, case_id).files if row.id == file), None)
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    opened = open_stored(actor.county, found.file, small=small)
    response = HttpResponse(opened.data, content_type=opened.type)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.id}.{opened.ending}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@router.post("/{uuid:case_id}/files/{uuid:file}/show", response=ReceiptOut, summary="Show a photo to everybody")
def show_file(request: HttpRequest, case_id: UUID, file: UUID, payload: shapes.ShowIn) -> Receipt:
    """Or no longer."""
    return commands.show_file(actor_of(request, "cases.show_file"), case=case_id, file=file, **payload.dict())


@router.post("/{uuid:case_id}/files/{uuid:file}/remove", response=ReceiptOut, summary="Take a file out of a case")
def remove_file(request: HttpRequest, case_id: UUID, file: UUID, payload: shapes.ReasonIn) -> Receipt:
    """With the reason; that it was there stays in the history."""
    return commands.remove_file(actor_of(request, "cases.remove_file"), case=case_id, file=file, **payload.dict())
