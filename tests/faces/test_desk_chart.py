"""The organisation chart on the desk: what is missing, who holds what, on any day, for whom."""

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.people.commands import create_unit
from linli.places.commands import import_divisions
from tests.faces.test_desk_notes import Desk

pytestmark = pytest.mark.django_db
CODE = "329921001001"


@pytest.fixture
def auditor(db: None) -> Desk:
    office = system_actor("329921", now(), "places.import_divisions", "people.create_unit")
    import_divisions(office, run="t", rows=[("329921001", "河滨街道"), (CODE, "柳岸社区居民委员会")])
    create_unit(office, area=CODE, name="柳岸社区居委会", kind="residents_committee")
    return Desk("han", "审计局", "auditor", "places_reader")


def test_missing_bodies_are_named(auditor: Desk) -> None:
    page = auditor.get(f"/desk/areas/{CODE}/chart/").content.decode()
    assert "这里缺少" in page and "柳岸社区居委会" in page
    assert "党组织" in page and "服务(工作)站" in page.replace("（", "(").replace("）", ")")


def test_any_day_can_be_asked_for_and_no_day_is_refused(auditor: Desk) -> None:
    before = auditor.get(f"/desk/areas/{CODE}/chart/?day=2001-01-01")
    assert before.status_code == 200
    assert auditor.get(f"/desk/areas/{CODE}/chart/?day=yesterday").status_code == 422


def test_who_may_not_see_units_sees_no_chart(auditor: Desk) -> None:
    assert Desk("gu", "民政局", "places_admin").get(f"/desk/areas/{CODE}/chart/").status_code == 403
    assert auditor.get("/desk/areas/320205001001/chart/").status_code == 404
