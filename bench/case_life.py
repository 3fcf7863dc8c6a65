"""A case's life by the service: taken in, taken up, given, signed for, answered, found again; how many a second.

Run with ``python -m tests.cluster -- python -m bench.case_life [CASES …]`` (0 and 100,000 by default; 1,000,000 takes
some minutes to make). A real server with two workers on PostgreSQL, asked from this process over four connections, so
that client, server and database share the machine's two cores. Between the sizes, rows are made by copying real
cases with other ids and numbers.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench.served import Line, rate, server
from bench.world import World

from bench.growth import grow  # isort: skip -- after the world's settings

from tests.cases.town import COMMUNITY, Town, make_town  # isort: skip -- the same
from tests.faces.test_api_notes import Program  # isort: skip -- the same
from tests.people.people import make_colleague  # isort: skip -- the same

SIZES, ROUNDS, SECONDS = (0, 100_000), 3, 8.0
DESK = ("cases.see_own_cases", "cases.open_case", "cases.handle", "cases.take_step", "cases.assign_case")
WORK = ("cases.see_own_cases", "cases.handle", "cases.accept_share", "cases.take_step")


@dataclass
class Cast:
    """Who works on the case."""

    town: Town
    desk: dict[str, str]
    work: dict[str, str]
    times: dict[str, list[float]] = field(default_factory=dict)

    def timed(self, name: str, act: Callable[[], Any]) -> Any:
        """Do it and keep how long it took."""
        started = time.perf_counter()
        found = act()
        self.times.setdefault(name, []).append(time.perf_counter() - started)
        return found


def cast() -> Cast:
    """A town with a dispatcher's desk and a bureau."""
    town = make_town()
    desk = make_colleague("desk", town.units["street"], "case_intake", "dispatcher", "clerk")
    work = make_colleague("work", town.units["urban"], "case_worker", "clerk")
    return Cast(town, Program(desk, DESK).headers, Program(work, WORK).headers)


def life(line: Line, who: Cast) -> None:
    """From intake to the answer, then found by its number."""
    given = {"type": "suggestion", "area": COMMUNITY, "text": f"建议增设一处休息座椅 {uuid4().hex[:6]}"}
    made = who.timed("take in", lambda: line.ask("POST", "/cases", who.desk, given))
    path = f"/cases/{made['id']}"
    step = {"action": "take_up", "expected_version": made["version"]}
    taken = who.timed("take up", lambda: line.ask("POST", f"{path}/steps", who.desk, step))
    share = {"unit": str(who.town.units["urban"]), "expected_version": taken["version"]}
    shared = who.timed("give", lambda: line.ask("POST", f"{path}/shares", who.desk, share))
    seen = {"expected_version": shared["version"]}
    signed = who.timed("sign", lambda: line.ask("POST", f"{path}/shares/accept", who.work, seen))
    step = {"action": "answer", "note": "已列入计划", "expected_version": signed["version"]}
    who.timed("answer", lambda: line.ask("POST", f"{path}/steps", who.work, step))
    found = who.timed("find", lambda: line.ask("GET", f"/cases?q={made['number']}", who.desk))
    if [row["id"] for row in found["rows"]] != [made["id"]]:
        raise SystemExit(f"not found again: {made['number']}")


def measure(who: Cast, size: int, base: float) -> float:
    """Print the line of a size; its rate."""
    who.times.clear()
    rates = [rate(lambda line: life(line, who), SECONDS) for _ in range(ROUNDS)]
    middle = statistics.median(rates)
    each = ", ".join(f"{name} {statistics.median(times) * 1000:.0f} ms" for name, times in who.times.items())
    ratio = f"{middle / base:.2f}" if base else "1"
    print(
        f"| {size:,} | {middle:.1f} | {ratio} | {min(rates) / middle:.2f}–{max(rates) / middle:.2f} | {each} |",
        flush=True,
    )
    return middle


def main() -> None:
    """Measure at every size."""
    sizes = tuple(int(text) for text in sys.argv[1:]) or SIZES
    with World():
        who = cast()
        with server():
            print("| cases | lives a second | to the first | noise | median of each request |\n|---|---|---|---|---|")
            base = 0.0
            for size in sizes:
                if size:
                    grow(size)
                base = measure(who, size, base) if not base else (measure(who, size, base), base)[1]


if __name__ == "__main__":
    main()
