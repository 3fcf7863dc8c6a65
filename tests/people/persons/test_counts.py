"""The register counted every night; small numbers and what would give them back are hidden (S-093, S-282)."""

from datetime import date, timedelta

import pytest

from linli.kernel.actor import Actor, system_actor
from linli.kernel.errors import NotFound
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import count_persons, merge_persons, register_person, set_household
from linli.people.models import PersonCount
from linli.people.queries.person_counts import CountTable, count_kinds, count_table, counted_days, counting
from linli.people.rules.counting import Counted, born_by, faults_of
from tests.actors import actor_with
from tests.conftest import NOON
from tests.ledger import budget
from tests.people.persons.records import COUNTY, HERE, THERE, TOWN, chief, make_person, number, registrar

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-093"), pytest.mark.serves("S-282")]
YESTERDAY = NOON.date() - timedelta(days=1)


def machine(days: int = 0) -> Actor:
    return system_actor(COUNTY, NOON + timedelta(days=days), "people.count_persons")


def reader(area: str = COUNTY) -> Actor:
    return actor_with("people.see_counts", area=area)


def many(count: int, area: str = HERE, first: int = 1, born: str = "19800101", kind: str = "living") -> list[object]:
    return [
        make_person("张伟", place, area=area, kind=kind, identity=number(place, born, male=place % 2 == 0))
        for place in range(first, first + count)
    ]


def table(area: str, key: str = "living_by_sex", day: date | None = None) -> CountTable:
    found = count_table(reader(), area, key, day)
    assert found is not None
    return found


def test_every_kind_counts_whom_it_names() -> None:
    many(3)
    many(2, THERE, 10, kind="registered")
    rows = {(row["count"], row["area"], row["category"]): row["number"] for row in counting(COUNTY, YESTERDAY)}
    assert rows["living_by_sex", HERE, "male"] + rows["living_by_sex", HERE, "female"] == 3
    assert rows["living_by_age", HERE, "18-59"] == 3
    assert rows["registered_by_age", THERE, "18-59"] == 2
    assert not any(count == "away_by_age" for count, _, _ in rows)


def test_a_record_merged_into_another_is_no_second_person() -> None:
    one, two = make_person("张伟", 1), make_person("张伟", 2, identity="")
    merge_persons(chief(), keep=one, double=two, keep_version=1, double_version=1)
    rows = [row for row in counting(COUNTY, YESTERDAY) if row["count"] == "living_by_age"]
    assert sum(row["number"] for row in rows) == 1


@pytest.mark.parametrize(
    ("born", "day", "band"),
    [
        ("2008-11-27", date(2026, 11, 26), "7-17"),
        ("2008-11-27", date(2026, 11, 27), "18-59"),
        ("2004-02-29", date(2022, 2, 28), "7-17"),
        ("2004-02-29", date(2022, 3, 1), "18-59"),
        ("1946-11-27", date(2026, 11, 27), "80-"),
    ],
)
def test_an_age_is_full_years_on_the_day(born: str, day: date, band: str) -> None:
    values = {"name": "李明", "birth": born}
    register_person(registrar(), area=HERE, values=values, source="self", residence="living", since=date(2010, 1, 1))
    found = [row for row in counting(COUNTY, day) if row["count"] == "living_by_age"]
    assert [row["category"] for row in found] == [band]


def test_who_has_no_date_of_birth_is_not_lost() -> None:
    register_person(registrar(), area=HERE, values={"name": "王芳"}, source="self", residence="living",
                    since=date(2020, 1, 1))  # fmt: skip
    found = {row["count"]: row["category"] for row in counting(COUNTY, YESTERDAY)}
    assert found == {"living_by_age": "unknown", "living_by_sex": "unknown"}


