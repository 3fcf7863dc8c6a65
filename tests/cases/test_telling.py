"""Parties hear of their case by their wishes; a matter for handlers only is never named."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.cases import jobs
from linli.cases.commands import (
    ask_party,
    extend_clock,
    keep_draft,
    merge_cases,
    open_case,
    pause_clock,
    rate_case,
    send_code,
    support_case,
    tell_missing,
)
from linli.cases.models import Case, CaseParty
from linli.cases.queries.party_access import question_behind, visitor_actor
from linli.cases.queries.telling import letters_of
from linli.kernel.actor import system_actor
from linli.kernel.db.guard import writing
from linli.kernel.jobs.models import Job
from linli.kernel.jobs.outbox import hand_on
from linli.kernel.jobs.queue import skip_told
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import register_person
from linli.people.models import Message, Person
from linli.people.queries.messages import _opened
from tests.cases.town import COMMUNITY, COUNTY, Town, lamp, later, make_town, version
from tests.cases.walking import attach, give, on, party_of, sign, step, sweep
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
EVENTS = ("cases.case_acted", "cases.code_wanted")


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    at = [NOON]
    monkeypatch.setattr(jobs, "now", lambda: at[0])
    yield at


def tell() -> list[Message]:
    """Hand every act on, twice, as a worker that was killed would; the messages so far."""
    for _ in range(2):
        for entry in JournalEntry.objects.filter(event__in=EVENTS).order_by("id"):
            task = jobs.tell_parties if entry.event == EVENTS[0] else jobs.send_code
            task.func(entry=str(entry.id), job_key="test")
    return list(Message.objects.order_by("id"))


def texts(*, to: str = "", channel: str = "sms") -> list[str]:
    found = [row for row in tell() if row.channel == channel]
    return [_opened(row).text for row in found if not to or str(row.recipient) == to]


def keys() -> list[str]:
    return [row.template for row in tell() if row.channel != "desk"]


def boss(town: Town, **span: Any) -> Any:
    return later(town.who("street", "dispatcher", "verifier"), **span)


def test_the_reporter_hears_of_each_step_once(town: Town) -> None:
    worker, case = town.who("urban", "case_worker"), lamp(town.who("station", "case_intake"))
    step(boss(town), case, "accept")
    give(boss(town), town, case, "urban")
    sign(worker, case)
    attach(case, "after")
    step(worker, case, "finish", "换了灯泡")
    step(boss(town, hours=1), case, "verify")
    assert keys() == ["received", "accepted", "done", "closed_rate"]
    number = Case.objects.get(pk=case).number
    first = texts()[0]
    assert number in first and "路灯不亮" in first and "/track/" in first and "三号桥边" not in first
    rate_case(
        party_of(case, later(worker, hours=2)), case=case, stars=1, text="还是不亮", expected_version=version(case)
    )
    assert keys()[-1] == "reopened"


def test_wishes_are_honoured_and_without_a_way_nobody_is_written_to(town: Town) -> None:
    clerk = town.who("station", "case_intake")
    parties = (
        {"role": "reporter", "name": "甲", "phone": "13800138000", "wishes": "none"},
        {"role": "supporter", "name": "乙", "phone": "13800138001"},
        {"role": "other_side", "name": "丙", "phone": "13800138002"},
        {"role": "reporter", "anonymous": True},
    )
    lamp(clerk, parties=parties)
    assert [row.recipient for row in tell()] == [CaseParty.objects.get(role="supporter").id]


def test_everyone_of_merged_reports_stays_informed(town: Town) -> None:
    clerk = town.who("station", "case_intake")
    one = lamp(clerk)
    other = lamp(clerk, parties=({"role": "reporter", "name": "李", "phone": "13900139000"},))
    step(boss(town), one, "accept")
    joined = {"name": "赵", "phone": "13700137000"}
    support_case(visitor_actor(COUNTY, NOON), case=one, party=joined)
    merge_cases(boss(town), case=other, into=one, expected_version=version(other))
    give(boss(town), town, one, "urban")
    sign(town.who("urban", "case_worker"), one)
    attach(one, "after")
    step(town.who("urban", "case_worker"), one, "finish", "好了")
    rows = {party.id: party for party in CaseParty.objects.order_by("id")}
    heard = {(rows[m.recipient].case_id, rows[m.recipient].role, m.template) for m in tell()}
    assert (other, "reporter", "merged") in heard and (one, "reporter", "merged") not in heard
    assert {item for item in heard if item[2] == "done"} == {
        (one, "reporter", "done"), (one, "supporter", "done"), (other, "reporter", "done"),
    }  # fmt: skip
    party = CaseParty.objects.get(case=other)
    own, main = Case.objects.get(pk=other).number, Case.objects.get(pk=one).number
    merged, done = texts(to=str(party.id))[-2:]
    assert own in merged and main in merged, "follows the other number"
    assert own in done and main not in done, "its own number is the one that it has the key for"


def test_a_question_comes_with_its_link_to_the_asked_one_only(town: Town) -> None:
    clerk = town.who("station", "case_intake")
    case = lamp(clerk)
    step(boss(town), case, "accept")
    support_case(visitor_actor(COUNTY, NOON), case=case, party={"name": "赵", "phone": "13700137000"})
    ask_party(boss(town), case=case, text="是哪一盏灯?", expected_version=version(case))
    (row,) = [m for m in tell() if m.template == "question"]
    text = _opened(row).text
    secret = text.partition("/q/")[2].partition("/")[0]
    asked = question_behind(COUNTY, secret, NOON)
    assert asked is not None and asked.open and asked.text == "是哪一盏灯?" and "是哪一盏灯" not in text
    assert row.recipient == CaseParty.objects.get(case=case, role="reporter").id


def test_missing_papers_a_pause_and_more_time_are_told_with_reasons(town: Town) -> None:
    clerk, values = town.who("station", "case_intake"), {"since": "2026-01-01", "home": "rented", "ground": "work"}
    party = ({"role": "applicant", "name": "王", "phone": "13800138000"},)
    given = {"type": "residence_permit", "area": COMMUNITY, "values": values, "parties": party}
    case = open_case(clerk, **given).id
    tell_missing(clerk, case=case, materials=("lease", "labour"), expected_version=version(case))
    assert "租赁合同、劳动合同或工商营业执照" in texts()[-1]
    other = lamp(clerk)
    step(boss(town), other, "accept")
    paused = {"case": other, "clock": "handle", "reason": "weather", "note": "下雨不能高空作业"}
    pause_clock(boss(town), **paused, expected_version=version(other))
    assert "下雨不能高空作业" in texts()[-1]
    third = lamp(clerk)
    step(boss(town), third, "accept")
    more = {"case": third, "clock": "handle", "by": "2wd", "reason": "等 配件"}
    extend_clock(boss(town), **more, expected_version=version(third))
    assert "原因：等 配件" in texts()[-1] and "月" in texts()[-1] and "日" in texts()[-1]


def test_a_confidential_matter_is_never_named(town: Town) -> None:
    clerk = town.who("petitions", "case_intake", "confidential_worker")
    party = ({"role": "applicant", "name": "王", "phone": "13800138000"},)
    case = open_case(
        clerk, type="petition", sort="claim", area=COMMUNITY, text="征地补偿没有给", parties=party, title="征地补偿"
    ).id
    step(clerk, case, "accept", "已受理")
    assert keys() == ["quiet_received", "quiet"]
    for text in texts():
        assert "征地" not in text and "信访" not in text and "受理" not in text.replace("已收到", "")
    words = [_opened(row).subject for row in tell()]
    assert all("征地" not in word and "信访" not in word for word in words)


def test_alarms_come_as_notices_to_the_units_that_answer(town: Town, clock: list[datetime]) -> None:
    case = lamp(town.who("station", "case_intake"))
    step(boss(town), case, "accept")
    give(boss(town), town, case, "urban")
    sign(town.who("urban", "case_worker"), case)
    for days in (4, 6):
        clock[0] = NOON + timedelta(days=days)
        sweep(clock[0], case)
        tell()
    notices = [(row.template, row.unit, row.needs) for row in tell() if row.channel == "desk"]
    lead, giver = town.units["urban"], town.units["street"]
    assert ("alarm_overdue", lead, "cases.see_own_cases") in notices
    assert any(unit == giver for _, unit, _ in notices)


def test_what_is_long_over_is_not_told(town: Town, clock: list[datetime]) -> None:
    lamp(town.who("station", "case_intake"))
    clock[0] = NOON + timedelta(days=8)
    assert tell() == []


def test_six_figures_go_out_at_once_and_not_when_they_are_over(town: Town, clock: list[datetime]) -> None:
    visitor = visitor_actor(COUNTY, NOON)
    draft = keep_draft(visitor, content={"text": "路灯"}).id
    send_code(visitor, draft=draft, phone="13800138000")
    (row,) = tell()
    assert row.template == "code" and row.expires_at == NOON + timedelta(minutes=10)
    digits = "".join(char for char in _opened(row).text if char.isdigit())
    assert len(digits) == 8 and digits.endswith("10") and row.recipient == UUID(str(draft))
    send_code(visitor, draft=draft, phone="13800138000")
    clock[0] = NOON + timedelta(minutes=11)
    assert len(tell()) == 1


def test_on_is_local() -> None:
    assert on(2026, 11, 20, 12) == NOON


def test_a_load_of_the_past_leaves_no_jobs_for_the_worker(town: Town) -> None:
    task = "linli.cases.jobs.tell_parties"
    lamp(town.who("station", "case_intake"))
    while hand_on(COUNTY):
        continue
    assert skip_told(COUNTY, task, NOON - timedelta(hours=1)) == 0
    assert skip_told(COUNTY, task, NOON + timedelta(hours=1)) == 1
    assert skip_told(COUNTY, task, NOON + timedelta(hours=1)) == 0
    assert Job.objects.get(task=task).state == "done"


def test_however_many_listen_they_are_found_at_once(town: Town) -> None:
    clerk = town.who("station", "case_intake")
    used = []
    for count in (2, 9):
        listening = [{"role": "reporter", "name": "甲", "account": uuid4()} for _ in range(count)]
        silent = [{"role": "reporter", "name": "乙", "account": uuid4(), "wishes": "none"} for _ in range(count)]
        case = lamp(clerk, parties=(*listening, *silent))
        entry = JournalEntry.objects.filter(event=EVENTS[0], object_id=case).order_by("id")[0].id
        with CaptureQueriesContext(connection) as queries:
            letters = list(letters_of(entry, NOON))
        used.append(len(queries))
        assert letters == [], "nobody can be reached: no record is bound to these accounts"
    assert used[0] == used[1], used


def test_a_party_is_written_to_as_the_person_of_its_account(town: Town) -> None:
    account, office = uuid4(), system_actor(COUNTY, NOON, "people.register_person")
    values = {"name": "王小明", "sex": "1"}
    person = register_person(office, area=COMMUNITY, values=values, source="self", since=date(2020, 1, 1)).id
    with writing("test"):
        Person.objects.filter(pk=person).update(account=account)
    lamp(town.who("station", "case_intake"), parties=({"role": "reporter", "name": "王小明", "account": account},))
    (letter,) = letters_of(JournalEntry.objects.get(event=EVENTS[0]).id, NOON)
    assert (letter.person, letter.to) == (person, "")
