"""A row written by a kept statement is the row that ``save`` would write, whatever its columns hold."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError

from linli.cases.models import Case, CaseAct, CaseClock
from linli.kernel.db.inserting import insert_row
from linli.kernel.journal.models import JournalEntry
from tests.cases.town import lamp, make_town


def _columns(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Case, CaseAct, CaseClock, JournalEntry])
def test_every_column_comes_back_as_it_was(model: Any, writing_as_test: None) -> None:
    lamp(make_town().who("station", "case_intake"))
    kept = model.objects.order_by("pk").last()
    wanted = _columns(kept)
    assert any(isinstance(value, datetime) for value in wanted.values())
    copy = type(kept)(**{**wanted, "id": type(kept.pk)(int=kept.pk.int + 1), **_unique(model)})
    made = insert_row(copy)
    assert not made._state.adding
    again = _columns(model.objects.get(pk=made.pk))
    assert again == {**wanted, "id": made.pk, **_unique(model)}


def _unique(model: Any) -> dict[str, Any]:
    return {Case: {"number": "32992120261120999999"}, CaseAct: {"seq": 99}, CaseClock: {"key": "other"}}.get(model, {})


@pytest.mark.django_db
def test_a_row_that_breaks_a_constraint_is_refused(writing_as_test: None) -> None:
    lamp(make_town().who("station", "case_intake"))
    act = CaseAct.objects.order_by("pk").last()
    assert act is not None
    with pytest.raises(IntegrityError):
        insert_row(CaseAct(**_columns(act)))
