"""Photos and papers of a case: given an owner, shown to others only after a look by the staff."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from linli.cases.commands.filing import OWNER, add_files
from linli.cases.commands.matter import add_act, opened, refuse_ended
from linli.cases.commands.parties import must_speak
from linli.cases.commands.steps import receipt
from linli.cases.models import CaseFile
from linli.cases.queries.matter import roles
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command
from linli.kernel.errors import Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.files.store import disown


@command("cases.attach_files")
def attach_files(actor: Actor, *, case: UUID, files: Sequence[Mapping[str, Any]]) -> Receipt:
    """Add photos or papers to a case: parties, and those who work on it."""
    matter = opened(actor, case, by_party=True)
    refuse_ended(matter)
    if not files:
        raise Invalid(KernelCode.INVALID, problems=(Problem("files", KernelCode.REQUIRED),))
    must_speak(matter)
    if not roles(matter):
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    added = add_files(matter, files)
    add_act(matter, "attach", told={"kinds": [file.kind for file in added], "files": len(added)})
    return receipt(matter)


@command("cases.show_file")
def show_file(actor: Actor, *, case: UUID, file: UUID, public: bool, expected_version: int) -> Receipt:
    """Let everybody see a photo, or no longer, after a look at it: no faces, no number plates, no doors of homes."""
    matter = opened(actor, case, expected_version)
    row = CaseFile.objects.filter(county=matter.row.county, case=matter.row, pk=file, left_at__isnull=True).first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    row.public, row.version = public, row.version + 1
    row.save(update_fields=["public", "version"])
    add_act(matter, "show_file", told={"file": str(file), "public": public}, shown="inner")
    return receipt(matter)


@command("cases.remove_file")
def remove_file(actor: Actor, *, case: UUID, file: UUID, reason: str, expected_version: int) -> Receipt:
    """Take a file out of a case, with the reason; that it was there stays in the history."""
    matter = opened(actor, case, expected_version)
    row = CaseFile.objects.filter(county=matter.row.county, case=matter.row, pk=file, left_at__isnull=True).first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    if not reason.strip():
        raise Invalid(KernelCode.INVALID, problems=(Problem("reason", KernelCode.REQUIRED),))
    row.left_at, row.version = actor.at, row.version + 1
    row.save(update_fields=["left_at", "version"])
    others = CaseFile.objects.filter(county=row.county, case=matter.row, file=row.file, left_at__isnull=True)
    if not others.exists():
        disown(row.county, row.file, (OWNER, matter.row.id))
    add_act(matter, "remove_file", told={"file": str(file)}, words={"note": reason.strip()}, shown="inner")
    return receipt(matter)
