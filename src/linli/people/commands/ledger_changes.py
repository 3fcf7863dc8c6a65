"""What a run changes about persons who were known before it, and how that is taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.bulk import load_rows
from linli.kernel.db.locks import lock_rows
from linli.kernel.db.updating import update_rows
from linli.kernel.ids import new
from linli.people.commands.contact_rows import normal_contact
from linli.people.commands.ledger_rows import open_line, seal_line
from linli.people.commands.person_rows import columns_of, write_tokens
from linli.people.commands.person_writing import CONTACT_COLUMNS
from linli.people.models import ContactPoint, LedgerLine, LedgerRun, Person
from linli.people.queries.ledger_matching import lines_of
from linli.people.queries.person_search import contact_key, identity_key
from linli.people.queries.person_values import values_of
from linli.people.rules.contacts import CHANNELS, FREE, MAIL, PHONE
from linli.people.rules.ledgers.taking import Taken, taken_of
from linli.people.rules.ledgers.verdicts import CHANGED
from linli.people.rules.ledgers.weighing import merged
from linli.people.rules.persons import Values, changed_fields, empty_fields, read_values

PIECE = 1_000
_LATEST = date.max
COLUMNS = (
    "name", "sex", "birth", "birth_year", "identity_kind", "identity", "identity_key", "hukou_address", "pinyin",
    "initials", "sort_key", "sources", "version",
)  # fmt: skip


def apply_changes(run: LedgerRun, day: date) -> int:
    """Write the changes of a run's lines; returns how many records changed. What was there before is kept sealed."""
    ids = LedgerLine.objects.filter(county=run.county, run=run, verdict=CHANGED).order_by("target", "sheet", "row")
    order = list(ids.values_list("id", flat=True))
    count = 0
    for start in range(0, len(order), PIECE):
        lines = lines_of(run, pk__in=order[start : start + PIECE])
        count += _apply(run, lines, day)
    return count


def _apply(run: LedgerRun, lines: Sequence[LedgerLine], day: date) -> int:
    wanted = {line.target for line in lines if line.target}
    rows = {row.id: row for row in lock_rows(Person.objects.filter(merged_into__isnull=True), "person", wanted)}
    origin = {"source": "import", "on": day.isoformat(), "run": str(run.id)}
    for line in lines:
        if line.target in rows:
            taken = taken_of(open_line(line)["taken"])
            line.before = seal_line(line.id, "before", _change(rows[line.target], taken, origin))
    update_rows(rows.values(), COLUMNS)
    _add_contacts(run, lines, rows, day)
    update_rows(lines, ["before"])
    return len(rows)


def _change(row: Person, taken: Taken, origin: dict[str, str]) -> dict[str, Any]:
    """Bring a record up to the line; returns the fields as they were and as they are."""
    before = values_of(row)
    after = merged(before, taken)
    if after.identity != before.identity and _is_taken(row, after.identity):
        after = merged(before, Taken(**{**taken.as_data(), "identity": ""}))
    fields = changed_fields(before, after)
    if fields:
        sources = {name: row.sources.get(name) for name in fields}
        _put(row, after, {**row.sources, **dict.fromkeys(fields, origin)}, renamed="name" in fields)
        old, now = before.as_texts(), after.as_texts()
        return {"fields": {name: [old[name], now[name]] for name in fields}, "sources": sources}
    return {"fields": {}, "sources": {}}


def _is_taken(row: Person, number: str) -> bool:
    others = Person.everything.filter(county=row.county, identity_key=identity_key(number)).exclude(pk=row.pk)
    return bool(number) and others.exists()


def _put(row: Person, values: Values, sources: dict[str, Any], *, renamed: bool) -> None:
    for name, value in columns_of(row.id, values).items():
        setattr(row, name, value)
    unknown = empty_fields(values)
    row.sources = {name: origin for name, origin in sources.items() if origin and name not in unknown}
    row.version += 1
    if renamed:
        write_tokens(row)


def _add_contacts(run: LedgerRun, lines: Sequence[LedgerLine], rows: dict[UUID, Person], day: date) -> None:
    points = ContactPoint.objects.filter(county=run.county, person__in=rows, until__isnull=True).order_by("id")
    known = {(person, bytes(key)) for person, key in points.values_list("person", "lookup")}
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


def restore_changes(run: LedgerRun) -> list[UUID]:
    """Give back what the run wrote over, field by field; returns the records that somebody has changed since."""
    touched: list[UUID] = []
    lines = lines_of(run, before__isnull=False)
    for start in range(0, len(lines), PIECE):
        touched += _restore(lines[start : start + PIECE])
    return touched


def _restore(lines: Sequence[LedgerLine]) -> list[UUID]:
    wanted = {line.target for line in lines if line.target}
    rows = {row.id: row for row in lock_rows(Person.objects.filter(merged_into__isnull=True), "person", wanted)}
    # The latest line of a record first: what it wrote over is what the line before it had written.
    for line in reversed(lines):
        row = rows.get(line.target) if line.target else None
        line.reason = "" if row is not None and _give_back(row, open_line(line, "before")) else "kept"
    update_rows(rows.values(), COLUMNS)
    update_rows(lines, ["reason"])
    return [line.target for line in lines if line.target and line.reason]


def _give_back(row: Person, kept: dict[str, Any]) -> bool:
    """Whether every field could be given back."""
    values = values_of(row)
    texts = values.as_texts()
    back = {name: old for name, (old, now) in kept["fields"].items() if texts[name] == now}
    if back:
        restored = read_values({**texts, **back}, _LATEST)
        sources = {**row.sources, **{name: kept["sources"].get(name) for name in back}}
        _put(row, restored, sources, renamed="name" in back)
    return len(back) == len(kept["fields"])
