"""Areas change on the desk: set up, merged, split, imported; old codes stay findable (S-029)."""

import re
from typing import Any

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.places.commands import create_group, place_dwellings
from linli.places.models import Area, Dwelling
from linli.places.queries.areas import area_coded
from linli.places.queries.figures import figures_of
from tests.faces.county_desk import CODE, OTHER, TOWN, county_desk, house, words
from tests.faces.test_desk_notes import Desk, hidden

pytestmark = pytest.mark.django_db
FRESH = "329921001003"
TREE = "code12,name,level,parent12"


@pytest.fixture
def county(db: None) -> Desk:
    return county_desk()


def today() -> str:
    return now().date().isoformat()


def test_an_area_is_set_up(county: Desk) -> None:
    data = {"code": FRESH, "name": "新城社区居民委员会", "parent": TOWN, "kind": "", "since": today()}
    assert county.post("/desk/areas/new/", **data).status_code == 302
    assert "新城社区" in county.get(f"/desk/areas/{TOWN}/tree/").content.decode()
    assert county.post("/desk/areas/new/", **data).status_code == 409, "a code is never used again"


@pytest.mark.parametrize(
    ("field", "text"),
    [("code", "999921001001"), ("code", "abc"), ("code", ""), ("name", ""), ("parent", "329921002"), ("since", ""),
     ("parent", FRESH), ("kind", "town")],
)  # fmt: skip
def test_areas_that_cannot_be(county: Desk, field: str, text: str) -> None:
    """An unknown province, an area inside itself, another parent: refused, and nothing is written."""
    data = {"code": FRESH, "name": "新城社区", "parent": TOWN, "kind": "", "since": today(), field: text}
    answer = county.post("/desk/areas/new/", **data)
    assert answer.status_code in (403, 404, 422) and area_coded(FRESH) is None


def show_merge(desk: Desk, **changes: str) -> Any:
    data = {"areas": OTHER, "into": "", "name": "", "on": today(), "basis": "县政府批复", "act": "show"}
    return desk.post(f"/desk/areas/{CODE}/merge/", **{**data, **changes})


@pytest.mark.serves("S-029", boundary="a stale version, another county, no power")
def test_two_communities_merge_after_a_preview(county: Desk) -> None:
    _, doors = house("南河路1号", OTHER)
    page = show_merge(county)
    assert page.status_code == 200 and "4 户随之转移" in words(page) and area_coded(OTHER).until is None  # type: ignore[union-attr]  # the area exists in this county
    versions = {f"version_{code}": hidden(page, f"version_{code}") for code in (CODE, OTHER)}
    stale = show_merge(county, act="merge", **{**versions, f"version_{OTHER}": "0"})
    assert stale.status_code == 409
    assert show_merge(county, act="merge", **versions).status_code == 302
    assert set(Dwelling.objects.filter(pk__in=doors).values_list("area", flat=True)) == {CODE}
    old = county.get(f"/desk/areas/{OTHER}/").content.decode()
    assert f"/desk/areas/{CODE}/" in old, "the old code leads on"
    assert OTHER in county.get(f"/desk/areas/?q={OTHER}").content.decode()
    assert county.get("/desk/areas/320205001001/merge/").status_code == 404
    reader = Desk("xu", "柳岸居委会", "places_reader")
    assert reader.get(f"/desk/areas/{CODE}/merge/").status_code == 403


@pytest.mark.parametrize(("field", "text"), [("areas", ""), ("on", "x"), ("areas", "320205001001"), ("areas", "x")])
def test_merges_that_cannot_be(county: Desk, field: str, text: str) -> None:
    assert show_merge(county, **{field: text}).status_code in (404, 422)
    assert not Area.objects.filter(until__isnull=False).exists()


def test_a_merge_needs_its_basis(county: Desk) -> None:
    page = show_merge(county)
    versions = {f"version_{code}": hidden(page, f"version_{code}") for code in (CODE, OTHER)}
    assert show_merge(county, act="merge", basis="", **versions).status_code == 422
    assert not Area.objects.filter(until__isnull=False).exists()


def split(desk: Desk, **changes: str) -> Any:
    into = f"{CODE}, 柳岸社区居民委员会\n{FRESH}\uff0c新城社区居民委员会"
    return desk.post(f"/desk/areas/{CODE}/split/", **{"into": into, "on": today(), "basis": "批复", **changes})


def test_a_community_is_split_by_its_groups(county: Desk) -> None:
    _, doors = house()
    office = system_actor("329921", now(), "places.create_group", "places.place_dwellings")
    group = create_group(office, community=CODE, name="一组", since=now().date()).id
    place_dwellings(office, part=group, dwellings=doors[:3], since=now().date())
    page = split(county, act="assign")
    assert page.status_code == 200 and f"part_{group}" in page.content.decode()
    chosen = {f"part_{group}": FRESH, "rest": CODE}
    preview = split(county, act="show", **chosen)
    assert preview.status_code == 200 and "新城社区居民委员会" in preview.content.decode()
    version = hidden(preview, "expected_version")
    assert split(county, act="split", expected_version="0", **chosen).status_code == 409
    assert split(county, act="split", expected_version=version, **chosen).status_code == 302
    assert Dwelling.objects.filter(area=FRESH).count() == 3 and Dwelling.objects.filter(area=CODE).count() == 1


