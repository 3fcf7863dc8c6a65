"""Takes ledgers in for tests, with the real jobs in this process."""

import csv
import io
from collections.abc import Sequence
from uuid import UUID

from linli.kernel.actor import Actor
from linli.people.commands import begin_ledger, confirm_ledger
from linli.people.jobs.ledgers import read_run, write_run
from linli.people.models import LedgerLine, LedgerRun
from tests.actors import actor_with
from tests.people.persons.records import HERE

POWERS = (
    "people.begin_ledger", "people.decide_ledger_line", "people.confirm_ledger", "people.drop_ledger",
    "people.undo_ledger", "people.see_persons", "people.see_ledgers",
)  # fmt: skip
COUNTY = "329921"


def clerk(area: str = HERE) -> Actor:
    """Who may take ledgers in for a community."""
    return actor_with(*POWERS, area=area)


def as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    """The rows as a file."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def begun(data: bytes, *, area: str = HERE, home: str = "living", name: str = "居民台账.csv") -> UUID:
    """A run whose file was read."""
    run = begin_ledger(clerk(area), area=area, name=name, data=data, home=home).id
    read_run(COUNTY, run)
    return run


def confirmed(run: UUID, *, leave_doubles: bool = False, area: str = HERE) -> None:
    """Confirm a run that was read; it waits for its job."""
    version = LedgerRun.objects.get(pk=run).version
    confirm_ledger(clerk(area), run=run, expected_version=version, leave_doubles=leave_doubles)


def taken_in(data: bytes, *, area: str = HERE, home: str = "living", leave_doubles: bool = False) -> UUID:
    """A finished run."""
    run = begun(data, area=area, home=home)
    confirmed(run, leave_doubles=leave_doubles, area=area)
    write_run(COUNTY, run)
    return run


def counts(run: UUID) -> dict[str, int]:
    """The lines by verdict, without zeros."""
    found: dict[str, int] = LedgerRun.objects.get(pk=run).counts
    return {verdict: count for verdict, count in found.items() if count}


def lines(run: UUID) -> list[LedgerLine]:
    """The lines in the order of the file."""
    return list(LedgerLine.objects.filter(run=run).order_by("sheet", "row", "place"))
