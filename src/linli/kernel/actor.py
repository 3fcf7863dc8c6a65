"""Who acts: passed explicitly to every command and query, read from nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

Channel = Literal["desk", "portal", "field", "api", "cli", "job"]


@dataclass(frozen=True)
class Actor:
    """An account acting under one post at one moment.

    ``at`` is the moment that every rule reads instead of a clock. ``powers`` maps a command name to the area
    prefixes inside which it may be used ("" = everywhere). ``stand_in_for`` is the absent post, if any.
    ``standing`` is the stamp that areas and units bore when it was established (kernel.db.standing), where it was read.
    ``party`` is set for somebody without a log-in who proved with number and key to be a party of one case.
    """

    account: UUID | None
    post: UUID | None
    unit: UUID | None
    area: str
    county: str
    at: datetime
    channel: Channel
    powers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stand_in_for: UUID | None = None
    purpose: str = ""
    label: str = ""
    request_key: str = ""
    party: UUID | None = None
    standing: str = field(default="", compare=False)

    def may(self, command: str, area: str | None = None) -> bool:
        """Whether a role of the post names ``command``, and covers ``area`` when one is given."""
        prefixes = self.powers.get(command)
        if prefixes is None:
            return False
        return area is None or any(area.startswith(prefix) for prefix in prefixes)

    def areas_for(self, command: str) -> tuple[str, ...]:
        """The area prefixes inside which ``command`` may be used."""
        return self.powers.get(command, ())

    def keyed(self, key: str) -> "Actor":
        """The same actor, sending a request under ``key``: the same key twice has one effect."""
        return replace(self, request_key=key)

    def granted(self, command: str) -> "Actor":
        """The same actor, let by the machinery do one more command, without a key (for what a refusal keeps)."""
        return replace(self, request_key="", powers={**self.powers, command: ("",)})

    def with_purpose(self, purpose: str) -> "Actor":
        """The same actor, stating why personal data is needed."""
        return replace(self, purpose=purpose)


def system_actor(county: str, at: datetime, *commands: str) -> Actor:
    """The installation itself, acting for a job; it may do exactly the named commands."""
    return Actor(
        account=None,
        post=None,
        unit=None,
        area="",
        county=county,
        at=at,
        channel="job",
        powers=dict.fromkeys(commands, ("",)),
        label="system",
    )
