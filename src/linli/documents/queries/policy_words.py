"""The words of policy papers, as pack data."""

from typing import Any, Final

from linli.documents.rules.policies.lexicon import FORMS, Lexicon
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.packs.lookup import entries_for
from linli.kernel.packs.sections import PackText, Section, register_section

UNITS: Final = "policy_units"
WORDS: Final = "policy_words"
_LIST: Final[dict[str, Any]] = {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True}
UNIT_SCHEMA: Final[dict[str, Any]] = {
    "required": ["form"],
    "properties": {
        "form": {"enum": list(FORMS)},
        "level": {"enum": ["own", "below", "base"]},
        "stems": _LIST,
        "ends": _LIST,
        "names": _LIST,
    },
}
WORD_SCHEMA: Final[dict[str, Any]] = {"required": ["words"], "properties": {"words": {**_LIST, "minItems": 1}}}


def register() -> None:
    """Register the pack sections (called at start-up)."""
    units = "Bodies that policy papers give work to: names, stems with endings, what kind of body each is."
    words = (
        "Words that policy papers use: heads of columns, what web pages leave behind, words that tell a lost character."
    )
    register_section(Section(UNITS, units, UNIT_SCHEMA))
    register_section(Section(WORDS, words, WORD_SCHEMA))


def words_at(area: str, actor: Actor) -> Lexicon:
    """The words that hold at ``area`` on the actor's day."""
    day = local_day(actor.at)
    units, words = entries_for(UNITS, area, day), entries_for(WORDS, area, day)
    return Lexicon(((key, item.data) for key, item in units.items()), ((key, item.data) for key, item in words.items()))


def words_of(pack: PackText) -> Lexicon:
    """The words of a pack that was not published, for reading before there is a database."""
    units, words = pack.entries.get(UNITS, ()), pack.entries.get(WORDS, ())
    return Lexicon(((str(entry["key"]), entry) for entry in units), ((str(entry["key"]), entry) for entry in words))