@pytest.mark.parametrize("into", ["", CODE, "x, y\nz", f"{CODE}\n{CODE}", f"{CODE}, 甲\n999921001001, 乙"])
def test_splits_that_cannot_be(county: Desk, into: str) -> None:
    answer = split(county, into=into, act="split", rest=CODE, expected_version="1")
    assert answer.status_code in (403, 404, 422) and area_coded(FRESH) is None


def send(desk: Desk, *lines: str, act: str = "save", head: str = TREE) -> Any:
    return desk.post("/desk/areas/import/", list="\n".join((head, *lines)), act=act)


LINES = ("329921002000,城东街道,town,329921000000", "329921002001,东园社区居委会,village,329921002000")


def test_a_division_list_is_shown_then_taken_in(county: Desk) -> None:
    assert send(county, *LINES, act="check").status_code == 200 and area_coded("329921002001") is None
    assert send(county, *LINES).status_code == 200
    found = area_coded("329921002001")
    assert found is not None and found.name == "东园社区居委会"
    count = Area.objects.count()
    assert send(county, *LINES).status_code == 200 and Area.objects.count() == count, "a second time changes nothing"


@pytest.mark.parametrize(
    "line",
    ["329921002001,东园,village,329921002001", "999921002001,东园,village,999921002000", "329921002001,东园,town",
     "32992100200,东园,village,329921002000", "320205001000,东亭街道,town,320205000000",
     "329921002001,,village,329921002000", '329921002001,"东"园,village,329921002000'],
)  # fmt: skip
def test_one_bad_line_and_nothing_is_written(county: Desk, line: str) -> None:
    """A ring in the tree, an unknown province, a foreign county: refused with line and reason."""
    answer = send(county, LINES[0], line)
    assert answer.status_code == 422 and re.search(r">\s*3\s*<", answer.content.decode())
    assert area_coded("329921002") is None


def test_ten_thousand_broken_lines(county: Desk) -> None:
    lines = [f"329921002{number % 1000:03},第{number}社区,town,329921002000" for number in range(10_000)]
    answer = send(county, *lines)
    text = words(answer)
    assert answer.status_code == 422 and "10000" in text and area_coded("329921002") is None


def test_a_long_list_goes_on_where_it_stopped(county: Desk) -> None:
    lines = [f"329921{town:03}000,第{town}街道,town,329921000000" for town in range(2, 32)]
    lines += [
        f"329921{town:03}{n:03},第{n}社区,village,329921{town:03}000" for town in range(2, 32) for n in range(1, 160)
    ]
    first = send(county, *lines)
    assert first.status_code == 200 and hidden(first, "first") == "2", "two batches of 2,000, then Go on"
    text = "\n".join((TREE, *lines))
    last = county.post("/desk/areas/import/", list=text, act="save", first="2")
    assert last.status_code == 200 and "form_save" not in last.content.decode()
    assert Area.objects.filter(code__startswith="329921").count() >= 4_800


def test_tree_and_plan(county: Desk) -> None:
    tree = county.get("/desk/areas/329921/tree/").content.decode()
    assert "<details" in tree and "河滨街道" in tree and "柳岸社区居民委员会" in tree
    assert county.get("/desk/areas/329921/map/").status_code == 200
    assert county.get("/desk/areas/320205/tree/").status_code == 404
    assert Desk("shen", "办公室", "clerk").get("/desk/areas/329921/tree/").status_code == 403


def test_a_count_of_the_same_day_is_corrected_at_the_version_seen(county: Desk) -> None:
    data = {"measure": "households", "value": "2460", "on": "2026-06-30", "source": "台账"}
    county.post(f"/desk/areas/{CODE}/count/", **data)
    seen = hidden(county.get(f"/desk/areas/{CODE}/"), "seen")
    assert county.post(f"/desk/areas/{CODE}/count/", **{**data, "value": "2470"}).status_code == 409
    assert county.post(f"/desk/areas/{CODE}/count/", **{**data, "value": "2470"}, seen=seen).status_code == 302
    assert [figure.value for figure in figures_of(CODE)] == [2470]


def test_an_earlier_name_is_found(county: Desk) -> None:
    version = hidden(county.get(f"/desk/areas/{CODE}/"), "expected_version")
    data = {"name": "新柳社区", "on": "2026-01-01", "basis": "批复", "expected_version": version}
    assert county.post(f"/desk/areas/{CODE}/rename/", **data).status_code == 302
    assert "新柳社区" in county.get("/desk/areas/?q=柳岸").content.decode()
