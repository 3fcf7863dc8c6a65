"""Confirmed figures become lines by year and area; a revision stands beside the original, never over it (E59)."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from linli.documents.queries.papers import FindingRow, findings_of
from linli.documents.rules.library.findings import CONFIRMED, TARGET, since_of, until_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.programmes.commands.starting import PROGRAMME, locked_programme
from linli.programmes.models import Programme, TargetLine, TargetValue
from linli.programmes.rules.reasons import ProgrammeCode

LINE: Final = "programmes.targetline"
MOST: Final = 10**15
BASIS_LENGTH: Final = 300


@command("programmes.set_lines")
def set_lines(actor: Actor, *, programme: UUID) -> Receipt:
    """Make a line of every confirmed figure of the paper that has none yet, with its figure as the original."""
    row = locked_programme(actor, programme)
    found = findings_of(row.county, row.paper_id, TARGET, (CONFIRMED,))
    known = set(TargetLine.objects.filter(county=row.county, programme=row).values_list("finding_id", flat=True))
    waiting = [one for one in found if one.id not in known]
    for finding in waiting:
        _set(actor, row, finding)
    if waiting:
        row.version += 1
        row.save(update_fields=["version"])
        record(actor, subject_of(row), Act(("lines",), facts={"lines": len(waiting)}))
    return Receipt(PROGRAMME, row.id, "running", row.version, unchanged=not waiting, values={"lines": len(waiting)})


def _set(actor: Actor, row: Programme, finding: FindingRow) -> None:
    data = finding.data
    until = until_of(data["deadline"])
    line = TargetLine(
        id=new(row.county), county=row.county, area=row.area, programme=row, finding_id=finding.id, no=finding.seq,
        metric=data["metric"], operator=data["operator"], unit=data["unit"], scope=data["scope"], kind=data["kind"],
        clause=finding.clause, since=since_of(data["deadline"]), until=until,
        rhythm=data["deadline"] if data["deadline"].startswith("R/") else "",
    )  # fmt: skip
    line.save(force_insert=True)
    low, high = _pair(data["value"])
    year = until.year if until else local_day(actor.at).year
    _add(actor, line, row.area, year, 1, (low, high), "")


def _pair(value: Any) -> tuple[int, int | None]:
    parts = value if isinstance(value, list) else [value]
    thousandths = [round(Decimal(str(part)) * 1000) for part in parts]
    return thousandths[0], thousandths[1] if len(thousandths) > 1 else None


def _add(
    actor: Actor, line: TargetLine, area: str, year: int, seq: int, pair: tuple[int, int | None], basis: str
) -> None:  # fmt: skip
    TargetValue(
        id=new(line.county), county=line.county, area=area, line=line, year=year, seq=seq, thousandths=pair[0],
        upper=pair[1], basis=basis, set_at=actor.at, account=actor.account,
    ).save(force_insert=True)  # fmt: skip


@command("programmes.revise_target")
def revise_target(
    actor: Actor, *, line: UUID, value: str, year: int, area: str = "", upper: str = "", basis: str, whole: str = ""
) -> Receipt:  # fmt: skip
    """Set the figure of a line for a year and an area (its own without one), with why; the earlier ones stay.

    ``whole`` names the denominator of a share.
    """
    row = lock_row(TargetLine, "area", line)
    place = area or row.area
    must_cover(actor, row.area)
    must_cover(actor, place)
    pair = _typed(value, upper, year, basis)
    values = TargetValue.objects.filter(county=row.county, line=row, area=place, year=year)
    last = values.order_by("-seq").first()
    if last is not None and (last.thousandths, last.upper) == pair and whole == row.whole:
        raise Conflict(ProgrammeCode.SAME)
    row.whole = (whole.strip() or row.whole)[:120]
    row.version += 1
    row.save(update_fields=["whole", "version"])
    _add(actor, row, place, year, last.seq + 1 if last else 1, pair, basis.strip())
    facts = {"year": year, "area": place, "value": str(pair[0]), "revision": last.seq + 1 if last else 1}
    record(actor, subject_of(row), Act(("value",), facts=facts))
    return Receipt(LINE, row.id, "revised", row.version)


def _typed(value: str, upper: str, year: int, basis: str) -> tuple[int, int | None]:
    problems = []
    low, high = _thousandths(value), _thousandths(upper) if upper.strip() else None
    if low is None or (upper.strip() and high is None) or (high is not None and high < low):
        problems.append(Problem("value", ProgrammeCode.VALUE))
    if not 1949 <= year <= 2199:
        problems.append(Problem("year", ProgrammeCode.YEAR))
    if not basis.strip():
        problems.append(Problem("basis", KernelCode.REQUIRED))
    if len(basis.strip()) > BASIS_LENGTH:
        data = {"length": len(basis.strip()), "limit": BASIS_LENGTH}
        problems.append(Problem("basis", KernelCode.TOO_LONG, data))
    if problems or low is None:
        raise Invalid(KernelCode.INVALID, problems=tuple(problems))
    return low, high


def _thousandths(text: str) -> int | None:
    try:
        number = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return round(number * 1000) if number.is_finite() and abs(number) * 1000 < MOST else None
