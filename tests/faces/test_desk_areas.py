"""Areas on the desk: who sees which, renaming with a basis, dated counts, bad input."""

from typing import Any

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.places.commands import create_area, import_divisions
from linli.places.queries.areas import area_coded
from linli.places.queries.figures import figures_of
from tests.faces.test_desk_notes import Desk, hidden

pytestmark = pytest.mark.django_db
ROWS = [
    ("329921", "清和县"),
    ("329921001", "河滨街道"),
    ("329921002", "城东街道"),
    ("329921001001", "柳岸社区居民委员会"),
    ("329921002001", "东园社区居民委员会"),
]


@pytest.fixture(autouse=True)
def _tree(db: None) -> None:
    office = system_actor("329921", now(), "places.import_divisions", "places.create_area")
    import_divisions(office, run="t", rows=ROWS)
    assert create_area(office, code="329921001002", name="望河社区居民委员会").status == "standing"


@pytest.fixture
def county() -> Desk:
    return Desk("qu", "民政局", "places_admin")


def rename(desk: Desk, code: str, **changes: str) -> Any:
    page = desk.get(f"/desk/areas/{code}/")
    data = {
        "name": "柳岸新村",
        "on": "2026-01-01",
        "basis": "县政府批复",
        "expected_version": hidden(page, "expected_version"),
    }
    return desk.post(f"/desk/areas/{code}/rename/", **{**data, **changes})


def test_the_tree_can_be_walked(county: Desk) -> None:
    assert "河滨街道" in county.get("/desk/areas/329921/").content.decode()
    town = county.get("/desk/areas/329921001/").content.decode()
    assert "柳岸社区居民委员会" in town and "望河社区居民委员会" in town and "东园" not in town
    assert "清和县" in town


def test_a_name_changes_with_day_and_basis(county: Desk) -> None:
    assert rename(county, "329921001001").status_code == 302
    page = county.get("/desk/areas/329921001001/").content.decode()
    assert "柳岸新村" in page and "县政府批复" in page and "柳岸社区居民委员会 → 柳岸新村" in page


def test_a_stale_rename_is_told(county: Desk) -> None:
    page = rename(county, "329921001001", expected_version="0", name="我写的名字")
    assert page.status_code == 409 and "我写的名字" in page.content.decode()


@pytest.mark.parametrize(("field", "text"), [("on", "昨天"), ("on", "2999-01-01"), ("name", ""), ("basis", "")])
def test_bad_input_is_told_and_kept(county: Desk, field: str, text: str) -> None:
    page = rename(county, "329921001001", **{field: text})
    assert page.status_code in (409, 422)
    found = area_coded("329921001001")
    assert found is not None and found.name == "柳岸社区居民委员会"


def count(desk: Desk, code: str, **changes: str) -> Any:
    data = {"measure": "households", "value": "2460", "on": "2026-06-30", "source": "台账"}
    return desk.post(f"/desk/areas/{code}/count/", **{**data, **changes})


def test_counts_have_day_and_source(county: Desk) -> None:
    assert count(county, "329921001001").status_code == 302
    (figure,) = figures_of("329921001001")
    assert (figure.value, figure.source) == (2460, "台账")
    assert "2,460" in county.get("/desk/areas/329921001001/").content.decode()


@pytest.mark.serves("N-079", boundary="397,000 residents stand with day and source; without either nothing is entered")
def test_the_count_of_the_county_has_its_source(county: Desk) -> None:
    whole = {"measure": "residents", "value": "397000", "source": "2026年上半年户籍台账"}
    for missing in ("on", "source"):
        assert count(county, "329921", **{**whole, missing: ""}).status_code == 422
    assert count(county, "320205", **whole).status_code == 404
    assert figures_of("329921") == figures_of("320205") == ()
    assert count(county, "329921", **whole).status_code == 302
    page = county.get("/desk/areas/329921/").content.decode()
    assert "397,000" in page and whole["source"] in page and "2026年6月30日" in page


@pytest.mark.parametrize(
    ("field", "text"),
    [("value", "-1"), ("value", "many"), ("value", "9" * 11), ("measure", "dogs"), ("on", ""), ("source", "")],
)
def test_counts_that_cannot_be(county: Desk, field: str, text: str) -> None:
    assert count(county, "329921001001", **{field: text}).status_code == 422
    assert figures_of("329921001001") == ()


def test_another_area_does_not_exist_and_without_the_power_nothing_is_shown(county: Desk) -> None:
    assert county.get("/desk/areas/320205/").status_code == 404
    assert count(county, "320205001001").status_code == 404
    assert Desk("shen", "办公室", "clerk").get("/desk/areas/").status_code == 403


def test_a_reader_may_count_but_not_rename() -> None:
    reader = Desk("xu", "柳岸居委会", "places_reader")
    assert reader.get("/desk/areas/").status_code == 200
    answer = reader.post("/desk/areas/329921001001/rename/", name="x", on="2026-01-01", basis="y", expected_version="1")
    assert answer.status_code == 403
    assert "dialog_rename" not in reader.get("/desk/areas/329921001001/").content.decode()
