"""A run is taken back: dropped before it was finished, or undone within its time."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version
from linli.kernel.errors import TooLate
from linli.people.commands.ledger_changes import restore_piece
from linli.people.commands.ledger_rows import locked_run, step
from linli.people.models import ContactPoint, Household, LedgerLine, LedgerPart, LedgerRun, NameToken, Person, Residence
from linli.people.queries.ledger_traces import touched_of
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.runs import CHUNK, DROPPED, FAILED, FINISHED, OPEN, UNDO_TIME, UNDOING, UNDONE

CARRIERS: tuple[Any, ...] = (ContactPoint, Residence, Household, Person)


@command("people.drop_ledger")
def drop_ledger(actor: Actor, *, run: UUID, expected_version: int) -> Receipt:
    """Give up a run that is not finished: nothing of it was ever seen, and nothing of it stays."""
    row = locked_run(actor, "people.drop_ledger", run, *OPEN, FAILED)
    expect_version(row, expected_version)
    row.state = DROPPED
    return step(actor, row, "people.ledger_dropped", ("state",))


@command("people.undo_ledger")
def undo_ledger(actor: Actor, *, run: UUID, expected_version: int) -> Receipt:
    """Take a finished run back within 30 days; TooLate afterwards.

    Persons whom nobody touched since leave the register at once; fields that nobody changed since are given back,
    where there are very many by the job that clears up. ``kept`` counts the others: they stay, and the run lists them.
    """
    row = locked_run(actor, "people.undo_ledger", run, FINISHED)
    expect_version(row, expected_version)
    if row.finished_at is None or actor.at > row.finished_at + UNDO_TIME:
        raise TooLate(RunCode.TOO_LATE, {"days": UNDO_TIME.days})
    touched = touched_of(row)
    restore_piece(row)
    _keep(row, touched)
    row.state, row.shown = UNDOING, False
    kept = _count_kept(row)
    return step(actor, row, "people.ledger_undone", ("state", "shown", "counts"), kept=kept)


def _count_kept(row: LedgerRun) -> int:
    lines = LedgerLine.objects.filter(county=row.county, run=row, reason="kept").order_by("target")
    kept = lines.values("target").distinct().count()
    row.counts = {**row.counts, "kept": kept}
    return kept


def _keep(row: LedgerRun, persons: Iterable[UUID]) -> None:
    """Persons whom somebody has touched belong to the register now, not to the run."""
    ids = sorted(persons)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        homes = Residence.everything.filter(county=row.county, person__in=some, household__isnull=False)
        households = list(homes.order_by("id").values_list("household", flat=True))
        Household.everything.filter(county=row.county, run=row.id, pk__in=households).update(run=None)
        for model in (ContactPoint, Residence):
            model.everything.filter(county=row.county, run=row.id, person__in=some).update(run=None)
        Person.everything.filter(county=row.county, pk__in=some).update(run=None)
        LedgerLine.objects.filter(county=row.county, run=row, target__in=some).update(reason="kept")


@command("people.clear_ledger_chunk")
def clear_ledger_chunk(actor: Actor, *, run: UUID) -> Receipt:
    """Give back what the next lines wrote over, then delete up to 2,000 hidden rows of a run that was taken back;
    ``unchanged`` when none is left.
    """
    row = locked_run(actor, "people.clear_ledger_chunk", run, UNDOING, DROPPED, UNDONE)
    if row.state == UNDOING and restore_piece(row):
        return step(actor, row, "", ("counts",), kept=_count_kept(row))
    for model in CARRIERS:
        if count := _delete(model, row):
            return step(actor, row, "", (), table=model._meta.db_table, rows=count)
    if row.state == UNDONE or not LedgerPart.objects.filter(county=row.county, run=row).exists():
        return Receipt("people.ledgerrun", row.id, row.state, row.version, unchanged=True)
    _forget(row)
    row.state = UNDONE if row.state == UNDOING else row.state
    return step(actor, row, "", ("state",), forgotten=True)


def _delete(model: type[Model], row: LedgerRun) -> int:
    rows = model._base_manager.filter(county=row.county, run=row.id).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:CHUNK])
    if not ids:
        return 0
    if model is Person:
        NameToken.objects.filter(county=row.county, person__in=ids)._raw_delete(using="default")
    model._base_manager.filter(county=row.county, pk__in=ids)._raw_delete(using="default")
    return len(ids)


def _forget(row: LedgerRun) -> None:
    """The values in staging and the file go; what is left are counts, and digests that know a line again."""
    LedgerPart.objects.filter(county=row.county, run=row).delete()
    LedgerLine.objects.filter(county=row.county, run=row).update(box=None, before=None)


@command("people.forget_ledger")
def forget_ledger(actor: Actor, *, run: UUID) -> Receipt:
    """Delete the file and the staged values of a run whose time for undoing is over (30 days after the finish)."""
    row = locked_run(actor, "people.forget_ledger", run, FINISHED, FAILED)
    _forget(row)
    return step(actor, row, "", (), forgotten=True)
