"""The five traps of the rule book, and its vectors, as look-ups by place and date of the event."""

from datetime import date
from pathlib import Path

import pytest

from linli.kernel.clock import due, parse_period
from linli.kernel.packs.calendars import calendar_at
from linli.kernel.packs.parameters import NoParameter, parameter
from linli.kernel.packs.publishing import apply_pack
from linli.kernel.thresholds import parse_threshold
from tests.packs.folders import COUNTY, pack_text, parameter_text
from tests.packs.test_publishing import Make

pytestmark = pytest.mark.django_db
OLD, NEW = date(2025, 12, 31), date(2026, 1, 1)
NONE = object()


def value(key: str, day: date) -> object:
    """The value at the county, or NONE where no law named one."""
    try:
        return parameter(key, COUNTY, day).value
    except NoParameter:
        return NONE


TRAPS = [
    # 1: the size of a residents' committee
    ("election.residents.households.min", 100, 1000),
    ("election.residents.households.max", 700, 3000),
    # 2: recall, assembly, proxies
    ("election.village.recall.voters", ">=1/5", ">=1/5"),
    ("election.village.recall.representatives", ">=1/3", ">=1/3"),
    ("election.residents.recall.voters", NONE, ">=1/10"),
    ("election.residents.recall.households", NONE, ">=1/10"),
    ("election.residents.recall.by", "assembly", "signatures"),
    ("assembly.village.call.villagers", ">=1/10", ">=1/10"),
    ("assembly.residents.call.adults", ">=1/5", ">=1/10"),
    ("assembly.residents.call.households", ">=1/5", ">=1/10"),
    ("assembly.residents.call.groups", ">=1/3", NONE),
    ("assembly.residents.call.representatives", NONE, ">=1/3"),
    ("election.village.proxy.capped", False, True),
    ("election.village.proxy.max_per_trustee", NONE, 3),
    ("election.residents.proxy.max_per_trustee", NONE, 3),
    ("election.village.proxy.candidate_allowed", True, False),
    ("election.village.proxy.who", ["near_relative"], ["near_relative", "villager"]),
    # 3: display
    ("disclosure.village.display", NONE, "15d"),
    ("disclosure.residents.display", NONE, "15d"),
    # 4: strict and inclusive in one law
    ("election.residents.valid_poll.representatives", NONE, ">2/3"),
    ("representatives.residents.quorum", NONE, ">=2/3"),
    ("representatives.village.quorum", ">=2/3", ">=2/3"),
    ("election.village.elected", ">1/2", ">1/2"),
    # what else changed with the two laws
    ("election.village.relatives.allowed", True, False),
    ("election.village.body.leaves_for_relative", False, True),
    ("election.village.nominate.by", ["voter"], ["party", "voter"]),
    ("election.village.voter.village_work", NONE, "1y"),
    ("election.residents.voter.worker_time", NONE, "6m"),
    ("election.residents.women.min", 0, 1),
    ("assembly.village.notice.urgent_shorter", False, True),
    ("supervision.village.same_term", False, True),
    ("election.residents.term", "5y", "5y"),
]


@pytest.mark.parametrize(("key", "before", "after"), TRAPS, ids=[trap[0] for trap in TRAPS])
def test_the_day_of_the_event_decides(key: str, before: object, after: object) -> None:
    assert value(key, OLD) == before
    assert value(key, NEW) == after


@pytest.mark.parametrize(
    ("key", "unit"),
    [("licence.decide", "wd"), ("licence.deliver", "wd"), ("licence.hearing.notice", "wd"), ("petition.handle", "d"),
     ("petition.refuse", "wd"), ("reconsideration.ask", "d"), ("reconsideration.check", "wd"),
     ("reconsideration.decide", "d"), ("information.answer", "wd")],
)  # fmt: skip
def test_trap_5_days_are_working_days_or_not(key: str, unit: str) -> None:
    text = str(value(key, NEW))
    assert text.lstrip("0123456789") == unit


DISPLAY = "disclosure.village.display"


def test_an_older_provincial_display_is_overridden_from_2026(tmp_path: Path, system: Make) -> None:
    # Ten days, as one province had it: read on until the law's own floor begins.
    older = parameter_text(DISPLAY, "period", "10d", ", from: 2009-01-01, to: 2025-12-31")
    apply_pack(system("packs.apply_pack"), pack=pack_text(tmp_path, older, area="3299"))
    assert (value(DISPLAY, OLD), value(DISPLAY, NEW)) == ("10d", "15d")


def meets(key: str, day: date, x: int, n: int) -> bool | None:
    """Whether ``x`` of ``n`` is enough on that day."""
    return parse_threshold(parameter(key, COUNTY, day).value).met(x, n)


