"""A thousand policies searched, and a programme of five thousand tasks over 116 communities opened.

Run with ``python -m tests.cluster -- python -m bench.policy_library [PAPERS]``: milliseconds and queries, medians of
seven rounds. The yardstick is one page of the list without a search.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from bench.world import World

from django.db import connection  # isort: skip -- after the world's settings
from django.test.utils import CaptureQueriesContext  # isort: skip -- the same

from linli.documents.commands import confirm_findings, take_in_paper  # isort: skip -- the same
from linli.documents.models import PolicyPaper  # isort: skip -- the same
from linli.documents.queries.papers import PAPERS, findings_of  # isort: skip -- the same
from linli.kernel.actor import Actor, system_actor  # isort: skip -- the same
from linli.kernel.clock_port import now  # isort: skip -- the same
from linli.kernel.db.bulk import load_rows, refresh_statistics  # isort: skip -- the same
from linli.kernel.db.listing import Asked, fetch  # isort: skip -- the same
from linli.kernel.db.guard import writing  # isort: skip -- the same
from linli.kernel.ids import new  # isort: skip -- the same
from linli.kernel.text import search_key  # isort: skip -- the same
from linli.people.queries.roles import roles_at  # isort: skip -- the same
from linli.places.commands import import_divisions  # isort: skip -- the same
from linli.programmes.commands import run_tasks, start_programme  # isort: skip -- the same
from linli.programmes.queries.programmes import (  # isort: skip -- the same
    lines_of,
    overdue_tasks,
    programme_detail,
    standing,
    tasks_listing,
)

COUNTY, ROUNDS, TASKS, COMMUNITIES = "329921", 7, 43, 116
LENGTH = 12_000
WORDS = (
    "社区治理服务居民设施路灯道路停车老人儿童医疗教育环境卫生"
    "安全消防物业维修资金监督公开协商网格调解法律就业培训文化体育"
)


def clerk(world: World) -> Actor:
    """A policy clerk of the county."""
    powers = dict.fromkeys(roles_at(COUNTY, now())["policy_clerk"].may, (COUNTY,))
    return replace(world.actor(), powers=powers)


def fill(actor: Actor, papers: int) -> None:
    """Papers of LENGTH characters, of few words, so that every search has much to look through."""
    chance = random.Random(7)
    columns = [field.name for field in PolicyPaper._meta.concrete_fields]

    def row(number: int) -> list[object]:
        text = "".join(chance.choices(WORDS, k=LENGTH))
        given = {
            "id": new(COUNTY), "county": COUNTY, "area": COUNTY, "version": 1, "title": f"文件{number}", "issuer": "",
            "number": f"〔2026〕{number}号", "issued_on": date(2026, 1, 1), "rank": "county", "sha256": f"{number:064}",
            "format": "txt", "text": text, "key": search_key(text), "repairs": [], "doubts": [], "mentions": [],
            "valid_from": None, "repealed_on": None, "repealed_by": None, "repeal_basis": "", "taken_at": actor.at,
            "tasks": 0, "targets": 0,
        }  # fmt: skip
        return [given[name] for name in columns]

    with writing("command"):
        load_rows(PolicyPaper, columns, (row(number) for number in range(papers)))


def programme(actor: Actor) -> UUID:
    """TASKS tasks with a part in each of the communities."""
    rows = [(COUNTY, "清和县"), *((f"{COUNTY}{town:03}", f"第{town}镇") for town in range(101, 105))]
    rows += [(f"{COUNTY}{101 + n % 4:03}{200 + n // 4:03}", f"第{n}村村民委员会") for n in range(COMMUNITIES)]
    import_divisions(system_actor(COUNTY, now(), "places.import_divisions"), run="bench", rows=rows)
    lines = "\n".join(
        f"{n}.做好第{n}件事。（牵头单位：甲；责任单位：各社区；完成时限：2026年6月底）" for n in range(1, TASKS + 1)
    )
    paper = take_in_paper(actor, area=COUNTY, name="b", data=f"清和县社区工作安排\n一、任务\n{lines}\n".encode()).id
    confirm_findings(actor, findings=[one.id for one in findings_of(COUNTY, paper, "task")])
    made = start_programme(actor, paper=paper, area=COUNTY).id
    while run_tasks(actor, programme=made).values["left"]:
        pass
    return made


def measure(what: str, act: Callable[[], object]) -> float:
    """Print milliseconds and queries of ``act``; the median."""
    act()
    found = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        act()
        found.append(1000 * (time.perf_counter() - started))
    with CaptureQueriesContext(connection) as asked:
        act()
    middle = statistics.median(found)
    print(f"| {what} | {middle:.0f} | {min(found):.0f}–{max(found):.0f} | {len(asked.captured_queries)} |")
    return middle


def main() -> None:
    """Measure and print."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with World() as world:
        actor = clerk(world)
        made = programme(actor)
        fill(actor, papers)
        refresh_statistics()
        day = date(2026, 11, 27)

        def opened() -> None:
            row = programme_detail(actor, made)
            standing(COUNTY, row, day)
            fetch(tasks_listing(COUNTY, row.id, day), actor, Asked())
            overdue_tasks(COUNTY, row.id, day)
            lines_of(COUNTY, row.id)

        print("| what | ms | from–to | queries |\n|---|---|---|---|")
        measure(f"a page of {papers} papers", lambda: fetch(PAPERS, actor, Asked()))
        measure("searched for words that are in most", lambda: fetch(PAPERS, actor, Asked(search="社区")))
        measure("searched for words that are in none", lambda: fetch(PAPERS, actor, Asked(search="管辖範圍")))
        measure(f"a programme of {TASKS * (COMMUNITIES + 1)} tasks", opened)


if __name__ == "__main__":
    main()
