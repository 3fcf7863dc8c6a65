"""Joint offices, who is in charge, what is wrong with terms, correcting posts, who holds a role."""

from datetime import date
from uuid import UUID

import pytest

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import appoint_stand_in, create_post, edit_post, end_tenure
from linli.people.queries.accounts import account_meant, accounts_to_appoint
from linli.people.queries.chart import chart, unit_chart
from linli.people.queries.in_charge import duty_phones, in_charge
from linli.people.queries.term_faults import term_faults
from linli.people.queries.terms import conflicts_ahead, post_detail, posts_with_role
from linli.people.queries.units import unit_detail
from linli.people.rules.joint_office import JointOffice, Lead, joint_office
from tests.actors import actor_with
from tests.people.units.making import COMMANDS, COMMUNITY, account, post, seat, unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
GRID = f"{COMMUNITY}001"
BODIES = ("party", "committee", "station")
KINDS = {"党委": ("community_party", "secretary"), "居委会": ("residents_committee", "director")}
WHO = (UUID(int=1), UUID(int=2), UUID(int=3))


def office(area: str = "329921") -> Actor:
    return actor_with(*COMMANDS, "people.edit_post", "people.see_accounts", area=area)


def leads(*pairs: tuple[int, str]) -> list[Lead]:
    return [Lead(WHO[who], f"名{who}", body) for who, body in pairs]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("given", "bodies", "whole"),
    [
        ([(0, "party"), (0, "committee"), (0, "station")], BODIES, True),
        ([(0, "party"), (0, "committee"), (1, "station")], ("party", "committee"), False),
        ([(0, "party"), (0, "committee"), (1, "committee"), (1, "station")], BODIES, True),
        ([(0, "party"), (0, "assembly")], None, False),
        ([(0, "party"), (1, "committee"), (2, "station")], None, False),
        ([], None, False),
    ],
)
def test_n037_three_bodies_that_share_leaders(
    given: list[tuple[int, str]], bodies: tuple[str, ...] | None, whole: bool
) -> None:
    found = joint_office(leads(*given), BODIES)
    assert (found.bodies if found else None) == bodies
    assert (found is not None and found.is_whole) == whole


def joined(*units: tuple[str, str, str]) -> UUID:
    """One person leading units of these kinds."""
    who = account("许")
    for name, kind, post_kind in units:
        seat(post(unit(name, kind), f"{name}负责人", post_kind), who)
    return who


PARTY, COMMITTEE = ("党委", "community_party", "secretary"), ("居委会", "residents_committee", "director")
STATION = ("服务站", "service_station", "director")


def test_the_chart_tells_the_joint_office_of_a_day() -> None:
    joined(PARTY, COMMITTEE)
    assert chart(office(), COMMUNITY, DAY).joint == JointOffice(("party", "committee"), 3, ("许",))
    assert chart(office(), COMMUNITY, date(2025, 12, 31)).joint is None
    seat(post(unit("服务站", "service_station"), "站长", "director"), account("范"))
    assert chart(office(), COMMUNITY, DAY).joint == JointOffice(("party", "committee"), 3, ("许",))


def test_the_unit_tells_with_whom_it_shares() -> None:
    joined(PARTY, COMMITTEE, STATION)
    found = chart(office(), COMMUNITY, DAY)
    assert found.joint is not None and found.joint.is_whole
    party = next(item for body in found.bodies for item in body.units if item.name == "党委")
    assert unit_chart(office(), unit_detail(office(), party.id, DAY), DAY).joint == ("committee", "station")
    other = unit("文化站", "public_institution")
    assert unit_chart(office(), unit_detail(office(), other, DAY), DAY).joint == ()


def test_a_leader_of_another_community_joins_nothing() -> None:
    who = joined(PARTY)
    seat(post(unit("东园居委会", "residents_committee", "329921001002"), "主任"), who)
    assert chart(office(), COMMUNITY, DAY).joint is None


def test_who_is_in_charge_here_and_in_the_grids() -> None:
    committee = unit("居委会", "residents_committee")
    director = post(committee, "主任", "director")
    worker = create_post(
        office(), unit=committee, title="一格网格员", kind="grid_worker", roles=(), place=GRID,
        duty_phone="0517-88886666",
    ).id  # fmt: skip
    post(committee, "经办人", "clerk")
    seat(director, account("许")), seat(worker, account("范"))
    found = in_charge(office(), COMMUNITY, DAY)
    assert [(row.title, row.holders, row.place, row.duty_phone) for row in found] == [
        ("主任", ("许",), COMMUNITY, ""), ("一格网格员", ("范",), GRID, "+8651788886666"),
    ]  # fmt: skip
    assert [row.title for row in in_charge(office(), GRID, DAY)] == ["一格网格员"]
    assert in_charge(office("329921002"), COMMUNITY, DAY) == ()
    assert duty_phones(GRID, DAY) == (("居委会", "一格网格员", "+8651788886666"),)
    assert duty_phones(COMMUNITY, DAY) == ()


@pytest.mark.parametrize(
    ("place", "phone", "path"),
    [
        ("329921002", "", "place"),
        (f"{COMMUNITY}01", "", "place"),
        ("甲", "", "place"),
        ("", "12", "duty_phone"),
        ("", "88886666", "duty_phone"),
    ],
)
def test_what_a_post_cannot_look_after(place: str, phone: str, path: str) -> None:
    where = unit("居委会", "residents_committee")
    with pytest.raises(Invalid) as caught:
        create_post(office(), unit=where, title="网格员", roles=(), place=place, duty_phone=phone)
    assert [problem.path for problem in caught.value.problems] == [path]