POLL = date(2026, 12, 20)
VECTORS = [
    ("T067", "election.village.valid_poll", POLL, 1000, 501, 500),
    ("T068", "election.village.elected", POLL, 501, 251, 250),
    ("R4.4", "election.village.second_round", POLL, 501, 167, 166),
    ("T070", "election.residents.valid_poll.representatives", POLL, 60, 41, 40),
    ("T071", "election.residents.valid_poll.households", POLL, 1501, 751, 750),
    ("T073", "assembly.village.pass", POLL, 30, 16, 15),
    ("T074", "assembly.village.quorum.households", POLL, 150, 100, 99),
    ("T076", "election.residents.recall.voters", date(2026, 5, 1), 3000, 300, 299),
    ("T095", "representatives.village.share", POLL, 36, 30, 28),
    ("T095", "representatives.village.women", POLL, 36, 12, 11),
    ("T098", "assembly.collective.quorum", POLL, 300, 200, 199),
    ("T098", "assembly.collective.pass_of_all", POLL, 300, 200, 199),
    ("R5.1", "owners.participation.persons", POLL, 120, 80, 79),
    ("T100", "owners.ordinary", POLL, 84, 43, 42),
    ("T101", "owners.special", POLL, 700_000, 525_000, 524_999),
    ("T104", "owners.house_to_business", POLL, 30, 30, 29),
    ("R6.3", "four_steps.party.quorum", POLL, 45, 30, 29),
    ("R6.3", "four_steps.party.pass_of_all", POLL, 45, 23, 22),
]


@pytest.mark.parametrize(("vector", "key", "day", "of", "enough", "too_few"), VECTORS)
def test_thresholds_of_the_rule_book(vector: str, key: str, day: date, of: int, enough: int, too_few: int) -> None:
    assert (meets(key, day, enough, of), meets(key, day, too_few, of)) == (True, False)


def test_t077_a_recall_in_2025_knows_no_number_of_signatures() -> None:
    day = date(2025, 12, 1)
    found = parameter("election.residents.recall.by", COUNTY, day)
    assert (found.value, found.basis["article"]) == ("assembly", "第十条")
    for key in ("voters", "households", "representatives", "yes"):
        with pytest.raises(NoParameter, match="2025-12-01"):
            parameter(f"election.residents.recall.{key}", COUNTY, day)


LIMITS = [
    ("T046", "petition.handle", date(2026, 3, 2), date(2026, 5, 6)),
    ("T049", "petition.review_ask", date(2026, 1, 20), date(2026, 2, 24)),
    ("T050", "petition.refuse", date(2026, 9, 24), date(2026, 10, 9)),
    ("T053", "licence.supplement", date(2026, 2, 13), date(2026, 2, 27)),
    ("T053", "licence.decide", date(2026, 2, 13), date(2026, 3, 19)),
    ("T055", "licence.deliver", date(2026, 4, 30), date(2026, 5, 18)),
    ("T061", "mediation.confirm", date(2026, 4, 25), date(2026, 5, 25)),
    ("T065", "information.answer", date(2026, 3, 2), date(2026, 3, 30)),
    ("R7.1", "social_group.decide", date(2026, 4, 1), date(2026, 6, 1)),
    ("T097", "election.village.handover", date(2026, 12, 20), date(2026, 12, 30)),
    ("T137", "case.tier.t3", date(2026, 2, 13), date(2026, 2, 25)),
    ("R12.1", "consultation.feedback", date(2026, 5, 10), date(2026, 6, 9)),
    ("T107", "disclosure.grace", date(2026, 9, 30), date(2026, 10, 10)),
]


@pytest.mark.parametrize(("vector", "key", "start", "end"), LIMITS)
def test_time_limits_of_the_rule_book(vector: str, key: str, start: date, end: date) -> None:
    period = parse_period(parameter(key, COUNTY, start).value)
    assert due(start, period, calendar_at(COUNTY)).day == end


def test_t107_a_display_ends_on_its_day_even_when_that_is_a_saturday() -> None:
    period = parse_period(parameter(DISPLAY, COUNTY, date(2026, 10, 9)).value, roll=False)
    assert due(date(2026, 10, 9), period, calendar_at(COUNTY)).day == date(2026, 10, 24)


NUMBERS = [
    ("T089", "election.residents.nominate.voters.min", 10),
    ("T113", "volunteer.stars", [100, 300, 600, 1000, 1500]),
    ("T059", "response.weights", [30, 35, 35]),
    ("T116", "facility.service.per_100_households", 3000),
    ("T116", "facility.service.activity_share", [60, 100]),
    ("T118", "workers.per_10000", 18),
    ("T128", "security.login.tries", 5),
    ("T127", "security.log_keep", "6m"),
    ("T142", "shelter.urgent.area_per_person", 50),
    ("T142", "shelter.short.area_per_person", 200),
    ("T031", "grid.urban.households.max", 500),
    ("T145", "consultation.feedback", "30d"),
    ("R10.3", "case.warning", [80, 100]),
    ("R6.1", "disclosure.grace", "10d"),
    ("T106", "fund.top_up_below", [30, 100]),
    ("T149", "archive.keep.notices", "10y"),
]


@pytest.mark.parametrize(("vector", "key", "expected"), NUMBERS)
def test_numbers_of_the_rule_book(vector: str, key: str, expected: object) -> None:
    assert value(key, POLL) == expected
