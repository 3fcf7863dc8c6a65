"""One case with all that its page shows: words opened, parties masked, clocks explained, what one may do."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from linli.cases.models import Assignment, Case, CaseAct, CaseClock, CaseParty
from linli.cases.queries.access import visible
from linli.cases.queries.cases import CaseRow, case_row, rows_of
from linli.cases.queries.clocks import ClockRow, clock_rows
from linli.cases.queries.matter import Matter, facts, own_parties, part_of, roles
from linli.cases.queries.types import kept_flow, kept_type
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.papers import materials_told, still_missing
from linli.cases.rules.parties import may_act
from linli.cases.rules.types import CaseType, Material
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.crypto.boxes import open_box
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.flow import ClockMove, Flow, Offer, actions_for
from linli.kernel.form import Form
from linli.kernel.journal.reading import words_of_object
from linli.kernel.packs.forms import form_of
from linli.kernel.packs.lookup import entry_kept
from linli.kernel.text import MaskLevel, mask_name, mask_phone

SPOKEN = ("basis", "note", "title", "place_name", "why_again")


@dataclass(frozen=True)
class ShareRow:
    """A unit's share in a case."""

    id: UUID
    unit: UUID
    unit_name: str
    role: str
    state: str
    nature: str
    duty: str
    asked_by: str
    asked_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class PartyRow:
    """A party, masked (L1): inside the house names and numbers are shown only for a purpose."""

    id: UUID
    role: str
    name: str
    phone: str
    person: UUID | None
    unit_name: str
    anonymous: bool
    wishes: str
    speaks_for: UUID | None
    scope: tuple[str, ...]
    until: date | None
    originals: tuple[str, ...]
    returned_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True)
class ActRow:
    """One act of the history. ``words`` is None where they were erased, empty where there were none."""

    seq: int
    at: datetime
    action: str
    state: str
    label: Mapping[str, str] | None
    told: Mapping[str, Any]
    words: str | None
    who: str
    stand_in_for: UUID | None
    by_party: bool
    channel: str
    shown: str


@dataclass(frozen=True)
class FileRow:
    """A file of a case."""

    id: UUID
    file: UUID
    kind: str
    material: str
    public: bool
    added_at: datetime


@dataclass(frozen=True)
class CaseDetail:
    """Everything on the page of a case."""

    row: CaseRow
    type: CaseType
    sort: str
    roles: frozenset[str]
    text: str
    values: Mapping[str, Any]
    form: Form | None
    address: str
    place_name: str
    lon: float | None
    lat: float | None
    channel: str
    public: bool
    accepted_at: datetime | None
    done_at: datetime | None
    closed_at: datetime | None
    sponsor: UUID | None
    parent: UUID | None
    merged_into: UUID | None
    counters: Mapping[str, int]
    shares: tuple[ShareRow, ...]
    parties: tuple[PartyRow, ...]
    clocks: tuple[ClockRow, ...]
    history: tuple[ActRow, ...]
    files: tuple[FileRow, ...]
    children: tuple[CaseRow, ...]
    offers: tuple[Offer, ...]
    stages: tuple[str, ...]

    @property
    def missing(self) -> tuple[Material, ...]:
        """The papers that the last notice asked for and that were not brought since."""
        return self._materials(still_missing(self.row.state, self.history, self.files))

    def papers_told(self, act: ActRow) -> tuple[Material, ...]:
        """The papers that an act of the history names; none unless it is a notice of what is missing."""
        return self._materials(materials_told(act))

    def _materials(self, keys: tuple[str, ...]) -> tuple[Material, ...]:
        known = {item.key: item for item in self.type.materials}
        return tuple(known[key] for key in keys if key in known)


def case_detail(actor: Actor, case: UUID) -> CaseDetail:
    """One case; NotFound when the actor may not know of it (at most ten queries)."""
    row = rows_of(visible(actor)).defer(None).filter(pk=case).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    matter = Matter(
        actor, row, kept_type(row.type_entry, row.county), kept_flow(row.flow_entry, row.county),
        list(Assignment.objects.filter(county=row.county, case=row).select_related("unit", "asked_by").order_by("id")),
        list(CaseClock.objects.filter(county=row.county, case=row).order_by("id")),
        list(CaseParty.objects.filter(county=row.county, case=row).select_related("unit").order_by("id")),
    )  # fmt: skip
    return _detail(matter, row)


