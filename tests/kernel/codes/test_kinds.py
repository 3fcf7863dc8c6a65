"""Default kinds by range and name: R1.1-R1.3."""

import pytest

from linli.kernel import codes
from linli.kernel.codes import CodesCode, CommunityKind, CountyKind, PrefectureKind, TownKind, UrbanRural
from linli.kernel.errors import Invalid

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("110101001001", "", CommunityKind.RESIDENTS),
        ("320205100200", "", CommunityKind.VILLAGE),
        ("320205100498", "", CommunityKind.RESIDENTS),
        ("522632210500", "", CommunityKind.VILLAGE),
        ("522632210600", "", None),
        ("320205100600", "某某社区居民委员会", CommunityKind.RESIDENTS),
        ("320205100202", "某某社区居委会", CommunityKind.RESIDENTS),
        ("150102100001", "某某嘎查", CommunityKind.VILLAGE),
        ("320205100001", "东方新村", CommunityKind.RESIDENTS),
        ("320205100201", "东沟社区", CommunityKind.VILLAGE),
    ],
)
def test_the_committees_name_beats_the_range(code: str, name: str, kind: CommunityKind | None) -> None:
    assert codes.community_kind(code, name) is kind


def test_t028_a_village_committee_with_community_in_its_name() -> None:
    assert codes.community_kind("130406001202", "东沟社区村民委员会") is CommunityKind.VILLAGE


def test_t026_a_virtual_community_cannot_hold_an_election() -> None:
    assert codes.is_virtual("110112009498")
    assert not codes.may_hold_election("110112009498")
    assert not codes.may_hold_election("110112009598")
    assert codes.may_hold_election("110112009001")
    assert not codes.may_hold_election("110112009")


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("320205001", "", TownKind.STREET),
        ("320205099", "", TownKind.STREET),
        ("320205100", "", TownKind.TOWN),
        ("320205200", "", TownKind.TOWNSHIP),
        ("320205399", "", TownKind.TOWNSHIP),
        ("320205400", "", TownKind.OTHER),
        ("320205599", "", TownKind.OTHER),
        ("320205600", "", None),
        ("460400100", "那大镇", TownKind.TOWN),
        ("320205100", "某某街道办事处", TownKind.STREET),
        ("320205100", "某某民族乡", TownKind.TOWNSHIP),
        ("441900003", "东城街道", TownKind.STREET),
    ],
)
def test_towns(code: str, name: str, kind: TownKind | None) -> None:
    assert codes.town_kind(code, name) is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("1101", PrefectureKind.DISTRICTS),
        ("5002", PrefectureKind.COUNTIES),
        ("3202", PrefectureKind.CITY),
        ("5134", PrefectureKind.PREFECTURE),
        ("4290", PrefectureKind.PROVINCE_DIRECT),
        ("4451", PrefectureKind.CITY),
        ("3270", PrefectureKind.CITY),
        ("3271", None),
        ("3299", None),
    ],
)
def test_prefectures(code: str, kind: PrefectureKind | None) -> None:
    assert codes.prefecture_kind(code) is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("320205", CountyKind.DISTRICT),
        ("320220", CountyKind.DISTRICT),
        ("320221", CountyKind.COUNTY),
        ("130180", CountyKind.COUNTY),
        ("232781", CountyKind.CITY),
        ("441900", None),
        ("4419", None),
    ],
)
def test_counties(code: str, kind: CountyKind | None) -> None:
    assert codes.county_kind(code) is kind


def test_codes_of_a_higher_level_have_no_kind_below_it() -> None:
    assert codes.town_kind("350527") is None
    assert codes.community_kind("350527") is None


def test_a_village_inside_the_city_is_urban() -> None:
    assert codes.parse_urban_rural("111").is_urban
    assert codes.community_kind("320205001200", "某某村村民委员会") is CommunityKind.VILLAGE
    assert not codes.parse_urban_rural("２２０").is_urban


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        codes.parse_urban_rural("131")
    assert refused.value.code is CodesCode.BAD_SHAPE


def test_seventeen_digits_are_area_attribute_and_class() -> None:
    parts = codes.split_statistical("11010100100101111")
    assert (parts.code, parts.attribute, parts.urban_rural) == ("110101001001", "01", UrbanRural.MAIN_URBAN)
    with pytest.raises(Invalid):
        codes.split_statistical("110101001001")
