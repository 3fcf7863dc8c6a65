"""A policy paper of a hundred pages (150,000 characters), clean and damaged: at most ten seconds.

Run with ``LINLI_MODE=test python -m bench.policy_reading [PAGES]``. The yardstick is one pass of compression over the
same text; figures are medians of interleaved rounds, with the machine's noise beside them.
"""

import random
import statistics
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.documents.papers.damage import in_traditional, with_readings

import linli.packs
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.reading import read_paper
from linli.documents.rules.policies.units import UnitReader
from linli.kernel.packs.reading import read_pack

PAGE = 1_500
ROUNDS = 3
PHRASES = (
    "健全社区治理机制,完善服务功能,提升居民满意度。",
    "到2030年底,全县社区服务设施覆盖率达到95%以上。",
    "每个社区配备工作人员不少于7名,每年培训不少于40学时。",
    "推进网格化管理,做到底数清、情况明。(责任单位:县民政局、县公安局、各乡镇人民政府)",
    "新建社区养老服务站120个,改造老旧小区35个。",
)
NUMBERS = "一二三四五六七八九十"


def _paper(pages: int) -> str:
    chance, lines = random.Random(5), ["某某县人民政府关于全面加强社区治理的实施意见"]
    while sum(map(len, lines)) < pages * PAGE:
        part = len([line for line in lines if "、工作" in line]) + 1
        lines.append(f"{NUMBERS[(part - 1) % 10]}、工作任务")
        for section in range(10):
            lines.append(f"({NUMBERS[section]})重点工作。" + "".join(chance.choices(PHRASES, k=5)))
    return "\n".join(lines)


def _lexicon() -> Lexicon:
    entries = read_pack(Path(linli.packs.__file__).parent / "nation").entries
    units, words = (((str(each["key"]), each) for each in entries[name]) for name in ("policy_units", "policy_words"))
    return Lexicon(units, words)


def _timed(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


def main() -> None:
    """Read the papers and print seconds, ratios and noise."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    clean = _paper(pages)
    damaged = with_readings(in_traditional(clean, random.Random(1)), random.Random(1))
    lexicon = _lexicon()
    subjects: dict[str, Callable[[], object]] = {
        "compression of the text": lambda: zlib.compress(clean.encode(), 9),
        "clean": lambda: read_paper(clean, lexicon, UnitReader(lexicon)),
        "damaged": lambda: read_paper(damaged, lexicon, UnitReader(lexicon)),
    }
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(ROUNDS):
        for name, act in subjects.items():
            times[name].append(_timed(act))
    yardstick = statistics.median(times["compression of the text"])
    for name, values in times.items():
        middle = statistics.median(values)
        noise = f"{min(values) / middle:.2f}–{max(values) / middle:.2f}"
        print(f"{name}: {middle:.2f} s of processor, {middle / yardstick:,.0f} × ({noise})")


if __name__ == "__main__":
    main()
