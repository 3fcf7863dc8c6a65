"""Erasing by two hands and legal holds by API."""

from typing import Any
from uuid import UUID

import pytest

from linli.kernel.ids import new
from linli.people.models import Person
from tests.faces.api_desk import GONE, county, every_row, journalled, program
from tests.faces.test_api_notes import Program
from tests.people.persons.records import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands(db: None) -> tuple[Program, Program, str]:
    """Two chief registrars and a person."""
    county()
    return program("zhou", "chief_registrar"), program("wu", "chief_registrar"), str(make_person("欧阳朝霞", 31))


def proposal(person: str, **more: Any) -> dict[str, Any]:
    """What is sent to propose."""
    return {"kind": "people.person", "thing": person, "cause": "request", **more}


@pytest.mark.serves("S-252", boundary="the proposer's own hand; a standing legal hold")
def test_two_people_erase_a_person(hands: tuple[Program, Program, str]) -> None:
    one, other, person = hands
    made = one("post", "/erasures", proposal(person)).json()
    again = one("post", "/erasures", proposal(person))
    assert (again.status_code, again.json()["code"]) == (409, "erasing_proposed_already")
    confirm, version = f"/erasures/{made['id']}/confirm", {"expected_version": made["version"]}
    own = one("post", confirm, version)
    assert (own.status_code, own.json()["code"]) == (403, "erasing_same_hand")
    hold = other("post", "/erasures/holds", {
        "kind": "people.person", "thing": person, "cause": "lawsuit", "reference": "（2026）苏9921民初7号",
    }).json()["id"]  # fmt: skip
    assert other("post", confirm, version).json()["code"] == "erasing_held"
    assert [row["reference"] for row in every_row(one, "/erasures/holds")] == ["（2026）苏9921民初7号"]
    assert one("post", f"/erasures/holds/{hold}/lift").status_code == 200
    assert one("post", f"/erasures/holds/{hold}/lift").json()["code"] == "erasing_lifted"
    assert other("post", confirm, version).json()["status"] == "done"
    assert Person.objects.get(pk=person).name == ""
    (row,) = every_row(one, "/erasures?state=done")
    assert row["subject_id"] == person and row["gone"]["contents"] and "欧阳朝霞" not in str(row)
    assert journalled(made["id"]) == ["kernel.propose_erasure", "kernel.confirm_erasure"]
    assert one("get", f"/people/persons/{person}").status_code == 404


def test_a_proposal_is_dropped(hands: tuple[Program, Program, str]) -> None:
    one, other, person = hands
    made = one("post", "/erasures", proposal(person)).json()
    assert other("post", f"/erasures/{made['id']}/drop", {"expected_version": 9}).status_code == 409
    assert other("post", f"/erasures/{made['id']}/drop", {"expected_version": 1}).json()["status"] == "dropped"
    assert Person.objects.get(pk=person).name == "欧阳朝霞"


def test_what_cannot_be_asked(hands: tuple[Program, Program, str]) -> None:
    one, _, person = hands
    assert one("post", "/erasures", proposal(person, kind="people.unit")).status_code == 422
    assert one("post", "/erasures", proposal(person, cause="because")).status_code == 422
    for foreign in (GONE, new("320000"), UUID(int=3)):
        assert one("post", "/erasures", proposal(str(foreign))).status_code == 404
        assert one("post", f"/erasures/{foreign}/confirm", {"expected_version": 1}).status_code == 404
        assert one("post", f"/erasures/holds/{foreign}/lift").status_code == 404
    clerk = program("du")
    assert clerk("get", "/erasures").status_code == clerk("post", "/erasures", proposal(person)).status_code == 403
    weak = Program(one.who, ("kernel.see_erasures",))
    assert weak("post", "/erasures", proposal(person)).status_code == 403
