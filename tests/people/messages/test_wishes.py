"""Wishes, quiet hours and safety settings: before a message leaves the house, never after."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.clock_port import LOCAL
from linli.people.commands import try_message
from linli.people.models import Message
from linli.people.rules.contacts import DAY_MINUTES, Wishes
from linli.people.rules.messages import Template, allowed_at, filled, minutes_to_wait, wait_after
from tests.people.messages.ledger import PHONE, contact, machine, message, queued

pytestmark = pytest.mark.django_db


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=LOCAL)


def tried(moment: datetime, **changed: Any) -> Message:
    """A message tried at a moment."""
    row = queued(moment, **changed)
    try_message(machine(moment), message=row)
    return message(row)


def test_at_night_a_message_waits_for_the_morning_and_a_code_does_not() -> None:
    assert tried(at(12)).state == "trying"
    late = tried(at(23))
    assert (late.state, late.tries, late.next_try_at) == ("queued", 0, at(8) + timedelta(days=1))
    assert tried(at(23), template="code", params={"code": "1", "minutes": "10"}).state == "trying"


def test_ones_own_quiet_hours_hold_for_a_typed_number_and_for_a_person() -> None:
    person = contact(quiet_from=11 * 60, quiet_to=14 * 60)
    assert tried(at(12)).next_try_at == at(14) and tried(at(12), to="", person=person).next_try_at == at(14)
    assert tried(at(15), to="", person=person).state == "trying"


@pytest.mark.parametrize("wishes", [{"setting": "never"}, {"channels": []}, {"channels": ["call"]}])
def test_who_must_not_be_written_to_is_not_and_the_unit_finds_another_way(wishes: dict[str, Any]) -> None:
    person = contact(**wishes)
    for found in (tried(at(12)), tried(at(12), to="", person=person)):
        assert (found.state, found.last_error, found.tries) == ("given_up", "no_way", 0)
    assert Message.objects.filter(template="undelivered").count() == 2


def test_safe_hours_of_one_close_a_shared_number_for_all() -> None:
    contact(setting="hours", safe_from=9 * 60, safe_to=11 * 60)
    other = contact()
    for found in (tried(at(12)), tried(at(12), to="", person=other)):
        assert found.state == "queued" and found.next_try_at == at(9) + timedelta(days=1)
    assert tried(at(10)).state == "trying"
    code = {"template": "code", "params": {"code": "1", "minutes": "10"}}
    assert tried(at(12), **code).state == "queued", "a safety setting holds for codes too"


def test_never_of_one_closes_a_shared_number_for_all() -> None:
    contact(setting="never")
    assert tried(at(12), to="", person=contact()).state == "given_up"


def test_a_person_without_an_address_and_a_code_that_is_over_are_given_up() -> None:
    person = contact(kind="mail", value="wei@example.org")
    assert tried(at(12), to="", person=person).last_error == "no_way"
    assert tried(at(12), to="", person=person, channel="mail").state == "trying"
    over = tried(at(12), expires_at=at(11))
    assert (over.state, over.last_error) == ("given_up", "expired")
    assert Message.objects.filter(template="undelivered").count() == 1, "nobody needs to hear of an old code"


times = st.integers(0, DAY_MINUTES - 1)
wishes_made = st.builds(
    Wishes, st.sampled_from([("sms",), ("call",), ()]), st.none() | times, st.none() | times,
    st.sampled_from(["free", "never", "hours", "via"]), times, times,
)  # fmt: skip


@pytest.mark.pure
@given(st.lists(wishes_made, max_size=3), times)
def test_the_wait_ends_at_the_first_allowed_minute(points: list[Wishes], minute: int) -> None:
    allowed = allowed_at(points, "sms", (1260, 480))
    wait = minutes_to_wait(allowed, minute)
    if wait is None:
        assert not any(map(allowed, range(DAY_MINUTES)))
        return
    assert allowed((minute + wait) % DAY_MINUTES)
    assert not any(allowed((minute + ahead) % DAY_MINUTES) for ahead in range(wait))
    assert all(point.setting not in ("never", "via") for point in points)


@pytest.mark.pure
def test_patience_grows_and_a_value_is_never_read_as_a_name() -> None:
    waits = [wait_after(tries) for tries in range(1, 8)]
    assert waits[-1] is None and [w for w in waits if w] == sorted(w for w in waits if w)
    words = {"zh-Hans": "{title}:{number}", "en": "{number}"}
    made = Template("x", words, words, ("title", "number"), False)
    assert filled(made, "zh-Hans", {"title": "{number}", "number": "7"})[1] == "{number}:7"
    assert filled(made, "fr", {"title": "a"})[1] == "a:" and PHONE


@pytest.mark.pure
def test_traditional_readers_read_traditional_words_and_values_as_they_are() -> None:
    words = {"zh-Hans": "您反映的“{title}”已经办结", "en": "{title} is done"}
    made = Template("x", words, words, ("title",), False)
    for language in ("zh-Hant", "zh-hant"):
        assert filled(made, language, {"title": "余家园"}) == ("您反映的“余家园”已經辦結",) * 2
