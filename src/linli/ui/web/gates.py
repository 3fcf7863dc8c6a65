"""Gates: every view says who may open it; a test walks all addresses and fails on one without a gate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed_in"
POWER = "power"
TOKEN = "token"  # noqa: S105 -- a kind of gate, no secret


@dataclass(frozen=True)
class Gate:
    """``kind`` public: open to all. signed_in: any account. power: a post whose roles name ``power``.
    token: the view checks an API token itself."""

    kind: str
    power: str = ""


def _mark(view: View, gate: Gate) -> View:
    view.gate = gate  # type: ignore[attr-defined]  # functions carry attributes
    return view


def public(view: View) -> View:
    """Open to everybody."""
    return _mark(view, Gate(PUBLIC))


def signed_in(view: View) -> View:
    """For every account that is logged in with both factors."""
    return _mark(view, Gate(SIGNED_IN))


def needs(power: str) -> Callable[[View], View]:
    """For posts whose roles name ``power`` (a command or a look)."""
    return lambda view: _mark(view, Gate(POWER, power))


def by_token(view: View) -> View:
    """For API clients; the view authenticates them."""
    return _mark(view, Gate(TOKEN))


def gate_of(view: Callable[..., Any]) -> Gate | None:
    """The gate of a view, also of one wrapped in a class or a decorator."""
    while view is not None:
        gate = getattr(view, "gate", None) or getattr(getattr(view, "view_class", None), "gate", None)
        if gate is not None:
            return gate  # type: ignore[no-any-return]  # set by _mark only
        view = getattr(view, "__wrapped__", None)  # type: ignore[assignment]  # unwrapped until nothing is left
    return None
