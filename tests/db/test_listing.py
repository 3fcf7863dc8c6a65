"""Lists by key: every row once, forwards and backwards, whatever ties; and clear words for what cannot be."""

import base64
import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.actor import Actor
from linli.kernel.db.guard import writing
from linli.kernel.db.listing import LARGEST_PAGE, Asked, Column, Filter, ListCode, Listing, Page, fetch
from linli.kernel.errors import Invalid
from linli.kernel.ids import new
from linli.kernel.jobs.models import Job
from tests.actors import actor_with
from tests.db.rows import COUNTY, stored, undone

pytestmark = pytest.mark.django_db
ACTOR = actor_with()


@dataclass(frozen=True)
class Row:
    """A row of the list."""

    id: UUID
    attempts: int


def _source(actor: Actor) -> QuerySet[Any]:
    return Job.objects.filter(county=actor.county)


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(state=value)


def _search(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    return rows.filter(task__contains=words)


LIST: Listing[Row] = Listing(
    name="test.jobs",
    title="Jobs",
    columns=(
        Column("tries", "Tries", "number", sort="attempts"),
        Column("text", "Task", sort="task"),
        Column("due", "Due", "moment", sort="run_after"),
        Column("error", "Error"),
    ),
    source=_source,
    row=lambda job: Row(job.id, job.attempts),
    default_sort="-due",
    filters=(Filter("state", "State", (("ready", "waiting"), ("done", "done")), _by_state),),
    search=_search,
)
SORTS = st.sampled_from(["tries", "-tries", "text", "-text", "due", "-due"])
NUMBERS = st.lists(st.integers(0, 6), max_size=25)


def page(**asked: Any) -> Page[Row]:
    """One page."""
    return fetch(LIST, ACTOR, Asked(**asked))


def forwards(asked: Asked) -> list[Page[Row]]:
    """All pages from the start."""
    pages = [fetch(LIST, ACTOR, asked)]
    while pages[-1].next:
        pages.append(fetch(LIST, ACTOR, replace(asked, after=pages[-1].next)))
        assert len(pages) < 100
    return pages


def backwards(asked: Asked, last: Page[Row]) -> list[Page[Row]]:
    """All pages back from the last one, in reading order."""
    pages = [last]
    while pages[0].previous:
        pages.insert(0, fetch(LIST, ACTOR, replace(asked, before=pages[0].previous)))
        assert len(pages) < 100
    return pages


def ids(pages: list[Page[Row]]) -> list[UUID]:
    """The rows of several pages."""
    return [row.id for one in pages for row in one.rows]


@settings(max_examples=80, deadline=None)
@given(NUMBERS, st.integers(1, 7), SORTS)
def test_every_row_comes_once_in_both_directions(numbers: list[int], size: int, sort: str) -> None:
    with undone():
        stored(numbers)
        asked = Asked(sort=sort, size=size)
        pages = forwards(asked)
        sign, column = ("-", LIST.column_of_sort(sort).sort) if sort.startswith("-") else ("", sort)
        column = LIST.column_of_sort(sort).sort
        expected = list(_source(ACTOR).order_by(f"{sign}{column}", f"{sign}id").values_list("id", flat=True))
        assert ids(pages) == expected and len(set(expected)) == len(numbers)
        assert all(len(one.rows) == size for one in pages[:-1])
        assert pages[0].previous == "" and all(one.previous for one in pages[1:])
        back = backwards(asked, pages[-1])
        assert [one.rows for one in back] == [one.rows for one in pages]
        assert all(one.next for one in back[:-1]) and back[-1].next == ""


@settings(max_examples=50, deadline=None)
@given(NUMBERS, st.integers(1, 5), SORTS, st.data())
def test_rows_that_come_and_go_move_no_others(numbers: list[int], size: int, sort: str, data: st.DataObject) -> None:
    with undone():
        rows = stored(numbers)
        asked, seen, gone = Asked(sort=sort, size=size), list[UUID](), set[UUID]()
        shown = fetch(LIST, ACTOR, asked)
        while True:
            seen += [row.id for row in shown.rows]
            if not shown.next:
                break
            with writing("test"):
                lost = data.draw(st.sampled_from(rows)).pk
                Job.objects.filter(pk=lost).delete()
                gone.add(lost)
            stored([data.draw(st.integers(0, 6))])
            shown = fetch(LIST, ACTOR, replace(asked, after=shown.next))
        assert len(seen) == len(set(seen))
        assert {row.pk for row in rows} - gone <= set(seen)


def test_two_queries_make_a_page(django_assert_num_queries: Any) -> None:
    stored(range(5))
    with django_assert_num_queries(2):
        page(size=2)


@pytest.mark.parametrize(("rows", "count", "exact"), [(0, 0, True), (1000, 1000, True), (1001, 1000, False)])
def test_the_count_stops_at_a_thousand(rows: int, count: int, exact: bool) -> None:
    stored(range(rows))
    with CaptureQueriesContext(connection) as asked:
        found = page(size=1)
    assert (found.count, found.exact) == (count, exact)
    assert "LIMIT 1001" in asked.captured_queries[1]["sql"], "the engine need not look at more rows"


def test_the_count_is_of_the_whole_list_and_not_of_the_page() -> None:
    stored([0, 1, 2, 3, 4])
    pages = forwards(Asked(size=2, filters={"state": "ready"}))
    assert [(one.count, one.exact, len(one.rows)) for one in pages] == [(3, True, 2), (3, True, 1)]


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (-5, 1), (3, 3), (10_000, LARGEST_PAGE)])
def test_a_page_has_a_size_that_can_be_served(asked: int, shown: int) -> None:
    stored(range(LARGEST_PAGE + 1))
    assert len(page(size=asked).rows) == shown


