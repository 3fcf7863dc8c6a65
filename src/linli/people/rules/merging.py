"""Rules of merging two records of one person (E12)."""

from dataclasses import replace

from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.persons import GIVEN, Values, empty_fields

_BLANK = Values("")
_PARTS = {
    "name": ("name",),
    "sex": ("sex",),
    "birth": ("birth", "birth_year"),
    "identity": ("identity", "identity_kind"),
    "hukou_address": ("hukou_address",),
}


def fault_of(stays: Values, rests: Values) -> PersonCode | None:
    """Why two records cannot be one: two numbers are two persons."""
    if stays.identity and rests.identity and stays.identity != rests.identity:
        return PersonCode.MERGE_NUMBERS
    return None


def completed(stays: Values, rests: Values) -> tuple[Values, tuple[str, ...]]:
    """The values of the record that stays, completed from the other, and the fields that it took."""
    took = tuple(name for name in empty_fields(stays) if name not in empty_fields(rests))
    return _with(stays, rests, took), took


def without(stays: Values, rests: Values, took: tuple[str, ...]) -> Values:
    """The values of the record that stays after giving back ``took``; what it changed since is its own."""
    own, other = stays.as_texts(), rests.as_texts()
    return _with(stays, _BLANK, tuple(name for name in took if name in GIVEN and own[name] == other[name]))


def _with(values: Values, source: Values, names: tuple[str, ...]) -> Values:
    parts = {part: getattr(source, part) for name in names for part in _PARTS[name]}
    return replace(values, **parts)
