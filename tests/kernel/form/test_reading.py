"""Reading forms: everything outside the subset is refused with place and reason."""

from copy import deepcopy
from typing import Any

import pytest

from linli.kernel.errors import Invalid
from linli.kernel.expr import DeclaredCode, ExprCode
from linli.kernel.form import FieldKind, FormFault, parse_form
from linli.kernel.form.patterns import fault_of, matches
from tests.kernel.form.samples import LABELS, LAMP, OPTIONS, ZH, lamp

pytestmark = pytest.mark.pure


def faults(data: Any) -> set[tuple[str, Any]]:
    with pytest.raises(Invalid) as caught:
        parse_form(data)
    assert caught.value.code is DeclaredCode.FAULTY
    assert all(problem.code.message.format(**problem.data) for problem in caught.value.problems)
    return {(problem.path, problem.code) for problem in caught.value.problems}


def test_every_kind_is_read() -> None:
    form = parse_form(LAMP)
    assert {field.key: field.kind for field in form.fields} == {
        "kind": FieldKind.ENUM,
        "note": FieldKind.STRING,
        "count": FieldKind.INTEGER,
        "urgent": FieldKind.BOOLEAN,
        "seen": FieldKind.DATE,
        "cost": FieldKind.FEN,
        "tags": FieldKind.MULTI_ENUM,
        "photo": FieldKind.FILE,
        "where": FieldKind.PLACE,
        "phone": FieldKind.PHONE,
        "card": FieldKind.ID_NUMBER,
        "people": FieldKind.GROUP,
    }
    assert [step.key for step in form.steps] == ["what", "where", "who"]
    assert form.field("kind").required and not form.field("note").required
    assert [field.key for field in form.field("people").rows] == ["name", "child", "school"]
    assert form.field("phone").personal and not form.field("note").personal
    assert form.title.zh == "路灯报修" and form.field("kind").options[0].value == "lamp"


def test_without_steps_there_is_one() -> None:
    form = parse_form(lamp())
    (step,) = form.steps
    assert step.fields == tuple(field.key for field in form.fields)


