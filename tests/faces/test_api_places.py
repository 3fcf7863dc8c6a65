"""Places by API: each noun made, read, listed, changed, journalled; who may, who may not, another area."""

from typing import Any

import pytest

from tests.faces.api_desk import CODE, COUNTY, FAR, GONE, OTHER, TOWN, county, every_row, journalled, paths, program
from tests.faces.test_api_notes import Program
from tests.ledger import budget

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-279")]
DAY = "2026-01-05"


@pytest.fixture
def admin() -> Program:
    county()
    return program("qu", "places_admin")


@pytest.fixture
def keeper(admin: Program) -> Program:
    """Somebody of the other town."""
    return program("song", "places_keeper", area=FAR)


def square(west: float, south: float, size: float = 0.01) -> dict[str, Any]:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def grid(admin: Program, west: float = 119.0, **changed: Any) -> Any:
    body = {"polygon": square(west, 33.0), "since": DAY, **changed}
    made = admin("post", f"/places/areas/{CODE}/grids", body)
    assert made.status_code == 201, made.content.decode()
    return made.json()


def house(admin: Program, address: str = "和平路8号1号楼", **changed: Any) -> str:
    made = admin("post", "/places/buildings", {"area": CODE, "address": address, **changed})
    assert made.status_code == 201, made.content.decode()
    return str(made.json()["id"])


def doors(admin: Program, building: str, count: int = 2) -> list[str]:
    rooms = [{"room": f"{floor}01", "unit": 1, "floor": floor} for floor in range(1, count + 1)]
    made = admin("post", f"/places/buildings/{building}/dwellings", {"dwellings": rooms})
    assert made.status_code == 201, made.content.decode()
    return list(made.json()["ids"])


def test_an_area(admin: Program) -> None:
    body = {"code": "329921003", "name": "新城街道", "since": DAY}
    made = admin("post", "/places/areas", body)
    assert made.status_code == 201
    path = "/places/areas/329921003"
    read = admin("get", path)
    assert read.json()["area"]["name"] == "新城街道" and read.headers["ETag"] == '"1"'
    assert [row["code"] for row in read.json()["path"]][-2:] == [COUNTY, "329921003"]
    change = {"name": "新城镇", "on": "2026-03-01", "basis": "县政办〔2026〕3号", "expected_version": 1}
    assert admin("post", f"{path}/rename", change).status_code == 200
    stale = admin("post", f"{path}/rename", {**change, "name": "别的"})
    assert stale.status_code == 409 and stale.json()["data"]["changes"][0]["fields"] == ["name"]
    figure = {"measure": "households", "value": 1200, "on": "2026-03-01", "source": "社区台账"}
    assert admin("post", f"{path}/figures", figure).status_code == 200
    again = admin("get", path).json()
    assert again["figures"][0]["value"] == 1200 and again["changes"][0]["name_before"] == "新城街道"
    assert journalled(made.json()["id"]) == ["places.create_area", "places.rename_area"]
    assert "329921003" in [row["code"] for row in every_row(admin, "/places/areas?level=9")]
    below = admin("get", f"/places/areas/{TOWN}/children").json()
    assert [row["code"] for row in below] == [CODE, OTHER]


def test_areas_merge_and_divide(admin: Program) -> None:
    doors(admin, house(admin))
    parts = [{"code": CODE}, {"code": "329921001003", "name": "新苑社区"}]
    split = {"parts": parts, "rest": "329921001003", "on": "2026-03-01", "basis": "批复", "expected_version": 1}
    divided = admin("post", f"/places/areas/{CODE}/split", split)
    assert divided.status_code == 200 and divided.json()["dwellings"] == {CODE: 0, "329921001003": 2}
    taking = [{"code": "329921001003", "expected_version": 1}, {"code": OTHER, "expected_version": 1}]
    body = {"areas": taking, "into": OTHER, "on": "2026-04-01", "basis": "批复"}
    merged = admin("post", "/places/areas/merge", body)
    assert merged.status_code == 200 and merged.json()["dwellings"] == 2
    heirs = admin("get", "/places/areas/329921001003").json()["standing"]
    assert [row["code"] for row in heirs] == [OTHER]


def test_a_division_list(admin: Program) -> None:
    lines = ["329921004000,云台镇,town,329921000000", "329921004001,云台社区居民委员会,village,329921004000"]
    text = "\n".join(["code12,name,level,parent12", *lines, ""])
    done = admin("post", "/places/areas/divisions", {"csv": text})
    assert done.status_code == 200, done.content.decode()
    assert done.json()["new"] == 2 and done.json()["next"] is None
    refused = admin("post", "/places/areas/divisions", {"csv": text + "x,y,z,w\n"})
    assert refused.status_code == 422 and any(path.startswith("csv.4") for path in paths(refused))


