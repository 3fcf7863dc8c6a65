"""Two reports of one thing: merged, every reporter kept informed; others join with "me too"."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.cases.commands.matter import add_act, opened, refuse_ended, refuse_party_handling, take
from linli.cases.commands.parties import add_parties
from linli.cases.commands.steps import receipt
from linli.cases.models import Case, CaseParty
from linli.cases.queries.access import public_cases, visible
from linli.cases.queries.matter import Matter, loaded
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.db.locks import lock_row, lock_rows
from linli.kernel.errors import Conflict, KernelCode, NotFound


@command("cases.merge_cases")
def merge_cases(actor: Actor, *, case: UUID, into: UUID, expected_version: int) -> Receipt:
    """Merge a case into another one of the same type: it ends as merged, its reporters follow the other from now on."""
    if not visible(actor).filter(pk=into).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    rows = {row.id: row for row in lock_rows(Case, "case", [case, into])}
    matter = opened(actor, case, expected_version)
    target = loaded(actor, rows[into])
    refuse_ended(matter)
    refuse_party_handling(target)
    _refuse_unlike(matter, target)
    matter.row.merged_into = target.row
    take(matter, "merge", told={"merged_into": str(into), "number": target.row.number})
    joined = sum(party.role in ("reporter", "supporter", "applicant") for party in matter.parties)
    target.row.supporters += 1
    target.counts.add("supporters")
    add_act(target, "took_in", told={"case": str(case), "number": matter.row.number, "parties": joined}, shown="inner")
    return receipt(matter)


def _refuse_unlike(matter: Matter, target: Matter) -> None:
    one, other = matter.row, target.row
    ended = other.ended_at is not None or other.merged_into_id is not None
    if one.id == other.id or one.type != other.type or one.visibility != other.visibility or ended:
        raise Conflict(CaseCode.NOT_SAME)


@command("cases.support_case")
def support_case(actor: Actor, *, case: UUID, party: Mapping[str, Any]) -> Receipt:
    """Join a public report ("me too"): counted, and told of it like the first; ``values["keys"]`` is shown once."""
    if not public_cases(actor.county).filter(pk=case, ended_at__isnull=True).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    matter = loaded(actor, lock_row(Case, "case", case))
    keys = add_parties(matter, ({**party, "role": "supporter"},))
    _refuse_again(matter, matter.parties[-1])
    matter.row.supporters += 1
    matter.counts.add("supporters")
    add_act(matter, "support", shown="inner")
    number = {"number": matter.row.number}
    return Receipt("cases.case", matter.row.id, matter.row.state, matter.row.version, values={"keys": keys, **number})


def _refuse_again(matter: Matter, joined: CaseParty) -> None:
    for other in matter.parties[:-1]:
        same_phone = joined.phone_lookup and other.phone_lookup and bytes(other.phone_lookup) == joined.phone_lookup
        same_account = joined.account is not None and other.account == joined.account
        if other.left_at is None and (same_phone or same_account):
            raise Conflict(CaseCode.SUPPORTED)


def party_key(party: UUID, key: str) -> bytes:
    """The digest that a party's code is kept as."""
    return lookup_key("case.key", f"{party}{key}")
