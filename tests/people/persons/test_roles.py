"""Who may do what with persons, as the pack says: looking and auditing apart, withdrawing as easy as giving."""

import pytest
import yaml

from linli.kernel.errors import NotAllowed, NotFound
from linli.people.commands import export_persons, register_person, reveal
from tests.guards.source import ROOT
from tests.people.people import make_colleague, make_unit
from tests.people.persons.records import HERE, THERE, TOWN, make_person


def _roles() -> dict[str, set[str]]:
    folder = ROOT / "packs" / "nation"
    files = sorted(folder.glob("roles*.yaml"))
    entries = [entry for path in files for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["roles"]]
    return {entry["key"]: set(entry["may"]) for entry in entries}


@pytest.mark.pure
def test_a_consent_is_withdrawn_by_whoever_can_note_one() -> None:
    held = {key: may for key, may in _roles().items() if "people.give_consent" in may}
    assert held and [key for key, may in held.items() if "people.withdraw_consent" not in may] == []


@pytest.mark.pure
def test_nobody_audits_their_own_looks() -> None:
    looking = {"people.reveal", "people.export_persons"}
    assert [key for key, may in _roles().items() if "people.see_looks" in may and may & looking] == []


@pytest.mark.django_db
def test_the_registrar_of_a_community_a_town_and_others() -> None:
    person = make_person()
    ours = make_colleague("wo", make_unit("登记处", HERE), "registrar").actor()
    town = make_colleague("zhen", make_unit("街道办", TOWN), "registrar").actor()
    county = make_colleague("xian", make_unit("县局"), "registrar").actor()
    clerk = make_colleague("jing", make_unit("经办处", HERE)).actor()
    for who in (ours, town):
        assert reveal(who, subject=person, fields=("name",), purpose="identify").values == {"name": "张伟"}
        with pytest.raises(NotAllowed):
            export_persons(who, persons=(person,), fields=("name",), purpose="identify")
    for nobody in (clerk, county):
        with pytest.raises(NotAllowed):
            reveal(nobody, subject=person, fields=("name",), purpose="identify")
    with pytest.raises(NotFound):
        register_person(ours, area=THERE, values={"name": "甲"}, source="self")
    chief = make_colleague("zong", make_unit("总处"), "chief_registrar").actor()
    assert export_persons(chief, persons=(person,), fields=("name",), purpose="identify").status == "exported"
