"""Rows of a batch of units: with posts, and whoever holds them (E14, E16)."""

from datetime import date
from typing import NamedTuple


class NewTerm(NamedTuple):
    """Who holds a post: the log-in name of an account, the term, how they came by it and what proves it."""

    holder: str
    since: date
    until: date | None = None
    procedure: str = "appointed"
    proof: str = ""


class NewPost(NamedTuple):
    """A post of the unit; ``area`` narrows it to a place in the unit's, such as a grid; ``duty_phone`` is public."""

    title: str
    kind: str = "clerk"
    roles: tuple[str, ...] = ()
    seats: int = 1
    area: str = ""
    since: date | None = None
    terms: tuple[NewTerm, ...] = ()
    duty_phone: str = ""


class NewUnit(NamedTuple):
    """A unit in a legal state, with its posts."""

    area: str
    name: str
    kind: str
    credit_code: str = ""
    state: str = ""
    since: date | None = None
    basis: str = ""
    posts: tuple[NewPost, ...] = ()
    hours: str = ""


class NewAccount(NamedTuple):
    """An account without a password; its owner completes it through an enrolment link."""

    login_name: str
    display_name: str


class NewRelation(NamedTuple):
    """A relation between two units, named by place and name, or from a unit to a place."""

    kind: str
    area: str
    unit: str
    other_area: str = ""
    other: str = ""
    place: str = ""
    since: date = date.min
    basis: str = ""
