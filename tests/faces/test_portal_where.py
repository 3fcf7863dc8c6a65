"""The place of a report: what a resident changes wins over what stood there from an earlier answer."""

import pytest

from linli.cases.models import Case
from linli.places.models import Subdivision
from tests.cases.town import COMMUNITY, VILLAGE, Town, make_town
from tests.faces.portal import Visitor, fresh_limits, only_case
from tests.places.places import make_building, make_grid, spot, square

pytestmark = pytest.mark.django_db

HERE = {"lon": "120.0005", "lat": "33.0005"}


@pytest.fixture(autouse=True)
def town(db: None) -> Town:
    fresh_limits()
    made = make_town()
    make_building(COMMUNITY, "和平路8号1号楼", spot(2, 2))
    make_building(VILLAGE, "石桥村12号", spot(302, 302))
    return made


@pytest.fixture
def grid(town: Town) -> str:
    made = make_grid(square(0, 0, 100))
    return Subdivision.objects.get(pk=made.id).code


def _sent(visitor: Visitor) -> Case:
    visitor.post("/report/who/", way="alone")
    assert visitor.post("/report/check/").headers["Location"] == "/receipt/"
    return only_case()


def _told(visitor: Visitor, **first: str) -> None:
    visitor.photo()
    visitor.post("/report/what/", what="report_part:road")
    assert visitor.post("/report/where/", **first).status_code == 302


def test_a_corrected_address_wins_over_the_marked_spot(grid: str) -> None:
    visitor = Visitor()
    _told(visitor, **HERE, area=COMMUNITY)
    page = visitor.text("/report/where/")
    assert 'value="120.0005"' in page, "the spot is still marked when one comes back"
    assert visitor.post("/report/where/", **HERE, area=COMMUNITY, address="石桥村12号").status_code == 302
    case = _sent(visitor)
    assert (case.area, case.lon, case.lat) == (VILLAGE, 120.0302, 33.0302)


def test_a_corrected_address_wins_over_the_part_chosen_before(grid: str) -> None:
    visitor = Visitor()
    _told(visitor, area=COMMUNITY, grid=grid)
    assert f'value="{grid}" selected' in visitor.text("/report/where/")
    visitor.post("/report/where/", area=COMMUNITY, grid=grid, address="石桥村12号")
    case = _sent(visitor)
    assert (case.area, case.lon) == (VILLAGE, 120.0302)


def test_what_an_address_led_to_is_not_offered_as_if_told(grid: str) -> None:
    visitor = Visitor()
    _told(visitor, address="和平路8号1号楼")
    page = visitor.text("/report/where/")
    assert "120.0002" not in page and f'value="{grid}" selected' not in page
    visitor.post("/report/where/", address="没有的路9号", area=COMMUNITY)
    case = _sent(visitor)
    assert (case.area, case.lon, case.lat) == (COMMUNITY, None, None)


def test_a_community_chosen_anew_wins_and_nothing_changed_stays_as_it_was(grid: str) -> None:
    visitor = Visitor()
    _told(visitor, **HERE, area=COMMUNITY, text="桥边")
    visitor.post("/report/where/", **HERE, area=COMMUNITY, text="桥东边")
    assert 'value="120.0005"' in visitor.text("/report/where/")
    visitor.post("/report/where/", **HERE, area=VILLAGE)
    assert 'value="120.0005"' not in visitor.text("/report/where/")
    case = _sent(visitor)
    assert (case.area, case.lon) == (VILLAGE, None)


def test_a_spot_marked_anew_wins_over_the_address(grid: str) -> None:
    visitor = Visitor()
    _told(visitor, address="石桥村12号")
    visitor.post("/report/where/", **HERE, address="石桥村12号", area=VILLAGE)
    visitor.post("/report/where/", lon=HERE["lon"], lat="33.0006", address="石桥村12号", area=COMMUNITY)
    case = _sent(visitor)
    assert (case.area, case.lon, case.lat) == (grid, 120.0005, 33.0006)


def test_a_refused_position_is_not_sent_again(grid: str) -> None:
    visitor = Visitor()
    visitor.photo()
    visitor.post("/report/what/", what="report_part:road")
    refused = visitor.post("/report/where/", lon="119.0", lat="30.0")
    assert refused.status_code == 422 and 'value="119.0"' not in refused.content.decode()
