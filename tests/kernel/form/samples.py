"""Forms and what may be filled in, made at random."""

from typing import Any, Final

from hypothesis import strategies as st

from linli.kernel.form import Form, parse_form

ZH: Final = {"zh-Hans": "问题", "en": "Question"}
OPTIONS: Final = ["lamp", "road", "tree"]
LABELS: Final = {option: {"zh-Hans": option} for option in OPTIONS}
UUID: Final = "0190b6f2-7c1a-7a3e-9c1e-5b1f0a2d3c4e"
LAMP: Final[dict[str, Any]] = {
    "key": "lamp",
    "version": 1,
    "title": {"zh-Hans": "路灯报修", "en": "Broken lamp"},
    "type": "object",
    "properties": {
        "kind": {"type": "string", "enum": OPTIONS, "labels": LABELS, "label": ZH, "hint": ZH},
        "note": {"type": "string", "minLength": 2, "maxLength": 20, "label": ZH, "require_if": "kind == 'tree'"},
        "count": {"type": "integer", "minimum": 1, "maximum": 9, "label": ZH, "show_if": "kind == 'lamp'"},
        "urgent": {"type": "boolean", "label": ZH, "show_if": "count > 3"},
        "seen": {"type": "string", "format": "date", "formatMinimum": "2026-01-01", "label": ZH},
        "cost": {"type": "integer", "format": "fen", "maximum": 100_000, "label": ZH},
        "tags": {"type": "array", "items": {"type": "string", "enum": OPTIONS}, "labels": LABELS, "label": ZH},
        "photo": {"type": "string", "format": "file", "label": ZH},
        "where": {"type": "string", "format": "place", "label": ZH},
        "phone": {"type": "string", "format": "phone", "label": ZH, "purpose": "call back"},
        "card": {"type": "string", "format": "id_number", "label": ZH, "purpose": "identify"},
        "people": {
            "type": "array",
            "maxItems": 3,
            "label": ZH,
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "label": ZH, "purpose": "thank"},
                    "child": {"type": "boolean", "label": ZH},
                    "school": {"type": "string", "label": ZH, "show_if": "child"},
                },
                "required": ["name"],
            },
        },
    },
    "required": ["kind"],
    "steps": [
        {"key": "what", "title": ZH, "fields": ["kind", "note", "count", "urgent", "tags"]},
        {"key": "where", "title": ZH, "fields": ["seen", "cost", "photo", "where"]},
        {"key": "who", "title": ZH, "fields": ["phone", "card", "people"]},
    ],
}


def lamp(**properties: Any) -> dict[str, Any]:
    """The lamp's form with some fields changed (None takes a field out); one step."""
    changed = {**LAMP["properties"], **properties}
    kept = {key: value for key, value in changed.items() if value is not None}
    return {**{key: value for key, value in LAMP.items() if key != "steps"}, "properties": kept}


def one(field: dict[str, Any], *, required: bool = False) -> Form:
    """A form of the field ``x`` alone."""
    properties = {"x": {"label": ZH, **field}}
    data = {"key": "one", "version": 1, "title": ZH, "properties": properties}
    return parse_form({**data, **({"required": ["x"]} if required else {})})


def _bounds(draw: st.DrawFn, low: str, high: str, largest: int) -> dict[str, int]:
    least, most = sorted((draw(st.integers(1, largest)), draw(st.integers(1, largest))))
    return {low: least, high: most}


@st.composite
def _fields(draw: st.DrawFn, rows: bool) -> dict[str, Any]:
    kinds = ["string", "patterned", "integer", "fen", "boolean", "date", "enum", "multi", "file", "place", "phone"]
    match draw(st.sampled_from([*kinds, "group"] if rows else kinds)):
        case "string":
            return {"type": "string", **_bounds(draw, "minLength", "maxLength", 6)}
        case "patterned":
            return {
                "type": "string",
                "pattern": draw(st.sampled_from([r"^\d{4}$", "^[A-C]{1,3}(?:x|y)$", "^[^a-c]{2,4}$"])),
            }
        case "integer":
            return {"type": "integer", **_bounds(draw, "minimum", "maximum", 9)}
        case "fen":
            return {"type": "integer", "format": "fen"}
        case "date":
            return {"type": "string", "format": "date", "formatMinimum": draw(st.sampled_from(DAYS[:3]))}
        case "enum":
            return {"type": "string", "enum": OPTIONS, "labels": LABELS}
        case "multi":
            items = {"type": "string", "enum": OPTIONS}
            return {"type": "array", "items": items, "labels": LABELS, **_bounds(draw, "minItems", "maxItems", 3)}
        case "group":
            inner = draw(_properties(prefix="r", most=3, rows=False))
            return {"type": "array", "items": {"type": "object", **inner}, **_bounds(draw, "minItems", "maxItems", 3)}
        case "boolean":
            return {"type": "boolean"}
        case other:
            return {"type": "string", "format": other, "purpose": "tried"}


