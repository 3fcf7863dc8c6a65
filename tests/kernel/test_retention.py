"""How long files are kept (R13.3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.packs.archive_classes import SECTION, years_of
from linli.kernel.packs.reading import read_pack
from linli.kernel.retention import PERMANENT, ends_after, keeping
from tests.guards.source import ROOT

NATION = ROOT / "packs" / "nation"


@pytest.mark.pure
def test_t149_a_ten_year_file() -> None:
    span = keeping(10, date(2026, 5, 4))
    assert (span.first, span.last) == (date(2027, 1, 1), date(2036, 12, 31))
    assert not span.is_over(date(2036, 12, 31)) and span.is_over(date(2037, 1, 1))


@pytest.mark.pure
@pytest.mark.parametrize(
    "years,closed,last",
    [(30, date(2026, 1, 1), date(2056, 12, 31)), (30, date(2026, 12, 31), date(2056, 12, 31)),
     (10, date(2024, 2, 29), date(2034, 12, 31)), (PERMANENT, date(2026, 5, 4), None)],
)  # fmt: skip
def test_the_edges_of_a_year(years: int | str, closed: date, last: date | None) -> None:
    assert keeping(years, closed).last == last


@pytest.mark.pure
def test_what_is_permanent_is_never_over() -> None:
    assert not keeping(PERMANENT, date(1950, 1, 1)).is_over(date(9999, 12, 31))


@pytest.mark.pure
@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(1, 100))
def test_a_file_is_kept_for_whole_years_and_no_less_than_said(closed: date, years: int) -> None:
    span = keeping(years, closed)
    assert span.last is not None and span.first > closed
    assert span.last.year - span.first.year + 1 == years


@pytest.mark.pure
@pytest.mark.parametrize(
    "last,years,end",
    [(date(2023, 5, 4), 3, date(2026, 5, 4)), (date(2024, 2, 29), 3, date(2027, 3, 1)),
     (date(2026, 1, 1), 0, date(2026, 1, 1))],
)  # fmt: skip
def test_values_are_kept_to_the_same_day(last: date, years: int, end: date) -> None:
    assert ends_after(last, years) == end


@pytest.mark.pure
def test_every_kind_of_case_has_a_class() -> None:
    pack = read_pack(NATION)
    classed = [name for entry in pack.entries[SECTION] for name in entry["files"]]
    assert sorted(classed) == sorted(pack.keys("case_types"))


@pytest.mark.django_db
def test_classes_are_looked_up_by_place_and_day_and_the_unclassed_stays() -> None:
    day = date(2026, 11, 20)
    assert years_of("report_part", "329921001001", day) == 10
    assert years_of("mediation", "329921", day) == 30
    assert years_of("duty", "329921", day) == years_of("something_new", "329921", day) == PERMANENT
