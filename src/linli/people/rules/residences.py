"""Rules of residence and household (E13, R10.5): kinds, spans, one householder a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

REGISTERED, LIVING, AWAY = "registered", "living", "away"
KINDS = (REGISTERED, LIVING, AWAY)
HEAD = "head"
RELATIONS = (HEAD, "spouse", "child", "parent", "grandchild", "grandparent", "sibling", "other")


@dataclass(frozen=True)
class Span:
    """Days from ``since`` through ``until`` (open when None)."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies inside."""
        return self.since <= day and (self.until is None or day <= self.until)


def meets(one: Span, other: Span) -> bool:
    """Whether two spans share a day."""
    starts_before_end = other.until is None or one.since <= other.until
    return starts_before_end and (one.until is None or other.since <= one.until)


def first_meeting(new: Span, known: Iterable[Span]) -> Span | None:
    """The earliest known span that shares a day with ``new``."""
    return min((span for span in known if meets(new, span)), key=lambda span: span.since, default=None)


def is_household(members: Sequence[tuple[UUID, str]]) -> bool:
    """Whether the members are all different and exactly one of them is the householder."""
    persons = {person for person, _ in members}
    heads = [person for person, relation in members if relation == HEAD]
    return len(persons) == len(members) and len(heads) == 1


def unknown_relation(members: Sequence[tuple[UUID, str]]) -> str | None:
    """The first relation that is none of ours."""
    return next((relation for _, relation in members if relation not in RELATIONS), None)
