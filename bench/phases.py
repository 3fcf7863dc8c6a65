"""How long the parts of taking a ledger in take: functions that are one phase each, timed where they are called."""

import time
from collections import defaultdict
from collections.abc import Callable
from types import TracebackType
from typing import Any

from bench import world  # noqa: F401 -- sets the settings up

from linli.people.commands import ledger_applying, ledger_changes, ledger_staging, person_writing  # isort: skip
from linli.people.jobs import ledgers  # isort: skip

# (module, function, phase); a phase inside another is taken off the outer one.
TIMED: tuple[tuple[Any, str, str], ...] = (
    (ledgers, "stage_ledger_chunk", "stage: the command"),
    (ledger_staging, "_read", "stage: check"),
    (ledger_staging, "_weighed", "stage: match"),
    (ledger_staging, "_columns", "stage: seal"),
    (ledger_staging, "load_rows", "stage: copy"),
    (ledgers, "apply_ledger_chunk", "apply: the command"),
    (ledger_applying, "lines_of", "apply: fetch"),
    (ledger_applying, "_new_person", "apply: read"),
    (ledger_applying, "numbered_in", "apply: match"),
    (person_writing, "load_rows", "apply: copy with indexes"),
    (person_writing, "_person", "apply: seal"),
    (ledgers, "finish_ledger", "finish"),
    (ledger_changes, "load_rows", "apply: copy with indexes"),
)


class Phases:
    """Wraps the functions while it is entered."""

    def __init__(self) -> None:
        self.times: dict[str, float] = defaultdict(float)
        self.open: list[float] = []
        self.kept: list[tuple[Any, str, Any]] = []
        self.last = 0.0
        self.marks: dict[str, float] = {}

    def __enter__(self) -> "Phases":
        self.kept = [(module, name, getattr(module, name)) for module, name, _ in TIMED if hasattr(module, name)]
        for module, name, phase in TIMED:
            if hasattr(module, name):
                setattr(module, name, self._timed(getattr(module, name), phase))
        self.last = time.perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for module, name, function in self.kept:
            setattr(module, name, function)

    def _timed(self, function: Callable[..., Any], phase: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            started = time.perf_counter()
            self.open.append(0.0)
            try:
                return function(*args, **named)
            finally:
                took = time.perf_counter() - started
                self.times[phase] += took - self.open.pop()
                if self.open:
                    self.open[-1] += took

        return call

    def mark(self, step: str) -> None:
        """A step of the whole ends now."""
        at = time.perf_counter()
        self.marks[step], self.last = at - self.last, at

    def told(self, count: int) -> str:
        """A line for each step and phase, with microseconds a row."""
        both = {**self.marks, **{f"  {phase}": took for phase, took in sorted(self.times.items())}}
        return "\n".join(f"  {name:32}{took:8.1f} s {took / count * 1e6:8.1f} µs a row" for name, took in both.items())