TEXT = {"type": "string", "label": ZH}
FIELDS: list[tuple[dict[str, Any], str, Any]] = [
    ({**TEXT, "default": "x"}, "properties.x", DeclaredCode.UNKNOWN_KEY),
    ({**TEXT, "$ref": "#"}, "properties.x", DeclaredCode.UNKNOWN_KEY),
    ({**TEXT, "anyOf": []}, "properties.x", DeclaredCode.UNKNOWN_KEY),
    ({**TEXT, "minimum": 1}, "properties.x", DeclaredCode.UNKNOWN_KEY),
    ({"type": "integer", "label": ZH, "maxLength": 5}, "properties.x", DeclaredCode.UNKNOWN_KEY),
    ({"type": "number", "label": ZH}, "properties.x", FormFault.UNKNOWN_KIND),
    ({"type": "object", "label": ZH, "properties": {}}, "properties.x", FormFault.UNKNOWN_KIND),
    ({"type": ["string", "null"], "label": ZH}, "properties.x.type", DeclaredCode.WRONG_TYPE),
    ({"type": "string", "format": "email", "label": ZH}, "properties.x", FormFault.UNKNOWN_KIND),
    ({"type": "array", "label": ZH, "items": {"type": "integer"}}, "properties.x.items", FormFault.UNKNOWN_KIND),
    ({"type": "string"}, "properties.x", DeclaredCode.MISSING_KEY),
    ({"type": "string", "label": {"en": "x"}}, "properties.x.label", DeclaredCode.MISSING_KEY),
    ({"type": "string", "label": {"zh-Hans": "x", "fr": "x"}}, "properties.x.label", DeclaredCode.UNKNOWN_KEY),
    ({**TEXT, "minLength": 9, "maxLength": 3}, "properties.x", FormFault.BOUNDS),
    ({**TEXT, "maxLength": 20_001}, "properties.x.maxLength", DeclaredCode.OUT_OF_RANGE),
    ({**TEXT, "maxLength": 5.0}, "properties.x.maxLength", DeclaredCode.WRONG_TYPE),
    ({"type": "integer", "label": ZH, "minimum": 2, "maximum": 1}, "properties.x", FormFault.BOUNDS),
    ({"type": "string", "format": "phone", "label": ZH}, "properties.x", FormFault.NO_PURPOSE),
    ({"type": "string", "format": "id_number", "label": ZH}, "properties.x", FormFault.NO_PURPOSE),
    ({**TEXT, "personal": True}, "properties.x", FormFault.NO_PURPOSE),
    ({**TEXT, "pattern": "^(a+)+$"}, "properties.x.pattern", FormFault.BAD_PATTERN),
    ({**TEXT, "enum": OPTIONS}, "properties.x", DeclaredCode.MISSING_KEY),
    ({**TEXT, "enum": [], "labels": {}}, "properties.x.enum", DeclaredCode.EMPTY),
    ({**TEXT, "enum": [*OPTIONS, "sun"], "labels": LABELS}, "properties.x.labels", FormFault.BAD_OPTIONS),
    ({**TEXT, "enum": OPTIONS[:2], "labels": LABELS}, "properties.x.labels", FormFault.BAD_OPTIONS),
    (
        {**TEXT, "format": "date", "formatMinimum": "1700-01-01"},
        "properties.x.formatMinimum",
        DeclaredCode.OUT_OF_RANGE,
    ),
    ({**TEXT, "format": "date", "formatMinimum": "soon"}, "properties.x.formatMinimum", DeclaredCode.WRONG_TYPE),
    ({**TEXT, "show_if": "kind ="}, "properties.x.show_if", ExprCode.BAD_CHARACTER),
    ({**TEXT, "show_if": "kid == 'lamp'"}, "properties.x.show_if", ExprCode.UNKNOWN_NAME),
    ({**TEXT, "show_if": "count == 'lamp'"}, "properties.x.show_if", ExprCode.WRONG_KIND),
    ({**TEXT, "show_if": "name == 'x'"}, "properties.x.show_if", ExprCode.UNKNOWN_NAME),
    ({**TEXT, "show_if": "missing(x)"}, "properties", FormFault.CYCLE),
    ({**TEXT, "require_if": "missing(x)"}, "properties.x.require_if", ExprCode.UNKNOWN_NAME),
    ("text", "properties.x", DeclaredCode.WRONG_TYPE),  # type: ignore[list-item] # no mapping is what is tried
]


@pytest.mark.parametrize(("field", "path", "code"), FIELDS)
def test_a_field_outside_the_subset(field: Any, path: str, code: Any) -> None:
    assert (path, code) in faults(lamp(x=field))


def test_circles_of_conditions() -> None:
    circle = {
        "one": {**TEXT, "show_if": "two == 'x'"},
        "two": {**TEXT, "show_if": "missing(three)"},
        "three": {**TEXT, "show_if": "one == 'x' or kind == 'lamp'"},
        "behind": {**TEXT, "show_if": "one == 'x'"},
    }
    with pytest.raises(Invalid) as caught:
        parse_form(lamp(**circle))
    named = {problem.data["field"] for problem in caught.value.problems if problem.code is FormFault.CYCLE}
    assert named == {"one", "two", "three", "behind"}
    assert parse_form(lamp(one={**TEXT, "show_if": "two == 'x'"}, two=TEXT))


def people(**change: Any) -> dict[str, Any]:
    group = deepcopy(LAMP["properties"]["people"])
    group["items"].update(change)
    return lamp(people=group)


