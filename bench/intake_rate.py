"""Cases taken in a second by the service, against an end point that inserts one row, on the same kind of server.

Run with ``python -m tests.cluster -- python -m bench.intake_rate``. Rounds of the two are interleaved.
"""

import statistics
from uuid import uuid4

from bench.case_life import cast
from bench.served import PORT, Line, rate, server
from bench.world import World

from django.db import connection  # isort: skip -- after the world's settings

from tests.cases.town import COMMUNITY  # isort: skip -- the same

ROUNDS, SECONDS = 5, 4.0
BARE, NAKED, OURS = "bare insert of one row", "the same without Linli's middleware", "take in a case"


def main() -> None:
    """Measure and print."""
    with World():
        who = cast()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare (id uuid PRIMARY KEY, word text)")

        def take_in(line: Line) -> None:
            given = {"type": "suggestion", "area": COMMUNITY, "text": f"建议增设一处休息座椅 {uuid4().hex[:6]}"}
            line.ask("POST", "/cases", who.desk, given)

        def bare(line: Line) -> None:
            line.ask("POST", "/bare", {}, {"word": "x"})

        found: dict[str, list[float]] = {name: [] for name in (BARE, NAKED, OURS)}
        with server(settings="bench.bare_settings"), server(PORT + 1, "bench.naked_settings"):
            for _ in range(ROUNDS):
                found[BARE].append(rate(bare, SECONDS))
                found[NAKED].append(rate(bare, SECONDS, PORT + 1))
                found[OURS].append(rate(take_in, SECONDS))
    print("| what | a second | to the bare insert | noise |\n|---|---|---|---|")
    middle = statistics.median(found[BARE])
    for name, rates in found.items():
        here = statistics.median(rates)
        print(f"| {name} | {here:.0f} | {here / middle:.2f} | {min(rates) / here:.2f}–{max(rates) / here:.2f} |")


if __name__ == "__main__":
    main()
