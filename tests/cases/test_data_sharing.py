"""Data between units: asked once, decided in time, given with a line in the log (S-283, E49, R3.7)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from linli.cases.commands import (
    ask_for_data,
    decide_data_request,
    extend_clock,
    give_data,
    open_case,
    reroute_case,
    take_step,
)
from linli.cases.models import Assignment, Case, DataField, DataGiving, DataRequest, RefusedAsking
from linli.cases.queries.data_givings import DATA_GIVINGS
from linli.cases.queries.data_sharing import DATA_REQUESTS, data_request
from linli.cases.queries.promises import counted_year
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.data_sharing import Extent, Item, Sharing, by_class, held_already, is_tighter_or_same
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotAllowed, NotFound
from linli.kernel.journal.models import JournalEntry
from tests.cases.data_sharing import MONDAY, WISH, ask, asker, case_of, decide, due_on, give, given, holder, seen
from tests.cases.town import COMMUNITY, COUNTY, VILLAGE, Town, make_town, version
from tests.cases.walking import assert_folds, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def codes(caught: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, ErrorCode]]:
    return {(problem.path, problem.code) for problem in caught.value.problems}


YEAR = Extent("329921001001", date(2026, 1, 1), date(2026, 12, 31), "a")
ITEM = Item("phone", {}, Sharing.CONDITIONAL, ("phone",), {})
FIGURE = Item("figures", {}, Sharing.UNCONDITIONAL, (), {})


@pytest.mark.pure
@pytest.mark.serves("S-283")
@pytest.mark.parametrize(
    ("changed", "phone", "figures"),
    [
        ({}, True, True),
        ({"since": date(2026, 3, 1), "until": date(2026, 3, 1)}, True, True),
        ({"area": "329921001001005"}, True, True),
        ({"until": date(2027, 1, 1)}, False, False),
        ({"since": date(2025, 12, 31)}, False, False),
        ({"area": "329921001"}, False, False),
        ({"area": "329921001002"}, False, False),
        ({"duty": "b"}, False, True),  # what tells of a person serves the purpose it was given for
    ],
)
def test_what_an_earlier_answer_covers(changed: Any, phone: bool, figures: bool) -> None:
    wanted = replace(YEAR, **changed)
    found = held_already((ITEM, FIGURE), wanted, {"phone": [(1, YEAR)], "figures": [(2, YEAR)]})
    assert found == ({"phone": 1} if phone else {}) | ({"figures": 2} if figures else {})


@pytest.mark.pure
def test_classes() -> None:
    assert by_class((ITEM, FIGURE)) == {Sharing.UNCONDITIONAL: ("figures",), Sharing.CONDITIONAL: ("phone",)}
    assert is_tighter_or_same(Sharing.NONE, Sharing.CONDITIONAL)
    assert not is_tighter_or_same(Sharing.UNCONDITIONAL, Sharing.CONDITIONAL)


@pytest.mark.serves("S-283")
def test_the_clocks_of_the_regulation(town: Town) -> None:
    """R3.7: 1 working day without conditions; 10 (+10) with; 20 to deliver; 10 to correct. Qingming is 4 to 6 April."""
    figures = ask(town, fields=["area_figures"]).id
    assert due_on(figures, "answer") == "2026-03-03"
    request = ask(town).id
    assert due_on(request, "answer") == "2026-03-16"
    head = holder(town, MONDAY, "case_head")
    extend_clock(
        head, case=case_of(request), clock="answer", by="10wd", reason="数据分散", expected_version=seen(request)
    )
    assert due_on(request, "answer") == "2026-03-30"
    decide(town, request, "residence", "household", at=on(2026, 3, 9))
    assert due_on(request, "deliver") == "2026-04-07"
    give(town, request, "residence", "household", at=on(2026, 3, 10))
    take_step(
        asker(town, on(2026, 3, 11)), case=case_of(request), action="ask_correction", note="三户户主关系有误",
        expected_version=seen(request),
    )  # fmt: skip
    assert due_on(request, "correct") == "2026-03-25"
    give(town, request, "household", at=on(2026, 3, 12), persons=7)
    assert Case.objects.get(pk=case_of(request)).state == "given"
    assert_folds(case_of(request))


def test_what_is_due_at_once_cannot_be_put_off(town: Town) -> None:
    request = ask(town, fields=["area_figures"]).id
    head = holder(town, MONDAY, "case_head")
    with pytest.raises(Conflict) as caught:
        extend_clock(head, case=case_of(request), clock="answer", by="1wd", reason="x", expected_version=seen(request))
    assert caught.value.code is CaseCode.NOT_EXTENDABLE
    with pytest.raises(Conflict) as refused:
        decide(town, request, refusal="不想给")
    assert refused.value.code is CaseCode.UNCONDITIONAL


@pytest.mark.serves("S-283")
def test_what_is_held_is_not_asked_again(town: Town) -> None:
    first = given(town)
    cases = Case.objects.count()
    again = ask(town, asker(town, on(2026, 3, 5)), since=date(2026, 2, 1), until=date(2026, 2, 28))
    assert (again.status, again.values["numbers"], Case.objects.count()) == ("held", [], cases)
    assert again.values["held"] == {"residence": first, "household": first}
    row = data_request(asker(town), again.id)
    assert (row.case, row.state, {field.earlier for field in row.fields}) == (None, "held", {first})
    # A field that was not given, another period, another duty: those are asked.
    more = ask(town, asker(town, on(2026, 3, 5)), fields=["residence", "birth"])
    assert (more.status, set(more.values["held"])) == ("asked", {"residence"})
    assert data_request(asker(town), more.id).keys("asked") == ("birth",)
    assert ask(town, asker(town, on(2026, 3, 5)), since=date(2025, 1, 1)).status == "asked"
    assert ask(town, asker(town, on(2026, 3, 5)), duty="building_safety.handle.county").status == "asked"


def test_what_may_not_be_used_any_more_is_asked_again(town: Town) -> None:
    first = given(town, keep_until=date(2026, 3, 31))
    assert ask(town, asker(town, on(2026, 4, 1))).status == "asked"
    other = ask(town, asker(town, on(2026, 3, 31)), since=date(2026, 2, 1))
    assert other.values["held"]
    take_step(
        asker(town), case=case_of(first), action="end_use", note="已全部删除", expected_version=seen(first)
    )  # fmt: skip
    with pytest.raises(Conflict) as caught:  # of 1 April it waits already
        ask(town, asker(town, on(2026, 3, 31)), since=date(2026, 2, 1))
    assert caught.value.code is CaseCode.ASKED_ALREADY


def test_another_unit_holds_nothing_of_it(town: Town) -> None:
    given(town)
    mine = town.who("urban", "data_officer", at=MONDAY)
    assert ask(town, mine).status == "asked"


def test_one_waits_for_an_answer_once(town: Town) -> None:
    first = ask(town)
    with pytest.raises(Conflict) as caught:
        ask(town, fields=["household"])
    assert caught.value.code is CaseCode.ASKED_ALREADY and caught.value.data["number"] == first.values["numbers"][0]
    take_step(asker(town), case=case_of(first.id), action="withdraw", note="不需要了", expected_version=seen(first.id))
    assert ask(town, fields=["household"]).status == "asked"


def test_what_needs_no_decision_does_not_wait_for_it(town: Town) -> None:
    made = ask(town, fields=["area_figures", "birth"])
    kinds = [DataRequest.objects.get(pk=request).sharing for request in made.values["requests"]]
    assert kinds == ["unconditional", "conditional"] and len(made.values["numbers"]) == 2


@pytest.mark.serves("S-283")
def test_a_refusal_names_its_basis(town: Town) -> None:
    request = ask(town, fields=["phone", "mail"]).id
    with pytest.raises(Invalid) as caught:
        decide(town, request)
    assert codes(caught) == {("refusal", KernelCode.REQUIRED)}
    decide(town, request, refusal="《个人信息保护法》第六条：超出最小范围")
    row = data_request(asker(town), request)
    assert (row.state, row.keys("refused"), row.over) == ("refused", ("mail", "phone"), True)
    assert not DataGiving.objects.exists()


def test_a_part_may_be_granted(town: Town) -> None:
    request = ask(town).id
    with pytest.raises(Invalid) as caught:
        decide(town, request, "residence")
    assert codes(caught) == {("refusal", KernelCode.REQUIRED)}
    decide(town, request, "residence", refusal="户主关系与用途无关")
    row = data_request(holder(town), request)
    assert (row.keys("granted"), row.keys("refused"), row.state) == (("residence",), ("household",), "granted")
    with pytest.raises(Invalid) as strange:
        give(town, request, "household")
    assert codes(strange) == {("fields", CaseCode.NOT_ASKED)}


@pytest.mark.serves("S-283")
def test_the_log_says_who_gave_what_to_whom(town: Town) -> None:
    request = given(town)
    kept = DataGiving.objects.get()
    assert (kept.fields, kept.persons, kept.way, kept.account) == (
        ["household", "residence"], 214, "file", holder(town).account,
    )  # fmt: skip
    overseer = replace(town.who("petitions", "case_supervisor"), at=MONDAY)
    for actor in (asker(town), holder(town), overseer):
        (row,) = fetch(DATA_GIVINGS, actor, Asked()).rows
        assert (row.holder_name, row.requester_name, row.request) == (
            "河滨街道办事处",
            "清和县住房和城乡建设局",
            request,
        )
        assert row.purpose == "核对物业服务用房配建"
    strangers = (
        town.who("urban", "data_officer"),
        town.who("street", "dispatcher"),
        town.who("station", "case_intake"),
    )
    for actor in strangers:
        assert fetch(DATA_GIVINGS, actor, Asked()).rows == () and fetch(DATA_REQUESTS, actor, Asked()).rows == ()
        with pytest.raises(NotFound):
            data_request(actor, request)
    told = JournalEntry.objects.filter(object_type="cases.datarequest", object_id=request)
    assert set(told.values_list("command", flat=True)) == {
        "cases.ask_for_data", "cases.decide_data_request", "cases.give_data",
    }  # fmt: skip


def test_the_first_giving_is_whole_and_counts_people(town: Town) -> None:
    request = ask(town).id
    decide(town, request, "residence", "household")
    for fields, more, fault in (
        (("residence",), {}, ("fields", CaseCode.DATA_INCOMPLETE)),
        (("residence", "household"), {"persons": 0}, ("persons", CaseCode.PERSONS)),
        (("residence", "household"), {"way": "pigeon"}, ("way", KernelCode.REQUIRED)),
    ):
        with pytest.raises(Invalid) as caught:
            give(town, request, *fields, **more)
        assert codes(caught) == {fault}
    assert DataField.objects.filter(given_at__isnull=False).count() == 0
    figures = ask(town, fields=["area_figures"]).id
    decide(town, figures, "area_figures")
    give(town, figures, "area_figures", persons=0, way="interface")
    assert DataGiving.objects.get().persons == 0


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"fields": []}, ("fields", KernelCode.REQUIRED)),
        ({"fields": ["wings"]}, ("fields", CaseCode.NO_FIELD)),
        ({"fields": ["residence", "consent"]}, ("fields", CaseCode.NOT_SHARED)),
        ({"purpose": " "}, ("purpose", KernelCode.REQUIRED)),
        ({"ground": "x" * 201}, ("ground", KernelCode.TOO_LONG)),
        ({"until": date(2025, 12, 31)}, ("until", CaseCode.DATA_PERIOD)),
        ({"keep_until": date(2026, 3, 1)}, ("keep_until", CaseCode.KEEP_UNTIL)),
        ({"keep_until": date(2036, 3, 3)}, ("keep_until", CaseCode.KEEP_UNTIL)),
        ({"duty": "help.handle.community"}, ("duty", CaseCode.NOT_YOUR_DUTY)),
        ({"area": COUNTY}, ("holder", CaseCode.NOT_THE_HOLDER)),
    ],
)
def test_what_cannot_be_asked(town: Town, changed: dict[str, Any], fault: tuple[str, ErrorCode]) -> None:
    with pytest.raises(Invalid) as caught:
        ask(town, **changed)
    assert codes(caught) == {fault}
    assert not Case.objects.exists() and not DataRequest.objects.exists()


def test_who_may_ask_and_who_decides(town: Town) -> None:
    with pytest.raises(NotAllowed):
        ask(town, town.who("housing", "case_worker", at=MONDAY))
    committee = town.who("committee", "data_officer", at=MONDAY)
    with pytest.raises(NotFound):  # a community asks about itself only
        ask(town, committee, area=VILLAGE, duty="help.handle.community")
    assert ask(town, committee, duty="help.handle.community").status == "asked"
    request = ask(town).id
    with pytest.raises(NotFound):
        decide_data_request(
            town.who("urban", "data_officer"), request=request, granted=["residence"], expected_version=seen(request)
        )
    with pytest.raises(NotAllowed):
        decide_data_request(
            town.who("housing", "case_worker"), request=request, granted=["residence"], expected_version=1
        )
    with pytest.raises(NotAllowed):  # the asker is not the one who decides
        decide_data_request(
            asker(town), request=request, granted=["residence", "household"], expected_version=seen(request)
        )
    with pytest.raises(Conflict) as stale:
        decide_data_request(holder(town), request=request, granted=["residence"], expected_version=1)
    assert stale.value.code is KernelCode.STALE


@pytest.mark.serves("S-283")
def test_a_community_is_asked_only_as_its_list_says(town: Town) -> None:
    request = ask_for_data(asker(town), holder=town.units["committee"], **WISH).id
    share = Assignment.objects.get(case=case_of(request))
    assert (share.unit_id, share.nature, share.duty) == (
        town.units["committee"], "assist", "data_sharing.handle.community",
    )  # fmt: skip


def test_a_key_sends_once(town: Town) -> None:
    one, two = (ask(town, asker(town).keyed("k")) for _ in range(2))
    assert (one.id, two.repeated, DataRequest.objects.count()) == (two.id, True, 1)
    request = one.id
    decide(town, request, "residence", "household")
    officer = holder(town).keyed("g")
    for _ in range(2):
        give_data(
            officer, request=request, fields=["residence", "household"], persons=3, way="paper",
            expected_version=seen(request) if not DataGiving.objects.exists() else version(case_of(request)) - 1,
        )  # fmt: skip
    assert DataGiving.objects.count() == 1


def test_it_is_no_case_of_its_own(town: Town) -> None:
    with pytest.raises(Invalid) as caught:
        open_case(asker(town), type="data_sharing", area=COMMUNITY, text="全部居民数据")
    assert codes(caught) == {("type", CaseCode.BY_REQUEST)}
    request = ask(town).id
    boss = town.who("street", "dispatcher", at=MONDAY)
    with pytest.raises(Conflict) as turned:
        reroute_case(
            boss, case=case_of(request), type="complaint", sort="other", area=COMMUNITY, reason="x",
            expected_version=seen(request),
        )  # fmt: skip
    assert turned.value.code is CaseCode.BY_REQUEST
    with pytest.raises(Conflict) as plain:
        take_step(holder(town), case=case_of(request), action="grant_data", expected_version=seen(request))
    assert plain.value.code is CaseCode.SPECIAL_STEP


def test_everybody_reads_nothing_of_it(town: Town) -> None:
    given(town, at=MONDAY)
    assert list(counted_year(COUNTY, date(2026, 3, 31))) == []
    assert not Case.objects.filter(public=True).exists() and not RefusedAsking.objects.exists()
