"""The file of a run, opened again, and its rows as the reader sees them."""

import base64
import io
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.crypto.boxes import open_box
from linli.people.models import LedgerPart, LedgerRun
from linli.people.queries.ledger_columns import lexicon_at
from linli.people.queries.ledger_mappings import mappings_for
from linli.people.rules.ledgers.reading import read_ledger
from linli.people.rules.ledgers.shapes import ReadLedger


def run_of(county: str, run: UUID) -> LedgerRun:
    """The run's row, for a job."""
    return LedgerRun.objects.get(pk=run, county=county)


def name_of(run: LedgerRun) -> str:
    """The name of the file as it was given."""
    return open_box(bytes(run.name), table="people_ledgerrun", field="name", row=run.id)


def file_of(run: LedgerRun) -> bytes:
    """The bytes as they were given; empty once they were forgotten."""
    parts = LedgerPart.objects.filter(county=run.county, run=run).order_by("number")
    return b"".join(_opened(part) for part in parts.iterator(chunk_size=1))


def has_file(run: LedgerRun) -> bool:
    """Whether the file is still kept."""
    return LedgerPart.objects.filter(county=run.county, run=run).exists()


def _opened(part: LedgerPart) -> bytes:
    return base64.b64decode(open_box(bytes(part.box), table="people_ledgerpart", field="box", row=part.id))


def ledger_of(run: LedgerRun, actor: Actor) -> ReadLedger:
    """The file read with the lexicon of its community, as of the day it was given."""
    lexicon = lexicon_at(run.area, actor)
    lexicon.chosen = mappings_for(run)
    return read_ledger(io.BytesIO(file_of(run)), name_of(run), lexicon, local_day(run.begun_at))


def state_of(county: str, run: UUID) -> Mapping[str, Any]:
    """Where a run stands: state, chunks and applied."""
    rows = LedgerRun.objects.filter(pk=run, county=county).order_by("id")
    return dict(rows.values("state", "chunks", "applied", "version", "counts", "reason")[0])
