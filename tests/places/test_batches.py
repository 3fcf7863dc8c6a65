"""Many buildings in one command: codes, addresses and parts as by single commands; bad rows are told."""

from dataclasses import replace
from datetime import date

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.command import Receipt
from linli.kernel.errors import Invalid, NotFound
from linli.kernel.journal.models import JournalEntry
from linli.places.commands import (
    GivenPoint,
    NewBuilding,
    NewDwelling,
    create_group,
    draw_grid,
    import_divisions,
    load_buildings_batch,
)
from linli.places.models import Address, Building, Dwelling, Placement
from linli.places.queries.addresses import dwelling_at
from linli.places.queries.dwellings import dwellings_by_address
from linli.places.rules.reasons import AddressCode
from tests.actors import actor_with
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
HERE, THERE = "329921001001", "329921001002"
SINCE = date(2026, 3, 1)
SQUARE = {"type": "Polygon", "coordinates": [[[119.8, 33.4], [119.82, 33.4], [119.82, 33.42], [119.8, 33.42], [119.8, 33.4]]]}  # fmt: skip # noqa: E501 -- one line reads better than twelve
DOORS = tuple(NewDwelling(f"{floor}01", 1, floor) for floor in (1, 2, 3))


@pytest.fixture(autouse=True)
def _tree(db: None) -> None:
    office = system_actor("329921", NOON, "places.import_divisions")
    rows = [("329921", "清和县"), ("329921001", "河滨街道"), (HERE, "柳岸社区"), (THERE, "望河社区")]
    import_divisions(office, run="t", rows=rows)


def load(*rows: NewBuilding, area: str = HERE, key: str = "", power: str = "329921") -> Receipt:
    who = replace(actor_with("places.load_buildings_batch", area=power), request_key=key)
    return load_buildings_batch(who, area=area, buildings=rows, since=SINCE, run="r")


def test_buildings_get_codes_doors_addresses_and_parts() -> None:
    keeper = actor_with("places.create_group", "places.draw_grid")
    group = create_group(keeper, community=HERE, name="第1居民小组", since=SINCE).id
    grid = draw_grid(keeper, community=HERE, polygon=SQUARE, since=SINCE).id
    house = NewBuilding("柳岸社区花园1幢", DOORS, point=GivenPoint(119.81, 33.41), parts=(group, grid))
    receipt = load(house, NewBuilding("柳岸社区2号"))
    assert receipt.values == {"refused": (), "written": 2}
    assert sorted(Building.objects.values_list("code", flat=True)) == [f"{HERE}00001", f"{HERE}00002"]
    assert Dwelling.objects.filter(code=f"{HERE}000010102201").count() == 1
    assert Placement.objects.count() == 6
    known = dwellings_by_address("329921", HERE)
    assert (
        len(known) == 4
        and dwelling_at("329921", "清和县柳岸社区花园1幢1单元201室") == known["柳岸社区花园1幢1单元201室"]
    )
    assert dwelling_at("329921", "柳岸社区2号") == known["柳岸社区2号"]
    assert dwelling_at("329921", "哪里也不是") is None
    entry = JournalEntry.objects.get(command="places.load_buildings_batch")
    assert (entry.facts["buildings"], entry.facts["dwellings"], len(entry.facts["digest"])) == (2, 4, 64)


def test_bad_rows_are_left_out() -> None:
    elsewhere = create_group(actor_with("places.create_group"), community=THERE, name="甲", since=SINCE).id
    load(NewBuilding("柳岸社区1号"))
    receipt = load(
        NewBuilding("柳岸社区 1号"),
        NewBuilding(""),
        NewBuilding("柳岸社区2号", use="castle"),
        NewBuilding("柳岸社区3号", (NewDwelling(), NewDwelling())),
        NewBuilding("柳岸社区4号", parts=(elsewhere,)),
        NewBuilding("柳岸社区5号", point=GivenPoint(200.0, 1.0)),
        NewBuilding("柳岸社区6号"),
        NewBuilding("柳岸社区6号"),
    )
    assert [item.row for item in receipt.values["refused"]] == [0, 1, 2, 3, 4, 5, 7]
    assert receipt.values["refused"][0].problems[0].code is AddressCode.TAKEN
    assert receipt.values["written"] == 1 and Building.objects.count() == 2
    assert Address.objects.count() == 2


def test_once_a_key_only_ones_own_area_and_2000_doors() -> None:
    load(NewBuilding("柳岸社区1号"), key="r/1")
    assert load(NewBuilding("柳岸社区1号"), key="r/1").repeated and Building.objects.count() == 1
    with pytest.raises(NotFound):
        load(NewBuilding("望河社区1号"), area=THERE, power=HERE)
    for wrong in ((), (NewBuilding("柳岸社区9号", DOORS * 700),)):
        with pytest.raises(Invalid):
            load(*wrong)
