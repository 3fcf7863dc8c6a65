"""The first receiver answers until another has signed, and again when the lead sent it back or lost it (S-075)."""

from uuid import UUID

import pytest

from linli.cases.commands import accept_share, drop_share, refuse_share, reroute_case
from linli.cases.models import Case
from linli.cases.queries.access import visible
from linli.cases.queries.cases import inbox_counts
from linli.kernel.actor import Actor
from tests.cases.town import COMMUNITY, Town, lamp, make_town, version
from tests.cases.walking import assert_folds, attach, give, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def signed(town: Town) -> tuple[UUID, Actor, Actor, Actor]:
    """A lamp that was handed over; the clerk who took it in, the dispatcher, the worker who signed for it."""
    clerk, boss = town.who("station", "case_intake"), town.who("street", "dispatcher")
    worker, case = town.who("urban", "case_worker"), lamp(clerk)
    step(boss, case, "accept")
    give(boss, town, case, "urban")
    assert answers(clerk, case), "nobody has signed for it yet"
    accept_share(worker, case=case, expected_version=version(case))
    assert not answers(clerk, case)
    return case, clerk, boss, worker


def answers(clerk: Actor, case: UUID) -> bool:
    """Whether the first receiver still has it: knows of it, and finds it in the inbox."""
    known = visible(clerk).filter(pk=case).exists()
    assert known is not Case.objects.get(pk=case).handed_over
    assert [part.count for part in inbox_counts(clerk) if part.key == "unit"] == [int(known)]
    return known


def test_a_lead_sends_it_back_after_signing(town: Town) -> None:
    case, clerk, _, worker = signed(town)
    refuse_share(worker, case=case, reason="不归我们", expected_version=version(case))
    assert answers(clerk, case)
    give(clerk, town, case, "housing")
    assert answers(clerk, case), "offered anew, not signed"
    assert_folds(case)


def test_it_is_taken_from_the_lead(town: Town) -> None:
    case, clerk, boss, _ = signed(town)
    drop_share(boss, case=case, unit=town.units["urban"], reason="派错了", expected_version=version(case))
    assert answers(clerk, case)


def test_a_helper_who_leaves_changes_nothing(town: Town) -> None:
    case, clerk, boss, _ = signed(town)
    give(boss, town, case, "housing", role="helping")
    drop_share(boss, case=case, unit=town.units["housing"], reason="不用了", expected_version=version(case))
    assert not answers(clerk, case)


def test_what_was_handled_stays_handed_over(town: Town) -> None:
    case, clerk, _, worker = signed(town)
    attach(case, "after")
    step(worker, case, "finish", "换了灯泡")
    step(town.who("street", "verifier", mark="other"), case, "verify")
    assert Case.objects.get(pk=case).handed_over and not visible(clerk).filter(pk=case).exists()


def test_another_way_begins_with_the_first_receiver(town: Town) -> None:
    case, _, boss, _ = signed(town)
    reroute_case(
        boss, case=case, type="report_part", sort="road", area=COMMUNITY, reason="是路面",
        expected_version=version(case),
    )  # fmt: skip
    assert not Case.objects.get(pk=case).handed_over