def test_a_post_is_corrected_and_keeps_its_roles() -> None:
    where = post(unit("居委会", "residents_committee"), "委员", "member", seats=2)
    seat(where, account("许")), seat(where, account("范"))
    edit_post(office(), post=where, title="委员(老龄)", seats=3, expected_version=1, place=GRID, duty_phone="12345")
    found = post_detail(office(), where, DAY)
    assert (found.title, found.seats, found.place, found.duty_phone) == ("委员(老龄)", 3, GRID, "12345")
    assert found.roles == ("clerk",) and found.vacant == 1
    entry = JournalEntry.objects.get(command="people.edit_post")
    assert entry.changed == ["duty_phone", "place", "seats", "title"]


def test_what_is_refused_at_correcting() -> None:
    committee = unit("居委会", "residents_committee")
    where = post(committee, "委员", "member", seats=2)
    post(committee, "主任", "director")
    seat(where, account("许")), seat(where, account("范"))
    with pytest.raises(Invalid):
        edit_post(office(), post=where, title="委员", seats=1, expected_version=1)
    with pytest.raises(Conflict):
        edit_post(office(), post=where, title="主任", seats=2, expected_version=1)
    with pytest.raises(Conflict):
        edit_post(office(), post=where, title="委员", seats=2, expected_version=9)
    for title in ("", "名" * 81):
        with pytest.raises(Invalid):
            edit_post(office(), post=where, title=title, seats=2, expected_version=1)
    with pytest.raises(NotFound):
        edit_post(office("329921002"), post=where, title="委员", seats=2, expected_version=1)
    with pytest.raises(NotAllowed):
        edit_post(actor_with("people.see_units"), post=where, title="委员", seats=2, expected_version=1)


def test_conflicts_and_expired_terms_of_an_area() -> None:
    who, old = account("许"), account("范")
    seat(post(unit("居委会", "residents_committee"), "主任"), who)
    seat(post(unit("监委会", "supervision_committee"), "委员", "member"), who)
    seat(post(unit("服务站", "service_station"), "站长"), old, "2020-01-01", "2025-12-31")
    found = term_faults(office(), "329921", DAY)
    assert [(row.name, {row.one.title, row.other.title}, row.refuses) for row in found.conflicts] == [
        ("许", {"主任", "委员"}, False)
    ]
    assert "监督委员会" in found.conflicts[0].words or "supervision" in found.conflicts[0].words
    assert [(row.name, row.post.title, row.until) for row in found.expired] == [("范", "站长", date(2025, 12, 31))]
    assert not found.more
    empty = term_faults(office(), "329921002", DAY)
    assert empty.conflicts == () and empty.expired == ()
    assert term_faults(office(), "329921", date(2024, 1, 1)).expired == ()
    with pytest.raises(NotFound):
        term_faults(office("329921002"), "329921001", DAY)


def test_conflicts_are_seen_before_the_appointment() -> None:
    who = account("许")
    seat(post(unit("居委会", "residents_committee"), "主任"), who)
    where = post(unit("监委会", "supervision_committee"), "委员", "member")
    (ahead,) = conflicts_ahead(office(), where, who, DAY, None)
    assert not ahead.refuses
    assert conflicts_ahead(office(), where, account("范"), DAY, None) == ()
    security = post(unit("安全科"), "安全", "administrator", ("security_admin",))
    system = post(unit("信息科"), "系统", "administrator", ("system_admin",))
    seat(system, who)
    assert [item.refuses for item in conflicts_ahead(office(), security, who, DAY, None)] == [True]
    with pytest.raises(NotFound):
        conflicts_ahead(office("329921002"), where, who, DAY, None)


def test_a_post_shows_terms_and_stand_ins_but_no_reason() -> None:
    where = post(unit("居委会", "residents_committee"), "主任")
    first, second = account("许"), account("范")
    term = seat(where, first, "2025-01-01")
    end_tenure(office(), tenure=term, until=date(2026, 6, 30), expected_version=1)
    seat(where, second, "2026-07-01", "2026-11-01")
    appoint_stand_in(office(), post=where, account=first, since=DAY, until=DAY, reason="手术")
    found = post_detail(office(), where, DAY)
    assert [(row.name, row.flags, row.ended) for row in found.terms] == [
        ("范", ("overdue_term",), None), ("许", (), date(2026, 6, 30)),
    ]  # fmt: skip
    assert [row.name for row in found.away] == ["许"] and "手术" not in repr(found)
    with pytest.raises(NotFound):
        post_detail(office("329921002"), where, DAY)


def test_who_holds_a_role() -> None:
    clerks, readers = unit("居委会", "residents_committee"), unit("服务站", "service_station")
    seat(post(clerks, "主任"), account("许"))
    seat(post(readers, "站长", roles=("places_reader",)), account("范"))
    assert [row.name for row in posts_with_role(office(), "clerk", DAY)] == ["许"]
    assert posts_with_role(office(), "cler", DAY) == ()
    assert posts_with_role(office("329921002"), "clerk", DAY) == ()


def test_accounts_to_choose_from_are_those_of_the_county(monkeypatch: pytest.MonkeyPatch) -> None:
    who = account("许")
    found = accounts_to_appoint(office())
    assert found is not None and [row.login_name for row in found] == ["许"]
    assert accounts_to_appoint(office("329922")) == () and accounts_to_appoint(actor_with("people.see_units")) == ()
    assert account_meant(office(), "许", "account") == who == account_meant(office(), str(who), "account")
    for actor, typed in ((office(), "nobody"), (office("329922"), "许"), (office(), str(UUID(int=1)))):
        with pytest.raises(Invalid):
            account_meant(actor, typed, "account")
    monkeypatch.setattr("linli.people.queries.accounts.CHOICES", 0)
    assert accounts_to_appoint(office()) is None
