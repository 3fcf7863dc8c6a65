"""The demo's 20,000 people: spread over the communities like the real counts, loaded in batches."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from linli.demo.families import Home, Member, circumstances, families, persons
from linli.demo.homes import load_homes
from linli.demo.names import Numbers
from linli.demo.places import Community, communities
from linli.kernel.actor import Actor
from linli.people.commands import load_persons_batch
from linli.people.rules.person_batches import NewPerson

COMMANDS = ("people.load_persons_batch",)
SCALES = {"small": 600, "default": 20_000, "full": 397_000}
BATCH = 1_900
Say = Callable[[str], None]


@dataclass(frozen=True)
class Batch:
    """Rows of whole households, and how many persons there are with them."""

    rows: list[NewPerson]
    total: int


def shares(count: int, here: Sequence[Community]) -> list[int]:
    """``count`` spread by residents, the remainders to the largest."""
    whole = sum(item.residents for item in here)
    found = [count * item.residents // whole for item in here]
    by_rest = sorted(range(len(here)), key=lambda place: -(count * here[place].residents % whole))
    for place in by_rest[: count - sum(found)]:
        found[place] += 1
    return found


def load_residents(office: Actor, count: int, today: date, say: Say) -> None:
    """Homes and people, community by community."""
    for number, batch in enumerate(_batches(office, count, today)):
        actor = office.keyed(f"demo/persons/{number}")
        receipt = load_persons_batch(actor, persons=batch.rows, source="import", run="demo")
        refused = receipt.values.get("refused", ())
        assert not refused, f"the stories break a rule: {refused[:3]}"
        say(f"  {batch.total:,} of {count:,} persons")


def _batches(office: Actor, count: int, today: date) -> Iterator[Batch]:
    numbers, waiting, total = Numbers(), list[NewPerson](), 0
    places = communities()
    for here, share in zip(places, shares(count, places), strict=True):
        for rows in _households(office, here, share, numbers, today):
            if len(waiting) + len(rows) > BATCH:
                yield Batch(waiting, total)
                waiting = []
            waiting += rows
            total += len(rows)
    if waiting:
        yield Batch(waiting, total)


def _households(office: Actor, here: Community, share: int, numbers: Numbers, today: date) -> Iterator[list[NewPerson]]:
    dice = random.Random(f"people/{here.code}")
    found = list(families(dice, share, today))
    homes = load_homes(office, here, len(found) + len(found) // 16 + 1, today)
    for number, (family, home) in enumerate(zip(found, _spread(homes, found), strict=True)):
        facts = circumstances(dice, f"{here.code}/{number}", here.urban, today)
        yield persons(dice, numbers, family, Home(here.code, home[1], home[0], here.urban), facts, today)


def _spread(homes: Sequence[tuple[str, object]], found: Sequence[list[Member]]) -> list[tuple[str, object]]:
    """A home for each family, some left empty in between."""
    return [homes[number + number // 16] for number in range(len(found))]
