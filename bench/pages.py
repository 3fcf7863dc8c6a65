"""What a page costs this process: a list of fifty, one case, a public report; and an intake beside a bare insert.

Run with ``python -m tests.cluster -- python -m bench.pages``. Processor time of this process alone, medians of
interleaved rounds, statements counted; the database's own time is not in it.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from bench.world import World

from django.db import connection  # isort: skip -- after the world's settings
from django.test import Client  # isort: skip -- the same
from django.test.utils import CaptureQueriesContext  # isort: skip -- the same

from linli.cases.commands import retitle_case, take_step  # isort: skip -- the same
from linli.cases.models import Case  # isort: skip -- the same
from tests.cases.town import Town, lamp, make_town, version  # isort: skip -- the same
from tests.people.people import log_in, make_colleague  # isort: skip -- the same

ROUNDS, CASES = 15, 60


@dataclass
class Measured:
    """A thing to do, its processor times in seconds and its statements."""

    name: str
    act: Callable[[], object]
    times: list[float] = field(default_factory=list)
    statements: int = 0


def _pages(town: Town) -> list[Measured]:
    boss = town.who("street", "dispatcher")
    cases = [lamp(town.who("station", "case_intake"), text=f"第{n}盏灯不亮") for n in range(CASES)]
    for case in cases:
        take_step(boss, case=case, action="accept", expected_version=version(case))
    number = _public(town, cases[0])
    client, visitor = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    log_in(client, make_colleague("boss", town.units["street"], "dispatcher", "clerk"))
    return [
        Measured("staff list of 50", lambda: _seen(client, "/desk/cases/")),
        Measured("one case on the desk", lambda: _seen(client, f"/desk/cases/{cases[0]}/")),
        Measured("a public report", lambda: _seen(visitor, f"/reports/{number}/")),
        Measured("take in a case", lambda: lamp(town.who("station", "case_intake"), text=uuid4().hex)),
        Measured("bare insert of one row", _bare),
    ]


def _public(town: Town, case: UUID) -> str:
    row = Case.objects.get(pk=case)
    retitle_case(
        town.who("street", "dispatcher"), case=case, title="桥头路灯不亮", place_name="三号桥", urgent=False,
        expected_version=row.version,
    )  # fmt: skip
    return row.number


def _seen(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")


def _bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare VALUES (%s, 'x')", [uuid4()])


def main() -> None:
    """Measure and print."""
    with World():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare (id uuid PRIMARY KEY, word text)")
        found = _pages(make_town())
        for item in found:
            item.act()
            with CaptureQueriesContext(connection) as seen:
                item.act()
            item.statements = len(seen)
        for _ in range(ROUNDS):
            for item in found:
                started = time.process_time()
                item.act()
                item.times.append(time.process_time() - started)
    print("| what | ms of processor | statements | noise (min–max of the median) |\n|---|---|---|---|")
    for item in found:
        middle = statistics.median(item.times)
        noise = f"{min(item.times) / middle:.2f}–{max(item.times) / middle:.2f}"
        print(f"| {item.name} | {middle * 1000:.1f} | {item.statements} | {noise} |")


if __name__ == "__main__":
    main()
