"""The words of policy papers that a pack gives: bodies that carry out, heads of columns, web residue."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from linli.documents.rules.policies.surface import folded

FORMS: Final = ("department", "party", "mass", "government", "base")
_MARKS: Final = re.compile(r"[\s*:()\[\]]")


def key_of(words: str) -> str:
    """A head of a column for comparing: without blanks, brackets and colons."""
    return _MARKS.sub("", folded(words))


class Lexicon:
    """What the entries of ``policy_units`` and ``policy_words`` say, ready for looking up."""

    def __init__(
        self, units: Iterable[tuple[str, Mapping[str, Any]]], words: Iterable[tuple[str, Mapping[str, Any]]]
    ) -> None:
        self.forms: dict[str, str] = {}
        self.stems: set[str] = set()
        for _, entry in units:
            self._add(entry)
        self.words = {key: tuple(entry["words"]) for key, entry in words}
        self._roles = {
            key_of(word): key.partition(".")[2]
            for key, entries in self.words.items()
            if key.startswith("head.")
            for word in entries
        }

    def _add(self, entry: Mapping[str, Any]) -> None:
        stems = entry.get("stems", ())
        made = (stem + end for stem in stems for end in entry.get("ends", ()))
        for name in (*entry.get("names", ()), *made):
            self.forms.setdefault(folded(name), entry["form"])
        if "局" in entry.get("ends", ()):
            self.stems.update(stems)

    def role(self, head: str) -> str:
        """What a column of this head holds (no, task, lead, helping, …), or ``""``."""
        return self._roles.get(key_of(head), "")

    def listed(self, key: str) -> tuple[str, ...]:
        """The words of an entry."""
        return self.words.get(key, ())

    @cached_property
    def names(self) -> str:
        """A pattern of every name of a body, longest first."""
        return "|".join(map(re.escape, sorted(self.forms, key=len, reverse=True)))

    @cached_property
    def stem_names(self) -> str:
        """A pattern of every stem that takes 局."""
        return "|".join(map(re.escape, sorted(self.stems, key=len, reverse=True)))
