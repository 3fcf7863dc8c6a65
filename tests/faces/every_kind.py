"""A form with a question of every kind, in place of the one for using a road."""

from typing import Any

from linli.kernel.db.guard import writing
from tests.packs.folders import publish_rows

MATTER = "road_occupation"
IDENTITY, PHONE = "110101199003070433", "13911112222"


def _says(chinese: str) -> dict[str, str]:
    return {"zh-Hans": chinese}


def _choices(*names: str) -> dict[str, Any]:
    return {name: _says(f"选项{name}") for name in names}


FORM: dict[str, Any] = {
    "version": 1,
    "title": _says("什么都问"),
    "properties": {
        "fee": {"type": "integer", "format": "fen", "label": _says("押金"), "maximum": 100_000_000},
        "square_metres": {"type": "integer", "minimum": 1, "maximum": 100_000, "label": _says("面积")},
        "wants": {
            "type": "array", "items": {"type": "string", "enum": ["a", "b", "c"]}, "labels": _choices("a", "b", "c"),
            "label": _says("想要的"),
        },
        "home": {"type": "string", "enum": ["x", "y"], "labels": _choices("x", "y"), "label": _says("住处")},
        "agree": {"type": "boolean", "label": _says("同意")},
        "since": {"type": "string", "format": "date", "label": _says("哪天起")},
        "call": {"type": "string", "format": "phone", "label": _says("联系电话"), "purpose": "联系"},
        "identity": {"type": "string", "format": "id_number", "label": _says("证件号"), "purpose": "核对"},
        "people": {
            "type": "array", "maxItems": 5, "label": _says("同住的人"), "items": {"type": "object", "properties": {
                "age": {"type": "integer", "label": _says("年龄")},
                "number": {"type": "string", "format": "phone", "label": _says("电话"), "purpose": "联系"},
            }},
        },
    },
    "required": ["fee"],
}  # fmt: skip


def ask_everything() -> None:
    """Publish it in the county."""
    with writing("test"):
        publish_rows("329921", {"key": MATTER, "form": FORM}, section="forms")
