"""From nothing to the first answer, and what a web worker holds in memory.

Run with ``python -m tests.cluster -- python -m bench.starting``.
"""

import statistics
import time
from pathlib import Path

from bench.served import Line, server
from bench.world import World

ROUNDS, REQUESTS = 3, 300


def _children(process: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _resident(process: int) -> float:
    """MB that a process holds."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main() -> None:
    """Measure and print."""
    starts, first, after = [], [], []
    with World():
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            with server() as process:
                starts.append(time.perf_counter() - begun)
                workers = _children(process)
                first.append(max(map(_resident, workers)))
                line = Line()
                for _ in range(REQUESTS):
                    line.page("/")
                after.append(max(map(_resident, workers)))
    print("| what | middle | noise |\n|---|---|---|")
    for name, unit, found in (
        ("from start to the first answer", "s", starts), ("a web worker at its start", "MB", first),
        (f"a web worker after {REQUESTS} pages", "MB", after),
    ):  # fmt: skip
        middle = statistics.median(found)
        print(f"| {name} | {middle:.1f} {unit} | {min(found) / middle:.2f}–{max(found) / middle:.2f} |")


if __name__ == "__main__":
    main()
