"""Any ledger that the maker can make goes into the register with every row accounted for, and twice is as once."""

import io
import os
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.people.commands import undo_ledger
from linli.people.jobs.ledgers import clear_run
from linli.people.models import ContactPoint, Household, LedgerRun, NameToken, Person, Residence
from linli.people.queries.person_values import values_of
from linli.people.rules.ledgers.reading import read_ledger
from tests.people.ledgers.making import made_sheet
from tests.people.ledgers.reading import TODAY, lexicon
from tests.people.ledgers.runs import COUNTY, clerk, counts, lines, taken_in
from tests.people.ledgers.test_made import WRITERS

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281", boundary="any ledger is accounted for")]
MODELS: tuple[Any, ...] = (Person, Household, Residence, ContactPoint, NameToken)
# LINLI_LEDGERS=200 tries many at random; the few of every run are always the same.
FEW = 6
MOST = int(os.environ.get("LINLI_LEDGERS", str(FEW)))
# The register is not emptied between the examples: later ledgers meet the people of earlier ones.
often = settings(
    max_examples=MOST, deadline=None, derandomize=MOST == FEW,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def register(*without: str) -> dict[str, Any]:
    """Every row of the register, boxes and all."""
    found: dict[str, Any] = {}
    for model in MODELS:
        names = [field.attname for field in model._meta.concrete_fields if field.attname not in without]
        rows = model._base_manager.order_by("pk").values_list(*names)
        found[model.__name__] = [[_plain(value) for value in row] for row in rows]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def meaning() -> dict[str, Any]:
    """The register by what it says: what was given back is sealed anew and counts as a version."""
    values = {row.pk: values_of(row).as_texts() for row in Person.everything.order_by("pk")}
    return {**register("identity", "hukou_address", "version", "sources"), "values": values}


def rows_of(data: bytes) -> Counter[tuple[int, int]]:
    """The rows of data by sheet, with how many persons each holds."""
    sheets = read_ledger(io.BytesIO(data), "made", lexicon(), TODAY).sheets
    return Counter(
        {(place, row.number): max(1, len(row.persons)) for place, sheet in enumerate(sheets) for row in sheet.rows}
    )


def is_in_the_register(run: UUID) -> None:
    """Each line ended as it says: the new are there, the refused are not and say why."""
    here = set(Person.objects.order_by("pk").values_list("pk", flat=True))
    mine = set(Person.objects.filter(run=run).order_by("pk").values_list("pk", flat=True))
    found = lines(run)
    assert {line.target for line in found if line.verdict == "new"} == mine
    for line in found:
        assert (line.target in here) == (line.verdict in ("new", "changed", "same")), (line.row, line.verdict)
        assert (line.verdict == "refused") == bool(line.reason), (line.row, line.verdict, line.reason)


@often
@given(seed=st.integers(0, 2**32 - 1), kind=st.sampled_from(sorted(WRITERS)))
def test_every_row_is_accounted_for_and_the_same_file_changes_nothing(seed: int, kind: str) -> None:
    data = WRITERS[kind](made_sheet(seed, styles=kind == "xlsx"))
    before, first = Person.objects.count(), meaning()
    run = taken_in(data, leave_doubles=True)
    assert LedgerRun.objects.get(pk=run).state == "finished"
    assert Counter((line.sheet, line.row) for line in lines(run)) == rows_of(data)
    told = counts(run)
    assert sum(told.values()) == sum(rows_of(data).values())
    assert set(told) <= {"new", "changed", "same", "refused"}
    assert Person.objects.count() == before + told.get("new", 0)
    is_in_the_register(run)

    there = register()
    again = taken_in(data, leave_doubles=True)
    assert not {"new", "changed"} & set(counts(again)), counts(again)
    assert {line.verdict for line in lines(again)} <= {"same", "refused"}
    assert register() == there

    if seed % 2:
        for one in (again, run):
            undo_ledger(clerk(), run=one, expected_version=LedgerRun.objects.get(pk=one).version)
            clear_run(COUNTY, one)
        assert meaning() == first
