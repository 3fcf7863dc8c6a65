"""Ledgers go on by themselves: read, written, cleared away. Each step may be killed and goes on where it stopped."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django_tasks import task

from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Invalid
from linli.kernel.jobs.sweeping import sweeping
from linli.kernel.journal.reading import object_of
from linli.people.commands.ledger_applying import apply_ledger_chunk, finish_ledger
from linli.people.commands.ledger_staging import StagedLine, end_ledger_reading, fail_ledger, stage_ledger_chunk
from linli.people.commands.ledger_undoing import clear_ledger_chunk, forget_ledger
from linli.people.queries.ledger_files import ledger_of, run_of
from linli.people.queries.ledger_traces import runs_to_clear, runs_to_forget
from linli.people.rules.ledgers.runs import APPLYING, CHUNK, READING
from linli.people.rules.ledgers.shapes import ReadLedger
from linli.people.rules.ledgers.taking import take_row

COMMANDS = (
    "people.stage_ledger_chunk", "people.end_ledger_reading", "people.fail_ledger", "people.apply_ledger_chunk",
    "people.finish_ledger", "people.clear_ledger_chunk", "people.forget_ledger",
)  # fmt: skip


def _machine(county: str) -> Actor:
    return system_actor(county, now(), *COMMANDS)


class _Lines:
    """The persons of a file in its order, and what was counted on the way."""

    def __init__(self, ledger: ReadLedger) -> None:
        self.ledger = ledger
        self.sheets: list[dict[str, Any]] = []
        self.seen: Counter[int] = Counter()

    def __iter__(self) -> Iterator[StagedLine]:
        """One line a person; the sheets are complete when the walk has ended."""
        for place, sheet in enumerate(self.ledger.sheets):
            count = 0
            for row in sheet.rows:
                count += 1
                for person, taken in enumerate(take_row(row, sheet.columns)):
                    mark = hash(taken)
                    yield StagedLine(place, row.number, person, taken, self.seen[mark])
                    self.seen[mark] += 1
            self.sheets.append({
                "data": count, "other": len(sheet.non_data), "hidden": sheet.is_hidden,
                "columns": [[one.letter, one.key[:80], one.meaning, one.destination.value] for one in sheet.columns],
            })  # fmt: skip


def read_run(county: str, run: UUID) -> None:
    """Read the file of a run into staging; chunks that lie there are passed over."""
    row = run_of(county, run)
    if row.state != READING:
        return
    actor = _machine(county)
    try:
        lines = _Lines(ledger_of(row, actor))
        walk, number = iter(lines), 0
        while chunk := list(islice(walk, CHUNK)):
            number += 1
            if number > row.chunks:
                stage_ledger_chunk(_machine(county), run=run, number=number, lines=chunk)
    except Invalid as refusal:
        fail_ledger(actor, run=run, reason=refusal.code.code)
        return
    end_ledger_reading(_machine(county), run=run, sheets=lines.sheets)


def write_run(county: str, run: UUID) -> None:
    """Write a confirmed run chunk by chunk, then show it."""
    row = run_of(county, run)
    if row.state != APPLYING:
        return
    for number in range(row.applied + 1, row.chunks + 1):
        apply_ledger_chunk(_machine(county), run=run, number=number)
    finish_ledger(_machine(county), run=run)


def clear_run(county: str, run: UUID) -> None:
    """Delete what a run that was taken back has left."""
    while not clear_ledger_chunk(_machine(county), run=run).unchanged:
        pass


@task()
def read_begun(*, entry: str, job_key: str) -> None:
    """Subscriber of ``people.ledger_begun``."""
    read_run(*object_of(UUID(entry)))


@task()
def write_confirmed(*, entry: str, job_key: str) -> None:
    """Subscriber of ``people.ledger_confirmed``."""
    write_run(*object_of(UUID(entry)))


@task()
def clear_taken_back(*, entry: str, job_key: str) -> None:
    """Subscriber of ``people.ledger_dropped`` and ``people.ledger_undone``."""
    clear_run(*object_of(UUID(entry)))


@task()
def forget_old(*, job_key: str) -> None:
    """Every day: files and staged values go when their time is over."""
    with sweeping("people.forget_old") as sweep:
        sweep.each(runs_to_forget(now()), lambda found: forget_ledger(_machine(found[0]), run=found[1]))
        sweep.each(runs_to_clear(), lambda found: clear_run(*found))
