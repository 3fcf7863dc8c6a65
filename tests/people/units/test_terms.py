"""Posts and terms: seats, overlaps, acting on, elections, conflicts (E16, R4.1, S-036, S-049)."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.errors import Conflict, Invalid, NotFound
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import appoint, create_post, end_post, end_tenure
from linli.people.models import Post, Tenure
from linli.people.queries.actors import held_posts, powers_of
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.terms import Term, in_the_way, lacks_proof, succeeded
from tests.conftest import NOON
from tests.people.units.making import account, office, post, seat, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> UUID:
    return unit("居委会", "residents_committee")


def test_a_post_needs_a_unit_a_kind_and_seats(committee: UUID) -> None:
    with pytest.raises(NotFound):
        create_post(office(), unit=UUID(int=5), title="主任", roles=(), kind="director")
    for kind, seats, code in (("king", 1, "UNKNOWN_POST_KIND"), ("director", 2, "SEATS"), ("member", 0, "SEATS")):
        with pytest.raises(Invalid) as caught:
            post(committee, kind=kind, seats=seats)
        assert caught.value.code is PeopleCode[code]
    assert not Post.objects.exists()


def test_one_director_a_unit(committee: UUID) -> None:
    where = post(committee)
    with pytest.raises(Conflict) as second:
        post(committee, "第二主任")
    assert second.value.code is PeopleCode.ONE_A_UNIT
    seat(where, account("lu"))
    with pytest.raises(Conflict) as caught:
        seat(where, account("fan"), "2026-06-01")
    assert caught.value.code is PeopleCode.SEAT_TAKEN and caught.value.data["name"] == "lu"
    assert Tenure.objects.count() == 1


def test_seats_are_counted_on_every_day(committee: UUID) -> None:
    where = post(committee, "委员", "member", seats=2)
    seat(where, account("a"), "2026-01-01", "2026-06-30")
    seat(where, account("b"), "2026-07-01", "2026-12-31")
    seat(where, account("c"), "2026-01-01", "2026-12-31")
    with pytest.raises(Conflict):
        seat(where, account("d"), "2026-06-30", "2026-07-01")
    seat(where, account("e"), "2027-01-01")


def test_impossible_dates(committee: UUID) -> None:
    where, who = post(committee, since=date(2026, 1, 1)), account("lu")
    with pytest.raises(Invalid):
        seat(where, who, "2026-02-01", "2026-01-31")
    with pytest.raises(Conflict) as caught:
        seat(where, who, "2025-12-31")
    assert caught.value.code is PeopleCode.POST_NOT_THERE
    tenure = seat(where, who, "2026-02-01")
    with pytest.raises(Invalid):
        end_tenure(office(), tenure=tenure, until=date(2026, 1, 31), expected_version=1)


def test_the_same_person_twice_in_one_post(committee: UUID) -> None:
    where, who = post(committee, "委员", "member", seats=3), account("lu")
    seat(where, who, until="2026-12-31")
    with pytest.raises(Conflict) as caught:
        seat(where, who, "2026-12-31")
    assert caught.value.code is PeopleCode.TERM_OVERLAPS


def test_who_is_over_the_term_acts_on_until_a_successor_comes(committee: UUID) -> None:
    where, old, new = post(committee), account("old"), account("new")
    seat(where, old, "2021-01-01", "2025-12-31")
    (held,) = held_posts(old, NOON)
    assert held.overdue and "cases.send_note" in powers_of(held, NOON)
    seat(where, new, "2026-11-20")
    row = Tenure.objects.get(account=old)
    assert (row.ended, row.version) == (date(2026, 11, 19), 2)
    assert held_posts(old, NOON) == () and len(held_posts(new, NOON)) == 1
    left = JournalEntry.objects.get(object_id=row.id, object_version=2)
    assert left.command == "people.appoint" and left.facts["succeeded"] is True


def test_who_left_does_not_come_back_when_the_successor_leaves(committee: UUID) -> None:
    where, old, new = post(committee), account("old"), account("new")
    seat(where, old, "2021-01-01", "2025-12-31")
    tenure = seat(where, new, "2026-01-01")
    end_tenure(office(), tenure=tenure, until=date(2026, 11, 1), expected_version=1)
    assert held_posts(old, NOON) == () == held_posts(new, NOON)


def test_an_ended_term_has_no_powers_the_day_after(committee: UUID) -> None:
    where, who = post(committee), account("lu")
    tenure = seat(where, who)
    end_tenure(office(), tenure=tenure, until=date(2026, 11, 20), expected_version=1)
    assert held_posts(who, NOON)
    with pytest.raises(Conflict):
        end_tenure(office(), tenure=tenure, until=date(2026, 11, 19), expected_version=1)
    end_tenure(office(), tenure=tenure, until=date(2026, 11, 19), expected_version=2)
    assert held_posts(who, NOON) == ()


def test_an_elected_term_is_five_years_at_most(committee: UUID) -> None:
    where, who = post(committee), account("lu")
    with pytest.raises(Invalid) as caught:
        seat(where, who, "2026-01-10", "2031-01-10", procedure="elected")
    assert caught.value.data["latest"] == "2031-01-09"
    seat(where, who, "2026-01-10", procedure="elected", proof="选举公告1号")
    assert Tenure.objects.get().until == date(2031, 1, 9)
    with pytest.raises(Invalid):
        seat(post(committee, "委员", "member"), who, procedure="inherited")


def test_a_post_is_abolished(committee: UUID) -> None:
    where, who = post(committee), account("lu")
    seat(where, who)
    end_post(office(), post=where, until=date(2026, 11, 19), expected_version=1)
    assert held_posts(who, NOON) == ()
    post(committee, "新主任")


def test_nobody_is_two_of_three_administrators() -> None:
    bureau, who = unit("大数据局", area="329921"), account("lu")
    seat(post(bureau, "系统管理员", "administrator", ("system_admin",)), who)
    for name in ("auditor", "security_admin"):
        with pytest.raises(Conflict) as caught:
            seat(post(bureau, name, "administrator", (name,)), who)
        assert caught.value.code is PeopleCode.POSTS_CONFLICT
    with pytest.raises(Conflict):
        post(bureau, "都管", "administrator", ("system_admin", "auditor"))
    assert Tenure.objects.count() == 1


def test_a_later_post_may_follow_the_other_administration() -> None:
    bureau, who = unit("大数据局", area="329921"), account("lu")
    first = seat(post(bureau, "系统管理员", "administrator", ("system_admin",)), who)
    end_tenure(office(), tenure=first, until=date(2026, 6, 30), expected_version=1)
    seat(post(bureau, "审计管理员", "administrator", ("auditor",)), who, "2026-07-01")


def test_money_in_one_hand_is_flagged_at_the_appointment(committee: UUID) -> None:
    who, since = account("lu"), date(2026, 1, 1)
    seat(post(committee, "出纳", "payer"), who)
    receipt = appoint(office(), post=post(committee, "审批", "approver"), account=who, since=since)
    assert receipt.values["conflicts"] == ["pays_and_approves"]
    assert JournalEntry.objects.get(object_id=receipt.id).facts["conflicts"] == ["pays_and_approves"]
    elsewhere = unit("另一居委会", "residents_committee", "329921001002")
    assert (
        appoint(office(), post=post(elsewhere, "会计", "bookkeeper"), account=who, since=since).values["conflicts"]
        == []
    )


@pytest.mark.pure
@pytest.mark.parametrize(
    ("wants", "procedure", "proof", "lacks"),
    [
        (True, "elected", "公告", False),
        (True, "elected", "", True),
        (True, "appointed", "文件", True),
        (False, "elected", "", True),
        (False, "hired", "", False),
    ],
)
def test_the_record_of_the_election(wants: bool, procedure: str, proof: str, lacks: bool) -> None:
    assert lacks_proof(wants, procedure, proof) is lacks


DAYS = st.integers(0, 30).map(lambda n: date.fromordinal(date(2026, 1, 1).toordinal() + n))


@st.composite
def terms(draw: st.DrawFn) -> list[Term]:
    """Terms as appointments would let them stand in a post of two seats."""
    standing: list[Term] = []
    for number in range(draw(st.integers(1, 8))):
        since, until = draw(DAYS), draw(st.none() | DAYS)
        new = Term(UUID(int=number), UUID(int=draw(st.integers(20, 25))), since, until)
        if (until is None or until >= since) and in_the_way(standing, new, 2) is None:
            standing.append(new)
    return standing


@pytest.mark.pure
@settings(max_examples=150, deadline=None)
@given(terms())
def test_after_settling_never_more_hold_a_seat_than_there_are(standing: list[Term]) -> None:
    ended = succeeded(standing, 2)
    settled = [Term(t.id, t.account, t.since, t.until, ended.get(t.id)) for t in standing]
    for number in range(40):
        day = date.fromordinal(date(2026, 1, 1).toordinal() + number)
        assert sum(term.is_held_on(day) for term in settled) <= 2
        assert all(
            after.is_in_term_on(day)
            for before, after in zip(standing, settled, strict=True)
            if before.is_in_term_on(day)
        )
    assert succeeded(settled, 2) == {}
