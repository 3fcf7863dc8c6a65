"""Who holds the posts of the demo's units: accounts, shared posts, terms, and the faults that are meant."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from linli.demo.names import FEMALE, MALE, given_name, surname
from linli.people.rules.unit_batches import NewAccount, NewPost, NewTerm


@dataclass
class Staff:
    """Gives accounts out, one a person, in the same order at every load."""

    dice: random.Random
    today: date
    roles: frozenset[str]
    accounts: list[NewAccount] = field(default_factory=list)

    def hire(self, login: str = "") -> str:
        """A new person's log-in name."""
        year = self.today.year - self.dice.randint(27, 59)
        sex = self.dice.choice((MALE, FEMALE))
        name = login or f"demo.s{len(self.accounts) + 1:05d}"
        self.accounts.append(NewAccount(name, surname(self.dice) + given_name(self.dice, sex, year)))
        return name

    def term(self, holder: str, *, elected: bool, overdue: bool = False) -> NewTerm:
        """A running term; an elected one has its record, an overdue one ran out a while ago."""
        if overdue:
            since = date(self.today.year - 6, 6, 1)
            last = since.replace(year=since.year + 5) - timedelta(days=1)
            return NewTerm(holder, since, last, "elected", f"{since.year}年换届选举结果公告")
        since = self.today - timedelta(days=self.dice.randint(200, 600))
        return NewTerm(
            holder, since, None, *(("elected", f"{since.year}年选举会议记录") if elected else ("appointed", ""))
        )

    def post(
        self, given: Mapping[str, Any], shared: dict[str, str], *, vacant: bool = False, overdue: bool = False
    ) -> NewPost:
        """A post with all seats taken, unless it is meant to be vacant."""
        seats = given.get("seats", 1)
        holders = [] if vacant else [self._holder(given, shared) for _ in range(seats)]
        elected = bool(given.get("elected"))
        terms = tuple(self.term(holder, elected=elected, overdue=overdue) for holder in holders)
        roles = self.known(given.get("roles", ()))
        return NewPost(given["title"], given["kind"], roles, seats, "", None, terms)

    def _holder(self, given: Mapping[str, Any], shared: dict[str, str]) -> str:
        key = given.get("shared", "")
        if key and key in shared:
            return shared[key]
        holder = self.hire()
        if key:
            shared[key] = holder
        return holder

    def posts(self, given: Sequence[Mapping[str, Any]]) -> tuple[NewPost, ...]:
        """Posts that nothing is wrong with."""
        return tuple(self.post(item, {}) for item in given)

    def known(self, roles: Iterable[str]) -> tuple[str, ...]:
        """The roles that the pack has: stories outlive a renamed role."""
        return tuple(role for role in roles if role in self.roles)
