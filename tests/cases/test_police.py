"""A case goes to the police by a line of a duty list or under a law that is named, and by nothing else (S-116)."""

from uuid import UUID

import pytest

from linli.cases.commands import assign_case
from linli.cases.models import Assignment, CaseAct
from linli.cases.queries.case_detail import case_detail
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Invalid
from linli.people.commands import create_unit
from tests.cases.town import COUNTY, Town, lamp, make_town, version
from tests.cases.walking import step

pytestmark = pytest.mark.django_db
LAW = "治安管理处罚法第九条"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture(params=["police_station", "public_security"])
def police(town: Town, request: pytest.FixtureRequest) -> UUID:
    office = system_actor(COUNTY, now(), "people.create_unit")
    return create_unit(office, area=COUNTY, name="清和县公安局", kind=request.param).id


@pytest.mark.serves("S-116", boundary="without a line of a duty list or a named law nothing goes to the police")
@pytest.mark.parametrize("role", ["lead", "helping", "responsible"])
def test_a_lamp_is_no_matter_of_the_police(town: Town, police: UUID, role: str) -> None:
    boss = town.who("street", "dispatcher", at=now())
    case = lamp(town.who("station", "case_intake", at=now()))
    step(boss, case, "accept")
    with pytest.raises(Invalid) as caught:
        assign_case(boss, case=case, unit=police, role=role, expected_version=version(case))
    assert [(p.path, p.code) for p in caught.value.problems] == [("basis", CaseCode.BASIS_NEEDED)]
    assert not Assignment.objects.filter(case=case).exists()
    assign_case(boss, case=case, unit=police, role=role, basis=LAW, note="有人盗割电缆", expected_version=version(case))
    assert Assignment.objects.get(case=case).unit_id == police
    act = case_detail(boss, case).history[-1]
    assert act.words == f"{LAW}\n有人盗割电缆"
    assert LAW not in str(CaseAct.objects.order_by("-seq").values_list("facts", flat=True)[0])


def test_what_the_list_gives_them_needs_no_word(town: Town, police: UUID) -> None:
    boss = town.who("street", "dispatcher", at=now())
    case = lamp(town.who("station", "case_intake", at=now()), type="report_event", sort="noise")
    step(boss, case, "accept")
    assign_case(boss, case=case, unit=police, expected_version=version(case))
    assert Assignment.objects.get(case=case).duty == "noise.handle.county"