def test_a_grid(admin: Program) -> None:
    boundary = admin("put", f"/places/areas/{CODE}/boundary", {"polygon": square(119.0, 33.0, 0.02)})
    assert boundary.status_code == 200, boundary.content.decode()
    assert admin("get", f"/places/areas/{CODE}/boundary").json()["square_metres"] > 0
    first, second = grid(admin), grid(admin, 119.005, name="东片")
    assert second["faults"]["overlaps"][0]["square_metres"] > 0
    path = f"/places/parts/{second['id']}"
    moved = admin("put", f"{path}/polygon", {"polygon": square(119.01, 33.0), "expected_version": 1})
    assert moved.status_code == 200 and moved.json()["faults"]["overlaps"] == []
    assert admin("post", f"{path}/rename", {"name": "东区", "expected_version": 2}).status_code == 200
    read = admin("get", path)
    assert read.json()["polygon"]["type"] == "Polygon" and read.headers["ETag"] == '"3"'
    listed = admin("get", f"/places/areas/{CODE}/grids").json()
    assert {row["name"] for row in listed} >= {"东区"} and len(listed) == 2
    drawn = admin("get", f"/places/areas/{CODE}/grids/geojson").json()
    assert drawn["type"] == "FeatureCollection" and len(drawn["features"]) == 2
    faults = admin("get", f"/places/areas/{CODE}/grids/faults").json()
    assert faults["faults"]["bounded"] and faults["faults"]["gaps"][0]["at"]["latitude"] > 33
    ended = admin("post", f"{path}/end", {"until": "2026-05-01", "expected_version": 3})
    assert ended.status_code == 200 and len(every_row(admin, "/places/parts?kind=grid")) == 2
    assert journalled(second["id"])[-1] == "places.end_part"
    crossed = {"type": "Polygon", "coordinates": [[[119, 33], [119.1, 33.1], [119.1, 33], [119, 33.1], [119, 33]]]}
    bad = admin("put", f"/places/parts/{first['id']}/polygon", {"polygon": crossed, "expected_version": 1})
    assert bad.status_code == 422 and bad.json()["code"].startswith("geo")


def test_grids_taken_in_and_filled(admin: Program) -> None:
    feature = {"type": "Feature", "geometry": square(119.0, 33.0), "properties": {"name": "一格"}}
    body = {"type": "FeatureCollection", "features": [feature], "since": DAY}
    done = admin("post", f"/places/areas/{CODE}/grids/import", body)
    assert done.status_code == 200 and done.json()["new"] == 1
    doors(admin, house(admin, point={"longitude": 119.005, "latitude": 33.005}))
    part = admin("get", f"/places/areas/{CODE}/grids").json()[0]["id"]
    assert admin("post", f"/places/parts/{part}/fill", {"since": DAY}).json()["placed"] == 2
    assert admin("get", f"/places/parts/{part}").json()["dwellings"] == 2


def test_a_group(admin: Program) -> None:
    made = admin("post", f"/places/areas/{CODE}/groups", {"name": "第一居民小组", "since": DAY}).json()
    ids, path = doors(admin, house(admin)), f"/places/parts/{made['id']}"
    assert admin("post", f"{path}/members", {"dwellings": ids, "since": DAY}).json()["placed"] == 2
    assert [row["id"] for row in admin("get", f"{path}/members").json()] == ids
    left = admin("post", f"{path}/members/release", {"dwellings": ids[:1], "until": "2026-02-01"})
    assert left.status_code == 200
    groups = admin("get", f"/places/areas/{CODE}/groups").json()
    assert groups[0]["households"] == 1 and groups[0]["group"]["name"] == "第一居民小组"
    assert journalled(made["id"]) == ["places.create_group", "places.place_dwellings", "places.release_dwellings"]


def test_a_set(admin: Program) -> None:
    body = {"area": COUNTY, "key": "zone-east", "name": "东部园区", "kind": "development_zone", "basis": "批复"}
    made = admin("post", "/places/sets", body).json()
    path = f"/places/sets/{made['id']}"
    joined = admin("post", f"{path}/members", {"area": CODE, "since": DAY})
    assert joined.status_code == 201
    left = {"until": "2026-02-01", "expected_version": 1}
    assert admin("post", f"/places/sets/members/{joined.json()['id']}/end", left).status_code == 200
    assert admin("get", path).json()["members"][0]["until"] == "2026-02-01"
    assert [row["key"] for row in every_row(admin, "/places/sets")] == ["zone-east"]
    assert journalled(made["id"]) == ["places.create_set"]


