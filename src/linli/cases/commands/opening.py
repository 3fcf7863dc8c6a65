"""Taking in a case: checked, numbered, with its parties, clocks and first act."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.commands.filing import add_files
from linli.cases.commands.matter import add_act, opened, refuse_ended, take
from linli.cases.commands.parties import add_parties
from linli.cases.commands.steps import checked_note
from linli.cases.models import Case, CaseCounter
from linli.cases.queries.duties import unit_of, way_of
from linli.cases.queries.matter import Matter
from linli.cases.queries.standing import point_of, standing_area
from linli.cases.queries.types import found_type, kept_flow
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.data_sharing import GROUP, SUBJECT
from linli.cases.rules.numbers import DAILY_LIMIT, public_number, read_number
from linli.cases.rules.types import CaseType, DutyStep
from linli.cases.rules.visibility import Visibility
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel
from linli.kernel.command import Receipt, command
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.upsert import count_up
from linli.kernel.errors import Conflict, ErrorCode, Invalid, Keep, KernelCode, NotAllowed, Problem
from linli.kernel.form import Validated, validate
from linli.kernel.ids import new
from linli.kernel.packs.forms import form_of
from linli.kernel.packs.lookup import Found, entry
from linli.places.queries.doorways import locate_address

TEXT_LENGTH, TITLE_LENGTH, PLACE_LENGTH = 5_000, 120, 300
FINAL = "final"
MOST_PAST = timedelta(days=31)
BETWEEN_UNITS = ("task", "consultation", "duty", GROUP)
NO_VALUES: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Intake:
    """What was given for a new case, checked."""

    type: CaseType
    entry: Found
    form: Found | None
    sort: str
    area: str
    text: str
    values: Mapping[str, Any]


@command("cases.open_case")
def open_case(
    actor: Actor, *, type: str, area: str, text: str = "", sort: str = "", values: Mapping[str, Any] = NO_VALUES,
    title: str = "", address: str = "", place_name: str = "", lon: float | None = None, lat: float | None = None,
    parties: Sequence[Mapping[str, Any]] = (), urgent: bool = False, received_at: datetime | None = None,
    parent: UUID | None = None, subject: tuple[str, UUID] | None = None, files: Sequence[Mapping[str, Any]] = (),
    solved: str = "",
) -> Receipt:  # fmt: skip
    """Take in a case at a window, by phone, from the web, in the field or by program (R10.2).

    ``parties`` are mappings (role, name, phone, person, unit, anonymous, wishes, speaks_for, scope, until, originals).
    Without a point the case stands at the doorway that ``address`` names, where the register knows its point.
    ``files`` are mappings of files that the store took in (sha256, kind, material). ``values["number"]`` and
    ``values["keys"]`` (one a party with a key) are shown once. ``solved`` says how its finder settled it on the spot
    (with photos before and after): a second person confirms it.
    """
    found = _found(actor, type, sort, area)
    _refuse_bare_request(found[0], subject)
    _check_place(lon, lat, address, place_name, title)
    stands = standing_area(actor.county, area, point_of(lon, lat), _day(actor.at))
    intake = _checked(actor, found, sort, stands, text, values)
    above = opened(actor, parent) if parent else None
    if above is not None:
        refuse_ended(above)
    at = _received(actor, received_at)
    row = _row(actor, intake, at)
    row.title = title.strip() or _title(intake, place_name)
    row.place_name, row.urgent = place_name.strip(), urgent
    row.lon, row.lat = (lon, lat) if lon is not None else _at_door(actor, area, address.strip())
    row.box = seal_box(json.dumps({"text": intake.text, "values": intake.values}, ensure_ascii=False),
                       table="cases_case", field="box", row=row.id)  # fmt: skip
    if address.strip():
        row.address = seal_box(address.strip(), table="cases_case", field="address", row=row.id)
    row.parent = above.row if above else None
    row.subject_type, row.subject_id = subject if subject else ("", None)
    if intake.type.photo == "needed" and not files:
        raise _problem("files", CaseCode.PHOTO_NEEDED)
    made = _begin(actor, row, intake, parties, files, checked_note(solved))
    if above is not None:
        above.row.parts += 1
        add_act(above, "part", told={"part": str(row.id), "number": row.number})
    return made


def _refuse_bare_request(case_type: CaseType, subject: tuple[str, UUID] | None) -> None:
    if case_type.group == GROUP and (subject is None or subject[0] != SUBJECT):
        raise _problem("type", CaseCode.BY_REQUEST)


def _received(actor: Actor, given: datetime | None) -> datetime:
    """When the matter came in: now, or up to a month ago where the staff enter what stood on paper."""
    if given is None:
        return actor.at
    if actor.channel == "portal" or not actor.at - MOST_PAST <= given <= actor.at:
        raise _problem("received_at", CaseCode.RECEIVED)
    return given


def _problem(path: str, code: ErrorCode, **data: Any) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code, data),))


def _found(actor: Actor, type: str, sort: str, area: str) -> tuple[CaseType, Found]:
    found = found_type(type, area, actor.at)
    if found is None:
        raise _problem("type", CaseCode.NO_TYPE)
    _check_type(actor, found[0], sort, area)
    return found


def _checked(
    actor: Actor, found: tuple[CaseType, Found], sort: str, area: str, text: str, values: Mapping[str, Any]
) -> Intake:
    case_type, kept = found
    plain = text.replace("\x00", "").strip()
    if len(plain) > TEXT_LENGTH:
        raise _problem("text", KernelCode.TOO_LONG, length=len(plain), limit=TEXT_LENGTH)
    form, filled = _filled(actor, case_type, area, values)
    _refuse_repeat(actor, case_type, filled.values)
    if not plain and not filled.values:
        raise _problem("text", KernelCode.REQUIRED)
    return Intake(case_type, kept, form, sort, area, plain, filled.values)


def _check_type(actor: Actor, case_type: CaseType, sort: str, area: str) -> None:
    if case_type.visibility is Visibility.SEALED:
        raise Conflict(CaseCode.SEALED)
    if actor.channel == "portal" and not case_type.by_public:
        raise NotAllowed(CaseCode.NOT_FOR_PUBLIC)
    if case_type.sorts and sort not in case_type.sorts:
        raise _problem("sort", CaseCode.NO_SORT)
    phone = case_type.sorts[sort].emergency if sort in case_type.sorts else ""
    if phone:
        # R3.4, T058: transferred at once, no ordinary order; that somebody asked is kept.
        kept = {"type": case_type.key, "sort": sort, "area": area[: AreaLevel.COMMUNITY], "phone": phone}
        raise Conflict(CaseCode.EMERGENCY, {"phone": phone}, keep=Keep("cases.note_emergency", kept))


def _day(at: datetime) -> date:
    return local_day(at)


def _filled(actor: Actor, case_type: CaseType, area: str, values: Mapping[str, Any]) -> tuple[Found | None, Validated]:
    if not case_type.form:
        return None, Validated({}, ())
    found = entry("forms", case_type.form, area, _day(actor.at))
    assert found is not None, "the pack check proves that the form is there"
    filled = validate(form_of(case_type.form, found.data), dict(values), today=_day(actor.at))
    if not filled.ok:
        problems = tuple(Problem(f"values.{p.path}", p.code, p.data) for p in filled.problems)
        raise Invalid(KernelCode.INVALID, problems=problems)
    return found, filled


def _refuse_repeat(actor: Actor, case_type: CaseType, values: Mapping[str, Any]) -> None:
    """After a re-review the same facts and reasons are not taken in again (R3.3 art. 36, T052)."""
    number = read_number(str(values.get("earlier_number", "")))
    if number is None or values.get("new_facts"):
        return
    if Case.objects.filter(county=actor.county, number=number, type=case_type.key, state=FINAL).exists():
        raise Conflict(CaseCode.REPEAT, {"number": number})


def _check_place(lon: float | None, lat: float | None, address: str, place_name: str, title: str) -> None:
    given = lon is not None or lat is not None
    if given and not (lon is not None and lat is not None and 73 <= lon <= 136 and 3 <= lat <= 54):
        raise _problem("point", CaseCode.POINT)
    limits = (("address", address, PLACE_LENGTH), ("place_name", place_name, 80), ("title", title, TITLE_LENGTH))
    for path, text, limit in limits:
        if len(text.strip()) > limit:
            raise _problem(path, KernelCode.TOO_LONG, length=len(text.strip()), limit=limit)


def _at_door(actor: Actor, area: str, address: str) -> tuple[float | None, float | None]:
    """The point of the doorway that an address of the register names, as long as it lies in the area that was given."""
    door = locate_address(actor.county, address, _day(actor.at)) if address else None
    if door is None or door.point is None or door.community is None:
        return None, None
    inside = door.community.code.startswith(area[: AreaLevel.COMMUNITY])
    return (door.point.longitude, door.point.latitude) if inside else (None, None)


def _title(intake: Intake, place_name: str) -> str:
    """The sort or type, and the place by its public name: nothing that somebody wrote freely."""
    sort = intake.type.sorts.get(intake.sort)
    words = (sort.label if sort else intake.type.label)["zh-Hans"]
    return f"{words} · {place_name.strip()}" if place_name.strip() else words


def _row(actor: Actor, intake: Intake, at: datetime) -> Case:
    case_type, county = intake.type, actor.county
    flow = entry("flows", case_type.flow, intake.area, _day(actor.at))
    assert flow is not None, "the pack check proves that the flow is there"
    way = way_of(case_type.matter_of(intake.sort), DutyStep.ACCEPT, intake.area, _day(actor.at), county)
    return Case(
        id=new(county), county=county, area=intake.area, type=case_type.key, sort=intake.sort,
        type_entry=intake.entry.id, flow_entry=flow.id, form_entry=intake.form.id if intake.form else None,
        visibility=case_type.visibility.value, channel=actor.channel, received_at=at,
        state=kept_flow(flow.id, county).initial, receiver_id=actor.unit or unit_of(way),
        sponsor_id=actor.unit if case_type.group in BETWEEN_UNITS else None,
    )  # fmt: skip


def _begin(
    actor: Actor, row: Case, intake: Intake, parties: Sequence[Mapping[str, Any]], files: Sequence[Mapping[str, Any]],
    solved: str,
) -> Receipt:  # fmt: skip
    flow = kept_flow(row.flow_entry, row.county)
    matter = Matter(actor, row, intake.type, flow, [], [], [])
    matter.number = partial(next_number, actor, _day(row.received_at))
    keys = add_parties(matter, parties)
    for key in flow.starts:
        matter.clocks.append(clockwork.begin(row, intake.type, key, row.received_at))
    if files:
        add_files(matter, files)
    told = {"type": row.type, "sort": row.sort, "area": row.area, "channel": row.channel}
    # The row is written with its first act: one statement for both.
    add_act(matter, "open", told=told)
    if solved:
        take(matter, "solve", note=solved)
    values = {"number": row.number, "keys": keys, "parties": [party.id for party in matter.parties]}
    return Receipt("cases.case", row.id, row.state, row.version, values=values)


def next_number(actor: Actor, day: date) -> str:
    """The next public number of the county on a day."""
    county = actor.county
    last = count_up(CaseCounter(id=new(county), county=county, day=day, last=1), "last", ("county", "day"))
    if last > DAILY_LIMIT:
        raise Conflict(CaseCode.DAY_IS_FULL)
    return public_number(county, day, last)
