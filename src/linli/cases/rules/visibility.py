"""Who may know of a case: the visibility class of its type (mission.md, section 3)."""

from enum import StrEnum


class Visibility(StrEnum):
    """``PUBLIC``: everybody, once accepted and under a title of the staff. ``UNIT``: the units that work on it and the
    dispatchers of its place. ``HANDLERS``: only those who handle it; it is in no list, count, search or map of anybody
    else. ``SEALED``: no trace outside one unit; such types cannot be opened before sealed scopes exist (E22).
    """

    PUBLIC = "public"
    UNIT = "unit"
    HANDLERS = "handlers"
    SEALED = "sealed"


_ORDER = (Visibility.PUBLIC, Visibility.UNIT, Visibility.HANDLERS, Visibility.SEALED)


def is_tighter_or_same(local: Visibility, wider: Visibility) -> bool:
    """Whether a place's version of a type shows a case to no more people than the wider one."""
    return _ORDER.index(local) >= _ORDER.index(wider)
