"""Where the known persons of a run live or are registered: a query or two for all, never one a person."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from linli.kernel.crypto.boxes import open_box
from linli.people.models import LedgerRun, Residence
from linli.people.rules.ledgers.homes import Home
from linli.places.queries.dwellings import dwelling_words


def written_address(row: Residence) -> str:
    """The address of a residence as somebody wrote it; empty when nobody did."""
    box = row.address
    return open_box(bytes(box), table="people_residence", field="address", row=row.id) if box else ""


def home_of(row: Residence) -> Home:
    """What a line is compared with."""
    return Home(row.dwelling, written_address(row), row.since, in_household=row.household_id is not None)


def open_homes(run: LedgerRun, persons: Collection[UUID]) -> dict[UUID, Residence]:
    """The open residence of each person of the kind that the run's file tells of."""
    rows = Residence.objects.filter(county=run.county, person__in=persons, kind=run.home, until__isnull=True)
    return {row.person_id: row for row in rows.order_by("id")}


def home_words(county: str, rows: Iterable[Residence]) -> dict[UUID, str]:
    """Each person's address in words: that of the dwelling, else as it was written."""
    homes = list(rows)
    doors = dwelling_words(county, {row.dwelling for row in homes})
    return {row.person_id: doors.get(row.dwelling, "") if row.dwelling else written_address(row) for row in homes}


def told_by(row: Residence) -> dict[str, str]:
    """What a residence says about the place, as a run keeps it sealed."""
    return {"dwelling": str(row.dwelling or ""), "address": written_address(row), "source": row.source}


def homes_of_moves(run: LedgerRun, moves: Iterable[Mapping[str, Any]]) -> dict[str, Residence]:
    """The residences that moves of a run ended, filled in or made, hidden ones too."""
    wanted = {told[name] for told in moves for name in ("home", "made") if told[name]}
    rows = Residence.everything.filter(county=run.county, pk__in=wanted).order_by("id")
    return {str(row.id): row for row in rows}


def is_as_written(told: Mapping[str, Any], homes: Mapping[str, Residence]) -> bool:
    """Whether the register still says what a run wrote about where somebody lives."""
    old, current = homes.get(told["home"]), homes.get(told["made"] or told["home"])
    if old is None or current is None or current.until is not None or told_by(current) != told["now"]:
        return False
    return not told["made"] or str(old.until) == told["until"]
