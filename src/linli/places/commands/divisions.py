"""One batch of a division file: one transaction, one journal entry with a digest over its rows."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from django.db import IntegrityError
from django.db.models import QuerySet

from linli.kernel.actor import Actor
from linli.kernel.codes import ancestors_of, county_of
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.db.bulk import load_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.places.commands.tree import PLACEHOLDER
from linli.places.models import Area
from linli.places.rules.divisions import NAME_LENGTH
from linli.places.rules.kinds import default_kind
from linli.places.rules.reasons import DivisionCode, PlacesCode
from linli.places.rules.trees import above, is_area_code

BATCH = 2_000
SOURCE = "division list"
COLUMNS = (
    "id", "county", "area", "version", "code", "kind", "parent", "name", "since", "until", "source", "urban_rural",
)  # fmt: skip
Rows = Sequence[tuple[str, str]]


class Known(NamedTuple):
    """What is stored of an area that a batch names."""

    name: str
    source: str


@dataclass(frozen=True)
class Sorted:
    """What a batch does: new codes, missing ancestors, placeholders that get a name, what has another name here."""

    fresh: list[str]
    placeholders: list[str]
    filled: list[str]
    differing: list[str]


def digest_of(rows: Rows) -> str:
    """SHA-256 over the rows of a batch, in their order."""
    lines = "\n".join(f"{code},{name}" for code, name in rows)
    return hashlib.sha256(lines.encode()).hexdigest()


def _rows_of(codes: Iterable[str]) -> QuerySet[Area]:
    wanted = set(codes)
    return Area.objects.filter(county__in={county_of(code) for code in wanted}, code__in=wanted)


def _known(codes: Iterable[str]) -> dict[str, Known]:
    rows = _rows_of(codes).order_by("code").values_list("code", "name", "source")
    return {code: Known(name, source) for code, name, source in rows}


def _above(codes: Iterable[str]) -> set[str]:
    parents = {above(code) for code in codes} - {""}
    return parents.union(name for code in parents for name in ancestors_of(code) if name)


def _sorted(given: Mapping[str, str]) -> Sorted:
    ancestors = _above(given)
    known = _known({*given, *ancestors})
    fresh = [code for code in given if code not in known]
    other = [code for code, name in given.items() if code in known and known[code].name != name]
    filled = [code for code in other if known[code].source == PLACEHOLDER]
    missing = sorted(ancestors - set(known) - set(given))
    return Sorted(fresh, missing, filled, sorted(set(other) - set(filled)))


def _values(code: str, name: str, source: str) -> tuple[Any, ...]:
    county = county_of(code)
    return new(county), county, code, 1, code, default_kind(code, name), above(code), name, None, None, source, ""


def _write(batch: Sorted, names: Mapping[str, str]) -> None:
    rows = chain(
        (_values(code, "", PLACEHOLDER) for code in batch.placeholders),
        (_values(code, names[code], SOURCE) for code in batch.fresh),
    )
    try:
        load_rows(Area, COLUMNS, rows)
    except IntegrityError as error:
        # A rival import added one of them since they were looked up: sent again, this batch finds it.
        raise Conflict(KernelCode.STALE) from error
    _fill(batch.filled, names)


def _fill(codes: Sequence[str], names: Mapping[str, str]) -> None:
    if not codes:
        return
    filled = list(_rows_of(codes).select_for_update().order_by("id"))
    for row in filled:
        name = names[row.code]
        row.name, row.kind, row.source, row.version = name, default_kind(row.code, name), SOURCE, row.version + 1
    Area.objects.bulk_update(filled, ["name", "kind", "source", "version"])


def _check(actor: Actor, given: Mapping[str, str]) -> None:
    for code, name in given.items():
        if not is_area_code(code):
            raise Invalid(PlacesCode.NOT_AN_AREA_CODE, {"code": code})
        if not 0 < len(name) <= NAME_LENGTH:
            raise Invalid(DivisionCode.BAD_NAME, {"code": code})
        must_cover(actor, code)


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
    _check(actor, given)
    batch = _sorted(given)
    _write(batch, given)
    counts = {"new": len(batch.fresh), "filled": len(batch.filled), "placeholders": len(batch.placeholders)}
    subject = Subject("places.divisionbatch", new(actor.county), actor.county, _common_area(given))
    changed = any(counts.values())
    if changed:
        record(actor, subject, Act(("areas",), facts={"run": run, "digest": digest_of(rows), **counts}))
    values = {**counts, "differing": batch.differing}
    return Receipt(subject.type, subject.id, "applied", 1, values=values, unchanged=not changed)
