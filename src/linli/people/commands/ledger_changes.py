"""What a run changes about persons who were known before it, and how that is taken back."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.bulk import load_rows
from linli.kernel.db.locks import lock_rows
from linli.kernel.db.updating import update_rows
from linli.kernel.ids import new
from linli.people.commands.contact_rows import normal_contact
from linli.people.commands.ledger_moves import give_back_homes, show_moves
from linli.people.commands.ledger_rows import open_line, seal_line
from linli.people.commands.person_rows import columns_of, write_tokens
from linli.people.commands.person_writing import CONTACT_COLUMNS
from linli.people.models import ContactPoint, LedgerLine, LedgerRun, Person
from linli.people.queries.ledger_matching import numbered_in
from linli.people.queries.person_search import contact_key, identity_key
from linli.people.queries.person_values import values_of
from linli.people.rules.contacts import CHANNELS, FREE, MAIL, PHONE
from linli.people.rules.ledgers.taking import Taken, taken_of
from linli.people.rules.ledgers.verdicts import CHANGED
from linli.people.rules.ledgers.weighing import CONTACT, merged
from linli.people.rules.persons import Values, changed_fields, empty_fields, read_values

PIECE = 1_000
_LATEST = date.max
_BYTES = ("identity", "identity_key", "hukou_address")
COLUMNS = (
    "name", "sex", "birth", "birth_year", "identity_kind", "identity", "identity_key", "hukou_address", "pinyin",
    "initials", "sort_key", "sources", "version",
)  # fmt: skip


def prepare_changes(run: LedgerRun, lines: Sequence[LedgerLine], day: date) -> None:
    """Work out what a chunk's lines change and keep it sealed with them; contacts are written, out of sight.

    Nothing that a reader sees changes: that is left to ``show_changes``, which then has little to do.
    """
    rows = _rows(lines)
    origin = {"source": "import", "on": day.isoformat(), "run": str(run.id)}
    for line in lines:
        if line.target in rows:
            line.before = _prepared(rows[line.target], line, origin)
    _add_contacts(run, lines, rows, day)
    update_rows(lines, ["before"])


def show_changes(run: LedgerRun, day: date) -> int:
    """Write what was prepared into the register, piece by piece of one transaction; returns how many lines changed it.

    A record that somebody changed since is brought up to the line anew.
    """
    waiting = LedgerLine.objects.filter(county=run.county, run=run, verdict=CHANGED, before__isnull=False)
    origin = {"source": "import", "on": day.isoformat(), "run": str(run.id)}
    # A new phone needs no more than that the run is shown.
    fields = waiting.exclude(changes=[CONTACT]).order_by("id")
    last = None
    while piece := list((fields.filter(id__gt=last) if last else fields)[:PIECE]):
        _show(run, piece, origin, day)
        last = piece[-1].id
    return waiting.count()


def _rows(lines: Sequence[LedgerLine]) -> dict[UUID, Person]:
    wanted = {line.target for line in lines if line.target}
    return {row.id: row for row in lock_rows(Person.objects.filter(merged_into__isnull=True), "person", wanted)}


def _prepared(row: Person, line: LedgerLine, origin: dict[str, str], gone: Collection[str] = ()) -> bytes:
    version = row.version
    kept = _change(row, taken_of(open_line(line)["taken"]), origin, gone)
    # The record itself stays as it is: what was worked out is kept, and the next line of it starts from there.
    ready = {name: _as_text(getattr(row, name)) for name in COLUMNS} if kept["fields"] else {}
    return seal_line(line.id, "before", {**kept, "from": version, "ready": ready})


def _show(run: LedgerRun, lines: Sequence[LedgerLine], origin: dict[str, str], day: date) -> None:
    rows, anew = _rows(lines), []
    kept = {line.id: open_line(line, "before") for line in lines}
    taken = _taken_since(run, kept.values())
    for line in lines:
        row, found = rows.get(line.target) if line.target else None, kept[line.id]
        if row is None or not found["ready"]:
            continue
        number = found["ready"]["identity_key"] if "identity" in found["fields"] else None
        if row.version == found["from"] and number not in taken:
            _put_ready(row, found)
            taken.add(str(number))
        else:
            line.before = _prepared(row, line, origin, taken)
            anew.append(line)
    update_rows(anew, ["before"])
    show_moves(run, lines, rows, day)
    update_rows(rows.values(), COLUMNS)


def _taken_since(run: LedgerRun, kept: Iterable[dict[str, Any]]) -> set[str]:
    """The new numbers that somebody else has by now."""
    keys = [found["ready"]["identity_key"] for found in kept if "identity" in found["fields"]]
    found = numbered_in(run.county, [bytes.fromhex(key) for key in keys if key])
    return {bytes(row.identity_key or b"").hex() for row in found}


def _put_ready(row: Person, found: dict[str, Any]) -> None:
    for name, text in found["ready"].items():
        setattr(row, name, _of_text(name, text))
    if "name" in found["fields"]:
        write_tokens(row)


def _as_text(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.isoformat() if isinstance(value, date) else value


def _of_text(name: str, text: Any) -> Any:
    if text is None:
        return None
    if name == "birth":
        return date.fromisoformat(text)
    return bytes.fromhex(text) if name in _BYTES else text


def _change(row: Person, taken: Taken, origin: dict[str, str], gone: Collection[str]) -> dict[str, Any]:
    """Bring a record up to the line; returns the fields as they were and as they are."""
    before = values_of(row)
    after = merged(before, taken)
    if after.identity != before.identity and _is_taken(row, after.identity, gone):
        after = merged(before, Taken(**{**taken.as_data(), "identity": ""}))
    fields = changed_fields(before, after)
    if fields:
        sources = {name: row.sources.get(name) for name in fields}
        _put(row, after, {**row.sources, **dict.fromkeys(fields, origin)})
        old, now = before.as_texts(), after.as_texts()
        return {"fields": {name: [old[name], now[name]] for name in fields}, "sources": sources}
    return {"fields": {}, "sources": {}}


def _is_taken(row: Person, number: str, gone: Collection[str]) -> bool:
    key = identity_key(number)
    others = Person.everything.filter(county=row.county, identity_key=key).exclude(pk=row.pk)
    return bool(number) and (key.hex() in gone or others.exists())


def _put(row: Person, values: Values, sources: dict[str, Any]) -> None:
    for name, value in columns_of(row.id, values).items():
        setattr(row, name, value)
    unknown = empty_fields(values)
    row.sources = {name: origin for name, origin in sources.items() if origin and name not in unknown}
    row.version += 1


def _add_contacts(run: LedgerRun, lines: Sequence[LedgerLine], rows: dict[UUID, Person], day: date) -> None:
    points = ContactPoint.objects.filter(county=run.county, person__in=rows, until__isnull=True).order_by("id")
    mine = ContactPoint.everything.filter(county=run.county, run=run.id, person__in=rows).order_by("id")
    known = {(one, bytes(key)) for some in (points, mine) for one, key in some.values_list("person", "lookup")}
    found = []
    for line in lines:
        row = rows.get(line.target) if line.target else None
        for kind, normal in _contacts(line) if row else ():
            key = contact_key(kind, normal)
            if row and (row.id, key) not in known:
                known.add((row.id, key))
                found.append(_point(run, row, kind, normal, key, day))
    load_rows(ContactPoint, CONTACT_COLUMNS, found)


def _contacts(line: LedgerLine) -> list[tuple[str, str]]:
    taken = taken_of(open_line(line)["taken"])
    given = [(PHONE, phone) for phone in taken.phones] + ([(MAIL, taken.mail)] if taken.mail else [])
    return [(kind, normal_contact(kind, text)) for kind, text in given]


def _point(run: LedgerRun, row: Person, kind: str, normal: str, key: bytes, day: date) -> tuple[Any, ...]:
    point: UUID = new(run.county)
    box = seal_box(normal, table="people_contactpoint", field="box", row=point)
    return (
        point, run.county, row.area, 1, row.id, kind, box, key, list(CHANNELS[kind]), None, None, FREE, None, None,
        "import", day, run.id,
    )  # fmt: skip


def restore_piece(run: LedgerRun) -> bool:
    """Give back what a piece of the run's lines wrote over, field by field; False when there was none left.

    A line that is done forgets what was before it, so that a step which was killed goes on where it stopped; one
    whose record somebody has changed since says "kept".
    """
    lines = list(LedgerLine.objects.filter(county=run.county, run=run, before__isnull=False).order_by("-id")[:PIECE])
    rows = _rows(lines)
    versions = {row.id: row.version for row in rows.values()}
    kept = {line.id: open_line(line, "before") for line in lines}
    # The latest line of a record first: what it wrote over is what the line before it had written.
    stay = give_back_homes(run, kept, rows)
    for line in lines:
        row = rows.get(line.target) if line.target else None
        is_back = row is not None and _give_back(row, kept[line.id]) and line.id not in stay
        line.reason = "" if is_back else "kept"
        line.before = None
    update_rows([row for row in rows.values() if row.version != versions[row.id]], COLUMNS)
    update_rows(lines, ["reason", "before"])
    return bool(lines)


def _give_back(row: Person, kept: dict[str, Any]) -> bool:
    """Whether every field could be given back."""
    values = values_of(row)
    texts = values.as_texts()
    back = {name: old for name, (old, now) in kept["fields"].items() if texts[name] == now}
    if back:
        restored = read_values({**texts, **back}, _LATEST)
        sources = {**row.sources, **{name: kept["sources"].get(name) for name in back}}
        _put(row, restored, sources)
    if "name" in back:
        write_tokens(row)
    return len(back) == len(kept["fields"])
