"""Inside an area: one range of codes, never a neighbour."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.db.guard import writing
from linli.kernel.db.ranges import inside
from linli.kernel.ids import new
from linli.people.models import Unit
from tests.db.rows import COUNTY, undone

pytestmark = pytest.mark.django_db


def stored(codes: list[str]) -> None:
    """A unit in each area."""
    with writing("test"):
        Unit.objects.bulk_create(
            Unit(id=new(COUNTY), county=COUNTY, area=code, name=f"{place}", kind="x")
            for place, code in enumerate(codes)
        )


def found(prefix: str) -> list[str]:
    """The areas that lie inside."""
    rows = Unit.objects.filter(inside("area", prefix), county=COUNTY)
    return list(rows.order_by("area", "name").values_list("area", flat=True))


CODES = ["32", "3298", "329", "3299", "32990", "329900", "329921", "329921001", "32999", "329999999999", "33", "330"]
INSIDE = {
    "3299": ["3299", "32990", "329900", "329921", "329921001", "32999", "329999999999"],
    "32990": ["32990", "329900"],
    "32999": ["32999", "329999999999"],
    "329921": ["329921", "329921001"],
    "329922": [],
    "9": [],
    "": CODES,
}


@pytest.mark.parametrize(("prefix", "expected"), INSIDE.items())
def test_what_begins_so_and_nothing_else(prefix: str, expected: list[str]) -> None:
    stored(CODES)
    assert found(prefix) == sorted(expected)


CODE = st.text("0129", max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(CODE, max_size=15), CODE)
def test_the_range_is_the_prefix(codes: list[str], prefix: str) -> None:
    with undone():
        stored(codes)
        assert found(prefix) == sorted(code for code in codes if code.startswith(prefix))


def test_everywhere_asks_nothing_of_the_column() -> None:
    assert not inside("area", "") and inside("area", "3")


def test_codes_are_ordered_byte_by_byte() -> None:
    # With the sort order of a language "a" stands before "B", and a range would let neighbours in.
    stored(["a", "B", "1", "甲"])
    assert list(Unit.objects.filter(county=COUNTY).order_by("area").values_list("area", flat=True)) == [
        "1", "B", "a", "甲",
    ]  # fmt: skip
