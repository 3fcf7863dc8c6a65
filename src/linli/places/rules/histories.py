"""What became of an area: old codes stay findable through their successors."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """From one day through another; None = always, or still."""

    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` lies in the span."""
        return (self.since is None or self.since <= day) and not self.ended_before(day)

    def ended_before(self, day: date) -> bool:
        """Whether the last day lies before ``day``."""
        return self.until is not None and self.until < day

    def meets(self, other: "Span") -> bool:
        """Whether the two share a day."""
        return not (_apart(self, other) or _apart(other, self))


def _apart(one: Span, other: Span) -> bool:
    return one.until is not None and other.since is not None and one.until < other.since


Spans = Mapping[str, Span]
Load = Callable[[frozenset[str]], Spans]
Succeed = Callable[[frozenset[str]], Iterable[str]]


def live_on(code: str, day: date, load: Load, succeed: Succeed) -> tuple[str, ...]:
    """The codes that stand on ``day`` for ``code``: itself, or what took its place, step by step.

    ``load`` gives the spans of codes, ``succeed`` the successors of ended ones. A split gives several, an
    unknown code none. Each step is one call of each.
    """
    found: set[str] = set()
    seen: set[str] = set()
    wanted = frozenset({code})
    while wanted:
        seen |= wanted
        spans = load(wanted)
        found |= {name for name, span in spans.items() if span.holds_on(day)}
        ended = frozenset(name for name, span in spans.items() if span.ended_before(day))
        wanted = frozenset(succeed(ended)) - seen if ended else frozenset()
    return tuple(sorted(found))
