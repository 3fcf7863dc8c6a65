"""The chart of a community on any date: what is missing of 2+1+1+n, holders and their flags (S-033, S-036, S-049)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.people.commands import appoint_stand_in, change_unit_state
from linli.people.queries.chart import Chart, ChartPost, chart
from linli.people.queries.unit_kinds import community_bodies
from tests.actors import actor_with
from tests.people.units.making import COMMUNITY, account, office, post, seat, unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
ALL = ("party", "committee", "assembly", "station", "groups", "supervision")
FILLING = {
    "党总支": "community_party", "居委会": "residents_committee", "居民代表会议": "residents_assembly",
    "服务站": "service_station", "第一居民小组": "residents_group", "监督委员会": "supervision_committee",
}  # fmt: skip


def fill() -> dict[str, UUID]:
    return {name: unit(name, kind) for name, kind in FILLING.items()}


def posts_of(found: Chart) -> dict[str, ChartPost]:
    units = [unit for body in found.bodies for unit in body.units] + list(found.others)
    return {post.title: post for unit in units for post in unit.posts}


def test_two_one_one_n() -> None:
    parts = [(body.part, body.key) for body in community_bodies(COMMUNITY, DAY)]
    assert "".join(part for part, _ in parts if part != "law") == "2211n"
    assert [key for _, key in parts] == list(ALL)
    assert [body.key for body in community_bodies(COMMUNITY, date(2025, 12, 31))] == list(ALL[:5])


def test_missing_bodies_are_named() -> None:
    assert chart(office(), COMMUNITY, DAY).missing == ALL
    fill()
    whole = chart(office(), COMMUNITY, DAY)
    assert whole.missing == () and whole.others == ()
    unit("物业", "community_organisation")
    assert [found.name for found in chart(office(), COMMUNITY, DAY).others] == ["物业"]
    assert chart(office(), "329921001002", DAY).missing == ALL


@pytest.mark.parametrize("name", FILLING)
def test_each_body_is_missed(name: str) -> None:
    made = fill()
    change_unit_state(office(), unit=made[name], state="closed", since=DAY, expected_version=1)
    before, after = chart(office(), COMMUNITY, date(2026, 11, 19)), chart(office(), COMMUNITY, DAY)
    assert before.missing == () and len(after.missing) == 1
    assert after.missing[0] == next(body.body.key for body in before.bodies if body.units[0].name == name)


def test_above_a_community_nothing_is_missing_and_only_its_own_units_stand() -> None:
    unit("街道办", "street_office", "329921001")
    fill()
    found = chart(office(), "329921001", DAY)
    assert found.missing == () and [row.name for row in found.others] == ["街道办"]


def test_vacant_seats_and_dates_of_posts() -> None:
    made = fill()
    members = post(made["居委会"], "委员", "member", seats=5, since=date(2026, 2, 1))
    seat(members, account("a"), "2026-03-01", procedure="elected", proof="公告")
    assert posts_of(chart(office(), COMMUNITY, DAY))["委员"].vacant == 4
    assert posts_of(chart(office(), COMMUNITY, date(2026, 2, 1)))["委员"].vacant == 5
    assert posts_of(chart(office(), COMMUNITY, date(2026, 1, 31))) == {}


def test_expired_without_successor_and_without_record() -> None:
    made = fill()
    director = post(made["居委会"])
    seat(director, account("lu"), "2021-01-01", "2025-12-31")
    (holder,) = posts_of(chart(office(), COMMUNITY, DAY))["主任"].holders
    assert holder.flags == ("overdue_term", "no_proof")
    (before,) = posts_of(chart(office(), COMMUNITY, date(2025, 12, 31)))["主任"].holders
    assert before.flags == ("no_proof",)
    seat(director, account("fan"), "2026-11-01", procedure="elected", proof="选举公告1号")
    (after,) = posts_of(chart(office(), COMMUNITY, DAY))["主任"].holders
    assert (after.name, after.flags) == ("fan", ())


def test_conflicting_posts_are_flagged_on_both_sides() -> None:
    made, who = fill(), account("lu")
    seat(post(made["居委会"], "委员", "member"), who, procedure="elected", proof="公告")
    assert posts_of(chart(office(), COMMUNITY, DAY))["委员"].holders[0].flags == ()
    seat(post(made["监督委员会"], "监督委员", "member"), who, procedure="elected", proof="公告")
    found = posts_of(chart(office(), COMMUNITY, DAY))
    for title in ("委员", "监督委员"):
        assert found[title].holders[0].flags == ("conflict",)
        assert found[title].holders[0].conflicts == ("committee_and_supervision",)


def test_one_person_in_three_bodies_without_conflict() -> None:
    made, who = fill(), account("lu")
    for name, title, kind in (
        ("党总支", "书记", "secretary"),
        ("居委会", "主任", "director"),
        ("服务站", "站长", "director"),
    ):
        seat(post(made[name], title, kind), who, procedure="elected", proof="公告")
    found = posts_of(chart(office(), COMMUNITY, DAY))
    assert [found[title].holders[0].flags for title in ("书记", "主任", "站长")] == [(), (), ()]


def test_stand_ins_are_named() -> None:
    made = fill()
    director = post(made["居委会"])
    appoint_stand_in(office(), post=director, account=account("fan"), since=DAY, until=DAY, reason="出差")
    assert [row.name for row in posts_of(chart(office(), COMMUNITY, DAY))["主任"].stand_ins] == ["fan"]
    assert posts_of(chart(office(), COMMUNITY, date(2026, 11, 19)))["主任"].stand_ins == ()


@pytest.mark.parametrize("actor", [office("329921002"), actor_with("people.appoint")])
def test_who_may_not_look(actor: Actor) -> None:
    with pytest.raises(NotFound):
        chart(actor, COMMUNITY, DAY)


def test_the_chart_takes_the_same_statements_for_few_and_many(django_assert_max_num_queries: Any) -> None:
    made = fill()
    members = post(made["居委会"], "委员", "member", seats=9)
    for number in range(9):
        seat(members, account(f"m{number}"))
    chart(office(), COMMUNITY, DAY)
    with django_assert_max_num_queries(6):
        chart(office(), COMMUNITY, DAY)
