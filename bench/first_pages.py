"""The first page of each long list with a million cases there, asked of a real server: wall time of the answer.

Run with ``python -m tests.cluster -- python -m bench.first_pages``; a number asks for another size. Half of the cases
are public. Three people walk the lists: who oversees all, whose unit has all, whose unit has none.
"""

import statistics
import sys
import time

from bench.growth import grow
from bench.served import Line, server
from bench.world import World

from django.db import connection  # isort: skip -- after the world's settings
from django.test import Client  # isort: skip -- the same

from linli.cases.commands import retitle_case, take_step  # isort: skip -- the same
from linli.cases.models import Case  # isort: skip -- the same
from tests.cases.town import Town, lamp, make_town, version  # isort: skip -- the same
from tests.people.people import Colleague, log_in, make_colleague  # isort: skip -- the same

ROUNDS, PATTERNS = 9, 100
PAGES = (
    "/desk/", "/desk/cases/", "/desk/cases/?sort=-received_at", "/desk/cases/?mine=unit", "/desk/cases/?life=open",
    "/desk/cases/?lead=none&life=open", "/desk/cases/?clock=overdue", "/desk/cases/?group=report", "/reports/",
)  # fmt: skip


def _patterns(town: Town) -> None:
    boss, desk = town.who("street", "dispatcher"), town.who("station", "case_intake")
    for number in range(PATTERNS):
        case = lamp(desk, text=f"第{number}盏灯不亮")
        if number % 2:
            take_step(boss, case=case, action="accept", expected_version=version(case))
            retitle_case(
                boss, case=case, title=f"桥头第{number}盏路灯不亮", place_name="三号桥", urgent=False,
                expected_version=version(case),
            )  # fmt: skip


def _line(who: Colleague) -> Line:
    """A connection that carries the log-in of somebody."""
    client, line = Client(SERVER_NAME="127.0.0.1"), Line()
    log_in(client, who)
    line.headers = {"Cookie": "; ".join(f"{key}={morsel.value}" for key, morsel in client.cookies.items())}
    return line


def main() -> None:
    """Measure and print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with World():
        town = make_town()
        _patterns(town)
        grow(size)
        people = {
            "the street, sees all": make_colleague("boss", town.units["street"], "dispatcher", "clerk"),
            "the station, has received all": make_colleague("desk", town.units["station"], "case_intake", "clerk"),
            "a bureau, has none": make_colleague("work", town.units["urban"], "case_worker", "clerk"),
        }
        times: dict[tuple[str, str], list[float]] = {(name, path): [] for name in people for path in PAGES}
        with server():
            lines = {name: _line(colleague) for name, colleague in people.items()}
            for _ in range(ROUNDS):
                for (name, path), found in times.items():
                    started = time.perf_counter()
                    lines[name].page(path)
                    found.append(time.perf_counter() - started)
    print(f"| first page, {Case.objects.count():,} cases | ms | noise |\n|---|---|---|")
    for (name, path), found in times.items():
        middle = statistics.median(found)
        print(f"| {name}: {path} | {middle * 1000:.0f} | {min(found) / middle:.2f}–{max(found) / middle:.2f} |")
    connection.close()


if __name__ == "__main__":
    main()
