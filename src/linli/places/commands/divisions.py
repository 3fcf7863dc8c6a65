"""One batch of a division file: one transaction, one journal entry with a digest over its rows."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError

from linli.kernel.actor import Actor
from linli.kernel.codes import ancestors_of, county_of, level_of
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.db.bulk import load_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.places.commands.tree import PLACEHOLDER, fresh_area
from linli.places.models import Area
from linli.places.rules.kinds import default_kind
from linli.places.rules.reasons import PlacesCode

BATCH = 2_000
SOURCE = "division list"
COLUMNS = (
    "id", "county", "area", "version", "code", "kind", "parent", "name", "since", "until", "source", "urban_rural",
)  # fmt: skip
Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Sorted:
    """What a batch does: new rows, placeholders that get their name, and what is there under another name."""

    fresh: list[Area]
    placeholders: list[Area]
    filled: list[Area]
    differing: list[str]


def digest_of(rows: Rows) -> str:
    """SHA-256 over the rows of a batch, in their order."""
    lines = "\n".join(f"{code},{name}" for code, name in rows)
    return hashlib.sha256(lines.encode()).hexdigest()


def _known(codes: Iterable[str]) -> dict[str, Area]:
    wanted = set(codes)
    rows = Area.objects.filter(county__in={county_of(code) for code in wanted}, code__in=wanted)
    return {area.code: area for area in rows.order_by("code")}


def _sorted(given: Mapping[str, str]) -> Sorted:
    above = {name for code in given for name in ancestors_of(code) if name}
    known = _known({*given, *above})
    filled, differing = [], []
    for code, name in given.items():
        row = known.get(code)
        if row is None or row.name == name:
            continue
        if row.source != PLACEHOLDER:
            differing.append(code)
            continue
        row.name, row.kind, row.source, row.version = name, default_kind(code, name), SOURCE, row.version + 1
        filled.append(row)
    fresh = [fresh_area(code, name, SOURCE) for code, name in given.items() if code not in known]
    missing = sorted(above - set(known) - set(given))
    return Sorted(fresh, [fresh_area(code, "", PLACEHOLDER) for code in missing], filled, differing)


def _write(batch: Sorted) -> None:
    rows = ([getattr(area, name) for name in COLUMNS] for area in (*batch.placeholders, *batch.fresh))
    try:
        load_rows(Area, COLUMNS, rows)
    except IntegrityError as error:
        raise Conflict(KernelCode.STALE) from error
    Area.objects.bulk_update(batch.filled, ["name", "kind", "source", "version"])


def _common_area(codes: Collection[str]) -> str:
    first, last = min(codes), max(codes)
    shared = (first[:length] for length in (12, 9, 6, 4, 2) if first[:length] == last[:length] and len(first) >= length)
    return next(shared, "")


@command("places.import_divisions")
def import_divisions(actor: Actor, *, run: str, rows: Rows) -> Receipt:
    """Apply one batch of checked lines (code, name): new areas, names for placeholders; known ones stay (R1.6).

    At most 2,000 rows. An area known under another name is left alone and named in ``values["differing"]``.
    """
    if not 0 < len(rows) <= BATCH:
        raise Invalid(KernelCode.TOO_LARGE, {"limit": BATCH})
    given = dict(rows)
    for code in given:
        must_cover(actor, code)
        if level_of(code) > 12:
            raise Invalid(PlacesCode.NOT_AN_AREA_CODE, {"code": code})
    batch = _sorted(given)
    _write(batch)
    counts = {"new": len(batch.fresh), "filled": len(batch.filled), "placeholders": len(batch.placeholders)}
    subject = Subject("places.divisionbatch", new(actor.county), actor.county, _common_area(given))
    changed = any(counts.values())
    if changed:
        record(actor, subject, Act(("areas",), facts={"run": run, "digest": digest_of(rows), **counts}))
    values = {**counts, "differing": batch.differing}
    return Receipt(subject.type, subject.id, "applied", 1, values=values, unchanged=not changed)
