"""Photos and papers of a case: given an owner, shown to others only after a look by the staff."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from linli.cases.commands.matter import add_act, opened, refuse_ended
from linli.cases.commands.steps import receipt
from linli.cases.models import Case, CaseFile
from linli.cases.models.attachment import KINDS
from linli.cases.queries.matter import Matter, roles
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.files.store import disown, own
from linli.kernel.ids import new

MOST_FILES = 30
OWNER = "cases.case"


def add_files(matter: Matter, given: Sequence[Mapping[str, Any]]) -> list[CaseFile]:
    """Add files that the store took in: mappings with sha256, kind and material."""
    row, actor = matter.row, matter.actor
    known = 0 if row._state.adding else _count(row)
    if known + len(given) > MOST_FILES:
        raise Conflict(CaseCode.TOO_MANY_FILES, {"limit": MOST_FILES})
    added = []
    for item in given:
        kind = str(item.get("kind", "other"))
        if kind not in KINDS:
            raise Invalid(KernelCode.INVALID, problems=(Problem("kind", KernelCode.REQUIRED),))
        file = own(row.county, item, (OWNER, row.id), actor.at)
        added.append(
            CaseFile.objects.create(
                id=new(row.county), county=row.county, area=row.area, case=row, file=file, kind=kind,
                material=str(item.get("material", ""))[:60], account=actor.account, party=actor.party,
                added_at=actor.at,
            )
        )  # fmt: skip
    return added


def _count(row: Case) -> int:
    return CaseFile.objects.filter(county=row.county, case=row, left_at__isnull=True).count()


@command("cases.attach_files")
def attach_files(actor: Actor, *, case: UUID, files: Sequence[Mapping[str, Any]]) -> Receipt:
    """Add photos or papers to a case: parties, and those who work on it."""
    matter = opened(actor, case)
    refuse_ended(matter)
    if not files:
        raise Invalid(KernelCode.INVALID, problems=(Problem("files", KernelCode.REQUIRED),))
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
