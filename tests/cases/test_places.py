"""Where a case stands: the point that was given, else that of the doorway its address names."""

from typing import Any

import pytest

from linli.cases.models import Case
from tests.cases.town import COMMUNITY, VILLAGE, Town, lamp, make_town
from tests.places.places import make_building, make_doors, spot

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def _spot(town: Town, **given: Any) -> tuple[float | None, float | None]:
    case = Case.objects.get(pk=lamp(town.who("station", "case_intake"), **{"lon": None, "lat": None, **given}))
    return case.lon, case.lat


def test_a_known_doorway_gives_the_case_its_point(town: Town) -> None:
    house = make_building(COMMUNITY, "和平路8号1号楼", spot(2, 2))
    make_doors(house, "101")
    assert _spot(town, address="和平路8号1号楼1单元101室") == (120.0002, 33.0002), "that of the building"
    assert _spot(town, address=" 和平路8号1号楼 ") == (120.0002, 33.0002)
    assert _spot(town, address="和平路8号1号楼", lon=119.81, lat=33.41) == (119.81, 33.41), "a given point stays"


def test_no_point_is_made_up(town: Town) -> None:
    make_building(COMMUNITY, "和平路8号1号楼", spot(2, 2))
    make_building(COMMUNITY, "和平路9号")
    assert _spot(town, address="没有的路9号") == (None, None)
    assert _spot(town, address="和平路9号") == (None, None), "nobody knows where it stands"
    assert _spot(town, address="和平路8号1号楼", area=VILLAGE) == (None, None), "it lies in another community"
    assert _spot(town) == (None, None)
