"""A ledger comes in: the file is kept sealed, its rows go to staging and are matched, nothing is written yet."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, batch_digest, check_size, command, must_cover, problems_of
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.db.bulk import load_rows
from linli.kernel.errors import Invalid, KernelCode, Refusal
from linli.kernel.ids import new
from linli.people.commands.contact_rows import normal_contact
from linli.people.commands.ledger_rows import counted, locked_run, rows_by_sheet, seal_line, step
from linli.people.commands.person_rows import checked_community, day_of
from linli.people.models import LedgerLine, LedgerPart, LedgerRun
from linli.people.queries.ledger_matching import Asked, Found, Register, register_for, remembered, staged_households
from linli.people.queries.person_search import contact_key, identity_key
from linli.people.rules.contacts import MAIL, PHONE
from linli.people.rules.ledgers.likeness import Known
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.runs import CHUNK, FAILED, MOST_BYTES, PART_BYTES, READING, READY
from linli.people.rules.ledgers.taking import Taken, record_of
from linli.people.rules.ledgers.verdicts import NEW, REFUSED, is_accounted
from linli.people.rules.ledgers.weighing import Line, Weighed, weigh
from linli.people.rules.persons import Values, read_values, search_columns
from linli.people.rules.residences import LIVING, REGISTERED
from linli.places.queries.addresses import dwellings_at

HOMES = (LIVING, REGISTERED)
_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
COLUMNS = (
    "id", "county", "area", "run", "chunk", "sheet", "row", "place", "digest", "verdict", "reason", "target",
    "household", "home_key", "relation", "changes", "likes", "box",
)  # fmt: skip


class StagedLine(NamedTuple):
    """A person of a row on its way to staging. ``again`` counts lines with the same words before it in the file."""

    sheet: int
    row: int
    place: int
    taken: Taken
    again: int = 0


@command("people.begin_ledger")
def begin_ledger(actor: Actor, *, area: str, name: str, data: bytes, home: str = LIVING) -> Receipt:
    """Take a file in for a community; its rows are read by a job. ``home`` is what the file says of all: living there,
    or registered there (R10.5).
    """
    must_cover(actor, checked_community(actor.county, area))
    if not data:
        raise Invalid(RunCode.EMPTY)
    if len(data) > MOST_BYTES:
        raise Invalid(RunCode.TOO_LARGE, {"megabytes": MOST_BYTES // 1_000_000})
    if home not in HOMES:
        raise Invalid(KernelCode.INVALID)
    run_id = new(actor.county)
    row = LedgerRun(
        id=run_id, county=actor.county, area=area, version=0, account=actor.account, home=home, state=READING,
        name=seal_box(name[:200], table="people_ledgerrun", field="name", row=run_id),
        sha256=hashlib.sha256(data).hexdigest(), begun_at=actor.at,
    )  # fmt: skip
    row.save(force_insert=True)
    load_rows(LedgerPart, ("id", "county", "run", "number", "box"), list(_parts(row, data)))
    return step(actor, row, "people.ledger_begun", (), bytes=len(data))


def _parts(row: LedgerRun, data: bytes) -> list[tuple[Any, ...]]:
    parts = []
    for number, start in enumerate(range(0, len(data), PART_BYTES)):
        part_id = new(row.county)
        text = base64.b64encode(data[start : start + PART_BYTES]).decode()
        box = seal_box(text, table="people_ledgerpart", field="box", row=part_id)
        parts.append((part_id, row.county, row.id, number, box))
    return parts


@command("people.stage_ledger_chunk")
def stage_ledger_chunk(actor: Actor, *, run: UUID, number: int, lines: Sequence[StagedLine]) -> Receipt:
    """Put the next chunk into staging, each line matched with the register; a chunk that lies there already is left."""
    check_size(len(lines), CHUNK)
    row = locked_run(actor, "people.stage_ledger_chunk", run, READING)
    if number != row.chunks + 1:
        return Receipt("people.ledgerrun", row.id, row.state, row.version, unchanged=True)
    read = [_read(row, line, day_of(actor)) for line in lines]
    weighed = _weighed(row, read, day_of(actor))
    keys = _households(row, read, weighed)
    load_rows(
        LedgerLine, COLUMNS, [_columns(row, number, one, two, keys) for one, two in zip(read, weighed, strict=True)]
    )
    row.chunks = number
    digest = batch_digest(one.digest for one in read)
    return step(actor, row, "", ("chunks",), rows=len(lines), digest=digest)


@dataclass(frozen=True)
class _ReadLine:
    id: UUID
    given: StagedLine
    data: dict[str, Any]
    digest: bytes
    line: Line
    home_key: bytes | None


def _read(row: LedgerRun, given: StagedLine, day: date) -> _ReadLine:
    taken = given.taken
    data = taken.as_data()
    words = _sorted([data, given.again])
    values, contacts, why = _values(taken, day)
    keys = frozenset(contact_key(kind, text) for kind, text in contacts)
    known = _known(values, keys) if values else None
    line = Line(taken, values, known, why, search_columns(values.name)["pinyin"] if values else "")
    home = lookup_key("ledger_home", f"{row.id}|{taken.home}") if taken.home and taken.relation else None
    digest = lookup_key("ledger_line", f"{row.area}|{row.home}|{words}")
    return _ReadLine(new(row.county), given, data, digest, line, home)


_Pairs = tuple[tuple[str, str], ...]


def _values(taken: Taken, day: date) -> tuple[Values | None, _Pairs, _Pairs]:
    """The values and contacts by the rules of single commands, or why there are none."""
    if taken.why:
        return None, (), taken.why
    try:
        return read_values(taken.values(), day), _contacts(taken), ()
    except Refusal as refusal:
        return None, (), tuple((problem.path, problem.code.code) for problem in problems_of(refusal))


def _contacts(taken: Taken) -> _Pairs:
    given = [(PHONE, phone) for phone in taken.phones] + ([(MAIL, taken.mail)] if taken.mail else [])
    return tuple((kind, normal_contact(kind, text)) for kind, text in given)


def _known(values: Values, phones: frozenset[bytes]) -> Known:
    number = identity_key(values.identity) if values.identity else b""
    birth = values.birth.isoformat() if values.birth else ""
    return Known(values.name, values.sex, birth, values.birth_year, number, phones)


def _weighed(row: LedgerRun, read: Sequence[_ReadLine], day: date) -> list[Weighed]:
    earlier = remembered(row, [one.digest for one in read])
    doors = dwellings_at(row.county, [one.given.taken.address for one in read])
    records = [record for one in read if (record := record_of(one.given.taken))]
    register = register_for(row, [Asked(one.line.sound, one.line.known) for one in read if one.line.known], records)
    seen: set[bytes] = set()
    return [_weigh_one(one, register, earlier, doors, seen, day) for one in read]


def _weigh_one(
    one: _ReadLine, register: Register, earlier: Mapping[bytes, tuple[str, UUID | None]],
    doors: Mapping[str, UUID], seen: set[bytes], day: date,
) -> Weighed:  # fmt: skip
    line = one.line.at_home(doors.get(one.given.taken.address))
    if line.known is None:
        return Weighed(REFUSED, line, why=line.why)
    if one.digest in earlier:
        verdict, target = earlier[one.digest]
        return Weighed.again(line, verdict, target)
    numbered = register.by_number.get(line.known.number) or _named(register, one.given.taken)
    weighed = weigh(line, numbered, register.like(line.sound, line.known.phones), seen, day)
    seen.add(line.known.number)
    return weighed


def _named(register: Register, taken: Taken) -> Found | None:
    """The record of the community that a row names by its own number."""
    record = record_of(taken)
    return register.by_id.get(record) if record else None


def _households(row: LedgerRun, read: Sequence[_ReadLine], weighed: Sequence[Weighed]) -> dict[bytes, UUID]:
    """A household for each key: of an earlier chunk, of a member who is registered, or a new one."""
    keys = staged_households(row, [one.home_key for one in read if one.home_key])
    for one, two in zip(read, weighed, strict=True):
        if one.home_key and two.household:
            keys.setdefault(one.home_key, two.household)
    for one in read:
        if one.home_key and one.home_key not in keys:
            keys[one.home_key] = new(row.county)
    return keys


def _columns(row: LedgerRun, chunk: int, one: _ReadLine, two: Weighed, homes: Mapping[bytes, UUID]) -> list[Any]:
    given, line = one.given, two.line
    dwelling = str(line.known.dwelling or "") if line.known else ""
    values = line.values.as_row() if line.values else None
    box = seal_line(one.id, "box", {"taken": one.data, "why": two.why, "dwelling": dwelling, "values": values})
    # A new person's id is given now: writing the line again later would cost as much as all else about it.
    target = two.target or (new(row.county) if two.verdict == NEW else None)
    fixed = {
        "id": one.id, "county": row.county, "area": row.area, "run": row.id, "chunk": chunk, "sheet": given.sheet,
        "row": given.row, "place": given.place, "digest": one.digest, "verdict": two.verdict,
        "reason": two.why[0][1] if two.why else "", "target": target,
        "household": homes.get(one.home_key) if one.home_key else None, "home_key": one.home_key,
        "relation": given.taken.relation if one.home_key else "", "changes": list(two.changes),
        "likes": [like.as_data() for like in two.likes], "box": box,
    }  # fmt: skip
    return [fixed[name] for name in COLUMNS]


@command("people.end_ledger_reading")
def end_ledger_reading(actor: Actor, *, run: UUID, sheets: Sequence[Mapping[str, Any]]) -> Receipt:
    """All rows are in staging: rows in must be rows accounted for, sheet by sheet, or the run fails."""
    row = locked_run(actor, "people.end_ledger_reading", run, READING)
    row.sheets, row.counts = [dict(sheet) for sheet in sheets], counted(row)
    if not is_accounted(row.sheets, rows_by_sheet(row, len(row.sheets))):
        return _failed(actor, row, RunCode.NOT_ACCOUNTED.code)
    row.state = READY
    return step(actor, row, "people.ledger_read", ("state", "sheets", "counts"), counts=row.counts)


@command("people.fail_ledger")
def fail_ledger(actor: Actor, *, run: UUID, reason: str) -> Receipt:
    """The file cannot be read: the run ends with the reason, nothing is taken."""
    return _failed(actor, locked_run(actor, "people.fail_ledger", run, READING), reason)


def _failed(actor: Actor, row: LedgerRun, reason: str) -> Receipt:
    row.state, row.reason = FAILED, reason
    return step(actor, row, "people.ledger_failed", ("state", "reason", "sheets", "counts"), reason=reason)
