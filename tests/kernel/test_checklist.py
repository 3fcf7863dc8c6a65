"""Checklists and their scores."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.checklist import Answer, Checklist, ChecklistCode, Item, Mark, parse_checklist, score
from linli.kernel.errors import Invalid
from linli.kernel.expr import DeclaredCode, Label

pytestmark = pytest.mark.pure
TEXT = {"zh-Hans": "有没有？", "en": "Is there one?"}
YES, NO, NONE = Answer(Mark.YES), Answer(Mark.NO), Answer(Mark.NOT_APPLICABLE)


def item(key: str, weight: int, **more: Any) -> dict[str, Any]:
    return {"key": key, "text": TEXT, "weight": weight, **more}


def checklist(*items: dict[str, Any]) -> Checklist:
    return parse_checklist({"key": "tried", "version": 3, "items": list(items), "basis": {"confidence": "D"}})


EIGHT = checklist(*(item(f"have_{number}", 125, mandatory=number < 3) for number in range(1, 9)))
MIXED = checklist(
    item("room", 300, mandatory=True, evidence=["photo", "plan"]),
    item("area", 400, answer="number", full=800, zero=200),
    item("noise", 200, answer="number", full=40, zero=60, mandatory=True),
    item("sign", 100),
)


def test_eight_haves() -> None:
    found = score(EIGHT, {f"have_{number}": YES for number in range(1, 9)})
    assert (found.per_mille, found.missing, found.failed, found.unanswered) == (1000, (), (), ())
    assert score(EIGHT, {f"have_{number}": YES for number in range(1, 7)}).per_mille == 750


def test_mandatory_items_are_named() -> None:
    found = score(EIGHT, {"have_1": NO, "have_3": YES})
    assert (found.missing, found.failed) == (("have_2",), ("have_1",))
    assert found.per_mille == 125 and len(found.unanswered) == 6
    assert score(EIGHT, {"have_1": NONE, "have_2": YES}).failed == ()


def test_the_weight_of_what_is_not_applicable_is_spread() -> None:
    # 300 + 100 of 400 remain when the two numbers fall away
    assert score(MIXED, {"room": YES, "area": NONE, "noise": NONE, "sign": NO}).per_mille == 750
    assert score(MIXED, dict.fromkeys(("room", "area", "noise", "sign"), NONE)).per_mille is None


def test_nothing_but_weightless_items_is_no_score() -> None:
    light = checklist(item("all", 1000), item("note", 0))
    assert score(light, {"all": NONE, "note": YES}).per_mille is None


@pytest.mark.parametrize(
    ("area", "expected"), [(100, 0), (200, 0), (201, 2), (500, 500), (799, 998), (800, 1000), (9000, 1000)]
)
def test_numbers_earn_their_share(area: int, expected: int) -> None:
    answers = {"area": Answer(area), "room": NONE, "noise": NONE, "sign": NONE}
    assert score(MIXED, answers).per_mille == expected


@pytest.mark.parametrize(("noise", "expected"), [(39, 1000), (40, 1000), (50, 500), (60, 0), (99, 0)])
def test_less_may_be_better(noise: int, expected: int) -> None:
    answers = {"noise": Answer(noise), "room": NONE, "area": NONE, "sign": NONE}
    found = score(MIXED, answers)
    assert found.per_mille == expected and found.failed == (("noise",) if noise >= 60 else ())


def test_evidence_that_is_lacking_is_named() -> None:
    assert score(MIXED, {"room": YES}).unproven == {"room": ("photo", "plan")}
    assert score(MIXED, {"room": Answer(Mark.YES, frozenset({"plan"}))}).unproven == {"room": ("photo",)}
    assert score(MIXED, {"room": NO}).unproven == {}


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("cellar", Mark.YES, ChecklistCode.UNKNOWN_ITEM),
        ("room", 5, ChecklistCode.WRONG_ANSWER),
        ("area", Mark.YES, ChecklistCode.WRONG_ANSWER),
        ("area", True, ChecklistCode.WRONG_ANSWER),
        ("room", "yes please", ChecklistCode.WRONG_ANSWER),
    ],
)
def test_answers_that_do_not_fit_are_refused(key: str, value: Any, code: ChecklistCode) -> None:
    with pytest.raises(Invalid) as caught:
        score(MIXED, {key: Answer(value)})
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(key, code)]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([item("a", 999)], ChecklistCode.WEIGHTS),
        ([item("a", 500), item("b", 501)], ChecklistCode.WEIGHTS),
        ([item("a", 500), item("a", 500)], DeclaredCode.TWICE),
        ([item("a", -1), item("b", 1000)], DeclaredCode.OUT_OF_RANGE),
        ([item("a", 1000, answer="number", full=3, zero=3)], ChecklistCode.SAME_BOUNDS),
        ([item("a", 1000, answer="number")], DeclaredCode.MISSING_KEY),
        ([item("a", 1000, full=3)], DeclaredCode.UNKNOWN_KEY),
        ([item("a", 1000, answer="perhaps")], DeclaredCode.WRONG_TYPE),
        ([item("a", 1000.0)], DeclaredCode.WRONG_TYPE),  # type: ignore[arg-type] # a float is what is tried
        ([], DeclaredCode.EMPTY),
    ],
)
def test_faulty_checklists_are_refused(items: list[dict[str, Any]], code: Any) -> None:
    with pytest.raises(Invalid) as caught:
        checklist(*items)
    assert code in {problem.code for problem in caught.value.problems}


@st.composite
def filled(draw: st.DrawFn) -> tuple[Checklist, dict[str, Answer]]:
    cuts = sorted(draw(st.lists(st.integers(0, 1000), max_size=6)))
    weights = [end - start for start, end in zip([0, *cuts], [*cuts, 1000], strict=True)]
    items = tuple(Item(f"i{number}", Label("项"), weight) for number, weight in enumerate(weights))
    answers = draw(st.dictionaries(st.sampled_from([one.key for one in items]), st.sampled_from([YES, NO, NONE])))
    return Checklist("tried", 1, items), answers


@settings(max_examples=200, deadline=None)
@given(filled())
def test_a_score_is_the_exact_share_rounded_once(given_: tuple[Checklist, dict[str, Answer]]) -> None:
    list_, answers = given_
    found = score(list_, answers).per_mille
    applicable = sum(one.weight for one in list_.items if answers.get(one.key) != NONE)
    earned = sum(one.weight for one in list_.items if answers.get(one.key) == YES)
    if applicable == 0:
        assert found is None
    else:
        assert found is not None and 0 <= found <= 1000
        assert abs(Fraction(found) - Fraction(1000 * earned, applicable)) <= Fraction(1, 2)


@settings(max_examples=100, deadline=None)
@given(filled(), st.integers(0, 6))
def test_a_better_answer_never_lowers_the_score(given_: tuple[Checklist, dict[str, Answer]], place: int) -> None:
    list_, answers = given_
    key = list_.items[place % len(list_.items)].key
    worse, better = score(list_, {**answers, key: NO}).per_mille, score(list_, {**answers, key: YES}).per_mille
    assert worse is None or better is None or worse <= better
