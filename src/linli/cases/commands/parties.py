"""Parties of a case: applicants, reporters, representatives (at most five), agents with a mandate (E18, E46)."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from linli.cases.commands.matter import add_act, opened, refuse_ended
from linli.cases.models import CaseParty
from linli.cases.queries.case_detail import opened_party
from linli.cases.queries.matter import Matter, own_parties, part_of
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.numbers import is_key, new_key
from linli.cases.rules.parties import KEYED, MANDATED, ROLES, may_act, may_tell
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import check_phone
from linli.kernel.command import Receipt, command, record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.commands import note_look

NAME_LENGTH = 60


def add_parties(matter: Matter, given: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Add parties in order and return the keys of those who get one ("" for others)."""
    _check_count(matter, given)
    keys = []
    for place, item in enumerate(given):
        party, key = _party(matter, item, f"parties[{place}]")
        party.save(force_insert=True)
        matter.parties.append(party)
        keys.append(key)
    return tuple(keys)


def _check_count(matter: Matter, given: Sequence[Mapping[str, Any]]) -> None:
    known = sum(p.role == "representative" and p.left_at is None for p in matter.parties)
    limit = matter.type.most_representatives
    if known + sum(item.get("role") == "representative" for item in given) > limit:
        raise Invalid(CaseCode.TOO_MANY_REPRESENTATIVES, {"limit": limit})


def _refused(path: str, code: ErrorCode, **data: Any) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code, data),))


def _party(matter: Matter, item: Mapping[str, Any], path: str) -> tuple[CaseParty, str]:
    row, role = matter.row, item.get("role", "reporter")
    if role not in ROLES:
        raise _refused(f"{path}.role", CaseCode.PARTY)
    party_id = new(row.county)
    name, phone = _name(item, path), _phone(item, path)
    key = _key(item) if role in KEYED else ""
    party = CaseParty(
        id=party_id, county=row.county, area=row.area, case=row, role=role, **_linked(matter, item),
        anonymous=bool(item.get("anonymous")),
        wishes=item.get("wishes", "sms"), came_at=matter.actor.at, key=lookup_key("case.key", f"{party_id}{key}"),
        **_mandate(matter, item, role, path),
    )  # fmt: skip
    if name:
        party.name = seal_box(name, table="cases_party", field="name", row=party_id)
    if phone:
        party.phone = seal_box(phone, table="cases_party", field="phone", row=party_id)
        party.phone_lookup = lookup_key("phone", phone)
    return party, key


def _linked(matter: Matter, item: Mapping[str, Any]) -> dict[str, Any]:
    """Registered person, unit and log-in of a party: only the staff say so; others speak for their own log-in alone."""
    actor = matter.actor
    if actor.unit is None and actor.channel != "job":
        return {"account": actor.account}
    return {"person": item.get("person"), "unit_id": item.get("unit"), "account": item.get("account")}


def _key(item: Mapping[str, Any]) -> str:
    """The code of the receipt: a face that must show the same one to a repeated request derives it and gives it."""
    given = str(item.get("key") or "")
    return given if is_key(given) else new_key(secrets.choice)


def _name(item: Mapping[str, Any], path: str) -> str:
    name = str(item.get("name") or "").strip()
    if len(name) > NAME_LENGTH:
        raise _refused(f"{path}.name", KernelCode.TOO_LONG, length=len(name), limit=NAME_LENGTH)
    return name


def _phone(item: Mapping[str, Any], path: str) -> str:
    phone = str(item.get("phone") or "").strip()
    if not phone:
        return ""
    finding = check_phone(phone)
    if finding.error is not None:
        raise _refused(f"{path}.phone", finding.error, **finding.data)
    return finding.normal


