"""Handing a case to an outside system and following it: states, patience, what may leave, how late is late."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

OPEN311, LINLI, BY_HAND = "open311", "linli", "by_hand"
KINDS = (OPEN311, LINLI, BY_HAND)
# waiting: to be handed over · sent: taken, without a number yet · accepted: followed under its number.
WAITING, SENT, ACCEPTED, CLOSED, FAILED, WITHDRAWN = "waiting", "sent", "accepted", "closed", "failed", "withdrawn"
STATES = (WAITING, SENT, ACCEPTED, CLOSED, FAILED, WITHDRAWN)
LIVE = (WAITING, SENT, ACCEPTED)
# Minutes before the second, third … try; after the last a person has to look.
WAITS = (1, 5, 15, 60, 240, 720)
MOST_TRIES = len(WAITS) + 1
LEASE = timedelta(minutes=2)
# How often an outside system is asked how it stands: a quarter of the time since it was last heard of.
SOONEST, RAREST = timedelta(minutes=10), timedelta(hours=12)
TEXT_LENGTH = 1_000
LONGEST_ID = 80
# Eleven digits of a phone, seven or more of a landline, fifteen or eighteen of an identity number.
NUMBER = re.compile(r"(?:\d[ -]?){7,}[\dXx]?")


@dataclass(frozen=True)
class Target:
    """An outside system of the pack. ``services`` maps type/sort, or a type, to what the other side calls it."""

    key: str
    title: Mapping[str, str]
    kind: str
    address: str
    services: Mapping[str, str]
    days: int
    jurisdiction: str
    area: str

    def service_for(self, type_: str, sort: str) -> str | None:
        """What the other side calls a matter; None when it does not take it."""
        return self.services.get(f"{type_}/{sort}", self.services.get(type_))


@dataclass(frozen=True)
class Brief:
    """What is told of a case: the staff's words, the public number, the rounded place. Nothing of its parties."""

    handover: UUID
    number: str
    title: str
    text: str
    service: str
    place: str
    lon: float | None
    lat: float | None
    since: datetime


@dataclass(frozen=True)
class Errand:
    """One errand to an outside system: ``send`` it, ``find`` whether it came, ask for its number, or ``look`` at it.

    ``turn`` tells which errand an answer belongs to.
    """

    deed: str
    target: Target
    brief: Brief
    turn: int
    outside_id: str = ""
    token: str = ""


@dataclass(frozen=True)
class Reply:
    """What came back. ``error`` is a word; ``final``: no use trying again; ``refused``: it certainly was not taken.

    ``state`` is the outside's own word, ``closed`` whether it is done there, ``turned_down`` that it ended
    there without being done, ``nothing`` that it was not found.
    """

    outside_id: str = ""
    token: str = ""
    state: str = ""
    closed: bool = False
    turned_down: bool = False
    note: str = ""
    nothing: bool = False
    error: str = ""
    final: bool = False
    refused: bool = False


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after a failed try number ``tries``; None when it was the last."""
    return timedelta(minutes=WAITS[tries - 1]) if tries <= len(WAITS) else None


def next_look(moved_at: datetime, at: datetime, due_at: datetime, *, late: bool) -> datetime:
    """When to look again: ever more rarely while nothing moves, and at the moment when it is due."""
    pause = min(max((at - moved_at) / 4, SOONEST), RAREST)
    return at + pause if late else min(at + pause, max(due_at, at))


def names_a_party(text: str, parties: Iterable[str]) -> bool:
    """Whether words name a party, or hold what looks like a phone or an identity number."""
    folded = re.sub(r"\s", "", text)
    named = any(len(value) > 1 and re.sub(r"\s", "", value) in folded for value in parties)
    return named or NUMBER.search(text) is not None
