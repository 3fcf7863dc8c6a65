"""Pure rules: the tree, what became of a code, who goes where."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.codes import from_statistical, to_statistical
from linli.places.rules.histories import Span, live_on
from linli.places.rules.kinds import default_kind, is_kind_of
from linli.places.rules.reasons import PlacesCode
from linli.places.rules.sets import overlaps
from linli.places.rules.transfers import Clash, agreed, assign, by_area
from linli.places.rules.trees import above, is_area_code, parent_fault, significant

pytestmark = pytest.mark.pure
DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("code", "parent", "fault"),
    [
        ("329921001", "329921", None),
        ("441900003", "4419", None),
        ("32", "", None),
        ("329921001", "329921001", PlacesCode.CYCLE),
        ("329921001", "329921001001", PlacesCode.CYCLE),
        ("329921001", "329922", PlacesCode.WRONG_PARENT),
        ("329921001", "", PlacesCode.WRONG_PARENT),
        ("329921", "329921001001", PlacesCode.CYCLE),
    ],
)
def test_parents(code: str, parent: str, fault: PlacesCode | None) -> None:
    assert parent_fault(code, parent) is fault
    assert parent_fault(code, above(code)) is None


def test_rings_of_claims_end() -> None:
    claims = {"329921002": "329921003", "329921003": "329921002"}
    assert parent_fault("329921001", "329921002", claims) is PlacesCode.WRONG_PARENT
    assert parent_fault("329921003", "329921002", claims) is PlacesCode.CYCLE


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [("32", "", "province"), ("3299", "", "other"), ("329921", "", "county"), ("429004001", "", "street"),
     ("329921600", "", "other"), ("329921001700", "", "other"), ("130406001202", "东沟社区村民委员会", "village")],
)  # fmt: skip
def test_kinds(code: str, name: str, kind: str) -> None:
    assert default_kind(code, name) == kind and is_kind_of(code, kind)
    assert not is_kind_of(code, "castle")


Steps = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 3)), max_size=12)


@given(Steps)
def test_every_old_code_leads_to_standing_ones(steps: list[tuple[int, int]]) -> None:
    """Codes end one after the other, each in one to three new ones: from each the living are reached."""
    spans, links, day = {"0": Span()}, dict[str, list[str]](), DAY
    for choice, count in steps:
        day += timedelta(days=1)
        living = sorted(name for name, span in spans.items() if span.until is None)
        ending = living[choice % len(living)]
        born = [f"{len(spans) + number}" for number in range(count)]
        spans[ending] = Span(spans[ending].since, day - timedelta(days=1))
        spans |= {name: Span(day) for name in born}
        links[ending] = born
    for code in spans:
        found = live_on(
            code,
            day,
            lambda names: {name: spans[name] for name in names},
            lambda names: [x for n in names for x in links[n]],
        )
        assert found and all(spans[name].holds_on(day) for name in found)
    assert live_on(
        "0", day, lambda names: {n: spans[n] for n in names}, lambda names: [x for n in names for x in links[n]]
    ) == tuple(sorted(name for name, span in spans.items() if span.until is None))


@pytest.mark.parametrize(
    "code", ["32", "3299", "329921", "329921001", "329921001010", "441900003", "441900003001", "4290"]
)
def test_significant_digits_are_those_of_the_kernel(code: str) -> None:
    assert significant(to_statistical(code)) == code == from_statistical(to_statistical(code)) and is_area_code(code)


def test_spans() -> None:
    assert Span(DAY, DAY).holds_on(DAY) and not Span(DAY + timedelta(days=1)).holds_on(DAY)
    assert Span(None, DAY).meets(Span(DAY)) and not Span(None, DAY).meets(Span(DAY + timedelta(days=1)))
    assert live_on("x", DAY, lambda names: {}, lambda names: []) == ()


def test_assigning() -> None:
    assert assign([("a", "1"), ("b", "2"), ("a", "1")]) == {"a": "1", "b": "2"}
    assert assign([("a", "1"), ("a", "2")]) == Clash("a", "1", "2")
    assert agreed(["1", "1"], "9") == "1" and agreed(["1", "2"], "9") == "9" and agreed([], "9") == "9"
    assert by_area({"a": "1", "b": "2", "c": "1"}) == {"1": ["a", "c"], "2": ["b"]}
    assert overlaps("329921", "329921001") and not overlaps("329921001", "329921002")