def test_the_default_sort_holds_when_none_is_asked() -> None:
    stored([1, 3, 2])
    found = page()
    assert found.sort == "-due" and [row.attempts for row in found.rows] == [3, 2, 1]


@pytest.mark.parametrize("sort", ["error", "attempts", "id", "-", "--due", "due; DROP TABLE x", "run_after"])
def test_one_sorts_by_columns_that_say_so(sort: str) -> None:
    with pytest.raises(Invalid) as caught:
        page(sort=sort)
    assert (caught.value.code, caught.value.data) == (ListCode.BAD_SORT, {"sort": sort})


def test_filters_and_search_narrow() -> None:
    stored(range(10))
    assert [row.attempts for row in page(filters={"state": "done"}, sort="tries").rows] == [1, 3, 5, 7, 9]
    assert page(filters={"state": ""}).count == 10
    assert [row.attempts for row in page(search="甲", sort="tries").rows] == [6, 7]
    assert page(search="甲", filters={"state": "done"}).count == 1
    assert page(search="\0").count == 10, "no text of PostgreSQL holds a NUL"


def test_a_filter_has_only_its_choices() -> None:
    with pytest.raises(Invalid) as caught:
        page(filters={"state": "lost"})
    assert (caught.value.code, caught.value.data) == (ListCode.BAD_FILTER, {"filter": "state", "value": "lost"})


def test_what_the_source_hides_is_not_found_with_a_cursor() -> None:
    mine, foreign = stored([1, 2]), actor_with(area="329922")
    cursor = page(size=1, sort="tries").next
    assert fetch(LIST, foreign, Asked(sort="tries", after=cursor)).rows == () and len(mine) == 2


def packed(*parts: object) -> str:
    """A cursor as a forger makes it."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


SOME = str(new(COUNTY))
FORGED = {
    "no base64": "###",
    "one letter too many": "abcde",
    "no JSON": base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    "not ASCII": "甲",
    "half a character": "\ud800",
    "one part": packed(1),
    "three parts": packed(1, SOME, 2),
    "a number": base64.urlsafe_b64encode(b"7").decode(),
    "deep": base64.urlsafe_b64encode(b"[" * 3000).decode(),
    "no id": packed(1, "x"),
    "an id of nothing": packed(1, None),
    "nothing": packed(None, SOME),
    "a list": packed([1], SOME),
    "a mapping": packed({"a": 1}, SOME),
    "infinite": packed(float("inf"), SOME),
}


@pytest.mark.parametrize("way", ["after", "before"])
@pytest.mark.parametrize("cursor", FORGED.values(), ids=FORGED.keys())
def test_a_forged_cursor_is_refused(cursor: str, way: str) -> None:
    stored([1, 2])
    with pytest.raises(Invalid) as caught:
        page(sort="tries", **{way: cursor})
    assert caught.value.code is ListCode.BAD_CURSOR


@pytest.mark.parametrize("value", ["soon", "2026-13-01", "", 7, [], True, "2026-11-20T99:00:00+00:00"])
def test_a_cursor_of_another_column_is_refused(value: object) -> None:
    with pytest.raises(Invalid) as caught:
        page(sort="due", after=packed(value, SOME))
    assert caught.value.code is ListCode.BAD_CURSOR


def test_a_number_beyond_the_column_is_the_end_of_the_list() -> None:
    stored([1, 2])
    assert page(sort="tries", after=packed(10**30, SOME)).rows == ()
    assert len(page(sort="tries", before=packed(10**30, SOME)).rows) == 2


def test_a_text_with_nul_in_a_cursor_does_no_harm() -> None:
    stored([1, 2])
    try:
        page(sort="text", after=packed("\0", SOME))
    except Invalid as refusal:
        assert refusal.code is ListCode.BAD_CURSOR


def test_going_back_wins_over_going_on() -> None:
    stored([1, 2, 3, 4])
    second = fetch(LIST, ACTOR, Asked(sort="tries", size=2, after=page(sort="tries", size=2).next))
    both = page(sort="tries", size=2, before=second.previous, after=second.previous)
    assert [row.attempts for row in both.rows] == [1, 2] and (both.previous, bool(both.next)) == ("", True)


class _Broken(QuerySet[Any]):
    """Rows whose fetching fails for a reason of its own."""

    def __getitem__(self, key: Any) -> Any:
        raise ValueError("a bug")


def test_a_bug_in_a_source_is_not_blamed_on_the_reader() -> None:
    with pytest.raises(ValueError, match="a bug"):
        fetch(replace(LIST, source=lambda actor: _Broken(Job)), ACTOR, Asked())
