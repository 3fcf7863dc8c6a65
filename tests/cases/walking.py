"""Walking cases through their flows in tests."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.cases.commands import accept_share, assign_case, raise_alarm, take_step
from linli.cases.models import Case, CaseAct, CaseClock, CaseFile, CaseParty
from linli.cases.queries.party_access import PARTY_POWERS
from linli.cases.rules.fold import Deed, fold
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.db.guard import writing
from linli.kernel.ids import new
from tests.cases.town import COUNTY, Town, version


def on(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """A local moment."""
    return datetime(year, month, day, hour, tzinfo=LOCAL)


def step(actor: Actor, case: UUID, action: str, note: str = "", **more: Any) -> str:
    """Take a step and return the state."""
    return take_step(actor, case=case, action=action, note=note, expected_version=version(case), **more).status


def attach(case: UUID, kind: str) -> None:
    """A file of a kind."""
    row = Case.objects.get(pk=case)
    with writing("test"):
        CaseFile.objects.create(
            id=new(COUNTY), county=COUNTY, area=row.area, case=row, file=new(COUNTY), kind=kind,
            added_at=row.received_at,
        )  # fmt: skip


def party_of(case: UUID, like: Actor, role: str = "reporter") -> Actor:
    """Somebody with number and key."""
    party = CaseParty.objects.filter(case=case, role=role).order_by("id")[0]
    powers = dict.fromkeys(PARTY_POWERS, ())
    return replace(like, account=None, post=None, unit=None, channel="portal", party=party.id, powers=powers)


def give(boss: Actor, town: Town, case: UUID, unit: str, **more: Any) -> None:
    """Assign a case."""
    assign_case(boss, case=case, unit=town.units[unit], expected_version=version(case), **more)


def sign(worker: Actor, case: UUID) -> str:
    """Sign for a share."""
    return accept_share(worker, case=case, expected_version=version(case)).status


def sweep(at: datetime, *cases: UUID) -> None:
    """Let the machine look at the clocks at a moment, as its job does."""
    machine = system_actor(COUNTY, at, "cases.raise_alarm")
    rows = CaseClock.objects.filter(next_alarm_at__lte=at)
    for clock in (rows.filter(case__in=cases) if cases else rows).order_by("next_alarm_at", "id"):
        raise_alarm(machine, clock=clock.id)


def due(case: UUID, key: str) -> str:
    """The due day of the newest clock of a key."""
    return str(CaseClock.objects.filter(case=case, key=key).order_by("-id")[0].due_on)


def state(case: UUID) -> str:
    """The present state."""
    return Case.objects.get(pk=case).state


def assert_folds(case: UUID) -> None:
    """The fold of the acts equals the row; no clock runs backwards; an ended case has no running clock."""
    row = Case.objects.get(pk=case)
    acts = CaseAct.objects.filter(case=case).order_by("seq")
    folded = fold(Deed(act.seq, act.action, act.state, act.facts) for act in acts)
    assert (folded.state, folded.type, folded.sort, folded.area) == (row.state, row.type, row.sort, row.area)
    assert folded.lead == str(row.lead_id or "")
    counters = ("returned", "rework", "reopened", "notices", "trips", "supporters", "rating")
    assert [getattr(folded, name) for name in counters] == [getattr(row, name) for name in counters]
    assert folded.length == row.acts
    if row.ended_at is not None:
        assert not CaseClock.objects.filter(case=case, stopped_at__isnull=True).exists()
        assert row.due_at.year == 2199
