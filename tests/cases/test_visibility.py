"""A petition, a mediation request, a call for help: in nobody else's list, search, map, count, suggestion or board."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache

from linli.cases.commands import assign_case, count_promises, merge_cases, note_case, open_case, support_case
from linli.cases.models import Assignment, Case, CaseClock
from linli.cases.queries import access
from linli.cases.queries.access import CLOSED_SHOP, of_unit, public_cases, visible
from linli.cases.queries.boards import REFUSED, asked_of, board
from linli.cases.queries.case_detail import case_detail
from linli.cases.queries.cases import CASES, inbox_counts, waiting_cases
from linli.cases.queries.party_access import Access, party_actor, prove_party, tries, visitor_actor
from linli.cases.queries.promises import breaches, counted_year, promises
from linli.cases.queries.public_cases import PUBLIC, public_detail, public_map, shown_count, tallies
from linli.cases.queries.similar_cases import similar_cases
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor, system_actor
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, NotAllowed, NotFound, TooMany
from tests.cases.town import COMMUNITY, COUNTY, REPORTER, TOWN, Town, lamp, later, make_town, version
from tests.cases.walking import attach, give, on, step

pytestmark = pytest.mark.django_db
ALL = ("case_intake", "case_worker", "dispatcher", "verifier", "case_head", "case_supervisor")
SECRET: dict[str, tuple[str, dict[str, Any]]] = {
    "petition": ("petitions", {"sort": "claim"}),
    "mediation": ("mediation", {"sort": "family"}),
    "help": ("committee", {"sort": "comfort"}),
}


@pytest.fixture
def town() -> Town:
    tries.forget()
    return make_town()


def opened(town: Town, kind: str) -> tuple[UUID, Actor]:
    unit, more = SECRET[kind]
    keeper = town.who(unit, *ALL, "confidential_worker")
    case = open_case(
        keeper, type=kind, area=COMMUNITY, text="不能让别人知道", parties=(REPORTER,), lon=119.81, lat=33.41, **more
    ).id
    return case, keeper


def asked_where_one_may(actor: Actor) -> object:
    """What was asked of the actor's own area; nothing where they oversee none."""
    if not actor.may("cases.see_cases"):
        return ()
    return asked_of(actor, actor.area, date(2026, 1, 1), date(2026, 12, 31))


LOOKS: dict[str, Callable[[Actor, UUID], object]] = {
    "list": lambda actor, case: [row.id for row in fetch(CASES, actor, Asked()).rows],
    "search": lambda actor, case: fetch(CASES, actor, Asked(search=Case.objects.get(pk=case).number)).count,
    "inbox": lambda actor, case: [item.count for item in inbox_counts(actor)],
    "waiting": lambda actor, case: waiting_cases(actor),
    "board": lambda actor, case: board(actor, COUNTY).total.open,
    "asked": lambda actor, case: asked_where_one_may(actor),
    "refused": lambda actor, case: fetch(REFUSED, actor, Asked()).count,
    "breaches": lambda actor, case: breaches(COUNTY, COUNTY, date(2026, 1, 1), date(2026, 12, 31)),
    "similar": lambda actor, case: similar_cases(
        actor, Case.objects.get(pk=case).type, Case.objects.get(pk=case).sort, COMMUNITY, "求助", 119.81, 33.41
    ),
    "map": lambda actor, case: public_map(COUNTY, ""),
    "public": lambda actor, case: fetch(PUBLIC, actor, Asked()).count,
    "tallies": lambda actor, case: tallies(COUNTY, "", on(2026, 1, 1)),
}


PUBLIC_LOOKS = ("map", "public", "tallies")
ACCEPTED: dict[str, Callable[[Town, Actor, UUID], object]] = {
    "petition": lambda town, keeper, case: step(keeper, case, "accept", "已受理"),
    "mediation": lambda town, keeper, case: give(keeper, town, case, "mediation"),
    "help": lambda town, keeper, case: step(keeper, case, "accept"),
}


@pytest.mark.parametrize("kind", sorted(SECRET))
@pytest.mark.parametrize("look", sorted(LOOKS))
def test_nobody_else_sees_it(town: Town, kind: str, look: str) -> None:
    others = [town.who(unit, *ALL) for unit in ("street", "urban", "station", SECRET[kind][0])]
    others.append(visitor_actor(COUNTY, on(2026, 11, 20)))
    case, keeper = opened(town, kind)
    if look in PUBLIC_LOOKS:
        ACCEPTED[kind](town, keeper, case)
        assert Case.objects.get(pk=case).state not in ("registered", "requested", "reported")
    empty = {"search": 0, "refused": 0, "board": 0, "public": 0, "inbox": [0, 0, 0, 0]}
    for other in others:
        seen = LOOKS[look](other, case)
        assert seen == empty.get(look, [] if look == "list" else ())