DAYS: Final = ["1999-12-31", "2026-02-09", "2026-02-28", "2028-02-29", "2199-12-31"]


def _atoms(key: str, field: dict[str, Any]) -> list[str]:
    """Conditions on one field that JSON Schema can say."""
    common = [f"missing({key})", f"missing({key}) == false"]
    if field["type"] == "integer":
        return [*common, f"{key} > 3", f"5 >= {key}", f"{key} == 2 + 2", f"{key} != 4", f"{key} in [1, 5, -2]"]
    if field["type"] == "boolean":
        return [*common, key, f"not {key}", f"{key} == false"]
    if field["type"] == "array":
        sizes = [f"len({key}) > 1", f"len({key}) == 0", f"len({key}) != 2", f"2 > len({key})"]
        chosen = [f"'lamp' in {key}", f"'road' not in {key}"] if "enum" in field["items"] else []
        return [*common, *sizes, *chosen]
    if field.get("format") == "date":
        days = [f"{key} {sign} 2026-02-28" for sign in ("<", "<=", ">", ">=", "==", "!=")]
        return [*common, *days, f"{key} in [2026-02-09, 2028-02-29]", f"1999-12-31 < {key}"]
    texts = [f"{key} == 'lamp'", f"{key} != 'ab'", f"{key} not in ['road', 'b']", f"{key} in []", f"len({key}) >= 3"]
    return [*common, *texts, f"len({key}) < 3"]


@st.composite
def _conditions(draw: st.DrawFn, known: Any) -> str:
    atoms = [atom for key, field in known.items() for atom in _atoms(key, field)]
    first, second = draw(st.sampled_from(atoms)), draw(st.sampled_from(atoms))
    ways = [first, f"not ({first})", f"{first} and {second}", f"{first} or not ({second})", "1 < 2"]
    return draw(st.sampled_from(ways))


@st.composite
def _properties(draw: st.DrawFn, *, prefix: str, most: int, rows: bool) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for number in range(draw(st.integers(1, most))):
        field = {"label": ZH, **draw(_fields(rows))}
        for name in ("show_if", "require_if"):
            if draw(st.booleans()) and found:
                field[name] = draw(_conditions(found))
        found[f"{prefix}{number}"] = field
    return {"properties": found, "required": sorted(draw(st.sets(st.sampled_from(sorted(found)))))}


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """Any form whose conditions JSON Schema can say (numbers of identity cards are left out)."""
    return {"key": "tried", "version": 1, "title": ZH, **draw(_properties(prefix="f", most=6, rows=True))}


JUNK: Final = st.sampled_from(
    [
        *(5, -1, 3.5, 10**17, True, "x", "长长长长长长长", "12345678901", "2026-02-30", "2300-01-01", "lamp"),
        *({"a": 1}, ["lamp", 5], [{}], [{"r0": "x", "z": 1}], [["x"]], "a\x00b", "A" * 300),
    ]
)


def _value(draw: st.DrawFn, field: dict[str, Any]) -> Any:
    """A value that often fits, in normal form."""
    if "enum" in field:
        return draw(st.sampled_from(OPTIONS))
    match field["type"], field.get("format"):
        case "integer", _:
            return draw(st.integers(-2, 10))
        case "boolean", _:
            return draw(st.booleans())
        case "array", _ if "enum" in field["items"]:
            return draw(st.lists(st.sampled_from(OPTIONS), unique=True, min_size=1))
        case "array", _:
            return draw(st.lists(filled(field["items"]), min_size=1, max_size=3))
        case _, None:
            return draw(st.sampled_from(["a", "ab", "abcd", "1234", "Ax", "字数", "lamp", "road", "xyzxyz"]))
        case _, "date":
            return draw(st.sampled_from(DAYS))
    return draw(st.sampled_from(_REFERENCES[field["format"]]))


_REFERENCES: Final = {
    "file": [UUID],
    "place": ["area:329921001002", f"dwelling:{UUID}"],
    "phone": ["+8613800138000", "+861012345678", "+865718765432;ext=12", "12345", "+85212345678", "4001234567"],
}


@st.composite
def filled(draw: st.DrawFn, form: dict[str, Any]) -> dict[str, Any]:
    """Something filled in: often right, sometimes junk, sometimes with keys that nobody asked for."""
    data: dict[str, Any] = {}
    for key, field in form["properties"].items():
        choice = draw(st.integers(0, 9))
        if choice == 0:
            data[key] = draw(JUNK)
        elif choice < 8:
            data[key] = _value(draw, field)
    if draw(st.integers(0, 15)) == 0:
        data["stray"] = 1
    return data
