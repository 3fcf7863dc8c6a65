"""A share is taken back by who dispatches, or by the unit that asked for it; a lead's as the flow says."""

from dataclasses import replace
from uuid import UUID

import pytest

from linli.cases.commands import drop_share
from linli.cases.models import Assignment, Case
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed
from linli.people.queries.roles import roles_at
from tests.cases.town import COUNTY, Town, lamp, make_town, version
from tests.cases.walking import assert_folds, give, sign, step
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def led(town: Town) -> tuple[UUID, Actor, Actor]:
    """A lamp that the city management leads; who leads it, who dispatched it."""
    boss, worker = town.who("street", "dispatcher"), town.who("urban", "case_worker")
    case = lamp(town.who("station", "case_intake"))
    step(boss, case, "accept")
    give(boss, town, case, "urban")
    sign(worker, case)
    return case, worker, boss


def drop(actor: Actor, town: Town, case: UUID, unit: str) -> None:
    drop_share(actor, case=case, unit=town.units[unit], reason="不需要了", expected_version=version(case))


def shares(case: UUID) -> list[tuple[str, str]]:
    return list(Assignment.objects.filter(case=case).order_by("id").values_list("role", "state"))


def test_a_lead_takes_back_the_help_that_it_asked_for(town: Town) -> None:
    case, worker, _ = led(town)
    give(worker, town, case, "housing", role="helping")
    drop(worker, town, case, "housing")
    assert shares(case) == [("lead", "accepted"), ("helping", "dropped")]
    assert_folds(case)


def test_a_lead_does_not_take_back_what_the_dispatcher_gave(town: Town) -> None:
    case, worker, boss = led(town)
    give(boss, town, case, "housing", role="responsible")
    with pytest.raises(NotAllowed) as caught:
        drop(worker, town, case, "housing")
    assert caught.value.code is CaseCode.NOT_YOUR_SHARE
    drop(boss, town, case, "housing")
    assert shares(case)[1] == ("responsible", "dropped")


def test_a_helper_and_a_dispatcher_of_another_place_take_nothing_back(town: Town) -> None:
    case, worker, boss = led(town)
    give(boss, town, case, "housing", role="helping")
    give(boss, town, case, "petitions", role="helping")
    elsewhere = town.who("petitions", "case_worker", "dispatcher")
    powers = dict.fromkeys(elsewhere.powers, ("329921002",))
    for other in (town.who("housing", "case_worker"), replace(elsewhere, powers=powers)):
        with pytest.raises(NotAllowed):
            drop(other, town, case, "housing")
    with pytest.raises(NotAllowed):
        drop(worker, town, case, "urban")
    assert all(state in ("offered", "accepted") for _, state in shares(case))


def test_who_passed_a_case_on_takes_it_back_from_the_lead(town: Town) -> None:
    clerk = town.who("station", "case_intake")
    case = lamp(clerk)
    step(clerk, case, "accept")
    give(clerk, town, case, "urban")
    drop(clerk, town, case, "urban")
    assert Case.objects.get(pk=case).state == "accepted" and shares(case) == [("lead", "dropped")]


def test_every_role_that_gives_shares_may_take_them_back() -> None:
    for key, role in roles_at(COUNTY, NOON).items():
        if "cases.assign_case" in role.may:
            assert "cases.drop_share" in role.may, key
