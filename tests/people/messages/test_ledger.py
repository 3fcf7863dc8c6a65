"""The ledger: once an event and recipient, back-off, alarm; crashes and a provider's bad habits lose nothing."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.utils.translation import override

from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, NotAllowed
from linli.kernel.ids import new
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.journal.models import JournalEntry
from linli.people import jobs
from linli.people.commands import queue_message, retry_message, settle_message, try_message
from linli.people.models import Message
from linli.people.queries.messages import MESSAGES, NOTICES, OUTBOX
from linli.people.rules.messages import MOST_TRIES, WAITS
from tests.actors import actor_with
from tests.conftest import NOON
from tests.people.messages.ledger import COUNTY, PHONE, Clock, Crash, crashing, letter, machine, message, queued
from tests.people.messages.providers import Provider, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with running("sms") as found:
        settings.LINLI = replace(settings.LINLI, sms_url=f"http://127.0.0.1:{found.port}/", send_seconds=1)
        yield found


def test_the_same_event_and_recipient_is_one_message() -> None:
    one = letter()
    first = queue_message(machine(), letter=one)
    again = queue_message(machine(), letter=replace(one, params={"number": "other"}))
    assert again.unchanged and not first.unchanged and Message.objects.count() == 1
    assert queue_message(machine(), letter=replace(one, recipient=new(COUNTY))).status == "queued"
    with pytest.raises(NotAllowed):
        queue_message(actor_with("people.see_messages"), letter=letter())


def test_neither_phone_nor_words_are_stored_or_journalled_in_clear() -> None:
    row = message(queued())
    entries = JournalEntry.objects.filter(object_id=row.id)
    assert entries.count() == 1 and PHONE not in str(list(entries.values()))
    assert PHONE.encode() not in bytes(row.to) and "路灯".encode() not in bytes(row.params)


def test_a_message_is_sent_by_the_worker_once_it_is_queued(provider: Provider) -> None:
    # The worker asks the real clock, which may stand in the quiet hours: a code goes out at once.
    row = queued(template="code", params={"code": "123456", "minutes": "10"})
    work_until_idle(COUNTY)
    assert message(row).state == "sent" and message(row).provider == "p-1" and message(row).next_try_at is None
    assert [got["to"] for got in provider.taken] == [PHONE] and "123456" in provider.taken[0]["text"]


def test_it_is_tried_with_growing_patience_then_given_up_with_an_alarm(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, row, unit = Clock(monkeypatch), queued(needs="cases.see_confidential"), UUID(int=5)
    provider.habits = ["busy"] * 20
    clock.sweep()
    for tries, minutes in enumerate(WAITS[:3], start=1):
        assert (message(row).state, message(row).tries) == ("failed", tries)
        clock.sweep(minutes=minutes - 0.5)
        assert message(row).tries == tries, "not yet"
        clock.sweep(minutes=0.5)
    for _ in range(120):
        clock.sweep(hours=1)
    found = message(row)
    assert (found.state, found.tries, found.last_error) == ("given_up", MOST_TRIES, "http_503")
    assert provider.asked == MOST_TRIES and provider.taken == []
    (alarm,) = Message.objects.filter(channel="desk")
    assert (alarm.template, alarm.unit) == ("undelivered", unit)
    at_desk = actor_with("cases.see_own_cases", unit=unit)
    assert fetch(NOTICES, at_desk, Asked()).rows == ()
    shop = actor_with("cases.see_own_cases", "cases.see_confidential", unit=unit)
    assert "没有送达" in fetch(NOTICES, shop, Asked()).rows[0].text
    assert fetch(NOTICES, actor_with("cases.see_confidential", unit=UUID(int=6)), Asked()).rows == ()
    with override("zh-hant"):
        assert "沒有送達" in fetch(NOTICES, shop, Asked()).rows[0].text, "a notice is in the language of its reader"


def test_what_was_given_up_can_be_tried_again_by_hand(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, row = Clock(monkeypatch), queued()
    provider.habits = ["refuse"]
    clock.sweep()
    assert message(row).state == "given_up"
    retry_message(actor_with("people.retry_message", at=clock.at), message=row)
    clock.sweep()
    assert message(row).state == "sent" and len(provider.taken) == 1
    with pytest.raises(Conflict):
        retry_message(machine(), message=row)
    with pytest.raises(NotAllowed):
        retry_message(actor_with("people.see_messages"), message=row)


def test_two_workers_do_not_take_the_same_message() -> None:
    row = queued()
    first, second = try_message(machine(), message=row), try_message(machine(), message=row)
    assert "parcel" in first.values and not second.values and second.unchanged


def test_a_late_yes_counts_and_a_late_no_does_not() -> None:
    row = queued()
    try_message(machine(), message=row)
    settle_message(machine(), message=row, tries=7, error="time_out")
    assert message(row).state == "trying"
    settle_message(machine(), message=row, tries=1, error="time_out")
    settle_message(machine(), message=row, tries=1, provider="p-1")
    assert message(row).state == "sent"
    settle_message(machine(), message=row, tries=1, error="time_out")
    assert message(row).state == "sent"


def test_a_provider_that_is_away_is_left_in_peace_and_nothing_is_lost(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, rows = Clock(monkeypatch), [queued() for _ in range(6)]
    provider.habits = ["drop"] * 3
    clock.sweep()
    assert provider.asked == jobs.ENOUGH
    clock.sweep(minutes=2)
    assert {message(row).state for row in rows} == {"sent"} and set(provider.delivered().values()) == {1}


def test_of_a_sent_message_production_keeps_no_words(settings: Any) -> None:
    row = queued()
    try_message(machine(), message=row)
    settings.LINLI = replace(settings.LINLI, mode="production")
    settle_message(machine(), message=row, tries=1, provider="p-1")
    assert message(row).to is None
    assert fetch(OUTBOX, actor_with("people.see_messages"), Asked()).rows == ()
    (line,) = fetch(MESSAGES, actor_with("people.see_messages"), Asked()).rows
    assert (line.state, line.tries) == ("sent", 1) and not hasattr(line, "text")
    assert fetch(MESSAGES, actor_with("people.see_messages", area="329922"), Asked()).rows == ()


HABITS = ("honest", "honest", "drop", "drop_after", "busy", "lie", "repeat")


@pytest.mark.parametrize("seed", range(6))
def test_over_random_crashes_each_message_comes_out_and_is_numbered_once(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice, clock = random.Random(seed), Clock(monkeypatch)
    rows, crashes = [queued() for _ in range(5)], 0
    provider.habits = [dice.choice(HABITS) for _ in range(15)]
    repeats = provider.habits.count("repeat") + provider.habits.count("drop_after")
    with monkeypatch.context() as patched:
        for name in ("try_message", "send", "settle_message"):
            patched.setattr(jobs, name, crashing(getattr(jobs, name), dice, 0.12))
        for _ in range(12):
            with suppress(Crash):
                clock.sweep(minutes=3)
                continue
            crashes += 1
    for _ in range(8):
        clock.sweep(hours=3)
    assert {message(row).state for row in rows} == {"sent"} and crashes > 0
    came = provider.delivered()
    assert set(came) == {str(row) for row in rows}, "nothing is lost, and a repeat bears the same number"
    assert sum(came.values()) - len(rows) <= repeats + crashes, "doubled only where the yes was lost on its way"
    assert clock.at > NOON
