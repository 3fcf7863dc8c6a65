"""Erasing on the desk: one proposes, another confirms; holds; nothing without the power."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.erasing.models import Erasure, Hold
from linli.people.models import Person
from tests.faces.test_desk_notes import hidden
from tests.faces.test_desk_persons import Window, _places
from tests.ledger import budget
from tests.people.persons.records import make_person

__all__ = ["_places"]
pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    """The page."""
    return str(answer.content.decode())


@pytest.fixture
def person() -> UUID:
    return make_person("欧阳朝霞", 31, since=date(2020, 1, 1))


@pytest.fixture
def one() -> Window:
    return Window("yin", "329921", "chief_registrar")


@pytest.fixture
def other() -> Window:
    return Window("mao", "329921", "chief_registrar")


def propose(desk: Window, person: UUID) -> Erasure:
    """Through the form."""
    path = f"/desk/persons/{person}/erase/"
    assert "须由另一个人确认" in text(desk.get(path))
    assert desk.post(path, cause="request", key="k").status_code == 302
    return Erasure.objects.get(subject_id=person)


@pytest.mark.serves("S-252", boundary="the proposer's own hand, and a proposal that was decided already")
def test_one_proposes_another_erases(one: Window, other: Window, person: UUID) -> None:
    assert "提议删除内容" in text(one.get(f"/desk/persons/{person}/"))
    row = propose(one, person)
    page = f"/desk/erasures/{row.pk}/"
    assert "须由另一个人确认" in text(one.get(page)) and "欧阳朝霞" not in text(one.get(page))
    own = one.post(f"{page}confirm/", expected_version=1)
    assert own.status_code == 403 and "提议人不能自己确认" in text(own)
    assert hidden(other.get(page), "expected_version") == "1"
    assert other.post(f"{page}confirm/", expected_version=1).status_code == 302
    assert Person.objects.get(pk=person).name == ""
    after = text(one.get(page))
    assert "已删除" in after and "日志所附内容" in after and "彻底删除" not in after
    assert other.post(f"{page}confirm/", expected_version=2).status_code == 409
    assert one.get(f"/desk/persons/{person}/").status_code == 404


def test_lists_filters_and_dropping(one: Window, other: Window, person: UUID) -> None:
    row = propose(one, person)
    with budget("any list"):
        listed = text(other.get("/desk/erasures/"))
    assert str(row.pk) in listed and str(row.pk) not in text(other.get("/desk/erasures/?state=done"))
    assert one.post(f"/desk/erasures/{row.pk}/drop/", expected_version=1).status_code == 302
    assert "已撤销" in text(one.get(f"/desk/erasures/{row.pk}/"))
    assert Person.objects.get(pk=person).name == "欧阳朝霞"


def test_a_hold_is_put_and_lifted(one: Window, other: Window, person: UUID) -> None:
    path = f"/desk/persons/{person}/hold/"
    assert one.post(path, cause="audit", reference=" ", key="a").status_code == 422
    assert one.post(path, cause="audit", reference="审计2026-3", key="b").status_code == 302
    refused = one.post(f"/desk/persons/{person}/erase/", cause="request", key="c")
    assert refused.status_code == 409 and "暂停销毁" in text(refused)
    hold = Hold.objects.get().pk
    assert "审计2026-3" in text(other.get("/desk/holds/"))
    assert other.post(f"/desk/holds/{hold}/lift/").status_code == 302
    assert other.post(f"/desk/holds/{hold}/lift/").status_code == 409
    assert propose(one, person).state == "proposed"


def test_who_has_no_power_sees_nothing_of_it(person: UUID, one: Window) -> None:
    row = propose(one, person)
    window = Window("qian", "329921001001", "registrar")
    assert "erase/" not in text(window.get(f"/desk/persons/{person}/"))
    for path in ("/desk/erasures/", f"/desk/erasures/{row.pk}/", "/desk/holds/", f"/desk/persons/{person}/erase/"):
        assert window.get(path).status_code == 403
    assert window.post(f"/desk/erasures/{row.pk}/confirm/", expected_version=1).status_code == 403
