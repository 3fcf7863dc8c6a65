"""Every page keeps its budget of statements, with one row and with many."""

from datetime import timedelta
from typing import Any

import pytest

from linli.cases.commands import send_note
from linli.kernel.clock_port import now
from tests.faces.county_desk import CODE, county_desk, house
from tests.faces.test_api_notes import Program
from tests.faces.test_desk_notes import Desk
from tests.ledger import OverBudget, budget

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> tuple[Desk, Desk]:
    return Desk("zhou", "街道办"), Desk("fan", "住建局")


def fill(zhou: Desk, fan: Desk, count: int) -> Any:
    from dataclasses import replace

    sent = [
        send_note(
            replace(zhou.who.actor(), at=now() - timedelta(minutes=i)),
            receiver=fan.who.unit,
            subject=f"n{i}",
            body="b",
            days=3,
        )
        for i in range(count)
    ]
    return sent[0].id


def warm(desk: Desk) -> None:
    """The first request of a session notes its use and reads the packs; pages are measured after it."""
    desk.get("/desk/")


@pytest.mark.parametrize("count", [1, 60])
def test_desk_pages(desks: tuple[Desk, Desk], count: int) -> None:
    note = fill(*desks, count)
    warm(desks[1])
    pages = {
        "desk.home": "/desk/",
        "desk.notes.list": "/desk/notes/",
        "desk.notes.new": "/desk/notes/new/",
        "desk.notes.one": f"/desk/notes/{note}/",
        "portal.home": "/",
    }
    for name, path in pages.items():
        client = desks[1].client if path != "/" else type(desks[1].client)()
        with budget(name):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize("floors", [1, 15])
def test_pages_of_places(db: None, floors: int) -> None:
    desk = county_desk()
    building, doors = house(floors=floors)
    warm(desk)
    pages = {
        "desk.places.area": f"/desk/areas/{CODE}/",
        "desk.places.tree": "/desk/areas/329921/tree/",
        "desk.places.map": "/desk/areas/329921/map/",
        "desk.places.grids": f"/desk/areas/{CODE}/grids/",
        "desk.places.board": f"/desk/areas/{CODE}/grids/new/",
        "desk.places.groups": f"/desk/areas/{CODE}/groups/",
        "desk.places.parts": "/desk/parts/",
        "desk.places.buildings": "/desk/buildings/",
        "desk.places.building": f"/desk/buildings/{building}/",
        "desk.places.dwelling": f"/desk/dwellings/{doors[0]}/",
        "desk.places.queue": "/desk/addresses/",
        "desk.places.sets": "/desk/sets/",
    }
    for name, path in pages.items():
        with budget(name):
            assert desk.get(path).status_code == 200


def test_api_pages(desks: tuple[Desk, Desk]) -> None:
    note = fill(*desks, 60)
    program = Program(desks[1].who)
    program("get", "/notes")
    with budget("api.notes.list"):
        assert program("get", "/notes").status_code == 200
    with budget("api.notes.one"):
        assert program("get", f"/notes/{note}").status_code == 200


def test_the_ledger_bites(desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.ledger.allowed", lambda name: 0)
    with pytest.raises(OverBudget), budget("desk.home"):
        desks[0].get("/desk/")