def _detail(matter: Matter, row: Any) -> CaseDetail:
    given = json.loads(open_box(row.box, table="cases_case", field="box", row=row.id))
    counters = {name: getattr(row, name) for name in ("returned", "rework", "reopened", "notices", "trips")}
    return CaseDetail(
        row=case_row(row), type=matter.type, sort=row.sort, roles=roles(matter),
        text=given["text"], values=given["values"],
        form=_form(row),
        address=open_box(row.address, table="cases_case", field="address", row=row.id) if row.address else "",
        place_name=row.place_name, lon=row.lon, lat=row.lat, channel=row.channel, public=row.public,
        accepted_at=row.accepted_at, done_at=row.done_at, closed_at=row.closed_at, sponsor=row.sponsor_id,
        parent=row.parent_id, merged_into=row.merged_into_id, counters=counters,
        shares=tuple(_share(share) for share in matter.shares), parties=tuple(_party(p) for p in matter.parties),
        clocks=clock_rows(matter.clocks, matter.type, matter.actor.at), history=acts_of(matter, row),
        files=_files(matter), children=_children(matter.actor, row),
        offers=tuple(_offers(matter)), stages=stage_order(matter.flow, matter.type),
    )  # fmt: skip


def _offers(matter: Matter) -> Iterator[Offer]:
    """The flow's actions; to an agent those outside the mandate are greyed."""
    parts, day = [part_of(matter, party) for party in own_parties(matter)], local_day(matter.actor.at)
    for offer in actions_for(matter.flow, matter.row.state, facts(matter)):
        outside = bool(parts) and not any(may_act(part, offer.action, day) for part in parts)
        yield replace(offer, allowed=False, reason=CaseCode.OUTSIDE_MANDATE) if offer.allowed and outside else offer


def stage_order(flow: Flow, case_type: CaseType) -> tuple[str, ...]:
    """The clocks of the stages in the order in which the flow starts them."""
    moves = (change for action in flow.actions for change in action.clocks)
    started = (*flow.starts, *(change.clock for change in moves if change.move is ClockMove.START))
    known = {key for key, rule in case_type.clocks.items() if rule.stage}
    return tuple(key for key in dict.fromkeys(started) if key in known)


def _form(row: Case) -> Form | None:
    """The form that its answers were given to, in the version it began under."""
    if row.form_entry is None:
        return None
    found = entry_kept(row.form_entry, row.county)
    return form_of(found.key, found.data)


def _share(share: Assignment) -> ShareRow:
    return ShareRow(
        share.id, share.unit_id, share.unit.name, share.role, share.state, share.nature, share.duty,
        share.asked_by.name if share.asked_by else "", share.asked_at, share.answered_at, share.ended_at,
    )  # fmt: skip


def opened_party(party: CaseParty, field: str) -> str:
    """The words of a party's encrypted field; empty when there are none."""
    box = getattr(party, field)
    return open_box(box, table="cases_party", field=field, row=party.id) if box else ""


def _party(party: CaseParty) -> PartyRow:
    name, phone = opened_party(party, "name"), opened_party(party, "phone")
    return PartyRow(
        party.id, party.role, mask_name(name, MaskLevel.INTERNAL) if name else "",
        mask_phone(phone, MaskLevel.INTERNAL) if phone else "", party.person, party.unit.name if party.unit else "",
        party.anonymous, party.wishes, party.speaks_for_id, tuple(party.scope), party.until, tuple(party.originals),
        party.returned_at, party.left_at,
    )  # fmt: skip


def acts_of(matter: Matter, row: Case, *, shown_only: bool = False) -> tuple[ActRow, ...]:
    """The history, oldest first; ``shown_only`` leaves out what is for the staff (two queries)."""
    acts = [act for act in matter.acts if act.shown == "reporter" or not shown_only]
    words = words_of_object(row.county, "cases.case", row.id)
    labels = {action.key: action.label for action in matter.flow.actions}
    return tuple(_act(act, words.get(act.entry, {}), labels) for act in acts)


def _act(act: CaseAct, words: Mapping[str, str], labels: Mapping[str, Any]) -> ActRow:
    label = labels.get(act.action)
    return ActRow(
        act.seq, act.at, act.action, act.state, {"zh-Hans": label.zh, "en": label.en or label.zh} if label else None,
        act.facts, _words(act, words), act.who, act.stand_in_for, act.party is not None, act.channel, act.shown,
    )  # fmt: skip


def _words(act: CaseAct, words: Mapping[str, str]) -> str | None:
    names = [name for name in act.spoken if name in SPOKEN]
    if names and not words:
        return None
    return "\n".join(words[name] for name in names if words.get(name))


def _files(matter: Matter) -> tuple[FileRow, ...]:
    return tuple(FileRow(f.id, f.file, f.kind, f.material, f.public, f.added_at) for f in matter.files)


def _children(actor: Actor, row: Case) -> tuple[CaseRow, ...]:
    if not row.parts:
        return ()
    rows = rows_of(visible(actor).filter(parent=row)).order_by("received_at", "id")[:50]
    return tuple(case_row(child) for child in rows)
