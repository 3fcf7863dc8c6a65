"""A case that was opened again is open: in lists, on boards, in public counts, for its parent."""

from uuid import UUID

import pytest

from linli.cases.commands import open_case, reroute_case
from linli.cases.models import Case
from linli.cases.queries.boards import board
from linli.cases.queries.cases import CASES, inbox_counts
from linli.cases.queries.public_cases import PUBLIC, public_detail, tallies
from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, fetch
from tests.cases.town import COMMUNITY, COUNTY, REPORTER, Town, lamp, later, make_town, version
from tests.cases.walking import attach, give, party_of, sign, step

pytestmark = pytest.mark.django_db
PERMIT = {"since": "2026-01-01", "home": "own", "ground": "home"}


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def boss(town: Town) -> Actor:
    return later(town.who("street", "dispatcher", "verifier"), hours=2)


def unfinished(case: UUID) -> bool:
    row = Case.objects.get(pk=case)
    return row.closed_at is None and row.done_at is None


def listed(boss: Actor, life: str) -> list[UUID]:
    page = fetch(CASES, boss, Asked(filters={"life": life}))
    return [row.id for row in page.rows]


def fed_back(town: Town, boss: Actor) -> UUID:
    """A suggestion that was answered in public."""
    clerk, worker = town.who("station", "case_intake"), later(town.who("urban", "case_worker"), hours=2)
    checker = later(town.who("street", "verifier", mark="other"), hours=3)
    case = open_case(clerk, type="suggestion", area=COMMUNITY, text="多装一盏灯", parties=(REPORTER,)).id
    step(boss, case, "take_up")
    give(boss, town, case, "urban")
    sign(worker, case)
    step(worker, case, "answer", "下个月装")
    assert step(checker, case, "feed_back", "已公开答复") == "fed_back"
    return case


def test_a_suggestion_that_was_opened_again_counts_as_open(town: Town, boss: Actor) -> None:
    case = fed_back(town, boss)
    number, since = Case.objects.get(pk=case).number, boss.at.replace(year=2025)
    assert listed(boss, "open") == [] and not public_detail(COUNTY, number).open
    step(later(party_of(case, boss), hours=5), case, "reopen", "没有装")
    assert unfinished(case) and listed(boss, "open") == [case]
    assert board(boss, COMMUNITY).total.open == 1
    assert [part.count for part in inbox_counts(boss) if part.key == "undispatched"] == [1]
    assert public_detail(COUNTY, number).open and fetch(PUBLIC, boss, Asked(filters={"life": "closed"})).rows == ()
    (tally,) = tallies(COUNTY, COMMUNITY, since)
    assert (tally.open, tally.closed) == (1, 0)


def test_a_delivered_permit_whose_result_is_wrong_is_open(town: Town) -> None:
    clerk = town.who("station", "case_intake", "case_head")
    parties = ({**REPORTER, "role": "applicant"},)
    case = open_case(clerk, type="residence_permit", area=COMMUNITY, text="", values=PERMIT, parties=parties).id
    step(clerk, case, "at_once", "当场发证")
    assert not unfinished(case)
    step(party_of(case, clerk, "applicant"), case, "reopen", "名字写错了")
    assert unfinished(case)


def test_a_petition_under_review_is_open(town: Town) -> None:
    office = town.who("petitions", "case_intake", "case_head", "confidential_worker")
    worker, people = town.who("housing", "case_worker", "confidential_worker"), ({**REPORTER, "role": "applicant"},)
    case = open_case(office, type="petition", sort="claim", area=COMMUNITY, text="补偿没有给", parties=people).id
    give(office, town, case, "housing")
    sign(worker, case)
    attach(case, "answer")
    step(worker, case, "answer", "答复意见")
    resident = party_of(case, office, "applicant")
    for ask, give_it, answered in (
        ("ask_review", "give_review", "reviewed"),
        ("ask_rereview", "give_rereview", "final"),
    ):
        step(resident, case, ask, "不服")
        assert unfinished(case)
        assert step(office, case, give_it, "维持") == answered
        assert Case.objects.get(pk=case).closed_at is not None


def test_what_was_not_solved_on_the_spot_is_not_done(town: Town, boss: Actor) -> None:
    case = lamp(town.who("station", "case_intake"))
    attach(case, "before")
    attach(case, "after")
    step(town.who("station", "case_intake"), case, "solve", "换了")
    step(boss, case, "refuse_solution", "还是不亮")
    assert unfinished(case)


def test_a_closed_case_that_goes_another_way_is_open(town: Town) -> None:
    clerk = town.who("station", "case_intake")
    parties = ({**REPORTER, "role": "applicant"},)
    case = open_case(clerk, type="residence_permit", area=COMMUNITY, text="", values=PERMIT, parties=parties).id
    step(clerk, case, "at_once", "当场发证")
    reroute_case(
        clerk, case=case, type="report_part", sort="road", area=COMMUNITY, reason="其实是报修",
        expected_version=version(case),
    )  # fmt: skip
    assert unfinished(case)
