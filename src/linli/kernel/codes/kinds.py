"""What the parts of an area code usually stand for; the stored kind and the name win over it (R1.2)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from linli.kernel.codes.plain import compact
from linli.kernel.codes.reasons import CodesCode
from linli.kernel.errors import Invalid

_MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})


class PrefectureKind(StrEnum):
    """What a prefecture part stands for (R1.1)."""

    CITY = "city"
    PREFECTURE = "prefecture"
    DISTRICTS = "districts"
    COUNTIES = "counties"
    PROVINCE_DIRECT = "province_direct"


class CountyKind(StrEnum):
    """What a county part stands for (R1.1)."""

    DISTRICT = "district"
    COUNTY = "county"
    CITY = "city"


class TownKind(StrEnum):
    """What a town part stands for (R1.2)."""

    STREET = "street"
    TOWN = "town"
    TOWNSHIP = "township"
    OTHER = "other"


class CommunityKind(StrEnum):
    """Which committee a community has (R1.2)."""

    RESIDENTS = "residents"
    VILLAGE = "village"


class UrbanRural(StrEnum):
    """Urban-rural class (R1.3); independent of the kind of committee."""

    MAIN_URBAN = "111"
    URBAN_FRINGE = "112"
    TOWN_CENTRE = "121"
    TOWN_FRINGE = "122"
    SPECIAL = "123"
    TOWNSHIP_CENTRE = "210"
    VILLAGE = "220"

    @property
    def is_urban(self) -> bool:
        """Whether the class counts as urban (first digit 1)."""
        return self.value.startswith("1")


_TOWN_SUFFIXES: Final = (
    (("街道", "街道办事处"), TownKind.STREET),
    (("镇",), TownKind.TOWN),
    (("乡", "苏木"), TownKind.TOWNSHIP),
)
_TOWN_RANGES: Final = (
    (range(1, 100), TownKind.STREET),
    (range(100, 200), TownKind.TOWN),
    (range(200, 400), TownKind.TOWNSHIP),
    (range(400, 600), TownKind.OTHER),
)
# Only names of committees decide: 社区 and 村 alone end the names of both kinds.
_COMMITTEE_SUFFIXES: Final = (
    (("村民委员会", "村委会", "嘎查委员会", "嘎查"), CommunityKind.VILLAGE),
    (("居民委员会", "居委会"), CommunityKind.RESIDENTS),
)
_COMMUNITY_RANGES: Final = (
    (range(1, 200), CommunityKind.RESIDENTS),
    (range(200, 400), CommunityKind.VILLAGE),
    (range(400, 500), CommunityKind.RESIDENTS),
    (range(500, 600), CommunityKind.VILLAGE),
)
_VIRTUAL: Final = ("498", "598")


@dataclass(frozen=True)
class StatisticalAttributes:
    """The parts of a 17-digit code of urban-rural division: area, two-digit attribute, class (R1.2, R1.3)."""

    code: str
    attribute: str
    urban_rural: UrbanRural


def prefecture_kind(code: str) -> PrefectureKind | None:
    """The kind that the prefecture part suggests, None outside the ranges in use (R1.1)."""
    part = int(code[2:4])
    if part == 90:
        return PrefectureKind.PROVINCE_DIRECT
    if code[:2] in _MUNICIPALITIES and part in (1, 2):
        return PrefectureKind.DISTRICTS if part == 1 else PrefectureKind.COUNTIES
    if 21 <= part <= 50:
        return PrefectureKind.PREFECTURE
    return PrefectureKind.CITY if 1 <= part <= 70 else None


def county_kind(code: str) -> CountyKind | None:
    """The kind that the county part suggests; None for a prefecture without counties (R1.1)."""
    part = int(code[4:6] or 0)
    if part == 0:
        return None
    if part <= 20:
        return CountyKind.DISTRICT
    return CountyKind.COUNTY if part <= 80 else CountyKind.CITY


def town_kind(code: str, name: str = "") -> TownKind | None:
    """The kind of a town by its name, else by its range; None for a number outside all ranges (R1.2)."""
    for suffixes, kind in _TOWN_SUFFIXES:
        if name.strip().endswith(suffixes):
            return kind
    number = int(code[6:9] or 0)
    return next((kind for numbers, kind in _TOWN_RANGES if number in numbers), None)


def community_kind(code: str, name: str = "") -> CommunityKind | None:
    """The kind of a community by its committee's name, else by its range (R1.2, T023, T028).

    ``130406001202`` is a village although its name holds 社区; None for a number outside all ranges.
    """
    for suffixes, kind in _COMMITTEE_SUFFIXES:
        if name.strip().endswith(suffixes):
            return kind
    number = int(code[9:12] or 0)
    return next((kind for numbers, kind in _COMMUNITY_RANGES if number in numbers), None)


def is_virtual(code: str) -> bool:
    """Whether ``code`` is a virtual community or village (498, 598), which has no residents' body (R1.2)."""
    return code[9:12] in _VIRTUAL


def may_hold_election(code: str) -> bool:
    """Whether a community of this code can elect a committee (R1.2, T026)."""
    return len(code) == 12 and not is_virtual(code)


def parse_urban_rural(text: str) -> UrbanRural:
    """The urban-rural class of a three-digit code; raises ``Invalid`` (R1.3)."""
    digits = compact(text)
    try:
        return UrbanRural(digits)
    except ValueError:
        raise Invalid(CodesCode.BAD_SHAPE) from None


def split_statistical(text: str) -> StatisticalAttributes:
    """Take a 17-digit statistical code apart, the first 12 unchecked; raises ``Invalid`` (R1.2)."""
    digits = compact(text)
    if len(digits) != 17:
        raise Invalid(CodesCode.BAD_LENGTH, {"length": len(digits), "expected": 17})
    return StatisticalAttributes(digits[:12], digits[12:14], parse_urban_rural(digits[14:]))
