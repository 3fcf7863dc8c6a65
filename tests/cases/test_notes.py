"""A note walks from sender to receiver and back: face, command, rule, journal, job, face."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings

from linli.cases.commands import (
    answer_note,
    close_note,
    deliver_note,
    edit_note,
    return_note,
    send_note,
    warn_note,
    withdraw_note,
)
from linli.cases.models import Note
from linli.cases.queries.notes import NOTES, note_detail, waiting_for
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.journal.models import JournalEntry
from linli.kernel.journal.verifying import verify
from tests.people.people import Colleague, make_colleague, make_unit

pytestmark = pytest.mark.django_db
Make = Callable[..., Actor]


@pytest.fixture
def sender() -> Colleague:
    return make_colleague("zhou", make_unit("街道办", "329921001"))


@pytest.fixture
def receiver() -> Colleague:
    return make_colleague("fan", make_unit("住建局"))


def send(sender: Colleague, receiver: Colleague, days: int = 5) -> UUID:
    return send_note(sender.actor(), receiver=receiver.unit, subject="路灯", body="谁来修?", days=days).id


def delivered(sender: Colleague, receiver: Colleague) -> UUID:
    note = send(sender, receiver)
    work_until_idle(settings.LINLI.county)
    return note


def commands_of(note: UUID) -> list[str]:
    rows = JournalEntry.objects.filter(object_id=note).order_by("recorded_at", "id")
    return list(rows.values_list("command", flat=True))


def test_the_whole_way(sender: Colleague, receiver: Colleague) -> None:
    note = delivered(sender, receiver)
    assert [row.id for row in waiting_for(receiver.actor())] == [note]
    version = note_detail(receiver.actor(), note).version
    version = answer_note(receiver.actor(), note=note, text="我们来修", expected_version=version).version
    version = return_note(sender.actor(), note=note, text="哪天?", expected_version=version).version
    version = answer_note(receiver.actor(), note=note, text="周一", expected_version=version).version
    close_note(sender.actor(), note=note, expected_version=version)
    seen = note_detail(sender.actor(), note)
    assert (seen.state, seen.answer, seen.returned, seen.body) == ("closed", "周一", 1, "谁来修?")
    steps = ["send", "deliver", "answer", "return", "answer", "close"]
    assert commands_of(note) == [f"cases.{step}_note" for step in steps]
    work_until_idle(settings.LINLI.county)
    assert list(verify(settings.LINLI.county)) == []


def test_words_are_encrypted_and_the_journal_holds_none_of_them(sender: Colleague, receiver: Colleague) -> None:
    note = send(sender, receiver)
    assert "谁来修".encode() not in bytes(Note.objects.get(pk=note).body)
    entry = JournalEntry.objects.get(object_id=note)
    assert "谁来修" not in str([entry.facts, entry.commitments, entry.changed])


def test_the_due_day_is_counted_in_working_days(sender: Colleague, receiver: Colleague) -> None:
    from dataclasses import replace
    from datetime import date, datetime

    actor = replace(sender.actor(), at=datetime(2026, 2, 13, 10, tzinfo=LOCAL))
    note = send_note(actor, receiver=receiver.unit, subject="节前", body="请答", days=20).id
    assert Note.objects.get(pk=note).due_on == date(2026, 3, 19)  # R0.3, worked example


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (60, True), (61, False)])
def test_days_have_bounds(sender: Colleague, receiver: Colleague, days: int, fits: bool) -> None:
    if fits:
        assert send(sender, receiver, days)
        return
    with pytest.raises(Invalid) as caught:
        send(sender, receiver, days)
    assert [problem.path for problem in caught.value.problems] == ["days"]
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("subject", "body", "paths"),
    [
        ("", "x", ["subject"]),
        ("x", "  ", ["body"]),
        ("x" * 121, "y" * 5001, ["subject", "body"]),
        ("x" * 120, "y" * 5000, []),
    ],
)
def test_words_have_bounds(sender: Colleague, receiver: Colleague, subject: str, body: str, paths: list[str]) -> None:
    try:
        send_note(sender.actor(), receiver=receiver.unit, subject=subject, body=body, days=3)
        found: list[str] = []
    except Invalid as refusal:
        found = [problem.path for problem in refusal.problems]
    assert found == paths


def test_a_unit_cannot_write_to_itself_or_to_nobody(sender: Colleague) -> None:
    with pytest.raises(Invalid):
        send_note(sender.actor(), receiver=sender.unit, subject="a", body="b", days=1)
    with pytest.raises(NotFound):
        send_note(sender.actor(), receiver=UUID(int=3), subject="a", body="b", days=1)


def test_delivering_twice_delivers_once(sender: Colleague, receiver: Colleague) -> None:
    note = send(sender, receiver)
    office = system_actor(settings.LINLI.county, sender.actor().at, "cases.deliver_note")
    first = deliver_note(office.keyed("job/1"), note=note)
    again = deliver_note(office.keyed("job/1"), note=note)
    other = deliver_note(office.keyed("job/2"), note=note)
    assert first == again and other.version == first.version
    assert Note.objects.get(pk=note).version == 2


def test_two_edit_one_note_and_the_second_sees_what_changed(sender: Colleague, receiver: Colleague) -> None:
    note = delivered(sender, receiver)
    version = note_detail(sender.actor(), note).version
    edit_note(sender.actor(), note=note, subject="路灯!", body="急", expected_version=version)
    with pytest.raises(Conflict) as caught:
        edit_note(sender.actor(), note=note, subject="x", body="y", expected_version=version)
    assert caught.value.code is KernelCode.STALE and caught.value.status == 409
    (change,) = caught.value.data["changes"]
    assert change["fields"] == ["body", "subject"] and change["command"] == "cases.edit_note"


def test_who_may_do_what(sender: Colleague, receiver: Colleague) -> None:
    note = delivered(sender, receiver)
    version = note_detail(sender.actor(), note).version
    with pytest.raises(NotAllowed):
        answer_note(sender.actor(), note=note, text="x", expected_version=version)
    with pytest.raises(NotAllowed):
        withdraw_note(receiver.actor(), note=note, text="x", expected_version=version)
    with pytest.raises(NotAllowed):
        edit_note(receiver.actor(), note=note, subject="x", body="y", expected_version=version)
    with pytest.raises(Conflict):
        close_note(sender.actor(), note=note, expected_version=version)


def test_a_third_unit_does_not_know_of_it(sender: Colleague, receiver: Colleague) -> None:
    note = delivered(sender, receiver)
    stranger = make_colleague("han", make_unit("水务局")).actor()
    with pytest.raises(NotFound):
        note_detail(stranger, note)
    with pytest.raises(NotFound):
        answer_note(stranger, note=note, text="x", expected_version=2)
    assert fetch(NOTES, stranger, Asked()).rows == ()


def test_an_overseer_sees_but_does_not_act(sender: Colleague, receiver: Colleague) -> None:
    note = delivered(sender, receiver)
    auditor = make_colleague("shen", make_unit("审计局"), "auditor").actor()
    assert note_detail(auditor, note).role == ""
    with pytest.raises(NotAllowed):
        answer_note(auditor, note=note, text="x", expected_version=2)


def test_an_answer_goes_back_once(sender: Colleague, receiver: Colleague) -> None:
    note = delivered(sender, receiver)
    version = answer_note(receiver.actor(), note=note, text="a", expected_version=2).version
    version = return_note(sender.actor(), note=note, text="b", expected_version=version).version
    version = answer_note(receiver.actor(), note=note, text="c", expected_version=version).version
    with pytest.raises(Conflict):
        return_note(sender.actor(), note=note, text="d", expected_version=version)


def test_alarms_come_at_80_percent_and_when_due(sender: Colleague, receiver: Colleague) -> None:
    from linli.cases.queries.alarms import due_alarms

    note = delivered(sender, receiver)
    row = Note.objects.get(pk=note)
    assert row.next_alarm_at is not None
    assert list(due_alarms(row.next_alarm_at - timedelta(seconds=1))) == []
    for kind in ("warned", "overdue"):
        row.refresh_from_db()
        moment = row.next_alarm_at
        assert moment is not None and list(due_alarms(moment)) == [("329921", note)]
        warn_note(system_actor("329921", moment, "cases.warn_note"), note=note)
        warn_note(system_actor("329921", moment, "cases.warn_note"), note=note)
        row.refresh_from_db()
        assert row.alarm == kind
    assert row.next_alarm_at is None
    events = JournalEntry.objects.filter(object_id=note, event__in=["cases.note_warned", "cases.note_overdue"])
    assert events.count() == 2


def test_an_answer_ends_the_alarms(sender: Colleague, receiver: Colleague) -> None:
    note = delivered(sender, receiver)
    answer_note(receiver.actor(), note=note, text="a", expected_version=2)
    assert Note.objects.get(pk=note).next_alarm_at is None
