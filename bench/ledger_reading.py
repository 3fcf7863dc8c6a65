"""A csv of 1,000,000 persons in 12 columns, parsed and normalised in one process: at least 40,000 rows a second.

Run with ``LINLI_MODE=test python -m bench.ledger_reading [COUNT]``. The people are made up.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import linli.packs
from linli.kernel.codes import citizen_check
from linli.kernel.packs.reading import read_pack
from linli.kernel.sheets import read_book
from linli.people.rules.ledgers.lexicon import Lexicon
from linli.people.rules.ledgers.reading import read_ledger

HEAD = "序号,姓名,性别,身份证号,出生日期,民族,与户主关系,户编号,联系电话,楼栋,房号,户籍地址"
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华"


def _lines(count: int) -> Iterator[str]:
    chance = random.Random(7)
    for number in range(1, count + 1):
        born = date(1940, 1, 1) + timedelta(chance.randrange(30_000))
        body = f"329921{born:%Y%m%d}{number % 1000:03}"
        first = number % 3 == 1
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2))))
        written = born.isoformat() if number % 5 else f"{born.year}.{born.month}.{born.day}"
        yield (
            f"{number},{name},{'男' if int(body[16]) % 2 else '女'},{body}{citizen_check(body)},{written},汉族,"
            f"{'户主' if first else '配偶' if number % 3 == 2 else '之子'},{number // 3 + 1},1{chance.randrange(3, 10)}"
            f"{chance.randrange(10**9):09},{number // 90 + 1}号楼,{number // 3 % 30 + 101},清河路{number % 700}号\n"
        )


def main() -> None:
    """Write the file, read it, print seconds, rows a second and memory."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    pack = read_pack(Path(linli.packs.__file__).parent / "nation")
    lexicon = Lexicon((str(entry["key"]), entry) for entry in pack.entries["ledger_columns"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "persons.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write(HEAD + "\n")
            file.writelines(_lines(count))
        with path.open("rb") as source:
            started = time.perf_counter()
            parsed = sum(1 for grid in read_book(source, "x").sheets for _ in grid.rows)
            print(f"parse only: {parsed / (time.perf_counter() - started):,.0f} rows/s")
        with path.open("rb") as source:
            started, worked = time.perf_counter(), time.process_time()
            ledger = read_ledger(source, "persons", lexicon, date(2026, 11, 26))
            rows = flagged = 0
            for sheet in ledger.sheets:
                for row in sheet.rows:
                    rows += 1
                    flagged += row.flagged
            seconds, worked = time.perf_counter() - started, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} rows in {seconds:.1f} s: {rows / seconds:,.0f} rows/s, {flagged:,} flagged, {memory:,.0f} MB")
    print(f"{worked:.1f} s of this process: {rows / worked:,.0f} rows/s where nobody else works")


if __name__ == "__main__":
    main()
