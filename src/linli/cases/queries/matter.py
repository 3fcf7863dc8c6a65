"""A case in hand: its row with type, flow, shares, clocks and parties, and what an actor is to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from linli.cases.models import Assignment, Case, CaseAct, CaseClock, CaseFile, CaseParty
from linli.cases.models.assignment import LIVE
from linli.cases.queries.types import kept_flow, kept_type
from linli.cases.rules.parties import Part, may_tell
from linli.cases.rules.roles import Bearing, Standing, roles_of
from linli.cases.rules.types import CaseType
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.kept import Kept
from linli.kernel.flow import SECOND_PERSON, Facts, Flow
from linli.people.queries.own import person_of_account

Of = TypeVar("Of", bound=Model)
# Acts of those who handle a case: they sign for a share, finish a part, or finish the whole.
HANDLING, DONE = ("sign", "help_done"), "cases.done"
POWERS = ("cases.dispatch", "cases.verify", "cases.approve")


@dataclass
class Matter:
    """A locked case with all that its steps look at."""

    actor: Actor
    row: Case
    type: CaseType
    flow: Flow
    shares: list[Assignment]
    clocks: list[CaseClock]
    parties: list[CaseParty]
    counts: set[str] = field(default_factory=set)
    told_lead: UUID | None = None
    number: Callable[[], str] | None = None

    @cached_property
    def files(self) -> list[CaseFile]:
        """The files that are in the case, oldest first (one query, once)."""
        rows = CaseFile.objects.filter(county=self.row.county, case=self.row, left_at__isnull=True)
        return list(rows.order_by("added_at", "id"))

    @cached_property
    def acts(self) -> list[CaseAct]:
        """The acts, oldest first (one query, once: not for reading what this command adds)."""
        return list(CaseAct.objects.filter(county=self.row.county, case=self.row).order_by("seq"))

    @cached_property
    def own_person(self) -> UUID | None:
        """The registered person that the actor's log-in was bound to; asked only where it matters (one query, once)."""
        account = self.actor.account
        if account is None or all(party.person is None for party in self.parties):
            return None
        return person_of_account(self.actor.county, account)

    @cached_property
    def open_parts(self) -> int:
        """Children that are not closed yet (one query, once, where there are any)."""
        if not self.row.parts:
            return 0
        rows = Case.objects.filter(county=self.row.county, parent=self.row, ended_at__isnull=True)
        return rows.filter(closed_at__isnull=True).count()

    @property
    def lead(self) -> Assignment | None:
        """The live share that leads."""
        return next((share for share in self.shares if share.role == "lead" and share.state in LIVE), None)

    def clock(self, key: str) -> CaseClock | None:
        """The clock of the case that is not stopped."""
        return next((c for c in self.clocks if c.key == key and not c.stopped_at and not c.assignment_id), None)


def _in_case(model: type[Of]) -> Kept[Of]:
    """The rows of ``model`` that belong to a case, oldest first."""
    rows = model._default_manager
    return Kept(
        lambda county, case: rows.filter(county=county, case_id=case).order_by("id"), county="000000", case=UUID(int=1)
    )


_SHARES, _CLOCKS, _PARTIES = _in_case(Assignment), _in_case(CaseClock), _in_case(CaseParty)


def loaded(actor: Actor, row: Case) -> Matter:
    """The matter of a case's row (three queries)."""
    county = row.county
    return Matter(
        actor, row, kept_type(row.type_entry, county), kept_flow(row.flow_entry, county),
        _SHARES.rows(county=county, case=row.pk), _CLOCKS.rows(county=county, case=row.pk),
        _PARTIES.rows(county=county, case=row.pk), told_lead=row.lead_id,
    )  # fmt: skip


def own_parties(matter: Matter) -> list[CaseParty]:
    """The parties that the actor is: by number and key, by log-in, as its registered person, or through the unit."""
    actor, here = matter.actor, [party for party in matter.parties if party.left_at is None]
    if actor.party is not None:
        return [party for party in here if party.id == actor.party]
    if actor.account is None:
        return []
    person, unit = matter.own_person, actor.unit
    return [
        party
        for party in here
        if party.account == actor.account or (person and party.person == person) or (unit and party.unit_id == unit)
    ]


def part_of(matter: Matter, party: CaseParty) -> Part:
    """What a party is to the case, as the rules read it."""
    principal = next((item for item in matter.parties if item.id == party.speaks_for_id), None)
    return Part(
        party.role, party.left_at is not None, frozenset(party.scope), party.until,
        part_of(matter, principal) if principal else None,
    )  # fmt: skip


def roles(matter: Matter) -> frozenset[str]:
    """The flow's roles that the actor has in this case."""
    actor, row = matter.actor, matter.row
    powers = {name for name in POWERS if actor.may(name, row.area)} | ({"cases.handle"} & set(actor.powers))
    system = actor.account is None and actor.party is None and actor.channel == "job"
    helpers = {share.unit_id for share in matter.shares if share.role != "lead" and share.state in LIVE}
    parties, day = own_parties(matter), local_day(actor.at)
    speaks = any(may_tell(part_of(matter, party), day) for party in parties)
    standing = Standing(
        row.receiver_id, row.lead_id, frozenset(helpers), row.sponsor_id, row.handed_over,
        bool(parties) and actor.party is None,
    )  # fmt: skip
    return roles_of(Bearing(actor.unit, speaks, system, powers), standing)


def values(matter: Matter) -> dict[str, Any]:
    """What the flow's conditions may read (``queries.type_schema.FACTS``)."""
    row = matter.row
    open_helpers = sum(share.role != "lead" and share.state in LIVE for share in matter.shares)
    return {
        "returned": row.returned, "rework": row.rework, "reopened": row.reopened, "notices": row.notices,
        "rating": row.rating or 0, "open_children": matter.open_parts, "open_helpers": open_helpers,
        "has_lead": matter.lead is not None,
        "lead_accepted": matter.lead is not None and matter.lead.state == "accepted",
        "anonymous": all(party.phone is None and party.person is None for party in matter.parties),
        "repeats": 0, "agreed": True,
    }  # fmt: skip


def _in_files(matter: Matter) -> frozenset[str]:
    """What the files of the case give a step."""
    kinds = {file.kind for file in matter.files}
    return frozenset({f"photo_{kind}" for kind in kinds & {"before", "after"}} | kinds & {"agreement", "answer"})


def _actor_mark(actor: Actor) -> str:
    return str(actor.account or actor.party or "system")


def _earlier(matter: Matter) -> frozenset[str]:
    """Whose work a second person looks at: who took the last step to another state, and who ever handled it (E46)."""
    handling = {*HANDLING, *(item.key for item in matter.flow.actions if DONE in item.effects)}
    handled = [act for act in matter.acts if act.action in handling]
    moved = [act for before, act in pairwise((None, *matter.acts)) if act and (not before or act.state != before.state)]
    return frozenset(_mark(act) for act in (*moved[-1:], *handled))


def _mark(act: CaseAct) -> str:
    return str(act.account or act.party or "system")


def facts(matter: Matter, note: str = "", given: Iterable[str] = (), action: str = "") -> Facts:
    """The facts that the flow's interpreter reads: for every action, or for one alone.

    Files and acts are asked for only where an action requires something of them.
    """
    needs = matter.flow.requirements(action)
    here = frozenset(given) | ({"note"} if note.strip() else frozenset())
    more = _in_files(matter) if needs - here - {SECOND_PERSON} else frozenset()
    earlier = _earlier(matter) if SECOND_PERSON in needs else frozenset()
    return Facts(roles(matter), here | more, values(matter), _actor_mark(matter.actor), earlier)
