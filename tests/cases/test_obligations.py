"""Recurring duties: the next follows from the fact, missed stays missed, a case opens ahead of the day."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from linli.cases.commands import create_obligation, end_obligation, record_fact, turn_obligation
from linli.cases.jobs import turn_obligations
from linli.cases.models import Case, CaseClock, Obligation, Occurrence
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.obligations import Turn, next_turn, standing_of, turn_after
from linli.kernel.actor import Actor, system_actor
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotAllowed, NotFound
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.packs.calendars import calendar_at
from tests.cases.town import COUNTY, Town, make_town, version
from tests.cases.walking import assert_folds, on, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def test_a_drill_every_half_year() -> None:
    turn = turn_after(date(2026, 3, 15), "6m", "", calendar_at(""))
    assert turn == Turn(date(2026, 9, 15), date(2026, 9, 15))  # R11.4, worked example
    after = next_turn("fact", turn.due_on, date(2026, 9, 1), "6m", "10d", calendar_at(""))
    assert after == Turn(date(2027, 3, 1), date(2027, 3, 11))
    assert next_turn("calendar", turn.due_on, date(2026, 9, 1), "6m", "", calendar_at("")).due_on == date(2027, 3, 15)
    assert next_turn("fact", turn.due_on, None, "6m", "", calendar_at("")).due_on == date(2027, 3, 15)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("fact", "today", "state"),
    [
        (None, date(2026, 9, 25), "open"),
        (None, date(2026, 9, 26), "missed"),
        (date(2026, 9, 15), date(2026, 9, 30), "done"),
        (date(2026, 9, 16), date(2026, 9, 30), "late"),
        (date(2026, 9, 26), date(2026, 9, 30), "missed"),
    ],
)
def test_standing(fact: date | None, today: date, state: str) -> None:
    assert standing_of(Turn(date(2026, 9, 15), date(2026, 9, 25)), fact, today) == state


def drill(town: Town, boss: Actor, **more: str) -> UUID:
    return create_obligation(
        boss, title="消防演练", kind="fire_drill", unit=town.units["committee"], period="6m",
        basis="山东省消防条例第四十二条", since=date(2026, 3, 15), **more,
    ).id  # fmt: skip


def boss_of(town: Town) -> Actor:
    return town.who("street", "case_head", "verifier", at=on(2026, 3, 20))


def machine(day: date) -> Actor:
    return system_actor(COUNTY, on(day.year, day.month, day.day, 8), "cases.turn_obligation", "cases.open_case")


def turns(duty: UUID) -> list[tuple[str, str]]:
    rows = Occurrence.objects.filter(obligation=duty).order_by("seq")
    return [(str(row.due_on), row.state) for row in rows]


def test_a_case_opens_ahead_and_its_fact_makes_the_next(town: Town) -> None:
    duty = drill(town, boss_of(town))
    turn_obligation(machine(date(2026, 8, 20)), obligation=duty)
    turn_obligation(machine(date(2026, 8, 20)), obligation=duty)  # again changes nothing
    case = Case.objects.get(subject_id=duty)
    assert (case.state, case.lead_id) == ("handling", town.units["committee"])
    assert str(CaseClock.objects.get(case=case).due_on) == "2026-09-15"
    worker = town.who("committee", "case_worker", at=on(2026, 9, 10))
    step(worker, case.id, "finish", "九月十日演练,六十人参加")
    assert step(replace(boss_of(town), at=on(2026, 9, 12)), case.id, "verify") == "closed"
    work_until_idle(COUNTY)
    work_until_idle(COUNTY)
    assert turns(duty) == [("2026-09-15", "done"), ("2027-03-10", "open")]
    assert Obligation.objects.get(pk=duty).last_fact == date(2026, 9, 10)
    assert_folds(case.id)


def test_missed_stays_missed(town: Town) -> None:
    boss = boss_of(town)
    duty = drill(town, boss, grace="10d")
    turn_obligation(machine(date(2026, 9, 26)), obligation=duty)
    assert turns(duty) == [("2026-09-15", "missed"), ("2027-03-15", "open")]
    record_fact(replace(boss, at=on(2026, 10, 5)), obligation=duty, on=date(2026, 10, 1))
    assert turns(duty) == [("2026-09-15", "missed"), ("2027-03-15", "done"), ("2027-04-01", "open")]


def test_days_that_cannot_be(town: Town) -> None:
    boss = boss_of(town)
    duty = drill(town, boss)
    for day in (date(2026, 3, 14), date(2026, 3, 21)):
        with pytest.raises(Invalid) as caught:
            record_fact(boss, obligation=duty, on=day)
        assert caught.value.problems[0].code is CaseCode.FACT_DAY
    with pytest.raises(Invalid):
        create_obligation(
            boss, title=" ", kind="x", unit=town.units["committee"], period="6m", basis="", since=date(2026, 1, 1)
        )
    with pytest.raises(Invalid):
        create_obligation(
            boss, title="x", kind="x", unit=town.units["committee"], period="soon", basis="x", since=date(2026, 1, 1)
        )


def test_who_may(town: Town) -> None:
    with pytest.raises(NotAllowed):
        drill(town, town.who("street", "case_worker"))
    duty = drill(town, boss_of(town))
    elsewhere = replace(boss_of(town), powers={"cases.record_fact": ("329921002",)}, area="329921002")
    with pytest.raises(NotFound):
        record_fact(elsewhere, obligation=duty, on=date(2026, 3, 20))


def test_an_ended_duty_comes_no_more(town: Town) -> None:
    boss = boss_of(town)
    duty = drill(town, boss)
    end_obligation(boss, obligation=duty, on=date(2026, 3, 20), reason="改由街道组织", expected_version=1)
    assert turn_obligation(machine(date(2026, 9, 30)), obligation=duty).status == "ended"
    with pytest.raises(Conflict):
        record_fact(boss, obligation=duty, on=date(2026, 3, 19))


@pytest.mark.parametrize(
    ("on_day", "reason", "wrong"),
    [
        (date(2026, 3, 14), "改由街道组织", [("on", CaseCode.END_DAY)]),
        (date(2026, 3, 20), " ", [("reason", KernelCode.REQUIRED)]),
        (date(2026, 3, 14), "", [("reason", KernelCode.REQUIRED), ("on", CaseCode.END_DAY)]),
    ],
)
def test_each_thing_wrong_with_an_end_is_named_where_it_is(
    town: Town, on_day: date, reason: str, wrong: list[tuple[str, ErrorCode]]
) -> None:
    duty = drill(town, boss_of(town))
    with pytest.raises(Invalid) as caught:
        end_obligation(boss_of(town), obligation=duty, on=on_day, reason=reason, expected_version=1)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == wrong
    end_obligation(boss_of(town), obligation=duty, on=date(2026, 3, 15), reason="不再要求", expected_version=1)


def test_the_job_finds_what_is_due(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    duty = drill(town, boss_of(town))
    monkeypatch.setattr("linli.cases.jobs.now", lambda: on(2026, 8, 10))
    turn_obligations.func(job_key="a")
    assert not Case.objects.exists()
    monkeypatch.setattr("linli.cases.jobs.now", lambda: on(2026, 8, 20))
    turn_obligations.func(job_key="b")
    assert version(Case.objects.get(subject_id=duty).id) > 1
