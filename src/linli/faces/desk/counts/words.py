"""Counts in words: categories, hidden numbers."""

from django.utils.translation import gettext, ngettext

from linli.people.queries.person_counts import CountKind
from linli.people.rules.counting import AGE, SEX, UNKNOWN

HIDDEN = "…"


def category_words(kind: CountKind, category: str) -> str:
    """A category for people."""
    if category == UNKNOWN:
        return gettext("not known")
    if kind.counted.by == SEX:
        return {"male": gettext("male"), "female": gettext("female")}[category]
    first, last = category.split("-")
    if kind.counted.by == AGE:
        return _ages(first, last)
    if first == last:
        return ngettext("%(number)d person", "%(number)d persons", int(first)) % {"number": int(first)}
    return gettext("%(first)s persons and more") % {"first": first}


def _ages(first: str, last: str) -> str:
    if not last:
        return gettext("%(first)s years and older") % {"first": first}
    return gettext("%(first)s to %(last)s years") % {"first": first, "last": last}


def number_words(number: int | None) -> str:
    """A number for a cell; what may not be shown is a mark."""
    return HIDDEN if number is None else str(number)
