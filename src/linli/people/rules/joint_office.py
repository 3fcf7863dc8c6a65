"""Joint office: bodies of a community that share leaders (三位一体、合署办公; S-036, N-037)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Lead:
    """Who leads a body."""

    account: UUID
    name: str
    body: str


@dataclass(frozen=True)
class JointOffice:
    """The bodies that share leaders, in their order, of ``expected``; and who those leaders are."""

    bodies: tuple[str, ...]
    expected: int
    leaders: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all of the bodies share (N-037: three)."""
        return len(self.bodies) == self.expected


def joint_office(leads: Iterable[Lead], bodies: Sequence[str]) -> JointOffice | None:
    """The largest circle of ``bodies`` that shared leaders join; None when no leader leads two of them.

    Bodies that two different leaders join through a third body belong to one circle.
    """
    of: dict[UUID, set[str]] = defaultdict(set)
    names: dict[UUID, str] = {}
    for lead in leads:
        if lead.body in bodies:
            of[lead.account].add(lead.body)
            names[lead.account] = lead.name
    sharing = {account: found for account, found in of.items() if len(found) > 1}
    if not sharing:
        return None
    circle = max(_circles(sharing.values()), key=lambda found: (len(found), sorted(found)))
    who = sorted(names[account] for account, found in sharing.items() if found <= circle)
    return JointOffice(tuple(body for body in bodies if body in circle), len(bodies), tuple(who))


def _circles(groups: Iterable[set[str]]) -> list[set[str]]:
    circles: list[set[str]] = []
    for group in groups:
        touching = [circle for circle in circles if circle & group]
        circles = [circle for circle in circles if not circle & group]
        circles.append(group.union(*touching))
    return circles
