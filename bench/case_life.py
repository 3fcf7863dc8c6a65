"""A case's life by the service: taken in, taken up, given, signed for, answered, found again; how many a second.

Run with ``python -m tests.cluster -- python -m bench.case_life [CASES …]`` (0 and 100,000 by default; 1,000,000 takes
some minutes to make). A real server with two workers on PostgreSQL, asked from this process over four connections, so
that client, server and database share the machine's two cores. Between the sizes, rows are made by copying real
cases with other ids and numbers.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench.world import World

from django.db import connection  # isort: skip -- after the world's settings

from tests.cases.town import COMMUNITY, Town, make_town  # isort: skip -- the same
from tests.faces.test_api_notes import Program  # isort: skip -- the same
from tests.people.people import make_colleague  # isort: skip -- the same

SIZES, ROUNDS, SECONDS, ASKERS = (0, 100_000), 3, 8.0, 4
PORT = 8797
DESK = ("cases.see_own_cases", "cases.open_case", "cases.handle", "cases.take_step", "cases.assign_case")
WORK = ("cases.see_own_cases", "cases.handle", "cases.accept_share", "cases.take_step")
TABLES = ("cases_case", "cases_assignment", "cases_clock", "cases_act")


class Line:
    """One kept connection to the server."""

    def __init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def ask(self, method: str, path: str, headers: dict[str, str], body: Any = None) -> Any:
        """Send and read; an answer that is no success ends the bench."""
        sent = json.dumps(body).encode() if body is not None else None
        self.line.request(method, f"/api/v1{path}", sent, {**headers, "Content-Type": "application/json"})
        answer = self.line.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:300].decode()}")
        return json.loads(text)


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


def rate(who: Cast) -> float:
    """Lives a second over all connections."""
    end, done, lock = time.perf_counter() + SECONDS, [0], threading.Lock()

    def work() -> None:
        line = Line()
        while time.perf_counter() < end:
            life(line, who)
            with lock:
                done[0] += 1

    started = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done[0] / (time.perf_counter() - started)


@contextmanager
def server() -> Iterator[None]:
    """Two workers on the world's database."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT),
        "--workers", "2", "--blocking-threads", "2", "--log-level", "error", "linli.config.wsgi:application",
    ]  # fmt: skip
    setting = {**os.environ, "LINLI_REQUESTS_PER_MINUTE": "10000000"}
    process = subprocess.Popen(command, env=setting)  # noqa: S603 -- our own server
    try:
        _wait()
        yield
    finally:
        process.terminate()
        process.wait()


def _wait() -> None:
    for _ in range(200):
        try:
            line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
            line.request("GET", "/health/ready")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
            [table],
        )
        return [row[0] for row in cursor.fetchall()]


def _copied(table: str, links: dict[str, list[str]]) -> str:
    """A statement that copies the rows of the patterns once for every n of a span."""
    parts = []
    for name in _columns(table):
        if name in links[table]:
            parts.append(f"other_id(r.{name}, s.n)")
        elif table == "cases_case" and name == "number":
            parts.append("left(r.number, 6) || lpad((s.n * 100 + p.place)::text, 14, '9')")
        else:
            parts.append(f"r.{name}")
    key = "id" if table == "cases_case" else "case_id"
    return (
        f"INSERT INTO {table} ({', '.join(_columns(table))}) "  # noqa: S608 -- names of our own tables
        f"SELECT {', '.join(parts)} FROM {table} r "
        f"JOIN patterns p ON p.id = r.{key} CROSS JOIN generate_series(%s::bigint, %s::bigint) s(n)"
    )


def grow(wanted: int) -> None:
    """Copy the first cases until there are ``wanted``."""
    links = {
        table: [name for name in _columns(table) if name in ("id", "case_id") or (name, table) == ("parent_id", "")]
        for table in TABLES
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION other_id(given uuid, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$"
            "SELECT (lpad(to_hex(1750000000000 + n * 30), 12, '0') || '7' || substr(md5(given::text || n), 1, 3) "
            "|| '8' || substr(md5(n || given::text), 1, 10) || right(replace(given::text, '-', ''), 5))::uuid $$"
        )
        cursor.execute("CREATE TABLE IF NOT EXISTS patterns (id uuid, place int)")
        cursor.execute("SELECT count(*) FROM patterns")
        if cursor.fetchone()[0] == 0:
            cursor.execute(
                "INSERT INTO patterns SELECT id, row_number() OVER (ORDER BY id) - 1 FROM cases_case LIMIT 100"
            )
        cursor.execute("SELECT count(*) FROM cases_case")
        have = cursor.fetchone()[0]
        first, last = have // 100 + 1_000, have // 100 + 1_000 + (wanted - have) // 100
        for start in range(first, last, 500):
            for table in TABLES:
                cursor.execute(_copied(table, links), [start, min(start + 499, last)])
        for table in TABLES:
            cursor.execute(f"ANALYZE {table}")


def measure(who: Cast, size: int, base: float) -> float:
    """Print the line of a size; its rate."""
    who.times.clear()
    rates = [rate(who) for _ in range(ROUNDS)]
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
