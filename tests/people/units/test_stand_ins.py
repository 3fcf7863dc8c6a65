"""Stand-ins: who acts under an absent post, and that the journal names both (E16)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from linli.cases.commands import send_note
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import appoint_stand_in, end_stand_in
from linli.people.models import StandIn
from linli.people.queries.actors import acting, chosen, held_posts
from linli.people.rules.reasons import PeopleCode
from tests.actors import actor_with
from tests.conftest import NOON
from tests.people.people import log_in, make_colleague, make_unit
from tests.people.units.making import account, office, post, seat, unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def absent() -> UUID:
    where = post(unit("居委会", "residents_committee"))
    seat(where, account("chief"))
    return where


def stand_in(where: UUID, **who: Any) -> UUID:
    until = date(2026, 11, 30)
    return appoint_stand_in(office(), post=where, since=DAY, until=until, reason="病假", **who).id


def test_the_stand_in_chooses_and_the_journal_names_both(absent: UUID) -> None:
    deputy, who = post(unit("服务站", "service_station"), "副站长", "deputy"), account("lu")
    seat(deputy, who)
    stand_in(absent, by_post=deputy)
    held = held_posts(who, NOON)
    assert [(p.id, p.stands_in, p.own) for p in held] == [(deputy, False, None), (absent, True, deputy)]
    assert chosen(held, "") == held[0] and chosen(held, str(absent)) == held[1]
    actor = acting(who, held[1], NOON, "desk")
    assert (actor.post, actor.stand_in_for, actor.unit) == (deputy, absent, held[1].unit)
    note = send_note(actor, receiver=make_unit("民政局"), subject="a", body="b", days=3).id
    entry = JournalEntry.objects.get(object_id=note)
    assert (entry.account, entry.post, entry.stand_in_for) == (who, deputy, absent)


def test_only_for_its_days_and_without_a_post_of_ones_own(absent: UUID) -> None:
    who = account("lu")
    stand_in(absent, account=who)
    assert [p.id for p in held_posts(who, NOON)] == [absent] and chosen(held_posts(who, NOON), "") is not None
    assert held_posts(who, NOON - timedelta(days=1)) == () == held_posts(who, NOON + timedelta(days=11))
    actor = acting(who, held_posts(who, NOON)[0], NOON, "desk")
    assert actor.post == actor.stand_in_for == absent


def test_the_reason_is_encrypted(absent: UUID) -> None:
    made = stand_in(absent, account=account("lu"))
    assert "病假".encode() not in bytes(StandIn.objects.get(pk=made).reason)
    entry = JournalEntry.objects.get(object_id=made)
    assert "病假" not in str([entry.facts, entry.commitments, entry.changed])


def test_what_is_refused(absent: UUID) -> None:
    who, deputy = account("lu"), post(unit("服务站", "service_station"), "副站长", "deputy")
    for wrong, code in (
        ({}, PeopleCode.STAND_IN_WHO),
        ({"account": who, "by_post": deputy}, PeopleCode.STAND_IN_WHO),
        ({"by_post": absent}, PeopleCode.STAND_IN_SELF),
    ):
        with pytest.raises(Invalid) as caught:
            stand_in(absent, **wrong)
        assert caught.value.code is code
    with pytest.raises(NotFound):
        stand_in(absent, account=UUID(int=9))
    stand_in(absent, account=who)
    with pytest.raises(Conflict) as there:
        stand_in(absent, by_post=deputy)
    assert there.value.code is PeopleCode.STAND_IN_THERE
    for dates, words in ((("2026-12-02", "2026-12-01"), "x"), (("2026-12-01", "2026-12-02"), " ")):
        since, until = map(date.fromisoformat, dates)
        with pytest.raises(Invalid):
            appoint_stand_in(office(), post=absent, account=who, since=since, until=until, reason=words)
    assert StandIn.objects.count() == 1


def test_the_holder_does_not_stand_in_and_another_area_cannot_appoint(absent: UUID) -> None:
    holder = post(unit("服务站", "service_station"), "站长")
    who = account("lu")
    seat(holder, who)
    with pytest.raises(Invalid) as caught:
        stand_in(holder, account=who)
    assert caught.value.code is PeopleCode.STAND_IN_SELF
    far = office("329921002")
    with pytest.raises(NotFound):
        appoint_stand_in(far, post=absent, account=who, since=DAY, until=DAY, reason="x")
    with pytest.raises(NotAllowed):
        appoint_stand_in(actor_with("people.appoint"), post=absent, account=who, since=DAY, until=DAY, reason="x")


def test_an_administrator_does_not_stand_in_for_another_kind() -> None:
    bureau, who = unit("大数据局", area="329921"), account("lu")
    seat(post(bureau, "系统管理员", "administrator", ("system_admin",)), who)
    with pytest.raises(Conflict) as caught:
        stand_in(post(bureau, "审计管理员", "administrator", ("auditor",)), account=who)
    assert caught.value.code is PeopleCode.POSTS_CONFLICT


def test_it_ends_earlier_and_a_stale_version_is_told(absent: UUID) -> None:
    who = account("lu")
    made = stand_in(absent, account=who)
    end_stand_in(office(), stand_in=made, until=DAY, expected_version=1)
    with pytest.raises(Conflict):
        end_stand_in(office(), stand_in=made, until=DAY, expected_version=1)
    with pytest.raises(Invalid):
        end_stand_in(office(), stand_in=made, until=date(2026, 12, 1), expected_version=2)
    assert held_posts(who, NOON) and not held_posts(who, NOON + timedelta(days=1))


def test_in_the_browser(client: Client) -> None:
    chief, clerk = make_colleague("chief", make_unit("街道办", "329921001")), make_colleague("lu", make_unit("民政局"))
    today = now().astimezone(LOCAL).date()
    appoint_stand_in(
        office(), post=chief.post, account=clerk.account, since=today, until=today + timedelta(days=1), reason="出差"
    )
    log_in(client, clerk)
    assert "民政局" in client.get("/desk/").content.decode()
    assert client.post("/desk/post/", {"post": str(chief.post)}).status_code == 302
    assert "街道办" in client.get("/desk/").content.decode()


def test_nor_by_way_of_a_post_taken_later() -> None:
    bureau, who = unit("大数据局", area="329921"), account("lu")
    deputy = post(bureau, "科员", "clerk")
    stand_in(post(bureau, "审计管理员", "administrator", ("auditor",)), by_post=deputy)
    seat(post(bureau, "系统管理员", "administrator", ("system_admin",)), who)
    with pytest.raises(Conflict) as caught:
        seat(deputy, who)
    assert caught.value.code is PeopleCode.POSTS_CONFLICT
    seat(deputy, who, "2026-12-01")
