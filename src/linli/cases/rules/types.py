"""What a case type says: the catalogue's entry as frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from linli.cases.rules.visibility import Visibility

Words = Mapping[str, str]


class DutyStep(StrEnum):
    """The steps of a matter that may lie with different levels (S-085)."""

    ACCEPT = "accept"
    REVIEW = "review"
    DECIDE = "decide"
    DELIVER = "deliver"
    HANDLE = "handle"


@dataclass(frozen=True)
class ClockRule:
    """A clock of a type. ``period`` is the key of a parameter, ``promise`` a shorter one that the unit promised.

    ``since`` is what it counts from whenever it is started: its start (now), the receipt, or the acceptance (R3.1: by
    silence a matter is accepted as of the day of receipt).
    ``when_due`` is the action that the installation takes when the time is over. ``stage`` clocks are shown as
    the stages of the case; ``main`` is the one whose end the resident is told. ``ladder`` climbs when overdue.
    """

    key: str
    label: Words
    period: str
    promise: str = ""
    since: str = "now"
    when_due: str = ""
    stage: bool = False
    main: bool = False
    ladder: bool = True
    extend_by: str = ""
    roll: bool = True


@dataclass(frozen=True)
class Sort:
    """A sort of matter within a type: its own period, list entry and, for emergencies, the number to call at once."""

    key: str
    label: Words
    group: str = ""
    matter: str = ""
    period: str = ""
    emergency: str = ""
    radius: int = 50


@dataclass(frozen=True)
class Material:
    """A paper that is asked for, where ``when`` (an expression over the form) holds; empty: always."""

    key: str
    label: Words
    when: str = ""
    original: bool = False
    note: Words | None = None


@dataclass(frozen=True)
class CaseType:
    """One version of a case type as it holds at a place on a day."""

    key: str
    label: Words
    group: str
    flow: str
    form: str
    visibility: Visibility
    matter: str
    category: str
    sorts: Mapping[str, Sort]
    clocks: Mapping[str, ClockRule]
    materials: tuple[Material, ...]
    photo: str
    by_public: bool
    anonymous: bool
    rated: bool
    reopen: str
    most_representatives: int
    guide: Mapping[str, Words]
    fee: Words | None

    @property
    def main_clock(self) -> str:
        """The clock whose end is the case's due day; "" when the type has none."""
        return next((key for key, rule in self.clocks.items() if rule.main), "")

    def matter_of(self, sort: str) -> str:
        """The matter in the duty list: the sort's own, else the type's."""
        found = self.sorts.get(sort)
        return found.matter if found and found.matter else self.matter

    def period_of(self, clock: str, sort: str) -> str:
        """The parameter that a clock counts with: the sort's own for the main clock, else the rule's."""
        rule, found = self.clocks[clock], self.sorts.get(sort)
        return found.period if rule.main and found and found.period else rule.period
