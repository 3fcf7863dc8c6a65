"""Terms of a post: seats, succession, acting on after the term (E16, R4.1, R2.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

PROCEDURES = ("elected", "appointed", "hired")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """Who holds a seat from ``since``; ``until`` is the end of the term, ``ended`` the day the powers really ended.

    A term that ran out without a successor has no ``ended``: its holder acts on (超期).
    """

    id: UUID
    account: UUID
    since: date
    until: date | None = None
    ended: date | None = None

    def is_held_on(self, day: date) -> bool:
        """Whether the holder has the powers of the post on ``day``."""
        return self.since <= day and (self.ended is None or day <= self.ended)

    def is_in_term_on(self, day: date) -> bool:
        """Whether ``day`` lies inside the term itself."""
        return self.is_held_on(day) and (self.until is None or day <= self.until)

    def is_overdue_on(self, day: date) -> bool:
        """Whether the holder acts on after the end of the term."""
        return self.is_held_on(day) and not self.is_in_term_on(day)

    def meets(self, other: "Term") -> bool:
        """Whether the two terms share a day."""
        return max(self.since, other.since) <= min(self._last(), other._last())

    def _last(self) -> date:
        return min(self.until or date.max, self.ended or date.max)


def in_the_way(terms: Sequence[Term], new: Term, seats: int) -> Term | None:
    """The term for which ``new`` finds no seat, or its own account's overlapping one; None when there is room."""
    rivals = [term for term in terms if term.meets(new)]
    own = [term for term in rivals if term.account == new.account]
    if own:
        return own[0]
    for day in sorted({new.since, *(term.since for term in rivals if term.since > new.since)}):
        sitting = [term for term in rivals if term.is_in_term_on(day)]
        if len(sitting) >= seats:
            return sitting[0]
    return None


def succeeded(terms: Iterable[Term], seats: int) -> dict[UUID, date]:
    """The last days of those whose term had run out when a successor took their seat, by term.

    Whoever is longest over the term leaves first; a holder's own earlier term always gives way to the new one.
    """
    current = {term.id: term for term in terms}
    for new in sorted(current.values(), key=lambda term: (term.since, str(term.id))):
        for leaving in _leaving(current.values(), new, seats):
            current[leaving.id] = replace(leaving, ended=new.since - DAY)
    before = {term.id: term.ended for term in terms}
    return {key: term.ended for key, term in current.items() if term.ended is not None and before[key] is None}


def _leaving(terms: Iterable[Term], new: Term, seats: int) -> list[Term]:
    there = [term for term in terms if term.id != new.id and term.is_held_on(new.since)]
    expired = sorted((t for t in there if t.is_overdue_on(new.since)), key=lambda t: (t.until or date.max, str(t.id)))
    own = [term for term in expired if term.account == new.account]
    others = [term for term in expired if term.account != new.account]
    too_many = len(there) - len(own) + 1 - seats
    return own + others[: max(too_many, 0)]


def lacks_proof(wants_election: bool, procedure: str, proof: str) -> bool:
    """Whether the record of the election is missing that this seat, or this procedure, needs (S-049)."""
    return (wants_election or procedure == "elected") and (procedure != "elected" or not proof)
