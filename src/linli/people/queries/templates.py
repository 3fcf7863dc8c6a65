"""Texts of messages, as pack data."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from linli.kernel.clock import local_day
from linli.kernel.packs.lookup import entries_for
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.people.rules.messages import NAME, Template

LONGEST = 300
_WORDS: dict[str, Any] = {
    "type": "object",
    "required": ["zh-Hans", "en"],
    "additionalProperties": {"type": "string", "minLength": 1, "maxLength": LONGEST},
}
SCHEMA: dict[str, Any] = {
    "required": ["channels", "subject", "text", "names"],
    "properties": {
        "channels": {"type": "array", "items": {"enum": ["sms", "mail", "desk"]}, "uniqueItems": True, "minItems": 1},
        "subject": _WORDS,
        "text": _WORDS,
        "names": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "at_once": {"type": "boolean"},
    },
}


class NoTemplate(LookupError):
    """No text of that name holds at that place on that day: a fault of the packs."""


def _check(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    used = {name for part in ("subject", "text") for words in entry[part].values() for name in NAME.findall(words)}
    faults = [f"the text uses {{{name}}}, which is not among its names" for name in sorted(used - set(entry["names"]))]
    for language, words in entry["text"].items():
        missing = {name for name in entry["names"] if f"{{{name}}}" not in words}
        faults += [f"the text in {language} leaves out {{{name}}}" for name in sorted(missing)]
    return faults


def template_at(key: str, area: str, at: datetime) -> Template:
    """The text ``key`` that holds at a place on the local day of ``at``."""
    found = entries_for("message_templates", area, local_day(at)).get(key)
    if found is None:
        raise NoTemplate(f"no message template {key} at {area}")
    data = found.data
    return Template(key, data["subject"], data["text"], tuple(data["names"]), data.get("at_once", False))


def register() -> None:
    """Register the pack section (called at start-up)."""
    register_section(Section("message_templates", "Texts of messages in each language, with {names}.", SCHEMA, _check))
