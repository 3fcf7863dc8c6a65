"""Age on a day: R0.4."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.clock import ClockCode, age, birthday
from linli.kernel.errors import Invalid
from tests.kernel.clock.samples import day

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        ("2008-12-20", "2026-12-20", 18),
        ("2008-12-21", "2026-12-20", 17),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2026-01-01", "2026-01-01", 0),
    ],
    ids=["voter", "not yet", "T085", "T085 voter", "leap year before", "leap year", "born today"],
)
def test_completed_years(born: str, on: str, expected: int) -> None:
    assert age(day(born), day(on)) == expected


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(Invalid) as caught:
        age(day("2026-01-02"), day("2026-01-01"))
    assert caught.value.code is ClockCode.BORN_LATER


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2026, 12, 31)), st.integers(1, 120))
def test_the_birthday_completes_the_year(born: date, years: int) -> None:
    completed = birthday(born, years)
    assert age(born, completed) == years
    assert age(born, completed - timedelta(days=1)) == years - 1
