"""Units: kinds of the pack, credit codes, legal states by date, closing (E14, R2.3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound
from linli.kernel.journal.reading import history
from linli.people.commands import appoint_stand_in, change_unit_state, create_unit, edit_unit, relate_units
from linli.people.models import Post, Session, StandIn, Tenure, Unit, UnitRelation, UnitState
from linli.people.queries.actors import held_posts
from linli.people.queries.units import UNITS, UnitCount, unit_counts, unit_detail, units_to_write_to
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.unit_states import FOLLOWING, STATES, may_follow
from tests.actors import actor_with
from tests.conftest import NOON
from tests.people.people import log_in, make_colleague, make_unit
from tests.people.units.making import COMMUNITY, CREDIT, account, office, post, seat, unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def test_the_kind_must_be_in_the_pack() -> None:
    with pytest.raises(Invalid) as caught:
        unit("甲", "castle")
    assert caught.value.code is PeopleCode.UNKNOWN_UNIT_KIND and not Unit.objects.exists()


def test_a_company_is_registered_only_with_its_code() -> None:
    with pytest.raises(Invalid) as caught:
        unit("物业", "property_company")
    assert caught.value.code is PeopleCode.CREDIT_NEEDED
    made = unit("物业", "property_company", credit_code=f" {CREDIT[:8].lower()} {CREDIT[8:]} ")
    assert Unit.objects.get(pk=made).credit_code == CREDIT
    with pytest.raises(Conflict) as twice:
        unit("另一家", "company", credit_code=CREDIT)
    assert twice.value.code is PeopleCode.CREDIT_TAKEN


@pytest.mark.parametrize("code", [CREDIT[:17], CREDIT[:17] + "5", "I" + CREDIT[1:]])
def test_a_wrong_code_is_refused(code: str) -> None:
    with pytest.raises(Invalid):
        unit("物业", "company", credit_code=code)
    assert not Unit.objects.exists()


def test_some_kinds_have_no_code_and_others_lack_theirs() -> None:
    with pytest.raises(Invalid) as caught:
        unit("舞蹈队", "community_organisation", credit_code=CREDIT)
    assert caught.value.code is PeopleCode.NO_CREDIT
    bare = unit("居委会", "residents_committee")
    assert unit_detail(office(), bare, DAY).flags == ("no_credit_code",)
    edit_unit(office(), unit=bare, name="居委会", credit_code=CREDIT, expected_version=1)
    assert unit_detail(office(), bare, DAY).flags == ()


def test_two_correct_one_unit_and_the_second_sees_what_changed() -> None:
    made = unit("民政局")
    edit_unit(office(), unit=made, name="县民政局", credit_code="", expected_version=1)
    with pytest.raises(Conflict) as caught:
        edit_unit(office(), unit=made, name="民政", credit_code="", expected_version=1)
    assert caught.value.code is KernelCode.STALE and caught.value.status == 409
    assert caught.value.data["changes"][0]["fields"] == ["name"]


def test_opening_hours_are_kept_with_the_day_of_their_confirmation() -> None:
    made = unit("服务站", "service_station", area=COMMUNITY)
    given: dict[str, Any] = {"unit": made, "name": "服务站", "credit_code": ""}
    edit_unit(office(), **given, hours=" 周一至周五 9:00–17:00 ", expected_version=1)
    row = Unit.objects.get(pk=made)
    assert (row.hours, row.hours_on) == ("周一至周五 9:00–17:00", local_day(office().at))
    edit_unit(office(), **given, expected_version=2)
    assert Unit.objects.get(pk=made).hours == row.hours, "who corrects the name says nothing of the hours"
    with pytest.raises(Invalid) as caught:
        edit_unit(office(), **given, hours="周" * 121, expected_version=3)
    assert [problem.path for problem in caught.value.problems] == ["hours"]


def test_another_area_and_another_right() -> None:
    made = unit("居委会", "residents_committee")
    with pytest.raises(NotFound):
        edit_unit(office("329921002"), unit=made, name="x", credit_code="", expected_version=1)
    with pytest.raises(NotFound):
        unit_detail(office("329921002"), made, DAY)
    with pytest.raises(NotAllowed):
        create_unit(actor_with("people.edit_unit"), area=COMMUNITY, name="x", kind="department")


@pytest.mark.pure
def test_states_lead_somewhere_and_end() -> None:
    assert set(FOLLOWING) == set(STATES) and FOLLOWING["closed"] == ()
    assert all(may_follow(state, "closed") for state in STATES if state != "closed")
    assert not may_follow("registered", "filed") and not may_follow("closed", "registered")


def test_a_life_from_idea_to_end() -> None:
    made = unit("棋社", "social_group", state="idea", since=date(2026, 1, 1))
    steps = [("filed", date(2026, 2, 1)), ("registered", date(2026, 6, 1)), ("rated", date(2026, 9, 1))]
    for version, (state, since) in enumerate(steps, start=1):
        change_unit_state(
            office(),
            unit=made,
            state=state,
            since=since,
            expected_version=version,
            credit_code=CREDIT,
            basis="民社证字1号",
        )
    shown = unit_detail(office(), made, date(2026, 7, 1))
    assert shown.state == "registered" and [row.state for row in shown.states] == [
        "idea",
        "filed",
        "registered",
        "rated",
    ]
    assert shown.states[1].until == date(2026, 5, 31) and shown.states[3].until is None
    assert [entry.command for entry in history("329921", "people.unit", made)][1:] == ["people.change_unit_state"] * 3
    with pytest.raises(Conflict) as back:
        change_unit_state(office(), unit=made, state="idea", since=DAY, expected_version=4)
    assert back.value.code is PeopleCode.UNIT_STATE
    with pytest.raises(Invalid) as early:
        change_unit_state(office(), unit=made, state="closed", since=date(2026, 9, 1), expected_version=4)
    assert early.value.code is PeopleCode.STATE_DATES


def test_a_unit_becomes_registered_only_with_its_code() -> None:
    made = unit("棋社", "social_group", state="filed")
    with pytest.raises(Invalid) as caught:
        change_unit_state(office(), unit=made, state="registered", since=DAY, expected_version=1)
    assert caught.value.code is PeopleCode.CREDIT_NEEDED
    assert UnitState.objects.get().state == "filed"


def test_counts_by_kind_and_state_as_of_a_day() -> None:
    unit("舞蹈队", "community_organisation", since=date(2026, 3, 1))
    closing = unit("太极队", "community_organisation", since=date(2026, 3, 1))
    unit("书画社", "community_organisation")
    change_unit_state(office(), unit=closing, state="closed", since=date(2026, 6, 1), expected_version=1)
    count = {day: unit_counts(office(), "329921001", day) for day in (date(2026, 2, 28), date(2026, 5, 31), DAY)}
    kind = "community_organisation"
    assert count[date(2026, 2, 28)] == (UnitCount(kind, "filed", 1, 1),)
    assert count[date(2026, 5, 31)] == (UnitCount(kind, "filed", 3, 1),)
    assert count[DAY] == (UnitCount(kind, "closed", 1, 0), UnitCount(kind, "filed", 2, 1))
    assert unit_counts(office(), "329921002", DAY) == ()


def test_closing_ends_terms_posts_relations_and_stand_ins() -> None:
    gone, stays = unit("老站", "service_station"), unit("街道办", "street_office", "329921001")
    where, other = post(gone, "站长", "director"), post(stays, "科员", "clerk")
    who, substitute = account("lu"), account("fan")
    seat(where, who, until="2030-12-31")
    appoint_stand_in(office(), post=where, account=substitute, since=DAY, until=date(2027, 1, 1), reason="外出")
    relate_units(office(), unit=stays, other=gone, kind="leads", since=date(2026, 1, 1))
    seat(other, substitute)
    change_unit_state(office(), unit=gone, state="closed", since=DAY, expected_version=1)
    assert Tenure.objects.get(post=where).ended == DAY == Post.objects.get(pk=where).until
    assert StandIn.objects.get().until == DAY == UnitRelation.objects.get().until
    assert held_posts(who, NOON) == () and [p.id for p in held_posts(substitute, NOON)] == [other]
    with pytest.raises(Conflict) as caught:
        seat(where, who, "2026-12-01")
    assert caught.value.code is PeopleCode.UNIT_CLOSED


def test_a_term_that_begins_after_the_closing_is_in_its_way() -> None:
    gone = unit("老站", "service_station")
    seat(post(gone), account("lu"), since="2027-01-01")
    with pytest.raises(Conflict) as caught:
        change_unit_state(office(), unit=gone, state="closed", since=DAY, expected_version=1)
    assert caught.value.code is PeopleCode.LATER_TERMS and Unit.objects.get().closed_on is None


def test_closing_a_unit_ends_log_ins(client: Client) -> None:
    closing, staying = make_colleague("lu", make_unit("老站")), make_colleague("fan", make_unit("新站"))
    other = Client()
    log_in(client, closing)
    log_in(other, staying)
    assert client.get("/desk/").status_code == 200
    today = now().astimezone(LOCAL).date()
    change_unit_state(replace(office(), at=now()), unit=closing.unit, state="closed", since=today, expected_version=1)
    assert not Session.objects.filter(account=closing.account).exists()
    assert client.get("/desk/").status_code == 302 and other.get("/desk/").status_code == 200


def test_who_is_outside_writes_to_the_administration_only() -> None:
    inside, outside = make_unit("民政局"), unit("舞蹈队", "volunteer_team")
    make_unit("财政局")
    found = make_colleague("hu", outside, "partner").actor()
    assert {row.name for row in units_to_write_to(found)} == {"民政局", "财政局"}
    clerk = make_colleague("lu", inside).actor()
    assert {row.name for row in units_to_write_to(clerk)} == {"舞蹈队", "财政局"}


def test_the_list_of_units() -> None:
    gone = unit("老站", "service_station")
    unit("物业", "company", credit_code=CREDIT)
    unit("远处", area="329921002")
    change_unit_state(office(), unit=gone, state="closed", since=DAY, expected_version=1)
    town = office("329921001")

    def names(**asked: Any) -> list[str]:
        return [row.name for row in fetch(UNITS, town, Asked(**asked)).rows]

    assert sorted(names()) == ["物业", "老站"]
    assert names(filters={"life": "open"}) == ["物业"] == names(search=CREDIT.lower())
    assert names(filters={"life": "closed"}) == ["老站"] == names(search="老")
    assert fetch(UNITS, actor_with("people.appoint"), Asked()).rows == ()
