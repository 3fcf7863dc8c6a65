"""Prints a table of ratios: medians of interleaved rounds, with the noise of the machine beside them."""

import statistics
import time
from collections.abc import Callable

from bench.flows import flow_subjects
from bench.lookups import lookup_subjects
from bench.subjects import Subject, subjects
from bench.world import World

ROUNDS = 9


def _timed(act: Callable[[], None], times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        act()
    return (time.perf_counter() - started) / times


def _rounds(found: list[Subject]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {subject.name: [] for subject in found}
    for _ in range(ROUNDS):
        for subject in found:
            times[subject.name].append(_timed(subject.act, subject.times))
    return times


def _spread(values: list[float]) -> str:
    middle = statistics.median(values)
    return f"{min(values) / middle:.2f}–{max(values) / middle:.2f}"


def main() -> None:
    """Measure and print."""
    with World() as world:
        found = [*subjects(world), *lookup_subjects(world), *flow_subjects()]
        times = _rounds(found)
    yardstick = {subject.name: subject.against for subject in found}
    print("| what | ms | against | ratio | noise (min–max of the median) |\n|---|---|---|---|---|")
    for name, values in times.items():
        middle, against = statistics.median(values), yardstick[name]
        ratio = f"{middle / statistics.median(times[against]):.2f}" if against else "1"
        print(f"| {name} | {middle * 1000:.3f} | {against or '–'} | {ratio} | {_spread(values)} |")


if __name__ == "__main__":
    main()
