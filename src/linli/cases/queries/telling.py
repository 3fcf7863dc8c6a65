"""Who is to be told of an act, with which words: letters for the message ledger."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from linli.cases.models import Case, CaseAct, CaseParty, CaseQuestion
from linli.cases.queries.access import CLOSED_SHOP, CONFIDENTIAL, OWN
from linli.cases.queries.case_detail import opened_party
from linli.cases.queries.parties import hearers
from linli.cases.queries.types import kept_type
from linli.cases.rules.telling import OUTSIDE_ALARMS, alarm_text, papers_named, shortened, told_by
from linli.cases.rules.types import CaseType
from linli.kernel.journal.reading import object_of, words_of_entry
from linli.kernel.sending import portal_address
from linli.people.queries.own import persons_of_accounts
from linli.people.rules.messages import DESK, MAIL, SMS, TOO_OLD, Letter

TRACK, QUESTION = "/track/", "/q/{secret}/"
CODE_LIFE = timedelta(minutes=10)


@dataclass(frozen=True)
class _Told:
    """An act with all that its letters are made of."""

    entry: UUID
    row: Case
    act: CaseAct
    type: CaseType
    words: Mapping[str, str]

    @property
    def needs(self) -> str:
        """The power without which no notice about this case is shown."""
        return CLOSED_SHOP if self.row.visibility in CONFIDENTIAL else OWN


def letters_of(entry: UUID, moment: datetime) -> Iterator[Letter]:
    """The letters that an act of a case calls for; none for what is long over."""
    county, case = object_of(entry)
    act = CaseAct.objects.filter(county=county, case=case, entry=entry).order_by("id").first()
    if act is None or moment - act.at > TOO_OLD:
        return
    row = Case.objects.select_related("merged_into").get(county=county, pk=case)
    told = _Told(entry, row, act, kept_type(row.type_entry, county), words_of_entry(county, entry))
    if act.action == "alarm":
        yield from _alarms(told)
    elif act.action in OUTSIDE_ALARMS:
        yield _outside_alarm(told)
    elif act.shown == "reporter":
        yield from _told_parties(told)


def _told_parties(told: _Told) -> Iterator[Letter]:
    kind = told_by(told.act.action, told.row.visibility, told.type.rated)
    if not kind:
        return
    base = Letter(
        told.entry, told.row.id, SMS, kind, _params(told), ("cases.case", told.row.id), told.row.area,
        unit=told.row.lead_id or told.row.receiver_id, needs=told.needs,
    )  # fmt: skip
    listeners = list(_listeners(told, kind))
    bound = persons_of_accounts(told.row.county, {party.account for party in listeners if party.account})
    for party in listeners:
        letter = _to_party(base, party, party.person or (bound.get(party.account) if party.account else None))
        if letter is not None:
            yield letter


def _params(told: _Told) -> dict[str, str]:
    facts, portal = told.act.facts, portal_address(settings.LINLI)
    labels = {item.key: item.label["zh-Hans"] for item in told.type.materials}
    quiet = told.row.visibility in CONFIDENTIAL
    return {
        "title": "" if quiet else told.row.title,
        "link": portal + (QUESTION.format(secret=told.words["secret"]) if "secret" in told.words else TRACK),
        "reason": "" if quiet else shortened(told.words.get("note", "")),
        "papers": ""
        if quiet
        else papers_named(labels, facts.get("materials")) or shortened(told.words.get("note", "")),
        "other": str(facts.get("number", "")),
        "day": _day(str(facts.get("due_on", ""))),
    }


def _day(text: str) -> str:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return ""
    return f"{found.month}月{found.day}日"


def _listeners(told: _Told, kind: str) -> QuerySet[CaseParty]:
    """The parties who wish to hear of an act: of the case and of all that follow it; only the asked of a question."""
    rows = hearers(told.row.county, told.act.at).filter(wishes__in=(SMS, MAIL)).select_related("case")
    if kind == "question":
        asked = CaseQuestion.objects.filter(county=told.row.county, pk=told.act.facts["question"]).values("party")
        return rows.filter(pk__in=asked).order_by("id")
    if kind == "missing":
        rows = rows.exclude(role="supporter")
    cases = [told.row.id] if kind in ("merged", "received") else _with_followers(told.row)
    return rows.filter(case__in=cases).order_by("came_at", "id")


def _with_followers(row: Case) -> list[UUID]:
    """A case, and those merged into it, and into those."""
    found, new = [row.id], [row.id]
    while new:
        rows = Case.objects.filter(county=row.county, merged_into__in=new).order_by("id")
        new = [case for case in rows.values_list("id", flat=True) if case not in found]
        found += new
    return found


def _to_party(base: Letter, party: CaseParty, person: UUID | None) -> Letter | None:
    """The letter to one party, by its wishes; its own number, for which it has the key."""
    phone = opened_party(party, "phone") if party.wishes == SMS else ""
    if not phone and person is None:
        return None if party.wishes == SMS else replace(_numbered(base, party), channel=MAIL)
    return replace(_numbered(base, party), channel=party.wishes, to=phone, person=None if phone else person)


def _numbered(base: Letter, party: CaseParty) -> Letter:
    return replace(base, recipient=party.id, params={**base.params, "number": party.case.number})


def _alarms(told: _Told) -> Iterator[Letter]:
    """Notices for the units that answer: who works on it, and from "overdue" on who gave it to them."""
    rung, row = int(told.act.facts.get("rung", 0)), told.row
    working = row.lead_id or row.receiver_id
    units = [working] if rung < 2 else [working, row.sponsor_id, row.receiver_id]
    for unit in dict.fromkeys(unit for unit in units if unit is not None):
        yield Letter(
            told.entry, unit, DESK, alarm_text(rung), {"number": row.number}, ("cases.case", row.id), row.area,
            unit=unit, needs=told.needs,
        )  # fmt: skip


def _outside_alarm(told: _Told) -> Letter:
    """A notice for the unit that leads: the outside system did not take its case, or is late."""
    row = told.row
    unit = row.lead_id or row.receiver_id or row.id
    return Letter(
        told.entry, unit, DESK, told.act.action, {"number": row.number}, ("cases.case", row.id), row.area,
        unit=unit, needs=told.needs,
    )  # fmt: skip


def code_letter(entry: UUID, moment: datetime, at: datetime) -> Letter | None:
    """The short message with six figures; None when they are no longer good."""
    county, draft = object_of(entry)
    words: Mapping[str, Any] = words_of_entry(county, entry)
    if "code" not in words or moment - at >= CODE_LIFE:
        return None
    params = {"code": words["code"], "minutes": str(CODE_LIFE.seconds // 60)}
    return Letter(
        entry, draft, SMS, "code", params, ("cases.draft", draft), county, to=words["phone"], expires_at=at + CODE_LIFE
    )  # fmt: skip
