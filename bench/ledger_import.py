"""A csv of 1,000,000 persons in 12 columns goes into a register of as many: at least 4,000 rows a second.

Run with ``python -m tests.cluster -- python -m bench.ledger_import [ROWS]``. Everything is on: journal, keyed digests,
sealed values, matching. One file fills the register, the second is measured; one in twenty of its rows is known.
"""

import resource
import sys
import time

from bench.ledger_people import AREA, KNOWN, file_of, homes_of, phone, tree
from bench.phases import Phases
from bench.raw_copy import raw_copy
from bench.world import World

from django.db import connection  # isort: skip -- after the world's settings

from linli.kernel.actor import system_actor  # isort: skip
from linli.kernel.clock_port import now  # isort: skip
from linli.kernel.db.bulk import refresh_statistics  # isort: skip
from linli.kernel.db.listing import Asked, fetch  # isort: skip
from linli.people.commands import begin_ledger, confirm_ledger  # isort: skip
from linli.people.jobs import ledgers  # isort: skip
from linli.people.models import LedgerRun, Person  # isort: skip
from linli.people.queries.persons import PERSONS  # isort: skip

COUNTY = "329921"
POWERS = ("people.begin_ledger", "people.confirm_ledger", "people.see_persons")
LOOKS = 7


def take_in(number: int, count: int) -> None:
    """Take one file in and print its phases."""
    data = file_of(number, count)
    clerk = system_actor(COUNTY, now(), *POWERS)
    with Phases() as phases:
        started, worked = time.perf_counter(), time.process_time()
        run = begin_ledger(clerk, area=AREA, name="persons.csv", data=data).id
        phases.mark("keep the file")
        ledgers.read_run(COUNTY, run)
        phases.mark("read")
        row = LedgerRun.objects.get(pk=run)
        confirm_ledger(clerk, run=run, expected_version=row.version, leave_doubles=True)
        phases.mark("confirm")
        ledgers.write_run(COUNTY, run)
        phases.mark("write")
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    row.refresh_from_db()
    print(f"file {number}: {count:,} rows, {len(data) / 1e6:.0f} MB, {seconds:.1f} s ({worked:.1f} s of this process): "
          f"{count / seconds:,.0f} rows/s; {row.state} {({k: v for k, v in row.counts.items() if v})}")  # fmt: skip
    print(phases.told(count))
    print(f"  memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB", flush=True)
    if number == 2 and connection.vendor == "postgresql":
        print(raw_copy(run, count, seconds), flush=True)


def search() -> None:
    """The first page of each way to search, the middle of several."""
    clerk = system_actor(COUNTY, now(), *POWERS)
    some = Person.objects.filter(county=COUNTY).order_by("-id").first()
    assert some is not None
    ways = {"two characters": some.name[:2], "one character": some.name[-1], "initials": some.initials,
            "first initial": some.initials[:1], "phone": phone(2, 5), "number": KNOWN}  # fmt: skip
    for way, text in ways.items():
        times = []
        for _ in range(LOOKS):
            connection.force_debug_cursor = True
            connection.queries_log.clear()
            started = time.perf_counter()
            page = fetch(PERSONS, clerk, Asked(search=text))
            times.append((time.perf_counter() - started) * 1000)
        print(f"search by {way}: {sorted(times)[LOOKS // 2]:.0f} ms at the middle, first {times[0]:.0f}, "
              f"{len(connection.queries_log)} queries, {len(page.rows)} rows")  # fmt: skip


def main() -> None:
    """Fill the register, measure, search."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with World():
        tree()
        homes_of(count)
        refresh_statistics()
        for number in (1, 2):
            take_in(number, count)
            refresh_statistics()
        search()


if __name__ == "__main__":
    main()
