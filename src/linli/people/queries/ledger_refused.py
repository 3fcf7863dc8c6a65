"""The refused rows of a file, to be corrected and taken in again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import KernelCode, NotFound
from linli.people.models import LedgerLine
from linli.people.queries.ledger_files import file_of, ledger_of, run_of
from linli.people.queries.ledger_runs import found_run
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.shapes import IssueKind, LedgerIssue, LedgerRow
from linli.people.rules.ledgers.verdicts import REFUSED

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def refused_rows(actor: Actor, run: UUID) -> Iterator[tuple[Sequence[str], Sequence[tuple[str, ...]]]]:
    """Sheet by sheet: the names of the columns, and of each refused row its reason code and then its values.

    NotFound unless the actor's own account gave the file, for the values stand here unmasked; NotFound too when the
    file was deleted.
    """
    row = found_run(actor, run)
    if row.account is None or row.account != actor.account or not file_of(row):
        raise NotFound(KernelCode.NOT_FOUND)
    lines = LedgerLine.objects.filter(county=row.county, run=row, verdict=REFUSED).order_by("-place")
    found = {(sheet, number): reason for sheet, number, reason in lines.values_list("sheet", "row", "reason")}
    for place, sheet in enumerate(ledger_of(row, actor).sheets):
        keys = [column.key for column in sheet.columns]
        wanted = [(found[place, one.number], one) for one in sheet.rows if (place, one.number) in found]
        if wanted:
            yield keys, [(reason, *_written(one, keys)) for reason, one in wanted]


@dataclass(frozen=True)
class RefusedRow:
    """A row that is not taken in: where it stands and what is wrong, cell by cell; ``key`` names the column."""

    sheet: str
    row: int
    issues: tuple[LedgerIssue, ...]


def refusals_of(county: str, run: UUID, actor: Actor, most: int) -> list[RefusedRow]:
    """The first ``most`` rows that a run refuses, in the order of the file, with every issue that a person must mend.

    For whoever has the file at hand: the issues name what stands in it.
    """
    row = run_of(county, run)
    lines = LedgerLine.objects.filter(county=county, run=row, verdict=REFUSED).order_by("sheet", "row", "place")
    wanted = {(sheet, number): reason for sheet, number, reason in lines.values_list("sheet", "row", "reason")[:most]}
    found = []
    for place, sheet in enumerate(ledger_of(row, actor).sheets if wanted else ()):
        for one in sheet.rows:
            reason = wanted.get((place, one.number))
            if reason is not None:
                found.append(RefusedRow(sheet.name, one.number, _wrong_in(one, reason)))
    return found


def _wrong_in(row: LedgerRow, reason: str) -> tuple[LedgerIssue, ...]:
    """What is wrong in a row; the line's own reason where no cell is to blame."""
    bad = tuple(issue for issue in row.issues if issue.kind is IssueKind.BAD)
    own = [LedgerIssue(code, IssueKind.BAD) for code in LedgerCode if code.code == reason]
    return bad or tuple(own)


def _written(row: LedgerRow, keys: Sequence[str]) -> list[str]:
    raw: Mapping[str, object] = {issue.key: issue.raw for issue in row.issues if issue.kind is IssueKind.BAD}
    return [_safe(raw.get(key, row.values.get(key))) for key in keys]


def _safe(value: object) -> str:
    """As text that no spreadsheet program takes for a formula."""
    text = "、".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
