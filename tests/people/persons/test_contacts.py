"""Contact points: encrypted, wished for, safe."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.clock_port import LOCAL
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import add_contact, end_contact, set_contact_wishes
from linli.people.models import ContactPoint
from linli.people.queries.contacts import contact_rows, ways_to_reach
from linli.people.queries.persons import PERSONS
from linli.people.rules.contacts import Wishes, may_reach, normal_mail, wishes_fit, within_hours
from tests.actors import actor_with
from tests.people.persons.records import COUNTY, HERE, THERE, make_person, phone, registrar

pytestmark = pytest.mark.django_db


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=LOCAL)


def test_phone_and_mail_are_sealed_found_and_masked() -> None:
    person = make_person()
    add_contact(registrar(), person=person, kind="phone", value=phone(5), source="self")
    add_contact(registrar(), person=person, kind="mail", value=" Wei@Example.org", source="self")
    assert [row.masked for row in contact_rows(COUNTY, [person])] == ["139****0005", "w***@example.org"]
    for row in ContactPoint.objects.order_by("id"):
        assert phone(5).encode() not in bytes(row.box) + bytes(row.lookup) and b"wei" not in bytes(row.box)
    for text in (phone(5), "wei@example.org"):
        assert [row.id for row in fetch(PERSONS, registrar(), Asked(search=text)).rows] == [person]
    entries = JournalEntry.objects.filter(command="people.add_contact")
    assert len(entries) == 2 and phone(5) not in str([(entry.facts, entry.commitments) for entry in entries])


def test_a_number_may_belong_to_two_persons_but_once_to_each() -> None:
    first, second = make_person(index=1, phones=(phone(1),)), make_person(index=2, phones=(phone(1),))
    assert {row.id for row in fetch(PERSONS, registrar(), Asked(search=phone(1))).rows} == {first, second}
    with pytest.raises(Conflict):
        add_contact(registrar(), person=first, kind="phone", value=f"+86{phone(1)}", source="self")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "12345678901"),
        ("phone", ""),
        ("mail", "wei"),
        ("mail", "a@b"),
        ("fax", phone(1)),
        ("mail", "a b@c.cn"),
    ],
)
def test_what_is_no_contact_is_refused(kind: str, value: str) -> None:
    person = make_person()
    with pytest.raises(Invalid) as caught:
        add_contact(registrar(), person=person, kind=kind, value=value, source="self")
    assert not value or value not in str([caught.value.data, [p.data for p in caught.value.problems]]) or kind == "fax"
    assert not ContactPoint.objects.exists()


def test_who_may_add_and_where() -> None:
    person = make_person()
    with pytest.raises(NotAllowed):
        add_contact(actor_with("people.see_persons", area=HERE), person=person, kind="phone", value="x", source="self")
    with pytest.raises(NotFound):
        add_contact(registrar(THERE), person=person, kind="phone", value=phone(1), source="self")
    point = add_contact(registrar(), person=person, kind="phone", value=phone(1), source="self").id
    with pytest.raises(NotFound):
        end_contact(registrar(THERE), contact=point, expected_version=1)
    with pytest.raises(NotFound):
        set_contact_wishes(registrar(THERE), contact=point, expected_version=1, channels=())


def test_an_ended_contact_is_gone_and_can_come_back() -> None:
    person = make_person()
    point = add_contact(registrar(), person=person, kind="phone", value=phone(1), source="self").id
    end_contact(registrar(), contact=point, expected_version=1)
    assert contact_rows(COUNTY, [person]) == () and ways_to_reach(COUNTY, person, "sms", at(12)) == ()
    assert fetch(PERSONS, registrar(), Asked(search=phone(1))).rows == ()
    with pytest.raises(NotFound):
        end_contact(registrar(), contact=point, expected_version=2)
    add_contact(registrar(), person=person, kind="phone", value=phone(1), source="self")


def test_wishes_and_quiet_hours() -> None:
    person = make_person(phones=(phone(1),))
    (row,) = contact_rows(COUNTY, [person])
    assert ways_to_reach(COUNTY, person, "call", at(3)) == (f"+86{phone(1)}",)
    set_contact_wishes(
        registrar(), contact=row.id, expected_version=1, channels=("sms",), quiet=(22 * 60, 7 * 60)
    )  # fmt: skip
    assert ways_to_reach(COUNTY, person, "call", at(12)) == ()
    assert ways_to_reach(COUNTY, person, "sms", at(3)) == () == ways_to_reach(COUNTY, person, "sms", at(22))
    assert len(ways_to_reach(COUNTY, person, "sms", at(7))) == 1
    with pytest.raises(Conflict):
        set_contact_wishes(registrar(), contact=row.id, expected_version=1, channels=("sms",))


def test_safe_settings_close_the_number() -> None:
    person, friend = make_person(phones=(phone(1),)), make_person("李四", 2)
    (row,) = contact_rows(COUNTY, [person])
    change: dict[str, Any] = {"contact": row.id, "channels": ("call", "sms")}
    set_contact_wishes(registrar(), **change, expected_version=1, setting="never")
    assert ways_to_reach(COUNTY, person, "call", at(12)) == ()
    set_contact_wishes(registrar(), **change, expected_version=2, setting="hours", safe=(600, 660))
    assert ways_to_reach(COUNTY, person, "call", at(9, 59)) == ()
    assert len(ways_to_reach(COUNTY, person, "call", at(10))) == 1
    set_contact_wishes(registrar(), **change, expected_version=3, setting="via", via=friend)
    assert ways_to_reach(COUNTY, person, "call", at(12)) == ()
    (seen,) = contact_rows(COUNTY, [person])
    assert (seen.wishes.setting, seen.via) == ("via", friend)
    text = str(list(JournalEntry.objects.filter(command="people.set_contact_wishes").values_list("facts", flat=True)))
    assert "never" not in text and "via" not in text, "that one must not be called is personal"


def test_wrong_wishes_are_refused() -> None:
    person = make_person(phones=(phone(1),))
    (row,) = contact_rows(COUNTY, [person])
    wrong: tuple[dict[str, Any], ...] = (
        {"channels": ("mail",)}, {"channels": ("sms",), "quiet": (0, 1441)}, {"channels": (), "setting": "hours"},
        {"channels": (), "setting": "via"}, {"channels": (), "setting": "via", "via": person},
        {"channels": (), "setting": "x"}, {"channels": (), "quiet": (5, 5)},
    )  # fmt: skip
    for change in wrong:
        with pytest.raises(Invalid):
            set_contact_wishes(registrar(), contact=row.id, expected_version=1, **change)
    assert ContactPoint.objects.get().version == 1


MINUTES = st.integers(0, 1439)


@pytest.mark.pure
@given(MINUTES, MINUTES, MINUTES)
def test_hours_and_their_complement_share_no_minute(minute: int, start: int, end: int) -> None:
    if start != end:
        assert within_hours(minute, start, end) is not within_hours(minute, end, start)


@pytest.mark.pure
@given(MINUTES, st.sampled_from(["never", "via"]), MINUTES, MINUTES)
def test_never_is_never(minute: int, setting: str, start: int, end: int) -> None:
    assert not may_reach(Wishes(("call", "sms"), None, None, setting, start, end), "call", minute)


@pytest.mark.pure
def test_shapes() -> None:
    assert normal_mail("A.B@X-y.CN") == "a.b@x-y.cn" and normal_mail("a@b@c.cn") is None
    assert wishes_fit("phone", Wishes(("sms",), 1, 2)) and not wishes_fit("phone", Wishes(("sms",), 1, None))
