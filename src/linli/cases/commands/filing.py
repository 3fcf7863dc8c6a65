"""Giving a case its files: the one place that makes rows of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from linli.cases.models import Case, CaseFile
from linli.cases.models.attachment import KINDS
from linli.cases.queries.matter import Matter
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem
from linli.kernel.files.store import own
from linli.kernel.ids import new

MOST_FILES = 30
OWNER = "cases.case"


def _count(row: Case) -> int:
    return CaseFile.objects.filter(county=row.county, case=row, left_at__isnull=True).count()


def add_files(matter: Matter, given: Sequence[Mapping[str, Any]]) -> list[CaseFile]:
    """Add files that the store took in: mappings with sha256, kind and material."""
    row, actor = matter.row, matter.actor
    known = 0 if row._state.adding else _count(row)
    if known + len(given) > MOST_FILES:
        raise Conflict(CaseCode.TOO_MANY_FILES, {"limit": MOST_FILES})
    files = own(row.county, given, (OWNER, row.id), actor.at)
    rows = [_row(matter, item, file) for item, file in zip(given, files, strict=True)]
    return CaseFile.objects.bulk_create(rows)


def _row(matter: Matter, item: Mapping[str, Any], file: UUID) -> CaseFile:
    row, actor, kind = matter.row, matter.actor, str(item.get("kind", "other"))
    if kind not in KINDS:
        raise Invalid(KernelCode.INVALID, problems=(Problem("kind", KernelCode.REQUIRED),))
    return CaseFile(
        id=new(row.county), county=row.county, area=row.area, case=row, file=file, kind=kind,
        material=str(item.get("material", ""))[:60], account=actor.account, party=actor.party, added_at=actor.at,
    )  # fmt: skip
