"""The shape of a case type in a pack, and the facts that its flow may read."""

from typing import Any

from linli.cases.rules.visibility import Visibility
from linli.people.queries.unit_kinds import LABEL

# What the conditions of a flow may read, with their meaning.
FACTS = {
    "returned": "how often the lead sent it back",
    "rework": "how often a verifier sent it back",
    "reopened": "how often the reporter opened it again",
    "notices": "how many notices of missing papers were given",
    "rating": "1 to 5, 0 without a rating",
    "open_children": "children that are not ended",
    "open_helpers": "helping units that are not finished",
    "has_lead": "whether a unit leads",
    "lead_accepted": "whether the leading unit accepted",
    "anonymous": "whether no party can be reached",
    "repeats": "how many earlier cases of the same matter the parties pointed to",
    "agreed": "whether all parties agreed (mediation)",
}
KEY = r"^[a-z][a-z0-9_]{0,59}$"
_SORT: dict[str, Any] = {
    "type": "object",
    "required": ["label"],
    "additionalProperties": False,
    "properties": {
        "label": LABEL,
        "group": {"type": "string"},
        "matter": {"type": "string"},
        "period": {"type": "string"},
        "emergency": {"type": "string"},
        "radius": {"type": "integer", "minimum": 5, "maximum": 5000},
    },
}
_CLOCK: dict[str, Any] = {
    "type": "object",
    "required": ["label", "period"],
    "additionalProperties": False,
    "properties": {
        "label": LABEL,
        "period": {"type": "string"},
        "promise": {"type": "string"},
        "since": {"enum": ["now", "receipt", "acceptance"]},
        "when_due": {"type": "string"},
        "stage": {"type": "boolean"},
        "main": {"type": "boolean"},
        "ladder": {"type": "boolean"},
        "extend_by": {"type": "string"},
        "roll": {"type": "boolean"},
    },
}
_MATERIAL: dict[str, Any] = {
    "type": "object",
    "required": ["key", "label"],
    "additionalProperties": False,
    "properties": {
        "key": {"type": "string", "pattern": KEY},
        "label": LABEL,
        "when": {"type": "string"},
        "original": {"type": "boolean"},
        "note": LABEL,
    },
}
SCHEMA: dict[str, Any] = {
    "required": ["label", "group", "flow", "visibility", "matter"],
    "properties": {
        "label": LABEL,
        "group": {"enum": ["service", "report", "suggestion", "complaint", "help", "petition", "mediation", "hazard",
                           "information", "consultation", "task", "duty", "sharing"]},
        "flow": {"type": "string"},
        "form": {"type": "string"},
        "visibility": {"enum": [item.value for item in Visibility]},
        "matter": {"type": "string", "pattern": KEY},
        "category": {"type": "string"},
        "sorts": {"type": "object", "propertyNames": {"pattern": KEY}, "additionalProperties": _SORT},
        "clocks": {"type": "object", "propertyNames": {"pattern": KEY}, "additionalProperties": _CLOCK},
        "materials": {"type": "array", "items": _MATERIAL},
        "photo": {"enum": ["", "wanted", "needed"]},
        "by_public": {"type": "boolean"},
        "anonymous": {"type": "boolean"},
        "rated": {"type": "boolean"},
        "reopen": {"type": "string"},
        "most_representatives": {"type": "integer", "minimum": 0, "maximum": 5},
        "guide": {"type": "object", "additionalProperties": LABEL},
        "fee": LABEL,
    },
}  # fmt: skip
