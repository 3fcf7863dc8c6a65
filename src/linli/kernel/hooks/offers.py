"""Which events an outside system may be told of. Filled at start-up; what is not offered never leaves the house."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.hooks.models import Hook
from linli.kernel.hooks.rules import GATHERING
from linli.kernel.journal.events import subscribe

TASK = "linli.kernel.hooks.jobs.hand_out"
# (county, objects) -> those of them that an outside system may hear of at this moment.
Tellable = Callable[[str, Collection[UUID]], Collection[UUID]]


@dataclass(frozen=True)
class Offer:
    """An event that hooks may want: its name, what it says in words, and of which objects it may be told."""

    event: str
    words: str
    tellable: Tellable


def _all(county: str, objects: Collection[UUID]) -> Collection[UUID]:
    return objects


def _has_hooks(county: str) -> bool:
    return Hook.objects.filter(county=county, state__in=GATHERING).exists()


_offers: dict[str, Offer] = {}


def offer(event: str, words: str, tellable: Tellable = _all) -> None:
    """Let hooks want ``event``; ``words`` is a catalogue key. Without ``tellable`` it holds for every object."""
    _offers[event] = Offer(event, words, tellable)
    subscribe(event, TASK, _has_hooks)


def all_offers() -> tuple[Offer, ...]:
    """Every offered event, by name."""
    return tuple(_offers[name] for name in sorted(_offers))


def offer_of(event: str) -> Offer | None:
    """The offer of an event, or None."""
    return _offers.get(event)
