"""The refused rows of a file, to be corrected and taken in again."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import KernelCode, NotFound
from linli.people.models import LedgerLine
from linli.people.queries.ledger_files import file_of, ledger_of
from linli.people.queries.ledger_runs import found_run
from linli.people.rules.ledgers.shapes import IssueKind, LedgerRow
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


def _written(row: LedgerRow, keys: Sequence[str]) -> list[str]:
    raw: Mapping[str, object] = {issue.key: issue.raw for issue in row.issues if issue.kind is IssueKind.BAD}
    return [_safe(raw.get(key, row.values.get(key))) for key in keys]


def _safe(value: object) -> str:
    """As text that no spreadsheet program takes for a formula."""
    text = "、".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