@pytest.mark.parametrize("look", PUBLIC_LOOKS)
def test_everybody_sees_an_accepted_lamp(town: Town, look: str) -> None:
    case = lamp(town.who("station", *ALL))
    assert not LOOKS[look](visitor_actor(COUNTY, on(2026, 11, 20)), case)
    step(town.who("street", "dispatcher"), case, "accept")
    assert LOOKS[look](visitor_actor(COUNTY, on(2026, 11, 20)), case)


def test_counts_of_askings_and_promises_leave_it_out(town: Town) -> None:
    span, street = (date(2026, 1, 1), date(2027, 12, 31)), town.who("street", *ALL)
    looker = replace(street, powers={**street.powers, "cases.see_cases": (COUNTY,)})
    case, keeper = opened(town, "petition")
    late = later(keeper, days=60)
    step(late, case, "accept", "已受理")
    give(late, town, case, "housing")
    assert Assignment.objects.filter(case=case, unit=town.units["housing"]).exists()
    assert CaseClock.objects.filter(case=case, ladder=True, late=True, stopped_at__isnull=False).exists()
    assert asked_of(looker, COUNTY, *span) == () and breaches(COUNTY, COUNTY, *span) == ()
    assert list(counted_year(COUNTY, span[1])) == []
    public, boss = lamp(town.who("station", *ALL)), later(looker, days=60)
    step(boss, public, "accept")
    give(boss, town, public, "urban")
    (asked,), (breach,) = asked_of(looker, COUNTY, *span), breaches(COUNTY, COUNTY, *span)
    assert (asked.count, breach.type, breach.broken) == (1, "report_part", 1)
    count_promises(system_actor(COUNTY, boss.at + timedelta(days=1), "cases.count_promises"))
    assert promises(COUNTY, COUNTY) == (breach,)


