"""What the register knows that a chunk of lines may mean: a few queries a chunk, never one a line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.db.ranges import inside
from linli.people.models import ContactPoint, Household, LedgerLine, LedgerRun, Person, Residence
from linli.people.queries.person_values import opened
from linli.people.rules.ledgers.likeness import Known
from linli.people.rules.ledgers.runs import FINISHED
from linli.people.rules.ledgers.verdicts import LEFT
from linli.people.rules.persons import Values
from linli.people.rules.residences import LIVING, REGISTERED


@dataclass(frozen=True)
class Found:
    """A record that a line may be about. ``is_here`` says that it belongs to the run's community and is shown."""

    row: Person
    is_here: bool
    phones: frozenset[bytes] = frozenset()
    dwelling: UUID | None = None
    household: UUID | None = None

    def known(self) -> Known:
        """What it is compared by."""
        row = self.row
        number = bytes(row.identity_key) if row.identity_key else b""
        birth = row.birth.isoformat() if row.birth else ""
        return Known(row.name, row.sex, birth, row.birth_year, number, self.phones, self.dwelling)

    def values(self) -> Values:
        """Its values, opened."""
        row = self.row
        number, address = opened(row, "identity"), opened(row, "hukou_address")
        return Values(row.name, row.sex, row.birth, row.birth_year, number, row.identity_kind, address)


@dataclass
class Register:
    """The records that matter to a chunk, by number, by sound of the name, and by phone."""

    by_number: dict[bytes, Found] = field(default_factory=dict)
    by_sound: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[bytes, list[Found]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[UUID, Found] = field(default_factory=dict)

    def like(self, sound: str, phones: Iterable[bytes]) -> list[Found]:
        """Those who sound alike or share a phone, each once."""
        several = [self.by_sound.get(sound, []), *(self.by_phone.get(key, []) for key in phones)]
        return list({found.row.id: found for some in several for found in some}.values())


def register_for(
    run: LedgerRun, *, numbers: Iterable[bytes] = (), sounds: Iterable[str] = (), numbered_sounds: Iterable[str] = (),
    phones: Iterable[bytes] = (), ids: Iterable[UUID] = (),
) -> Register:  # fmt: skip
    """Everybody with one of these numbers, and those of the community who sound alike or share a phone.

    ``numbered_sounds`` are of lines that tell a number: only a record without one can be alike, another's never.
    """
    people = Person.everything.filter(county=run.county, merged_into__isnull=True)
    here = Person.objects.filter(inside("area", run.area), county=run.county, merged_into__isnull=True)
    points = ContactPoint.objects.filter(county=run.county, lookup__among=set(phones), until__isnull=True)
    reached_ids = set(points.order_by("id").values_list("person", flat=True)) if phones else set()
    numbered = _rows(people, "identity_key", numbers)
    named = [*_rows(here, "pinyin", sounds), *_rows(here.filter(identity_key__isnull=True), "pinyin", numbered_sounds)]
    reached, asked = _rows(here, "pk", reached_ids), _rows(here, "pk", ids)
    everyone = {row.id: row for row in (*numbered, *named, *reached, *asked)}
    shown = {row.id for row in _rows(Person.objects.filter(county=run.county).only("id"), "pk", everyone)}
    register = Register(by_id=_with_homes(run, everyone, shown))
    for row in numbered:
        register.by_number[bytes(row.identity_key or b"")] = register.by_id[row.id]
    for row in named:
        register.by_sound[row.pinyin].append(register.by_id[row.id])
    for row in reached:
        for key in register.by_id[row.id].phones:
            register.by_phone[key].append(register.by_id[row.id])
    return register


def _rows(rows: QuerySet[Person], column: str, values: Iterable[Any]) -> list[Person]:
    wanted = set(values)
    return list(rows.filter(**{f"{column}__among": wanted}).order_by("id")) if wanted else []


def _with_homes(run: LedgerRun, rows: Mapping[UUID, Person], shown: set[UUID]) -> dict[UUID, Found]:
    phones: dict[UUID, set[bytes]] = defaultdict(set)
    if not rows:
        return {}
    points = ContactPoint.objects.filter(county=run.county, person__pk__among=rows, until__isnull=True).order_by("id")
    for person, key in points.values_list("person", "lookup"):
        phones[person].add(bytes(key))
    open_ = Residence.objects.filter(county=run.county, person__pk__among=rows, until__isnull=True).order_by("id")
    homes = list(open_.values_list("person", "kind", "dwelling", "household"))
    living = {person: dwelling for person, kind, dwelling, _ in homes if kind == LIVING and dwelling}
    households = {person: household for person, kind, _, household in homes if kind == REGISTERED}
    return {
        key: Found(
            row,
            key in shown and row.area.startswith(run.area),
            frozenset(phones[key]),
            living.get(key),
            households.get(key),
        )
        for key, row in rows.items()
    }


def remembered(run: LedgerRun, digests: Iterable[bytes]) -> dict[bytes, tuple[str, UUID | None]]:
    """What became of the same lines in earlier runs of the community: verdict and record. Nobody is asked twice."""
    lines = LedgerLine.objects.filter(
        county=run.county, digest__among=set(digests), area=run.area, run__state=FINISHED
    ).exclude(run=run)
    found = lines.order_by("id").values_list("digest", "verdict", "target")
    return {bytes(key): (verdict, target) for key, verdict, target in found if target or verdict == LEFT}


def staged_households(run: LedgerRun, keys: Iterable[bytes]) -> dict[bytes, UUID]:
    """The households that earlier chunks of the run have given to these keys."""
    lines = LedgerLine.objects.filter(county=run.county, run=run, home_key__among=set(keys), household__isnull=False)
    found = lines.order_by("id").values_list("home_key", "household")
    return {bytes(key): home for key, home in found if key and home}


def households_there(county: str, ids: Iterable[UUID]) -> set[UUID]:
    """Which households stand already, hidden ones too."""
    rows = Household.everything.filter(county=county, pk__among=set(ids)).order_by("id")
    return set(rows.values_list("id", flat=True))


def lines_of(run: LedgerRun, **wanted: Any) -> Sequence[LedgerLine]:
    """Lines of a run in the order of the file."""
    return list(LedgerLine.objects.filter(county=run.county, run=run, **wanted).order_by("sheet", "row", "place"))