def test_households_are_counted_by_their_members_of_the_day() -> None:
    head, child, alone = (make_person("张伟", place, kind="registered") for place in (1, 2, 3))
    since = date(2026, 6, 1)
    set_household(registrar(), members=((head, "head"), (child, "child")), since=since)
    set_household(registrar(), members=((alone, "head"),), since=since)
    rows = {row["category"]: row["number"] for row in counting(COUNTY, since) if row["count"] == "households_by_size"}
    assert rows == {"2-2": 1, "1-1": 1}
    before = [row for row in counting(COUNTY, date(2026, 5, 31)) if row["count"] == "households_by_size"]
    assert before == []


def test_the_night_counts_once_and_keeps_the_first_of_each_month() -> None:
    many(2)
    assert not count_persons(machine()).unchanged
    assert count_persons(machine()).unchanged, "the second run of a night finds it done"
    entry = JournalEntry.objects.get(command="people.count_persons")
    assert entry.facts["day"] == str(YESTERDAY) and entry.facts["rows"] == PersonCount.objects.count()
    count_persons(machine(1))
    assert counted_days(COUNTY) == (YESTERDAY + timedelta(days=1),)
    to_first = (date(2026, 12, 1) - YESTERDAY).days
    count_persons(machine(to_first))
    count_persons(machine(to_first + 1))
    assert counted_days(COUNTY) == (date(2026, 12, 2), date(2026, 12, 1))


def test_small_numbers_are_hidden_on_every_page_and_sums_stay() -> None:
    many(30)
    many(24, THERE, 100)
    make_person("王芳", 300, area=THERE, identity=number(300, "20240101"))
    count_persons(machine())
    ages = table(TOWN, "living_by_age")
    here, there = ages.parts
    young = ages.kind.counted.categories.index("0-2")
    assert there.numbers[young] is None and there.total == 25
    assert here.total == 30 and ages.whole.total == 55
    hidden = [line for line in (here, there, ages.whole, table(COUNTY, "living_by_age").whole) if None in line.numbers]
    assert len(hidden) > 1, "one alone would be computed from its sum"
    sexes = table(TOWN)
    assert [line.total for line in sexes.parts] == [30, 25] and None not in sexes.whole.numbers
    assert table(HERE).whole == next(line for line in sexes.parts if line.area == HERE), "each page tells the same"


def test_nobody_reads_another_place_or_an_unknown_count() -> None:
    many(12)
    count_persons(machine())
    assert count_table(reader(HERE), HERE, "living_by_sex") is not None
    for who, area, key in (
        (reader(HERE), THERE, "living_by_sex"), (reader(HERE), TOWN, "living_by_sex"), (reader(), HERE, "by_faith"),
        (registrar(), HERE, "living_by_sex"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            count_table(who, area, key)


def test_a_day_that_was_not_counted_has_no_table() -> None:
    assert count_table(reader(), COUNTY, "living_by_sex") is None
    many(1)
    count_persons(machine())
    assert count_table(reader(), COUNTY, "living_by_sex", date(2020, 1, 1)) is None


def test_a_table_takes_few_statements() -> None:
    many(12)
    count_persons(machine())
    count_kinds(COUNTY, NOON.date())
    with budget("people.count_table"):
        table(COUNTY)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("by", "of", "starts", "fault"),
    [
        ("size", "living", [1], "households are counted by size"),
        ("age", "households", [0], "households are counted by size"),
        ("age", "living", [], "age needs starts"),
        ("sex", "living", [0], "sex has no starts"),
        ("age", "living", [0, 5, 5], "starts must rise"),
        ("age", "living", [1], "the first age is 0"),
        ("size", "households", [2], "the first size is 1"),
    ],
)
def test_a_pack_cannot_lose_anybody(by: str, of: str, starts: list[int], fault: str) -> None:
    assert any(fault in found for found in faults_of(by, of, starts))


@pytest.mark.pure
def test_every_age_has_one_band() -> None:
    counted = Counted("x", "living", "age", (0, 7, 18))
    assert [counted.category_of(age) for age in (0, 6, 7, 17, 18, 120)] == ["0-6", "0-6", "7-17", "7-17", "18-", "18-"]
    assert counted.category_of(None) == "unknown" == counted.categories[-1]
    assert born_by(date(2028, 2, 29), 1) == date(2027, 2, 28)
