"""Ports and effects: what travels up the house by name. Filled at start-up by the noun above, used from below."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

P = ParamSpec("P")
R = TypeVar("R")


class PortEmpty(RuntimeError):
    """A bug: a port is used that no noun has filled."""


class PortTaken(RuntimeError):
    """A bug: two nouns fill one port, or two effects bear one name."""


class Port(Generic[P, R]):
    """A function that a lower floor needs and a higher one gives."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._filling: Callable[P, R] | None = None

    def fill(self, function: Callable[P, R]) -> None:
        """Give the function (called in ``AppConfig.ready()``); once only."""
        if self._filling is not None and self._filling is not function:
            raise PortTaken(self.name)
        self._filling = function

    @property
    def is_filled(self) -> bool:
        """Whether the noun that gives it is there."""
        return self._filling is not None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._filling is None:
            raise PortEmpty(self.name)
        return self._filling(*args, **kwargs)


# Opens a case of a type about a subject (its noun and id as text) with facts; returns the case's id.
open_case: Port[[str, tuple[str, UUID], Mapping[str, Any]], UUID] = Port("open_case")

# Puts the clock of a demo forward by a span and returns how far it is ahead; empty everywhere else.
advance_clock: Port[[timedelta], timedelta] = Port("advance_clock")

Effect = Callable[..., None]
_effects: dict[str, Effect] = {}


def register_effect(name: str, effect: Effect) -> None:
    """Give an effect that flows may name ("money.award"); it runs inside the command that takes the step."""
    if _effects.get(name, effect) is not effect:
        raise PortTaken(name)
    _effects[name] = effect


def effect_named(name: str) -> Effect:
    """The effect of that name."""
    if name not in _effects:
        raise PortEmpty(name)
    return _effects[name]


def effect_names() -> frozenset[str]:
    """Every effect that a flow may name."""
    return frozenset(_effects)
