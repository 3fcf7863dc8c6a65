"""Kinds of areas by level, and the kind that code and name suggest (R1.1, R1.2)."""

from typing import Final

from linli.kernel.codes import (
    AreaLevel,
    CommunityKind,
    CountyKind,
    PrefectureKind,
    TownKind,
    community_kind,
    county_kind,
    level_of,
    prefecture_kind,
    town_kind,
)

OTHER: Final = "other"
KINDS: Final = {
    AreaLevel.PROVINCE: frozenset({"province"}),
    AreaLevel.PREFECTURE: frozenset({*PrefectureKind, OTHER}),
    AreaLevel.COUNTY: frozenset({*CountyKind, OTHER}),
    AreaLevel.TOWN: frozenset(TownKind),
    AreaLevel.COMMUNITY: frozenset({*CommunityKind, OTHER}),
}


def default_kind(code: str, name: str = "") -> str:
    """The kind that name and code suggest; "other" outside all ranges (R1.2, T023, T028)."""
    level = level_of(code)
    if level is AreaLevel.COMMUNITY:
        return community_kind(code, name) or OTHER
    if level is AreaLevel.TOWN:
        return town_kind(code, name) or TownKind.OTHER
    if level is AreaLevel.COUNTY:
        return county_kind(code) or OTHER
    return "province" if level is AreaLevel.PROVINCE else prefecture_kind(code) or OTHER


def is_kind_of(code: str, kind: str) -> bool:
    """Whether an area of this code may be of that kind: the stored kind wins over the range, not over the level."""
    return kind in KINDS.get(level_of(code), frozenset())
