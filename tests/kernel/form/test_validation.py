"""What is filled in: normal forms, hidden fields, rows, steps, and nonsense."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.codes import CodesCode
from linli.kernel.errors import KernelCode
from linli.kernel.form import MAX_ENTRIES, FormCode, parse_form, validate, visible
from linli.kernel.text import TextCode
from tests.kernel.form.samples import LABELS, LAMP, OPTIONS, UUID, ZH, lamp, one

pytestmark = pytest.mark.pure
FORM = parse_form(LAMP)
MANY = {"type": "array", "items": {"type": "string", "enum": OPTIONS}, "labels": LABELS, "minItems": 2}


def found(data: Any, **more: Any) -> list[tuple[str, Any]]:
    return [(problem.path, problem.code) for problem in validate(FORM, data, **more).problems]


NORMAL: list[tuple[dict[str, Any], Any, Any]] = [
    ({"type": "string"}, "  路灯　坏了 ", "路灯 坏了"),
    ({"type": "string"}, "１２号Ａ座（东）", "12号A座（东）"),
    ({"type": "string"}, "一行\n二行", "一行 二行"),
    ({"type": "string", "multiline": True}, "\r\n 一行 \r\n二行\n", "一行\n二行"),
    ({"type": "string"}, "\u200b", None),
    ({"type": "string"}, "", None),
    ({"type": "string"}, None, None),
    ({"type": "integer"}, "１２", 12),
    ({"type": "integer"}, " -1,200 ", -1200),
    ({"type": "integer"}, 5.0, 5),
    ({"type": "integer"}, 0, 0),
    ({"type": "integer", "format": "fen"}, "12.5", 1250),
    ({"type": "integer", "format": "fen"}, "１．２万元", 1_200_000),
    ({"type": "integer", "format": "fen"}, 1250, 1250),
    ({"type": "boolean"}, "on", True),
    ({"type": "boolean"}, "否", False),
    ({"type": "boolean"}, False, False),
    ({"type": "string", "format": "date"}, "2026年2月8日", "2026-02-08"),
    ({"type": "string", "format": "date"}, "２０２６/2/8", "2026-02-08"),
    ({"type": "string", "format": "date"}, date(2026, 2, 8), "2026-02-08"),
    ({"type": "string", "enum": OPTIONS, "labels": LABELS}, " lamp ", "lamp"),
    (MANY, ["road", "lamp", "road"], ["road", "lamp"]),
    (MANY, [], None),
    ({"type": "string", "format": "file"}, UUID.upper(), UUID),
    ({"type": "string", "format": "phone", "purpose": "x"}, "１３８ 0013 8000", "+8613800138000"),
    ({"type": "string", "format": "id_number", "purpose": "x"}, "11010519491231002x", "11010519491231002X"),
]


@pytest.mark.parametrize(("field", "raw", "expected"), NORMAL)
def test_normal_forms(field: dict[str, Any], raw: Any, expected: Any) -> None:
    form = one(field)
    result = validate(form, {"x": raw})
    assert result.ok and result.values == ({} if expected is None else {"x": expected})
    assert type(result.values.get("x")) is type(expected)
    assert validate(form, result.values) == result


REFUSED: list[tuple[dict[str, Any], Any, Any]] = [
    ({"type": "string", "minLength": 3}, " ab ", FormCode.TOO_SHORT),
    ({"type": "string", "maxLength": 3}, "abcd", KernelCode.TOO_LONG),
    ({"type": "string"}, "x" * 30_000, KernelCode.TOO_LONG),
    ({"type": "string", "pattern": r"^\d{3}$"}, "12a", FormCode.BAD_SHAPE),
    ({"type": "string"}, "a\x00b", FormCode.BAD_CHARACTER),
    ({"type": "string"}, "a\ud800", FormCode.BAD_CHARACTER),
    ({"type": "string"}, 5, FormCode.WRONG_TYPE),
    ({"type": "string"}, ["x"], FormCode.WRONG_TYPE),
    ({"type": "integer"}, "1.5", FormCode.WRONG_TYPE),
    ({"type": "integer"}, "1,20", FormCode.WRONG_TYPE),
    ({"type": "integer"}, 1.5, FormCode.WRONG_TYPE),
    ({"type": "integer"}, float("nan"), FormCode.WRONG_TYPE),
    ({"type": "integer"}, float("inf"), FormCode.WRONG_TYPE),
    ({"type": "integer"}, True, FormCode.WRONG_TYPE),
    ({"type": "integer"}, 2**53, FormCode.TOO_BIG),
    ({"type": "integer"}, "9" * 400, FormCode.WRONG_TYPE),
    ({"type": "integer", "minimum": 3}, 2, FormCode.TOO_SMALL),
    ({"type": "integer", "format": "fen"}, "1.234", TextCode.TOO_FINE),
    ({"type": "integer", "format": "fen"}, "many", TextCode.BAD_AMOUNT),
    ({"type": "integer", "format": "fen"}, -1, FormCode.TOO_SMALL),
    ({"type": "boolean"}, 1, FormCode.WRONG_TYPE),
    ({"type": "boolean"}, "perhaps", FormCode.WRONG_TYPE),
    ({"type": "string", "format": "date"}, "2026-02-29", FormCode.WRONG_TYPE),
    ({"type": "string", "format": "date"}, "20260228", FormCode.WRONG_TYPE),
    ({"type": "string", "format": "date"}, 20260228, FormCode.WRONG_TYPE),
    ({"type": "string", "format": "date", "formatMinimum": "2026-03-01"}, "2026-02-28", FormCode.TOO_EARLY),
    ({"type": "string", "format": "date", "formatMaximum": "2026-02-01"}, "2026-02-28", FormCode.TOO_LATE),
    ({"type": "string", "enum": OPTIONS, "labels": LABELS}, "moon", FormCode.NOT_AN_OPTION),
    ({"type": "string", "enum": OPTIONS, "labels": LABELS}, {}, FormCode.NOT_AN_OPTION),
    (MANY, ["lamp"], FormCode.TOO_FEW),
    (MANY, "lamp", FormCode.WRONG_TYPE),
    (MANY, ["lamp"] * 99, FormCode.TOO_MANY),
    ({**MANY, "minItems": 1, "maxItems": 2}, OPTIONS, FormCode.TOO_MANY),
    ({"type": "string", "format": "file"}, "../../etc/passwd", FormCode.WRONG_TYPE),
    ({"type": "string", "format": "place"}, "here", FormCode.WRONG_TYPE),
    ({"type": "string", "format": "phone", "purpose": "x"}, "12345678901", CodesCode.BAD_PHONE),
    ({"type": "string", "format": "phone", "purpose": "x"}, 13800138000, FormCode.WRONG_TYPE),
    ({"type": "string", "format": "id_number", "purpose": "x"}, "110101190002290011", CodesCode.BAD_DATE),
    ({"type": "string", "format": "id_number", "purpose": "x"}, ["1"], FormCode.WRONG_TYPE),
]


@pytest.mark.parametrize(("field", "raw", "code"), REFUSED)
def test_refused_values(field: dict[str, Any], raw: Any, code: Any) -> None:
    result = validate(one(field), {"x": raw})
    assert [(problem.path, problem.code) for problem in result.problems] == [("x", code)]
    assert result.values == {} and result.problems[0].code.message.format(**result.problems[0].data)


def test_the_place_inside_a_list_is_told() -> None:
    result = validate(one(MANY), {"x": ["lamp", "moon"]})
    assert [problem.path for problem in result.problems] == ["x[1]"]


def test_today_bounds_the_birth_in_an_identity_number() -> None:
    form = one({"type": "string", "format": "id_number", "purpose": "x"})
    assert validate(form, {"x": "11010519491231002X"}, today=date(1949, 12, 31)).ok
    assert not validate(form, {"x": "11010519491231002X"}, today=date(1949, 12, 30)).ok


@pytest.mark.parametrize("nothing", [{}, {"x": None}, {"x": ""}, {"x": "　"}])
def test_what_is_required_must_be_given(nothing: dict[str, Any]) -> None:
    result = validate(one({"type": "string"}, required=True), nothing)
    assert [(problem.path, problem.code) for problem in result.problems] == [("x", KernelCode.REQUIRED)]


def test_no_and_zero_are_given() -> None:
    assert validate(one({"type": "boolean"}, required=True), {"x": False}).ok
    assert validate(one({"type": "integer"}, required=True), {"x": 0}).ok


def test_a_faulty_value_is_not_missing_too() -> None:
    assert found({"kind": "moon"}) == [("kind", FormCode.NOT_AN_OPTION)]


def test_hidden_fields_are_dropped_whatever_they_hold() -> None:
    result = validate(FORM, {"kind": "road", "count": "nonsense", "urgent": 77})
    assert result.ok and result.values == {"kind": "road"}
    shown = validate(FORM, {"kind": "lamp", "count": 5, "urgent": True})
    assert shown.values == {"kind": "lamp", "count": 5, "urgent": True}
    # What hangs on a hidden field is hidden with it.
    assert validate(FORM, {"kind": "road", "count": 5, "urgent": True}).values == {"kind": "road"}


def test_a_hidden_field_is_not_required() -> None:
    form = lamp()
    form["required"] = ["kind", "count"]
    assert validate(parse_form(form), {"kind": "road"}).ok
    assert not validate(parse_form(form), {"kind": "lamp"}).ok


def test_required_on_a_condition() -> None:
    assert found({"kind": "tree"}) == [("note", KernelCode.REQUIRED)]
    assert found({"kind": "tree", "note": "倒了"}) == found({"kind": "road"}) == []


def test_fields_may_stand_before_what_they_hang_on() -> None:
    text = {"type": "string", "label": ZH}
    form = parse_form(lamp(early={**text, "show_if": "late == 'x'"}, late=text))
    assert validate(form, {"kind": "road", "early": "y", "late": "x"}).values["early"] == "y"
    assert "early" not in validate(form, {"kind": "road", "early": "y", "late": "z"}).values


def test_unknown_keys_are_problems() -> None:
    assert found({"kind": "road", "moon": 1, "people": [{"name": "王", "age": 3}]}) == [
        ("moon", FormCode.UNKNOWN_FIELD),
        ("people[0].age", FormCode.UNKNOWN_FIELD),
    ]


def test_rows() -> None:
    rows = [{"name": "王", "child": "yes", "school": "一小"}, {"name": " 李 ", "child": False, "school": "一小"}]
    assert validate(FORM, {"kind": "road", "people": rows}).values["people"] == [
        {"name": "王", "child": True, "school": "一小"},
        {"name": "李", "child": False},
    ]
    assert found({"kind": "road", "people": [{"name": "王"}, {}, "x"]}) == [
        ("people[1].name", KernelCode.REQUIRED),
        ("people[2]", FormCode.WRONG_TYPE),
    ]
    assert found({"kind": "road", "people": [{"name": "王"}] * 4}) == [("people", FormCode.TOO_MANY)]
    assert found({"kind": "road", "people": {"name": "王"}}) == [("people", FormCode.WRONG_TYPE)]


def test_a_step_is_checked_alone_with_what_went_before() -> None:
    first = validate(FORM, {"kind": "lamp", "count": 5}, "what")
    assert first.ok and first.values == {"kind": "lamp", "count": 5}
    second = validate(FORM, {"kind": "lamp", "count": 5, "cost": "3元"}, "where")
    assert second.ok and second.values == {"cost": 300}
    # The fault of another page is that page's.
    assert validate(FORM, {"kind": "moon", "cost": "3元"}, "where").ok
    assert not validate(FORM, {"kind": "moon"}, "what").ok
    assert found({}, step="nowhere") == [("", FormCode.UNKNOWN_STEP)]


def test_what_is_shown() -> None:
    always = {"kind", "note", "seen", "cost", "tags", "photo", "where", "phone", "card", "people"}
    assert visible(FORM, {}) == always
    assert visible(FORM, {"kind": "lamp", "count": 4}) == always | {"count", "urgent"}


@pytest.mark.parametrize("data", [None, [], "kind=lamp", 5, True, 1.5, object()])
def test_what_is_no_mapping(data: Any) -> None:
    assert found(data) == [("", FormCode.WRONG_TYPE)]


def test_size_is_bounded() -> None:
    assert found({f"f{number}": 1 for number in range(MAX_ENTRIES + 1)}) == [("", FormCode.DATA_TOO_LARGE)]
    wide = {"people": [{"name": "王", "child": True}] * MAX_ENTRIES}
    assert found(wide) == [("", FormCode.DATA_TOO_LARGE)]
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    assert set(found({"kind": deep, "tags": deep, "people": deep, "note": deep})) == {
        ("kind", FormCode.NOT_AN_OPTION),
        ("tags[0]", FormCode.NOT_AN_OPTION),
        ("people[0]", FormCode.WRONG_TYPE),
        ("note", FormCode.WRONG_TYPE),
    }
    while isinstance(deep, list):  # taken apart slowly, or freeing it would go as deep
        deep = deep[0]


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | st.binary(max_size=5)
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*LAMP["properties"], "name", "child", "school"]), inner, max_size=6)
        | st.dictionaries(st.integers() | st.text(max_size=3) | st.none(), inner, max_size=3)
        | st.tuples(inner)
    ),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(ANYTHING | st.dictionaries(st.sampled_from(list(LAMP["properties"])), ANYTHING))
def test_nothing_is_ever_raised(data: Any) -> None:
    result = validate(FORM, data)
    assert set(result.values) <= set(LAMP["properties"])
    if result.ok:
        assert validate(FORM, result.values) == result
    for step in FORM.steps:
        assert set(validate(FORM, data, step.key).values) <= set(step.fields)
