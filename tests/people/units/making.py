"""Makes units, posts and terms for these tests, through the commands."""

from datetime import date
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.people.commands import appoint, create_account, create_post, create_unit
from tests.actors import actor_with

COMMUNITY = "329921001001"
COMMANDS = tuple(
    f"people.{name}"
    for name in (
        "appoint", "appoint_stand_in", "change_unit_state", "create_account", "create_post", "create_unit", "edit_unit",
        "end_post", "end_relation", "end_stand_in", "end_tenure", "relate_units", "see_units",
    )
)  # fmt: skip
# A company's code of the rule book's shape: 91, division, organisation, check.
CREDIT = "91350100M000100Y43"


def office(area: str = "329921") -> Actor:
    """An administrator of ``area``, acting on Friday 2026-11-20."""
    return actor_with(*COMMANDS, area=area)


def unit(name: str, kind: str = "department", area: str = COMMUNITY, **more: Any) -> UUID:
    """A unit."""
    return create_unit(office(), area=area, name=name, kind=kind, **more).id


def post(
    where: UUID, title: str = "主任", kind: str = "director", roles: tuple[str, ...] = ("clerk",), **more: Any
) -> UUID:
    """A post."""
    return create_post(office(), unit=where, title=title, roles=roles, kind=kind, **more).id


def account(name: str) -> UUID:
    """An account."""
    return create_account(office(), login_name=name, display_name=name).id


def seat(where: UUID, who: UUID, since: str = "2026-01-01", until: str = "", **more: Any) -> UUID:
    """A term."""
    end = date.fromisoformat(until) if until else None
    return appoint(office(), post=where, account=who, since=date.fromisoformat(since), until=end, **more).id
