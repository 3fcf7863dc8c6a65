"""Somebody says what columns mean: the file is read again with that, and later files of the same head are too."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.ids import new
from linli.people.commands.ledger_rows import locked_run, step
from linli.people.models import LedgerLine, LedgerMapping, LedgerRun
from linli.people.queries.ledger_columns import lexicon_at
from linli.people.rules.ledgers.lexicon import Lexicon
from linli.people.rules.ledgers.mapping import head_digest, may_choose
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.runs import READING, READY


@command("people.map_ledger")
def map_ledger(
    actor: Actor, *, run: UUID, sheet: int, columns: Mapping[str, str], expected_version: int, remember: bool = False
) -> Receipt:
    """Say what columns of a table mean, by letter ("" = nothing), and have the file read again.

    ``sheet`` counts the tables from 0. Decisions about rows that may be known are asked for again. ``remember``: files
    of the community that come later with the same head take the same meanings. Invalid for a meaning that there is
    not, and where a column holds what may not be kept.
    """
    row = locked_run(actor, "people.map_ledger", run, READY)
    expect_version(row, expected_version)
    found = _table(row, sheet)
    _check(found, columns, lexicon_at(row.area, actor))
    head = head_digest([(str(one[0]), str(one[1])) for one in found])
    LedgerMapping(
        id=new(row.county), county=row.county, area=row.area, run=row, head=head, remembered=remember,
        columns={**_before(row, head), **columns}, account=actor.account, made_at=actor.at,
    ).save(force_insert=True)  # fmt: skip
    LedgerLine.objects.filter(county=row.county, run=row)._raw_delete(using="default")
    row.state, row.chunks, row.sheets, row.counts = READING, 0, [], {}
    # The reader of the file is told as for a new one.
    return step(actor, row, "people.ledger_begun", ("state", "chunks", "sheets", "counts"), columns=len(columns))


def _table(row: LedgerRun, sheet: int) -> Sequence[Sequence[Any]]:
    if not 0 <= sheet < len(row.sheets):
        raise Invalid(KernelCode.INVALID, problems=(Problem("sheet", KernelCode.INVALID),))
    found: Sequence[Sequence[Any]] = row.sheets[sheet]["columns"]
    if not any(one[0] != one[1] for one in found):
        raise Invalid(RunCode.NO_NAMES)
    return found


def _check(found: Sequence[Sequence[Any]], columns: Mapping[str, str], lexicon: Lexicon) -> None:
    known = {str(one[0]): one for one in found}
    problems = []
    for letter, code in columns.items():
        if letter not in known or (code and code not in lexicon.meanings):
            problems.append(Problem(f"columns.{letter}", RunCode.MEANING, {"column": letter}))
        elif not may_choose(known[letter], code, lexicon):
            problems.append(Problem(f"columns.{letter}", RunCode.NEVER_KEPT, {"column": letter}))
    if problems or not columns:
        raise Invalid(KernelCode.INVALID, problems=tuple(problems) or (Problem("columns", KernelCode.REQUIRED),))


def _before(row: LedgerRun, head: str) -> dict[str, str]:
    """What was chosen for this run before stays chosen."""
    rows = LedgerMapping.objects.filter(county=row.county, run=row, head=head).order_by("-id")
    latest = rows.first()
    return dict(latest.columns) if latest else {}
