"""What the register knows that a chunk of lines may mean: a few queries a chunk, never one a line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from linli.kernel.db.ranges import inside
from linli.people.models import ContactPoint, Household, LedgerLine, LedgerRun, Person, Residence
from linli.people.queries.ledger_homes import home_of
from linli.people.queries.person_values import opened
from linli.people.rules.ledgers.homes import Home
from linli.people.rules.ledgers.likeness import Known
from linli.people.rules.ledgers.runs import FINISHED
from linli.people.rules.ledgers.verdicts import LEFT
from linli.people.rules.persons import Values
from linli.people.rules.residences import HEAD, LIVING, REGISTERED


@dataclass(frozen=True)
class Found:
    """A record that a line may be about. ``is_here`` says that it belongs to the run's community and is shown."""

    row: Person
    is_here: bool
    phones: frozenset[bytes] = frozenset()
    dwelling: UUID | None = None
    household: UUID | None = None
    residence: Residence | None = None

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

    def home(self) -> Home | None:
        """The residence that the run's file tells of, opened."""
        return home_of(self.residence) if self.residence else None


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


def numbered_in(county: str, numbers: Iterable[bytes]) -> list[Person]:
    """The live records with one of these numbers, anywhere in the county, hidden ones too."""
    rows = Person.everything.filter(county=county, merged_into__isnull=True)
    return list(rows.filter(identity_key__among=set(numbers) - {b""}).order_by("id"))


def _named(rows: QuerySet[Person], asked: Sequence["Asked"]) -> Iterable[Person]:
    return rows.filter(pinyin__among={item.sound for item in asked}).order_by("id") if asked else ()


def _reached(rows: QuerySet[Person], county: str, asked: Sequence["Asked"]) -> Iterable[Person]:
    keys = {key for item in asked for key in item.known.phones}
    points = ContactPoint.objects.filter(county=county, lookup__among=keys, until__isnull=True)
    return rows.filter(pk__in=points.values("person")).order_by("id") if keys else ()


def _each(rows: Iterable[Person]) -> list[Person]:
    return list({row.id: row for row in rows}.values())


class Asked(NamedTuple):
    """A line of which the register is asked who it may be about: how its name sounds, and what it says."""

    sound: str
    known: Known


def register_for(run: LedgerRun, asked: Sequence[Asked], ids: Iterable[UUID] = ()) -> Register:
    """Everybody with one of the numbers, and those of the community who sound alike or share a phone.

    Two records with different numbers are never one person (``rules.ledgers.likeness``), so a line with a number is
    compared with records without one only.
    """
    here = Person.objects.filter(inside("area", run.area), county=run.county, merged_into__isnull=True)
    numbered = numbered_in(run.county, [item.known.number for item in asked])
    without = here.filter(identity_key__isnull=True)
    several = ((here, [item for item in asked if not item.known.number]),
               (without, [item for item in asked if item.known.number]))  # fmt: skip
    named = _each(row for rows, some in several for row in _named(rows, some))
    reached = _each(row for rows, some in several for row in _reached(rows, run.county, some))
    wanted = here.filter(pk__among=set(ids)).order_by("id") if ids else ()
    everyone = {row.id: row for row in (*numbered, *named, *reached, *wanted)}
    visible = Person.objects.filter(county=run.county, pk__among=everyone).order_by("id")
    shown = set(visible.values_list("id", flat=True)) if everyone else set()
    register = Register(by_id=_with_homes(run, everyone, shown))
    for row in numbered:
        register.by_number[bytes(row.identity_key or b"")] = register.by_id[row.id]
    for row in named:
        register.by_sound[row.pinyin].append(register.by_id[row.id])
    for row in reached:
        for key in register.by_id[row.id].phones:
            register.by_phone[key].append(register.by_id[row.id])
    return register


def _with_homes(run: LedgerRun, rows: Mapping[UUID, Person], shown: set[UUID]) -> dict[UUID, Found]:
    phones: dict[UUID, set[bytes]] = defaultdict(set)
    if not rows:
        return {}
    points = ContactPoint.objects.filter(county=run.county, person__pk__among=rows, until__isnull=True).order_by("id")
    for person, key in points.values_list("person", "lookup"):
        phones[person].add(bytes(key))
    homes = list(Residence.objects.filter(county=run.county, person__pk__among=rows, until__isnull=True).order_by("id"))
    living = {home.person_id: home.dwelling for home in homes if home.kind == LIVING and home.dwelling}
    households = {home.person_id: home.household_id for home in homes if home.kind == REGISTERED}
    told = {home.person_id: home for home in homes if home.kind == run.home}
    return {
        key: Found(
            row,
            key in shown and row.area.startswith(run.area),
            frozenset(phones[key]),
            living.get(key),
            households.get(key),
            told.get(key),
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


def broken_households(lines: QuerySet[LedgerLine]) -> list[UUID]:
    """The households of lines that would not have exactly one householder, those who stand already counted in."""
    there = Household.everything.filter(county=OuterRef("county"), pk=OuterRef("household"))
    homes = lines.order_by("household").values("county", "household").annotate(heads=Count("id", Q(relation=HEAD)))
    wrong = homes.annotate(there=Exists(there)).exclude(heads=1, there=False).exclude(heads=0, there=True)
    return [home for home in wrong.values_list("household", flat=True) if home]


def households_there(county: str, ids: Iterable[UUID]) -> set[UUID]:
    """Which households stand already, hidden ones too."""
    rows = Household.everything.filter(county=county, pk__among=set(ids)).order_by("id")
    return set(rows.values_list("id", flat=True))


def lines_of(run: LedgerRun, **wanted: Any) -> Sequence[LedgerLine]:
    """Lines of a run in the order of the file."""
    return list(LedgerLine.objects.filter(county=run.county, run=run, **wanted).order_by("sheet", "row", "place"))
