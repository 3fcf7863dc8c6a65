"""A unit asks another for data: what it holds already is not asked again, the rest goes to the holder (E49, R3.7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from linli.cases.commands.assigning import give_share
from linli.cases.commands.matter import take
from linli.cases.commands.opening import open_case
from linli.cases.models import Case, DataField, DataRequest
from linli.cases.queries.data_sharing import asked_by, duties_to_name, held_by
from linli.cases.queries.dictionary import dictionary_at
from linli.cases.queries.matter import loaded
from linli.cases.queries.standing import standing_area
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.data_sharing import (
    ASKED,
    HELD,
    SUBJECT,
    TYPES,
    Extent,
    Item,
    Sharing,
    by_class,
    held_already,
)
from linli.cases.rules.duties import DutyEntry, Nature
from linli.kernel.actor import Actor
from linli.kernel.clock import add_months, local_day
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.queries.answering import AnsweringUnit, unit_facts

WORDS, MOST_FIELDS, MOST_YEARS = 200, 40, 10


@dataclass(frozen=True)
class _Wish:
    """What is asked for, checked."""

    requester: UUID
    holder: AnsweringUnit
    items: tuple[Item, ...]
    extent: Extent
    duty: DutyEntry
    purpose: str
    ground: str
    keep_until: date


@command("cases.ask_for_data")
def ask_for_data(
    actor: Actor, *, holder: UUID, fields: Sequence[str], area: str, since: date, until: date, duty: str,
    purpose: str, ground: str, keep_until: date,
) -> Receipt:  # fmt: skip
    """Ask ``holder`` for fields of the data dictionary about ``area`` from ``since`` through ``until``.

    What an earlier answer covers is pointed to and not asked again (S-283); fields shared without conditions make a
    request of their own, so that they do not wait for the rest. ``values``: ``requests`` (ids), ``numbers`` of the
    cases opened, ``held`` (field: the request whose answer covers it). Refused is what is shared with nobody, what the
    unit waits for already, and what it needs for no duty of its own.
    """
    must_cover(actor, area)
    wish = _checked(actor, holder, fields, area, Extent(area, since, until, duty), purpose, ground, keep_until)
    keys = [item.key for item in wish.items]
    held = held_already(wish.items, wish.extent, held_by(actor, keys))
    open_items = tuple(item for item in wish.items if item.key not in held)
    _refuse_twice(actor, wish, open_items)
    groups = by_class(open_items) or {_widest(wish.items): ()}
    made = []
    for place, (sharing, wanted) in enumerate(groups.items()):
        made.append(_ask(actor, wish, sharing, wanted, held if place == 0 else {}))
    row, _, version = made[0]
    values = {
        "requests": [row.id for row, _, _ in made], "numbers": [number for _, number, _ in made if number],
        "held": held,
    }  # fmt: skip
    return Receipt(SUBJECT, row.id, ASKED if open_items else HELD, version, values=values)


def _widest(items: Iterable[Item]) -> Sharing:
    kinds = {item.sharing for item in items}
    return Sharing.CONDITIONAL if Sharing.CONDITIONAL in kinds else Sharing.UNCONDITIONAL


def _checked(
    actor: Actor, holder: UUID, fields: Sequence[str], area: str, extent: Extent, purpose: str, ground: str,
    keep_until: date,
) -> _Wish:  # fmt: skip
    day = local_day(actor.at)
    if actor.unit is None:
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    giver = unit_facts(actor.county, holder, day)
    if giver is None or holder == actor.unit:
        raise NotFound(CaseCode.NO_UNIT_THERE)
    standing_area(actor.county, area, None, day)
    items, faults = _items(area, day, fields)
    faults += _word_faults(purpose, ground) + _day_faults(extent, keep_until, day)
    line = next((line for line in duties_to_name(actor, area) if line.key == extent.duty), None)
    if line is None:
        faults.append(Problem("duty", CaseCode.NOT_YOUR_DUTY))
    if not area.startswith(giver.area):
        faults.append(Problem("holder", CaseCode.NOT_THE_HOLDER))
    if faults or line is None:
        raise Invalid(KernelCode.INVALID, problems=tuple(faults))
    return _Wish(actor.unit, giver, items, extent, line, purpose.strip(), ground.strip(), keep_until)


def _items(area: str, day: date, fields: Sequence[str]) -> tuple[tuple[Item, ...], list[Problem]]:
    known, faults = dictionary_at(area, day), []
    keys = list(dict.fromkeys(fields))
    if not keys or len(keys) > MOST_FIELDS:
        faults.append(Problem("fields", KernelCode.REQUIRED))
    faults += [Problem("fields", CaseCode.NO_FIELD, {"field": key[:60]}) for key in keys if key not in known]
    items = tuple(known[key] for key in keys if key in known)
    for item in items:
        if item.sharing is Sharing.NONE:
            told = {"field": item.title["zh-Hans"], "why": item.why["zh-Hans"]}
            faults.append(Problem("fields", CaseCode.NOT_SHARED, told))
    return items, faults


def _word_faults(purpose: str, ground: str) -> list[Problem]:
    faults = []
    for path, text in (("purpose", purpose.strip()), ("ground", ground.strip())):
        if not text or "\x00" in text:
            faults.append(Problem(path, KernelCode.REQUIRED))
        elif len(text) > WORDS:
            faults.append(Problem(path, KernelCode.TOO_LONG, {"length": len(text), "limit": WORDS}))
    return faults


def _day_faults(extent: Extent, keep_until: date, day: date) -> list[Problem]:
    faults = [] if extent.since <= extent.until else [Problem("until", CaseCode.DATA_PERIOD)]
    if not day <= keep_until <= add_months(day, 12 * MOST_YEARS):
        faults.append(Problem("keep_until", CaseCode.KEEP_UNTIL, {"years": MOST_YEARS}))
    return faults


def _refuse_twice(actor: Actor, wish: _Wish, items: tuple[Item, ...]) -> None:
    waiting = asked_by(actor, wish.holder.id, [item.key for item in items])
    again = held_already(items, wish.extent, waiting)
    for item in items:
        if item.key in again:
            told = {"field": item.title["zh-Hans"], "number": again[item.key]}
            raise Conflict(CaseCode.ASKED_ALREADY, told)


def _ask(
    actor: Actor, wish: _Wish, sharing: Sharing, wanted: tuple[str, ...], held: dict[str, UUID]
) -> tuple[DataRequest, str, int]:
    """A request with its fields; a case, with its number and version, for those that somebody has to give."""
    request, number = new(actor.county), ""
    case = None
    if wanted:
        text = _told(wish, wanted)
        opened = open_case(
            actor, type=TYPES[sharing], area=wish.extent.area, text=text, title=wish.purpose[:120],
            subject=(SUBJECT, request),
        )  # fmt: skip
        case, number = opened.id, str(opened.values["number"])
    row = DataRequest.objects.create(
        id=request, county=actor.county, area=wish.extent.area, case_id=case, requester_id=wish.requester,
        holder_id=wish.holder.id, sharing=sharing.value, duty=wish.duty.key, purpose=wish.purpose, ground=wish.ground,
        since=wish.extent.since, until=wish.extent.until, keep_until=wish.keep_until, asked_at=actor.at,
    )  # fmt: skip
    _keep_fields(row, wanted, held)
    version = row.version if case is None else _pass_on(actor, wish, case, wanted)
    facts: dict[str, Any] = {
        "fields": list(wanted), "held": {key: str(answer) for key, answer in held.items()}, "sharing": sharing.value,
        "holder": str(wish.holder.id), "duty": wish.duty.key, "since": str(row.since), "until": str(row.until),
        "keep_until": str(row.keep_until), "case": str(case or ""),
    }  # fmt: skip
    words = {"purpose": wish.purpose, "ground": wish.ground}
    record(actor, subject_of(row), Act(("holder", "duty", "period"), words, facts))
    return row, number, version


def _told(wish: _Wish, wanted: tuple[str, ...]) -> str:
    """The request in words, for those who work on the case."""
    named = "、".join(item.title["zh-Hans"] for item in wish.items if item.key in wanted)
    return "\n".join(
        (
            f"数据项：{named}",
            f"数据期间：{wish.extent.since.isoformat()} 至 {wish.extent.until.isoformat()}",
            f"履行职责：{wish.duty.label['zh-Hans']}",
            f"用途：{wish.purpose}",
            f"依据：{wish.ground}",
            f"使用至：{wish.keep_until.isoformat()}",
        )
    )


def _keep_fields(row: DataRequest, wanted: tuple[str, ...], held: dict[str, UUID]) -> None:
    rows = [DataField(id=new(row.county), county=row.county, request=row, field=key) for key in wanted]
    rows += [
        DataField(id=new(row.county), county=row.county, request=row, field=key, decision=HELD, earlier_id=answer)
        for key, answer in held.items()
    ]
    DataField.objects.bulk_create(rows)


def _pass_on(actor: Actor, wish: _Wish, case: UUID, wanted: tuple[str, ...]) -> int:
    matter = loaded(actor, lock_row(Case, "case", case))
    share = give_share(matter, wish.holder.id, "lead", Nature.OWN)
    take(matter, "dispatch", told={"unit": str(share.unit_id), "role": "lead", "duty": share.duty,
                                   "share": str(share.id), "nature": share.nature, "fields": list(wanted)})  # fmt: skip
    return matter.row.version