def _mandate(matter: Matter, item: Mapping[str, Any], role: str, path: str) -> dict[str, Any]:
    if role not in MANDATED:
        return {}
    scope, until = list(item.get("scope", ())), item.get("until")
    if role == "agent" and (not scope or not isinstance(until, date)):
        raise _refused(f"{path}.until", CaseCode.AGENT_NEEDS_END)
    speaks_for = item.get("speaks_for")
    principal = matter.parties[speaks_for] if isinstance(speaks_for, int) and speaks_for < len(matter.parties) else None
    return {"scope": scope, "until": until, "originals": list(item.get("originals", ())), "speaks_for": principal}


@command("cases.add_party")
def add_party(actor: Actor, *, case: UUID, party: Mapping[str, Any], expected_version: int) -> Receipt:
    """Add a party to a case; ``values["keys"]`` holds the code for its receipt."""
    matter = opened(actor, case, expected_version)
    refuse_ended(matter)
    keys = add_parties(matter, (party,))
    added = matter.parties[-1]
    add_act(matter, "add_party", told={"party": str(added.id), "role": added.role}, shown="inner")
    return Receipt("cases.case", matter.row.id, matter.row.state, matter.row.version, values={"keys": keys})


@command("cases.end_party")
def end_party(actor: Actor, *, case: UUID, party: UUID, expected_version: int) -> Receipt:
    """End a party's part: a mandate that was withdrawn, somebody who wants to hear no more."""
    matter = opened(actor, case, expected_version)
    row = next((item for item in matter.parties if item.id == party and item.left_at is None), None)
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    row.left_at, row.version = actor.at, row.version + 1
    row.save(update_fields=["left_at", "version"])
    add_act(matter, "end_party", told={"party": str(row.id), "role": row.role}, shown="inner")
    return Receipt("cases.case", matter.row.id, matter.row.state, matter.row.version)


@command("cases.return_originals")
def return_originals(actor: Actor, *, case: UUID, party: UUID, expected_version: int) -> Receipt:
    """Note that the papers which an agent held went back to their owner (S-077)."""
    matter = opened(actor, case, expected_version)
    row = next((item for item in matter.parties if item.id == party and item.role == "agent"), None)
    if row is None or not row.originals:
        raise NotFound(KernelCode.NOT_FOUND)
    if row.returned_at is not None:
        raise Conflict(CaseCode.ENDED)
    row.returned_at, row.version = actor.at, row.version + 1
    row.save(update_fields=["returned_at", "version"])
    add_act(matter, "return_originals", told={"party": str(row.id), "papers": len(row.originals)})
    return Receipt("cases.case", matter.row.id, matter.row.state, matter.row.version)


def must_speak(matter: Matter, action: str = "") -> None:
    """Refuse a party that does not speak for the case, or whose mandate is over or leaves ``action`` out.

    Without an action it only tells something: words, papers, an answer. Who is no party is judged by other rules.
    """
    parts, day = [part_of(matter, party) for party in own_parties(matter)], local_day(matter.actor.at)
    if not parts and matter.actor.party is None:
        return
    if any(may_act(part, action, day) if action else may_tell(part, day) for part in parts):
        return
    if any(part.role in MANDATED for part in parts):
        raise Conflict(CaseCode.OUTSIDE_MANDATE)
    raise NotAllowed(KernelCode.NOT_ALLOWED)


@command("cases.reveal_party")
def reveal_party(actor: Actor, *, case: UUID, party: UUID) -> Receipt:
    """Show a party's name and phone for work on this case: exactly one look row; ``values`` holds both."""
    row = next((item for item in opened(actor, case).parties if item.id == party), None)
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    # Who is a registered person is noted under that person, so that they can ask who looked.
    note_look(
        actor.granted("people.note_look"), subject=row.person or row.id, area=row.area, fields=("name", "phone"),
        purpose="case", case=case,
    )  # fmt: skip
    subject = Subject("cases.party", row.id, row.county, row.area)
    record(actor.with_purpose("case"), subject, Act(facts={"case": str(case), "role": row.role}))
    values = {"name": opened_party(row, "name"), "phone": opened_party(row, "phone")}
    return Receipt("cases.party", row.id, "shown", row.version, values=values)
