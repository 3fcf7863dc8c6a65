"""What an actor is to a case: the roles that flows name."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

# Every role that a flow of a case type may name, with what it means.
ROLES = {
    "reporter": "a party that speaks for the case, or the staff who took it in for them",
    "receiver": "the unit that took the case in, until another has accepted it (S-075)",
    "dispatcher": "a post that dispatches cases of the place",
    "lead": "a post of the unit that leads",
    "helper": "a post of a unit that helps or shares responsibility",
    "verifier": "a post that verifies results at the place",
    "head": "a post that approves extensions and decisions at the place",
    "sponsor": "a post of the unit that set the task or passed the matter on",
    "system": "the installation itself",
}


@dataclass(frozen=True)
class Bearing:
    """The facts about an actor that roles follow from."""

    unit: UUID | None
    speaks: bool
    is_system: bool
    powers: Collection[str]


@dataclass(frozen=True)
class Standing:
    """The facts about a case that roles follow from."""

    receiver: UUID | None
    lead: UUID | None
    helpers: frozenset[UUID]
    sponsor: UUID | None
    handed_over: bool
    own_party: bool


def roles_of(who: Bearing, case: Standing) -> frozenset[str]:
    """The roles of an actor in a case. A party of the case handles none of it: those roles fall away (E46)."""
    if who.is_system:
        return frozenset({"system"})
    found = {"reporter"} if who.speaks else set()
    if case.own_party:
        return frozenset(found)
    return frozenset(found | _by_power(who) | _by_unit(who, case))


def _by_power(who: Bearing) -> set[str]:
    named = {"cases.dispatch": "dispatcher", "cases.verify": "verifier", "cases.approve": "head"}
    return {role for power, role in named.items() if power in who.powers}


def _by_unit(who: Bearing, case: Standing) -> set[str]:
    if who.unit is None or "cases.handle" not in who.powers:
        return set()
    found = {"lead"} if who.unit == case.lead else set()
    if who.unit in case.helpers:
        found.add("helper")
    if who.unit == case.receiver and not case.handed_over:
        found |= {"receiver", "reporter"}
    if who.unit == case.sponsor:
        found.add("sponsor")
    return found


# They give work to units and take it back; a receiver and a lead only what their own unit asked for.
GIVERS = frozenset({"dispatcher", "head", "receiver", "lead"})


def may_take_back(roles: frozenset[str], unit: UUID | None, asked_by: UUID | None) -> bool:
    """Whether somebody of ``unit`` may take a share back that ``asked_by`` gave to a unit that helps."""
    if roles & {"dispatcher", "head"}:
        return True
    return bool(roles & GIVERS) and unit is not None and unit == asked_by
