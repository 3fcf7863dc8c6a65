"""The refused rows of a run with what is wrong in each, for the command line."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.people.models import LedgerLine
from linli.people.queries.ledger_files import ledger_of, run_of
from linli.people.queries.ledger_returned import wrong_in
from linli.people.rules.ledgers.shapes import LedgerIssue
from linli.people.rules.ledgers.verdicts import REFUSED


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
                found.append(RefusedRow(sheet.name, one.number, wrong_in(one, reason)))
    return found