def test_a_building_and_its_doors(admin: Program) -> None:
    building = house(admin)
    ids, path = doors(admin, building), f"/places/buildings/{building}"
    placed = {"point": {"longitude": 119.005, "latitude": 33.005, "datum": "gcj02"}, "expected_version": 1}
    assert admin("put", f"{path}/point", placed).status_code == 200
    assert admin("post", f"{path}/aliases", {"text": "老粮站楼"}).status_code == 200
    assert admin("put", f"{path}/address", {"text": "和平路8号甲", "expected_version": 2}).status_code == 200
    read = admin("get", path)
    assert {item["text"] for item in read.json()["addresses"]} >= {"和平路8号甲", "老粮站楼", "和平路8号1号楼"}
    assert read.json()["building"]["point"]["longitude"] != 119.005 and read.headers["ETag"] == '"3"'
    door = f"/places/dwellings/{ids[0]}"
    assert admin("put", door, {"use": "shop", "point": None, "expected_version": 1}).status_code == 200
    assert admin("post", f"{door}/aliases", {"text": "和平路8号小卖部"}).status_code == 200
    assert admin("put", f"{door}/address", {"text": "和平路8号商铺1", "expected_version": 2}).status_code == 200
    assert admin("get", door).json()["dwelling"]["use"] == "shop"
    assert {row["id"] for row in every_row(admin, "/places/dwellings", 1)} == set(ids)
    assert [row["id"] for row in every_row(admin, "/places/buildings")] == [building]
    assert journalled(ids[0]) == ["places.edit_dwelling", "places.add_alias", "places.change_address"]


def test_a_building_without_a_committee(admin: Program) -> None:
    building = house(admin, "工业园1号", area=TOWN)
    body = {"community": CODE, "expected_version": 1}
    assert admin("post", f"/places/buildings/{building}/place", body).status_code == 200
    assert admin("get", f"/places/buildings/{building}").json()["building"]["area"] == CODE


def test_my_grid_and_my_committee(admin: Program) -> None:
    doors(admin, house(admin, point={"longitude": 119.005, "latitude": 33.005}))
    part = grid(admin, name="东片")["id"]
    admin("post", f"/places/parts/{part}/fill", {"since": DAY})
    by_address = admin("post", "/places/addresses/look-up", {"address": "清和县和平路8号1号楼1单元101室"}).json()
    by_point = {"point": {"longitude": 119.005, "latitude": 33.005}}
    found = admin("post", "/places/addresses/look-up", by_point).json()
    for answer in (by_address, found):
        names = {stop["kind"]: stop["name"] for stop in answer["stops"]}
        assert names["grid"] == "东片" and names["committee"] == "柳岸社区居民委员会" and answer["community"] == CODE
    assert not admin("post", "/places/addresses/look-up", {"address": "月球1号"}).json()["found"]
    assert admin("post", "/places/addresses/look-up", {}).status_code == 422
    wrong = {"point": {"longitude": 119, "latitude": 33, "datum": "mars"}}
    assert paths(admin("post", "/places/addresses/look-up", wrong)) == {"point.datum"}


def test_addresses_that_lead_nowhere(admin: Program) -> None:
    building = house(admin)
    queued = admin("post", "/places/addresses/queue", {"area": CODE, "text": "老粮站", "source": "热线"})
    assert queued.status_code == 201
    path = f"/places/addresses/queue/{queued.json()['id']}"
    assert admin("get", path).json()["text"] == "老粮站"
    assert len(every_row(admin, "/places/addresses/queue?state=open")) == 1
    matched = admin("post", f"{path}/match", {"building": building, "expected_version": 1})
    assert matched.status_code == 200 and matched.json()["status"] == "matched"
    other = admin("post", "/places/addresses/queue", {"area": CODE, "text": "某处", "source": "热线"}).json()["id"]
    gone = admin("post", f"/places/addresses/queue/{other}/dismiss", {"reason": "不是地址", "expected_version": 1})
    assert gone.json()["status"] == "dismissed"
    known = admin("post", "/places/addresses/queue", {"area": CODE, "text": "老粮站", "source": "热线"}).json()
    assert known["building"] == building


def test_a_list_of_addresses(admin: Program) -> None:
    csv = f"community,building,unit,floor,room\n{CODE},解放路1号,1,1,101\n{CODE},解放路1号,1,2,201\n"
    done = admin("post", "/places/addresses/import", {"csv": csv})
    assert (done.json()["buildings"], done.json()["dwellings"]) == (1, 2)
    bad = admin("post", "/places/addresses/import", {"csv": csv + f"{CODE},,1,1,101\n"})
    assert bad.status_code == 422 and any(path.startswith("csv.4") for path in paths(bad))


