"""Drafts brought back with their code."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.cases.models import CaseDraft
from linli.cases.rules.numbers import read_key
from linli.kernel.codes import check_phone
from linli.kernel.crypto.boxes import open_box
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.journal.reading import words_of_entry


@dataclass(frozen=True)
class DraftRow:
    """A draft with what was filled in; ``code_until`` says until when the figures sent last are good."""

    id: UUID
    content: Mapping[str, Any]
    proven_for: bytes | None
    expires_at: datetime
    code_until: datetime | None = None

    def proves(self, phone: str) -> bool:
        """Whether the figures sent to this phone came back right."""
        normal = check_phone(phone).normal
        return bool(normal) and self.proven_for == lookup_key("phone", normal)


def draft_by_key(county: str, key: str, at: datetime) -> DraftRow | None:
    """The draft of a code; None when there is none or its month is over."""
    rows = CaseDraft.objects.filter(county=county, key=lookup_key("case.draft", read_key(key)), expires_at__gte=at)
    row = rows.order_by("id").first()
    return _row(row) if row else None


def draft_by_id(county: str, draft: UUID, at: datetime) -> DraftRow | None:
    """The draft of an id that the visitor's signed cookie holds."""
    row = CaseDraft.objects.filter(county=county, pk=draft, expires_at__gte=at).order_by("id").first()
    return _row(row) if row else None


def draft_content(row: CaseDraft) -> dict[str, Any]:
    """What was filled in."""
    content: dict[str, Any] = json.loads(open_box(bytes(row.box), table="cases_draft", field="box", row=row.id))
    return content


def _row(row: CaseDraft) -> DraftRow:
    content = draft_content(row)
    proven = bytes(row.proven_for) if row.proven_for else None
    return DraftRow(row.id, content, proven, row.expires_at, row.code_until)


def wanted_code(county: str, entry: UUID) -> Iterator[tuple[str, str]]:
    """(phone, code) that an entry asked to be sent; nothing once its words were erased."""
    words = words_of_entry(county, entry)
    if "phone" in words and "code" in words:
        yield words["phone"], words["code"]