@pytest.mark.parametrize("area", [COUNTY, "329921002", ""])
def test_what_was_asked_elsewhere_is_not_told(town: Town, area: str) -> None:
    with pytest.raises(NotAllowed):
        asked_of(town.who("street", *ALL), area, date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(NotAllowed):
        asked_of(town.who("street", "case_worker"), TOWN, date(2026, 1, 1), date(2026, 12, 31))


def test_a_refused_attempt_tells_of_a_petition_to_its_handlers_only(town: Town) -> None:
    case, keeper = opened(town, "petition")
    step(keeper, case, "accept", "已受理")
    with pytest.raises(Conflict):
        give(keeper, town, case, "station")
    span = (date(2026, 1, 1), date(2027, 12, 31))
    county = replace(keeper, powers={**keeper.powers, "cases.see_cases": (COUNTY,)})
    outsider = replace(county, unit=town.units["street"])
    blind = replace(county, powers={name: area for name, area in county.powers.items() if name != CLOSED_SHOP})
    assert fetch(REFUSED, county, Asked()).count == 1
    for other in (outsider, blind, town.who("street", *ALL)):
        assert fetch(REFUSED, other, Asked()).count == 0
    assert all(line.refused == 0 for line in asked_of(outsider, COUNTY, *span))
    lamp_ = lamp(town.who("station", *ALL))
    step(town.who("street", *ALL), lamp_, "accept")
    with pytest.raises(Conflict):
        give(town.who("street", *ALL), town, lamp_, "station")
    assert fetch(REFUSED, town.who("street", *ALL), Asked()).count == 1
    assert sum(line.refused for line in asked_of(town.who("street", *ALL), TOWN, *span)) == 1


@pytest.mark.parametrize("kind", sorted(SECRET))
def test_for_everybody_else_it_is_not_there(town: Town, kind: str) -> None:
    case, keeper = opened(town, kind)
    assert case_detail(keeper, case).text == "不能让别人知道"
    for other in (
        town.who("street", *ALL),
        town.who(SECRET[kind][0], *ALL),
        town.who("housing", *ALL, "confidential_worker"),
    ):
        with pytest.raises(NotFound):
            case_detail(other, case)
        with pytest.raises(NotFound):
            note_case(other, case=case, text="看看")
        with pytest.raises(NotFound):
            step(other, case, "accept")
    with pytest.raises(NotFound):
        public_detail(COUNTY, Case.objects.get(pk=case).number)
    with pytest.raises(NotFound):
        support_case(visitor_actor(COUNTY, on(2026, 11, 20)), case=case, party=REPORTER)


def test_a_handler_sees_it_from_the_day_it_is_given(town: Town) -> None:
    case, keeper = opened(town, "petition")
    worker = town.who("housing", "case_worker", "confidential_worker")
    assert not visible(worker).filter(pk=case).exists()
    give(keeper, town, case, "housing")
    assert visible(worker).filter(pk=case).exists()
    plain = town.who("housing", "case_worker")
    assert not of_unit(plain).filter(pk=case).exists()


def test_a_confidential_case_goes_into_no_other(town: Town) -> None:
    case, keeper = opened(town, "help")
    public = lamp(town.who("committee", *ALL))
    with pytest.raises(Conflict) as caught:
        merge_cases(keeper, case=case, into=public, expected_version=version(case))
    assert caught.value.code is CaseCode.NOT_SAME


def test_a_report_is_public_only_after_acceptance(town: Town) -> None:
    case = lamp(town.who("station", *ALL), text="王小明家门口,电话13800138000")
    assert not public_cases(COUNTY).exists()
    step(town.who("street", "dispatcher"), case, "accept")
    row = public_detail(COUNTY, Case.objects.get(pk=case).number)
    assert row.title == "路灯不亮" and "13800138000" not in repr(row) and "王小明" not in repr(row)
    assert (row.lon, row.lat, row.photos) == (119.81, 33.41, ())


def test_photos_are_shown_only_after_a_look(town: Town) -> None:
    from linli.cases.commands import show_file
    from linli.cases.models import CaseFile

    case = lamp(town.who("station", *ALL))
    boss = town.who("street", "dispatcher")
    step(boss, case, "accept")
    attach(case, "before")
    number = Case.objects.get(pk=case).number
    assert public_detail(COUNTY, number).photos == ()
    photo = CaseFile.objects.get(case=case).id
    show_file(boss, case=case, file=photo, public=True, expected_version=version(case))
    assert public_detail(COUNTY, number).photos == (photo,)


@pytest.mark.pure
@pytest.mark.parametrize(("count", "shown"), [(0, None), (9, None), (10, 10), (500, 500)])
def test_small_cells_are_hidden(count: int, shown: int | None) -> None:
    assert shown_count(count) == shown


# --- number and key ------------------------------------------------------------------------------------
def with_key(town: Town) -> tuple[UUID, str, str]:
    desk = town.who("station", "case_intake")
    given = open_case(desk, type="report_part", sort="road", area=COMMUNITY, text="坑", parties=(REPORTER,))
    return given.id, given.values["number"], given.values["keys"][0]


def test_number_and_code_or_the_last_four_of_the_phone(town: Town) -> None:
    case, number, key = with_key(town)
    at = on(2026, 11, 20)
    assert prove_party(COUNTY, number, key.lower(), at).case == case
    spaced = " ".join(number[i : i + 4] for i in range(0, 20, 4))
    assert prove_party(COUNTY, spaced, "8000", at).case == case


@pytest.mark.parametrize("key", ["", "0000", "8001", "ABCDEFGH", "13800138000", "8000 or 1=1"])
def test_one_answer_for_every_mistake_and_five_tries(town: Town, key: str) -> None:
    _, number, right = with_key(town)
    at = on(2026, 11, 20)
    for wrong in (number, "3" * 20, "abc"):
        tries.forget()
        with pytest.raises(NotFound) as caught:
            prove_party(COUNTY, wrong, key, at)
        assert caught.value.code is CaseCode.WRONG_KEY and dict(caught.value.data) == {}
    tries.forget()
    for _ in range(5):
        with pytest.raises(NotFound):
            prove_party(COUNTY, number, key, at)
    with pytest.raises(TooMany) as many:
        prove_party(COUNTY, number, right, at)  # also the right one has to wait
    assert many.value.data["retry_after"] > 0
    assert prove_party(COUNTY, number, right, on(2026, 11, 20, 12))


def test_what_is_no_number_locks_nobody_out() -> None:
    tries.forget()
    for typed in ("abc", "", "123", "1" * 40, "?", "路灯"):
        for _ in range(3):
            with pytest.raises(NotFound):
                prove_party(COUNTY, typed, "8000", on(2026, 11, 20))


def test_a_party_reaches_its_own_case_only(town: Town) -> None:
    case, number, key = with_key(town)
    other = lamp(town.who("station", "case_intake"))
    at = on(2026, 11, 20)
    actor = party_actor(COUNTY, prove_party(COUNTY, number, key, at), at)
    assert [row.id for row in visible(actor)] == [case]
    with pytest.raises(NotFound):
        note_case(actor, case=other, text="x")
    with pytest.raises(NotAllowed):
        assign_case(actor, case=case, unit=town.units["urban"], expected_version=version(case))
    stranger = party_actor(COUNTY, Access(case, uuid4()), at)
    assert not visible(stranger).exists()


def test_a_party_of_a_case_handles_none_of_it(town: Town) -> None:
    boss = town.who("street", "dispatcher")
    desk = town.who("station", "case_intake")
    case = lamp(desk, parties=({**REPORTER, "account": boss.account},))
    with pytest.raises(NotAllowed) as caught:
        step(boss, case, "accept")
    assert caught.value.code is CaseCode.OWN_CASE


def test_an_agent_acts_inside_the_mandate(town: Town) -> None:
    desk = town.who("station", "case_intake", at=on(2026, 4, 1))
    agent = {
        "role": "agent", "name": "代办员", "phone": "13900139000", "speaks_for": 0, "scope": ["supply"],
        "until": date(2026, 4, 30), "originals": ["身份证"],
    }  # fmt: skip
    values = {"since": "2025-01-01", "home": "own", "ground": "home", "by_agent": True}
    made = open_case(
        desk, type="residence_permit", area=COMMUNITY, text="代办", values=values,
        parties=({**REPORTER, "role": "applicant"}, agent),
    )  # fmt: skip
    access = prove_party(COUNTY, made.values["number"], made.values["keys"][1], on(2026, 4, 2))
    with pytest.raises(Conflict) as caught:
        step(party_actor(COUNTY, access, on(2026, 4, 2)), made.id, "withdraw")
    assert caught.value.code is CaseCode.OUTSIDE_MANDATE
    from linli.cases.commands import tell_missing

    tell_missing(desk, case=made.id, materials=("photo",), expected_version=version(made.id))
    late = party_actor(COUNTY, access, on(2026, 5, 1))
    with pytest.raises(NotFound):
        step(late, made.id, "supply")
    assert step(replace(late, at=on(2026, 4, 30)), made.id, "supply") == "received"


def test_merged_reporters_follow_the_other_case(town: Town) -> None:
    boss, desk = town.who("street", "dispatcher"), town.who("station", "case_intake")
    one, other = lamp(desk), lamp(desk, parties=({**REPORTER, "phone": "13900139001"},))
    merge_cases(boss, case=other, into=one, expected_version=version(other))
    merged, kept = Case.objects.get(pk=other), Case.objects.get(pk=one)
    assert (merged.state, merged.merged_into_id, kept.supporters) == ("merged", one, 1)


def test_visitors_link_nobody_to_a_case(town: Town) -> None:
    from linli.cases.models import CaseParty

    visitor = visitor_actor(COUNTY, on(2026, 11, 20))
    given = {**REPORTER, "person": uuid4(), "account": uuid4(), "unit": town.units["urban"]}
    case = lamp(visitor, parties=(given,))
    party = CaseParty.objects.get(case=case)
    assert (party.person, party.account, party.unit_id) == (None, None, None)
    desk = town.who("station", "case_intake")
    assert CaseParty.objects.get(case=lamp(desk, parties=(given,))).person == given["person"]


@pytest.mark.parametrize(("day", "fits"), [(1, False), (0, True), (-31, True), (-32, False)])
def test_when_it_came_in(town: Town, day: int, fits: bool) -> None:
    from datetime import timedelta

    from linli.kernel.errors import Invalid

    desk = town.who("station", "case_intake", at=on(2026, 11, 20))
    moment = desk.at + timedelta(days=day)
    if fits:
        assert Case.objects.get(pk=lamp(desk, received_at=moment)).received_at == moment
        return
    with pytest.raises(Invalid) as caught:
        lamp(desk, received_at=moment)
    assert [problem.path for problem in caught.value.problems] == ["received_at"]
    with pytest.raises(Invalid):
        lamp(visitor_actor(COUNTY, on(2026, 11, 20)), received_at=on(2026, 11, 19))


@pytest.mark.parametrize("powers", [(), (CLOSED_SHOP,)])
def test_a_unit_with_many_cases_sees_the_same_as_one_with_few(
    town: Town, powers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    one, _ = opened(town, "petition")
    lamps = [lamp(town.who("station", "case_intake"), text=f"第{number}盏灯") for number in range(3)]
    boss = town.who("street", "dispatcher")
    step(boss, lamps[0], "accept")
    give(boss, town, lamps[0], "urban")
    people = [town.who(unit, "case_worker", "clerk") for unit in ("urban", "station", "housing")]
    people = [replace(who, powers={**who.powers, **dict.fromkeys(powers, ())}) for who in people]
    few = [sorted(visible(who).values_list("pk", flat=True)) for who in people]
    assert len({tuple(ids) for ids in few}) > 1, "the units see different cases"
    own = [sorted(of_unit(who).values_list("pk", flat=True)) for who in people]
    cache.clear()
    monkeypatch.setattr(access, "MANY", -1)
    assert [sorted(visible(who).values_list("pk", flat=True)) for who in people] == few
    assert [sorted(of_unit(who).values_list("pk", flat=True)) for who in people] == own
    assert one not in few[2]
