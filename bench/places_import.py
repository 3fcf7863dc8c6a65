"""The country's 620,573 villages in the ``villages.csv`` layout: at most 60 s on PostgreSQL, nothing the second time.

Run with ``python -m tests.cluster -- python -m bench.places_import [COUNT]``. The lines are made up with the real
counts; ``LINLI_BENCH_DIVISIONS=FILE`` takes a real file, such as ``dist/villages.csv`` of npm's china-division.
"""

import os
import resource
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.world import World
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.codes.counties import _TABLE
from linli.places.commands.division_files import COMMAND, Source, check_files, import_files

VILLAGES, TOWNS = 620_573, 41_352
HEAD = "code,name,streetCode,provinceCode,cityCode,areaCode"


def _write(path: Path, count: int) -> None:
    counties = sorted(code for codes in _TABLE.values() for code in codes)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD + "\n")
        for number in range(count):
            town = number * TOWNS // VILLAGES
            place = town * len(counties) // TOWNS
            street = f"{counties[place]}{town - place * TOWNS // len(counties) + 100:03}"
            village, county = f"{street}{number % 199 + 200:03}", counties[place]
            file.write(f"{village},第{number}村村民委员会,{street},{county[:2]},{county[:4]},{county}\n")


def _file(folder: Path) -> Path:
    """The real file that the environment names, else one made up."""
    given = os.environ.get("LINLI_BENCH_DIVISIONS", "")
    if given:
        return Path(given)
    made = folder / "villages.csv"
    _write(made, int(sys.argv[1]) if len(sys.argv) > 1 else VILLAGES)
    return made


def main() -> None:
    """Import twice and print seconds and memory."""
    with World(), TemporaryDirectory() as folder:
        path = _file(Path(folder))
        source = Source(path.name, partial(path.open, encoding="utf-8-sig", errors="surrogateescape", newline=""))
        actor = system_actor("329921", now(), COMMAND)
        for run in ("first", "second"):
            started, worked = time.perf_counter(), time.process_time()
            checked = check_files(actor, [source], lambda fault: print(fault))
            read = time.perf_counter() - started
            done = import_files(actor, [source], f"{run}-{checked.run}")
            total = time.perf_counter() - started
            print(f"{run}: {checked.lines} lines, checked {read:.1f} s, all {total:.1f} s "
                  f"({time.process_time() - worked:.1f} s of this process), {done.new} new, "
                  f"{done.placeholders} placeholders")  # fmt: skip
        print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
