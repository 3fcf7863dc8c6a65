"""Ids that carry their county."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import ids
from linli.kernel.errors import Invalid

pytestmark = pytest.mark.pure

COUNTY = "320205"
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
counties = st.integers(0, 999_999).map(lambda number: f"{number:06d}")
moments = st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))


@given(counties, moments)
def test_county_and_moment_come_back(county: str, at: datetime) -> None:
    made = ids.new(county, at)
    assert ids.county_of_id(made) == county
    assert timedelta(0) <= at - ids.time_of_id(made) < timedelta(milliseconds=1)


@given(counties)
def test_version_and_variant_are_those_of_rfc_9562(county: str) -> None:
    made = ids.new(county)
    assert made.version == 7
    assert made.variant == RFC_4122


def test_the_clock_is_read() -> None:
    before = datetime.now(UTC)
    made = ids.time_of_id(ids.new(COUNTY))
    assert before - timedelta(milliseconds=1) <= made <= datetime.now(UTC) + timedelta(milliseconds=1)


def test_any_time_zone_will_do() -> None:
    made = ids.new(COUNTY, NOON.astimezone(timezone(timedelta(hours=8))))
    assert ids.time_of_id(made) == NOON


def test_ids_of_one_thread_rise() -> None:
    made = [ids.new(COUNTY) for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=50).map(sorted))
def test_ids_of_stated_moments_sort_by_moment(offsets: list[int]) -> None:
    made = [ids.new(COUNTY, NOON + timedelta(seconds=offset)) for offset in offsets]
    assert made == sorted(made)


def test_many_ids_of_one_moment_rise_and_stay_near_it() -> None:
    at = NOON + timedelta(days=1)
    made = [ids.new(COUNTY, at) for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert ids.time_of_id(made[-1]) - at <= timedelta(milliseconds=20)


def test_threads_never_make_the_same_id_and_each_sees_its_own_rise() -> None:
    def make(_: int) -> list[UUID]:
        return [ids.new(COUNTY) for _ in range(12_500)]

    with ThreadPoolExecutor(8) as pool:
        batches = list(pool.map(make, range(8)))
    assert all(batch == sorted(batch) for batch in batches)
    assert len({made for batch in batches for made in batch}) == 100_000


def test_the_order_holds_over_all_threads() -> None:
    # What distinguishes ids of one process is time and counter alone, not the random part.
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: ids.new(COUNTY), range(10_000)))
    heads = {identifier.int >> 64 for identifier in made}
    assert len(heads) == len(made)


@pytest.mark.parametrize("county", ["", "32020", "3202050", "32020a", "３２０２０５", "-20205"])
def test_a_county_is_six_digits(county: str) -> None:
    with pytest.raises(ValueError, match="six digits"):
        ids.new(county)


@pytest.mark.parametrize("at", [datetime(2026, 11, 22), datetime(1969, 12, 31, tzinfo=UTC)])
def test_a_moment_is_aware_and_not_before_1970(at: datetime) -> None:
    with pytest.raises(ValueError, match="moment"):
        ids.new(COUNTY, at)


@pytest.mark.parametrize(
    "foreign",
    [uuid4(), UUID(int=0), UUID(int=ids.new("000000").int | 0xFFFFF)],
)
def test_ids_from_elsewhere_are_refused(foreign: UUID) -> None:
    for read in (ids.county_of_id, ids.time_of_id):
        with pytest.raises(Invalid) as refused:
            read(foreign)
        assert refused.value.code is ids.IdsCode.FOREIGN_ID
