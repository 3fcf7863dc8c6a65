"""A community of made people and its ledgers: 12 columns, households of three, thirty doors in a building."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bench import world  # noqa: F401 -- sets the settings up

from linli.kernel.actor import system_actor  # isort: skip -- after the world's settings
from linli.kernel.clock_port import now  # isort: skip
from linli.kernel.codes import citizen_check  # isort: skip
from linli.places.commands import NewBuilding, NewDwelling, import_divisions, load_buildings_batch  # isort: skip

AREA = "329921001001"
HEAD = "序号,姓名,性别,身份证号,出生日期,民族,与户主关系,户编号,联系电话,楼栋,房号,户籍地址"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华建国文玉红志春梅海波晓云龙飞鹏辉宁雪琴凤莲"
DAYS, DOORS = 30_000, 30
# One row in so many of the second file is of the first.
KNOWN_EACH = 20


def number_of(serial: int) -> str:
    """A citizen number that nobody else has."""
    born = date(1940, 1, 1) + timedelta(serial % DAYS)
    body = f"329921{born:%Y%m%d}{serial // DAYS:03}"
    return body + citizen_check(body)


def phone(file: int, row: int) -> str:
    """A phone of a row."""
    return f"1{2 + file}{row * 7_919 % 10**9:09}"


KNOWN = number_of(1)


def _serial(file: int, row: int, count: int) -> int:
    return row if file == 1 or row % KNOWN_EACH == 0 else count + row


def _name(serial: int) -> str:
    dice = Random(serial)
    return dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2))))


def _lines(file: int, count: int) -> Iterator[str]:
    for row in range(count):
        serial = _serial(file, row, count)
        number, home, place = number_of(serial), row // 3, row % 3
        born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
        sex = "男" if int(number[16]) % 2 else "女"
        yield (
            f"{row + 1},{_name(serial)},{sex},{number},{born},汉族,{('户主', '配偶', '之子')[place]},{home + 1},"
            f"{phone(file, row)},清河花园{home // DOORS + 1}号楼,{home % DOORS + 101},清河路{row % 700}号\n"
        )


def file_of(file: int, count: int) -> bytes:
    """The ledger with this number."""
    out = io.StringIO()
    out.write(HEAD + "\n")
    out.writelines(_lines(file, count))
    return out.getvalue().encode()


def tree() -> None:
    """The county and its community."""
    office = system_actor("329921", now(), "places.import_divisions")
    import_divisions(office, run="b", rows=[("329921", "清和县"), ("329921001", "河滨街道"), (AREA, "清河社区")])


def homes_of(count: int) -> None:
    """The buildings with a dwelling for each household."""
    office = system_actor("329921", now(), "places.load_buildings_batch")
    doors = tuple(NewDwelling(str(101 + door)) for door in range(DOORS))
    houses = [NewBuilding(f"清河花园{place + 1}号楼", doors) for place in range(count // 3 // DOORS + 1)]
    for start in range(0, len(houses), 60):
        load_buildings_batch(
            office, area=AREA, buildings=houses[start : start + 60], since=date(2026, 1, 1), run="b"
        )  # fmt: skip
