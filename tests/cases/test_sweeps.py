"""What cases do by themselves: one that is refused or broken never stops the others."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from linli.cases import jobs
from linli.cases.commands import create_obligation
from linli.cases.models import Case, CaseClock, Obligation
from linli.kernel.db.guard import writing
from linli.kernel.jobs.sweeping import LeftUndone
from linli.people.models import Unit
from tests.cases.town import Town, lamp, make_town
from tests.cases.walking import on, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def swept(task: Any) -> str:
    """Run a sweep that leaves something; what it says."""
    with pytest.raises(LeftUndone) as caught:
        task.func(job_key="test")
    return str(caught.value)


def broken(case: UUID) -> None:
    """A case whose type nobody has any more."""
    with writing("test"):
        Case.objects.filter(pk=case).update(type_entry=uuid4())


def test_a_broken_case_does_not_keep_others_from_their_alarm(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    boss = town.who("street", "dispatcher")
    first, second = lamp(town.who("station", "case_intake")), lamp(town.who("station", "case_intake"))
    for case in (first, second):
        step(boss, case, "accept")
    broken(first)
    monkeypatch.setattr(jobs, "now", lambda: on(2026, 11, 27))
    assert swept(jobs.sweep_clocks).startswith("1 of 2 left undone (")
    assert CaseClock.objects.get(case=second, key="handle").rung > 0
    assert CaseClock.objects.get(case=first, key="handle").rung == 0


def test_a_duty_of_a_closed_unit_does_not_stop_the_others(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    boss = town.who("street", "case_head", at=on(2026, 3, 20))
    given = {"kind": "drill", "period": "6m", "basis": "条例", "since": date(2026, 3, 15)}
    for unit in ("committee", "mediation"):
        create_obligation(boss, title=unit, unit=town.units[unit], **given)
    with writing("test"):
        Unit.objects.filter(pk=town.units["committee"]).update(closed_on=date(2026, 5, 1))
    monkeypatch.setattr(jobs, "now", lambda: on(2026, 8, 20))
    assert swept(jobs.turn_obligations) == "1 of 2 left undone (Invalid: invalid ×1)"
    assert Case.objects.get().subject_id == Obligation.objects.get(title="mediation").id
