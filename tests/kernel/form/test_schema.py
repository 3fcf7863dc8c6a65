"""A form as JSON Schema agrees with the form itself."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.codes import check_phone
from linli.kernel.form import parse_form, to_json_schema, validate
from linli.kernel.form.days import REAL_DAY, not_after, not_before
from linli.kernel.form.patterns import matches
from tests.kernel.form.samples import LAMP, UUID, ZH, filled, forms, lamp, one

pytestmark = pytest.mark.pure
tried = settings(max_examples=200, deadline=None)


def reader(data: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    schema = to_json_schema(parse_form(data))
    jsonschema_rs.meta.validate(schema)
    return jsonschema_rs.Draft202012Validator(schema)


@st.composite
def form_and_data(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    form = draw(forms())
    return form, draw(filled(form))


def typed_numbers(entered: Any, values: Any) -> bool:
    """Whether a text was read as a number."""
    if isinstance(entered, str):
        return isinstance(values, int)
    if isinstance(entered, dict) and isinstance(values, dict):
        return any(typed_numbers(entered[name], values[name]) for name in entered.keys() & values.keys())
    if isinstance(entered, list) and isinstance(values, list):
        return any(map(typed_numbers, entered, values))
    return False


@tried
@given(form_and_data())
def test_form_and_schema_agree(drawn: tuple[dict[str, Any], dict[str, Any]]) -> None:
    data, entered = drawn
    found = validate(parse_form(data), entered)
    schema = reader(data)
    # A number as people type it ("1,200") is read by the form; the schema describes numbers.
    if not (found.ok and typed_numbers(entered, found.values)):
        assert schema.is_valid(entered) is found.ok, [
            error.message for error in schema.iter_errors(entered)
        ] or found.problems
    if found.ok:
        assert schema.is_valid(found.values)
        again = validate(parse_form(data), found.values)
        assert again.ok and again.values == found.values


@pytest.mark.parametrize(
    "condition", ["count > cost", "count + 1 > 2", "-count < 0", "kind in tags", "len(note) + 1 > 2", "kind in [note]"]
)
def test_what_cannot_be_said_makes_the_schema_wider(condition: str) -> None:
    form = lamp(cost={**LAMP["properties"]["cost"]}, phone=None, card=None)
    form["properties"]["extra"] = {"type": "integer", "label": ZH, "show_if": condition}
    form["properties"]["more"] = {"type": "integer", "label": ZH, "show_if": "extra > 1", "require_if": condition}
    form["required"] = ["kind", "extra"]
    schema = reader(form)
    assert schema.is_valid({"kind": "road", "extra": "anything", "more": []})
    assert not schema.is_valid({"kind": "nothing"})


def test_conditions_of_rows_on_the_form_make_the_schema_wider() -> None:
    form = deepcopy(lamp())
    form["properties"]["people"]["items"]["properties"]["school"]["show_if"] = "kind == 'lamp'"
    entered = {"kind": "road", "people": [{"name": "王", "school": 5}]}
    assert reader(form).is_valid(entered)
    assert validate(parse_form(form), entered).values == {"kind": "road", "people": [{"name": "王"}]}


def test_the_lamp() -> None:
    schema = reader(LAMP)
    full = {
        "kind": "lamp", "count": 5, "urgent": True, "seen": "2026-02-28", "cost": 1200, "tags": ["lamp", "road"],
        "photo": UUID, "where": "area:329921001002", "phone": "+8613800138000", "card": "11010519491231002X",
        "people": [{"name": "王", "child": True, "school": "一小"}],
    }  # fmt: skip
    assert validate(parse_form(LAMP), full).values == full and schema.is_valid(full)
    for key, value in [("kind", "moon"), ("count", 10), ("seen", "2025-12-31"), ("seen", "2026-02-29"), ("cost", -1)]:
        assert not schema.is_valid({**full, key: value}) and not validate(parse_form(LAMP), {**full, key: value}).ok


def test_defined_conditions_of_form_and_rows_do_not_meet() -> None:
    form = {
        "key": "names", "version": 1, "title": ZH,
        "properties": {
            "a": {"type": "integer", "label": ZH},
            "g_x": {"type": "integer", "label": ZH, "show_if": "a > 1"},
            "g": {"type": "array", "maxItems": 2, "label": ZH, "items": {"type": "object", "properties": {
                "b": {"type": "integer", "label": ZH}, "x": {"type": "integer", "label": ZH, "show_if": "b > 5"},
            }}},
        },
    }  # fmt: skip
    schema = reader(form)
    assert schema.is_valid({"a": 1, "g_x": "hidden", "g": [{"b": 5, "x": "hidden"}]})
    assert not schema.is_valid({"a": 2, "g_x": "shown"}) and not schema.is_valid({"g": [{"b": 6, "x": "shown"}]})


@tried
@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_days_as_patterns(bound: date, day: date) -> None:
    assert matches(not_before(bound), day.isoformat()) is (day >= bound)
    assert matches(not_after(bound), day.isoformat()) is (day <= bound)
    assert matches(not_before(bound), bound.isoformat()) and matches(not_after(bound), bound.isoformat())


def test_the_pattern_of_real_days_knows_every_february() -> None:
    for year in range(1790, 2210):
        real = [is_day(year, 2, number) and 1800 <= year < 2200 for number in (28, 29, 30)]
        assert [matches(REAL_DAY, f"{year}-02-{number}") for number in (28, 29, 30)] == real
    day = date(2025, 1, 1)
    written = {(day + timedelta(days=step)).isoformat() for step in range(365)}
    every = {f"2025-{month:02}-{number:02}" for month in range(14) for number in range(33)}
    assert {text for text in every if matches(REAL_DAY, text)} == written


def is_day(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


@tried
@given(st.from_regex(r"\A\+?[0-9]{3,15}(;ext=[0-9]{1,7})?\Z"))
def test_phones_in_schema_are_those_of_the_form(text: str) -> None:
    found = check_phone(text)
    schema = jsonschema_rs.Draft202012Validator(
        to_json_schema(one({"type": "string", "format": "phone", "purpose": "x"}))
    )
    if found.ok:
        assert schema.is_valid({"x": found.normal})
    else:
        assert not schema.is_valid({"x": text})