WRITES = [
    ("create_area", "post", "areas", {"code": f"{TOWN}009", "name": "某社区"}),
    ("rename_area", "post", f"areas/{CODE}/rename", {"name": "x", "on": DAY, "basis": "b", "expected_version": 1}),
    ("set_figure", "post", f"areas/{CODE}/figures", {"measure": "residents", "value": 1, "on": DAY, "source": "s"}),
    ("draw_grid", "post", f"areas/{CODE}/grids", {"polygon": square(119.0, 33.0), "since": DAY}),
    ("draw_boundary", "put", f"areas/{CODE}/boundary", {"polygon": square(119.0, 33.0)}),
    ("create_group", "post", f"areas/{CODE}/groups", {"name": "组", "since": DAY}),
    ("add_building", "post", "buildings", {"area": CODE, "address": "某路1号"}),
    ("queue_address", "post", "addresses/queue", {"area": CODE, "text": "某处", "source": "s"}),
]


@pytest.mark.parametrize(("name", "method", "path", "body"), WRITES)
def test_who_may_not(admin: Program, name: str, method: str, path: str, body: dict[str, Any]) -> None:
    for asker in (program("du"), Program(admin.who, ("places.see_areas",))):
        refused = asker(method, f"/places/{path}", body)
        assert refused.status_code == 403 and refused.json()["code"] == "not_allowed"
        assert refused.json()["data"]["command"] == f"places.{name}"


@pytest.mark.parametrize(("name", "method", "path", "body"), WRITES)
def test_another_area_does_not_exist(
    admin: Program, keeper: Program, name: str, method: str, path: str, body: dict[str, Any]
) -> None:
    expected = 404 if keeper.who.actor().may(f"places.{name}") else 403
    assert keeper(method, f"/places/{path}", body).status_code == expected


def test_the_keeper_tries_some_of_them(keeper: Program) -> None:
    assert sum(keeper.who.actor().may(f"places.{name}") for name, *_ in WRITES) >= 3


def test_a_foreign_building_is_not_found(admin: Program, keeper: Program) -> None:
    building = house(admin)
    ids = doors(admin, building)
    gone = [f"/places/buildings/{building}", f"/places/dwellings/{ids[0]}", f"/places/areas/{CODE}",
            f"/places/parts/{grid(admin)['id']}", f"/places/parts/{GONE}"]  # fmt: skip
    assert [keeper("get", path).status_code for path in gone] == [404] * 5
    body = {"area": CODE, "address": "某路1号"}
    assert keeper("post", "/places/buildings", body).status_code == 404
    assert keeper("post", f"/places/buildings/{building}/aliases", {"text": "某楼"}).status_code == 404
    assert keeper("post", "/places/buildings", {**body, "area": FAR}).status_code == 201


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "12x"}, "code"), ({"name": ""}, "name"), ({"name": "长" * 121}, "name"), ({"since": "soon"}, "since"),
        ({"since": "9999-12-31"}, "since"), ({"name": "a\0b"}, "name"), ({"name": "a\ud800"}, "name"),
        ({"surprise": 1}, "surprise"),
    ],
)  # fmt: skip
def test_bad_input_is_named(admin: Program, changed: dict[str, Any], field: str) -> None:
    refused = admin("post", "/places/areas", {"code": f"{TOWN}009", "name": "某社区", **changed})
    assert refused.status_code == 422 and paths(refused) == {field}


@pytest.mark.parametrize(
    "query",
    ["level=7", "state=x", "sort=kind", "size=201", "size=0", "after=e30", "after=%ff", "q=" + "x" * 101],
)  # fmt: skip
def test_a_list_that_cannot_be_shown(admin: Program, query: str) -> None:
    assert admin("get", f"/places/areas?{query}").status_code == 422


def test_the_same_key_makes_one_building(admin: Program) -> None:
    body = {"area": CODE, "address": "某路1号"}
    first, second = (admin("post", "/places/buildings", body, **{"Idempotency-Key": "k"}) for _ in range(2))
    assert first.json()["id"] == second.json()["id"] and second.json()["repeated"]


@pytest.mark.parametrize("floors", [1, 12])
def test_statements(admin: Program, floors: int) -> None:
    building = house(admin)
    ids, part = doors(admin, building, floors), grid(admin)["id"]
    lists = ["areas", "parts", "sets", "buildings", "dwellings", "addresses/queue"]
    for name in lists:
        admin("get", f"/places/{name}")
        with budget("api.places.list"):
            assert admin("get", f"/places/{name}").status_code == 200
    ones = [f"areas/{CODE}", f"buildings/{building}", f"dwellings/{ids[0]}", f"parts/{part}",
            f"areas/{CODE}/grids/faults", f"areas/{CODE}/groups"]  # fmt: skip
    for name in ones:
        with budget("api.places.one"):
            assert admin("get", f"/places/{name}").status_code == 200
