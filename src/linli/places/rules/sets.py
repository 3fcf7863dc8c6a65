"""Kinds of area sets, and which of them exclude each other (E02)."""

from typing import Final

EXCLUSIVE: Final = {
    "development_zone": True,
    "forestry_bureau": True,
    "farm": True,
    "award_district": True,
    "pilot": False,
    "service_circle": False,
}


def overlaps(one: str, other: str) -> bool:
    """Whether two codes share ground: one lies in the other."""
    return one.startswith(other) or other.startswith(one)