def test_rows() -> None:
    nested = {"type": "array", "maxItems": 2, "label": ZH, "items": {"type": "object", "properties": {}}}
    path = "properties.people.items.properties"
    assert (f"{path}.rows", FormFault.NESTED) in faults(people(properties={"rows": nested}, required=[]))
    assert (path, FormFault.SHADOWED) in faults(people(properties={"kind": TEXT}, required=[]))
    assert ("properties.people.items", DeclaredCode.UNKNOWN_KEY) in faults(people(additionalProperties=False))
    assert ("properties.people.items.required", FormFault.UNKNOWN_FIELD) in faults(people(required=["age"]))
    unbound = {key: value for key, value in LAMP["properties"]["people"].items() if key != "maxItems"}
    assert ("properties.people", DeclaredCode.MISSING_KEY) in faults(lamp(people=unbound))
    looping = {"a": {**TEXT, "show_if": "b == 'x'"}, "b": {**TEXT, "show_if": "a == 'x'"}}
    assert (path, FormFault.CYCLE) in faults(people(properties=looping, required=[]))
    asking = {"a": {**TEXT, "show_if": "len(people) > 1"}}
    assert (f"{path}.a.show_if", ExprCode.UNKNOWN_NAME) in faults(people(properties=asking, required=[]))
    assert parse_form(people(properties={"a": {**TEXT, "show_if": "kind == 'lamp'"}}, required=[]))


def test_the_form_around_the_fields() -> None:
    assert ("type", DeclaredCode.WRONG_TYPE) in faults({**LAMP, "type": "array"})
    assert ("", DeclaredCode.UNKNOWN_KEY) in faults({**LAMP, "additionalProperties": True})
    assert ("required", FormFault.UNKNOWN_FIELD) in faults({**LAMP, "required": ["moon"]})
    assert ("properties", DeclaredCode.BAD_NAME) in faults(lamp(Big=TEXT))
    assert ("properties.len", FormFault.RESERVED_NAME) in faults(lamp(len=TEXT))
    many = {f"f{number}": TEXT for number in range(201)}
    assert ("properties", FormFault.TOO_MUCH) in faults(lamp(**many))
    nonsense: list[Any] = [None, [], "form", {"properties": []}]
    assert all(faults(data) for data in nonsense)


def test_steps_hold_each_field_once() -> None:
    steps = LAMP["steps"]
    twice = [*steps, {"key": "again", "title": ZH, "fields": ["kind"]}]
    assert ("steps", FormFault.NOT_IN_A_STEP) in faults({**LAMP, "steps": twice})
    assert ("steps", FormFault.NOT_IN_A_STEP) in faults({**LAMP, "steps": steps[:2]})
    unknown = [*steps, {"key": "more", "title": ZH, "fields": ["moon"]}]
    assert ("steps[3].fields", FormFault.UNKNOWN_FIELD) in faults({**LAMP, "steps": unknown})
    same = [*steps[:2], {**steps[2], "key": "what"}]
    assert ("steps", DeclaredCode.TWICE) in faults({**LAMP, "steps": same})


@pytest.mark.parametrize(
    "pattern", [r"^\d{4}$", "^[A-Z]{1,3}-?[0-9]{4}$", "^(?:东|西)区[0-9]{1,3}号$", r"^(a|b)\.x$", "^[^<>]{0,50}$", "^$",
                r"^[一-龥·]{2,20}$", r"^\d{17}[\dX]$"]
)  # fmt: skip
def test_patterns_within_bounds(pattern: str) -> None:
    assert fault_of(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    ["", "^", "abc", "^abc", "abc$", "^a*$", "^a+$", "^a{1,}$", "^(a{1,2}){1,2}$", "^(ab)?$", "^a|b$", "^.{1,3}$",
     r"^\w{3}$", r"^\bx$", r"^(?=x)x$", r"^(a)\1$", "^[a$", "^(a$", "^a)$", "^a{3,1}$", "^a??$", "^?$", "^[z-a]$",
     "^" + "a{0,99}" * 3 + "$", "^" + "a?" * 20 + "$", "^" + "x" * 300 + "$", "^[a--b]$", "^[a&&b]$", "^a^b$",
     "^" + "(a|b)" * 14 + "$", r"^\p{L}$"],
)  # fmt: skip
def test_patterns_out_of_bounds(pattern: str) -> None:
    assert fault_of(pattern)


def test_a_pattern_is_matched_as_a_whole() -> None:
    assert matches(r"^\d{2}$", "12")
    assert not matches(r"^\d{2}$", "12\n") and not matches(r"^\d{2}$", "１２") and not matches(r"^\d{2}$", "123")
