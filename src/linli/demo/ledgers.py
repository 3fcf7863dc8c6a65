"""The demo's ledgers: one of tenants, taken in but for two rows; one of old people, waiting for somebody to look."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from linli.demo.names import AREA_PART, FEMALE, MALE, given_name, some_day, surname
from linli.demo.privacy import acting_as
from linli.kernel.codes import citizen_check
from linli.kernel.sheets import Area
from linli.kernel.sheets.writing import HEAD, SheetOut, write_book
from linli.people.commands import begin_ledger, confirm_ledger
from linli.people.jobs.ledgers import read_run, write_run
from linli.people.queries.ledger_files import state_of

COMMUNITY, TENANTS, KNOWN = "329921001001", 16, 3
FIRST_SERIAL = 880  # residents of the demo have low ones
SEX_WORDS = {MALE: "男", FEMALE: "女"}
TENANT_HEAD = ("序号", "姓名", "性别", "身份证号码", "民族", "联系电话", "现住地址", "来本地时间", "备注")
OLD_HEAD = ("序号", "姓名", "出生日期", "联系电话", "健康状况", "探访人")
HEALTH = ("良好", "高血压", "行动不便", "良好", "糖尿病")


@dataclass(frozen=True)
class Someone:
    """An invented person of a ledger."""

    name: str
    sex: int
    birth: date
    phone: str
    number: str


def load_ledgers(at: datetime, today: date) -> None:
    """Both ledgers of the demo's community; safe to repeat."""
    people = list(_people(random.Random("ledgers"), today))
    tenants, old = people[:TENANTS], people[:KNOWN] + people[TENANTS:]
    taken = _begun("柳岸社区出租房屋人员登记表.xlsx", _tenants(tenants), at - timedelta(days=2))
    if taken.state == "ready":
        registrar = acting_as("demo.registrar", at).keyed("demo/ledger/confirm")
        confirm_ledger(registrar, run=taken.run, expected_version=taken.version, leave_doubles=True)
    write_run(AREA_PART, taken.run)
    _begun("柳岸社区高龄老人探访名单.xlsx", _old_people(old), at - timedelta(hours=3))


@dataclass(frozen=True)
class _Begun:
    run: UUID
    state: str
    version: int


def _begun(name: str, data: bytes, at: datetime) -> _Begun:
    registrar = replace(acting_as("demo.registrar", at), at=at).keyed(f"demo/ledger/{name}")
    run = begin_ledger(registrar, area=COMMUNITY, name=name, data=data).id
    read_run(AREA_PART, run)
    found = state_of(AREA_PART, run)
    return _Begun(run, found["state"], found["version"])


def _people(dice: random.Random, today: date) -> Iterator[Someone]:
    for number in range(TENANTS + 4):
        sex = dice.choice((MALE, FEMALE))
        year = today.year - (dice.randint(22, 58) if KNOWN <= number < TENANTS else dice.randint(72, 91))
        birth = some_day(dice, date(year, 1, 1), date(year, 12, 31))
        body = f"{AREA_PART}{birth:%Y%m%d}{FIRST_SERIAL + number * 2 + (sex == MALE):03d}"
        name = surname(dice) + given_name(dice, sex, year)
        yield Someone(name, sex, birth, f"199{dice.randrange(10**8):08d}", body + citizen_check(body))


def _tenants(people: list[Someone]) -> bytes:
    rows: list[list[str]] = [["柳岸社区出租房屋人员登记表"], ["填报单位：柳岸社区服务站"], list(TENANT_HEAD)]
    for place, one in enumerate(people, 1):
        since = f"{2019 + place % 7}.{place % 12 + 1}"
        address = f"柳岸花园{place % 6 + 1}幢{place % 3 + 1}单元{place % 5 + 1}0{place % 2 + 1}室"
        number = _spoilt(place, one.number)
        rows.append([str(place), one.name, SEX_WORDS[one.sex], number, "汉族", one.phone, address, since, ""])
    return _book("登记表", rows, len(TENANT_HEAD), 3)


def _spoilt(place: int, number: str) -> str:
    """Two of the numbers as they really come: one typed wrong, one masked."""
    if place == 7:
        return number[:-1] + ("1" if number[-1] != "1" else "2")
    return number[:10] + "****" + number[14:] if place == 12 else number


def _old_people(people: list[Someone]) -> bytes:
    rows: list[list[str]] = [["高龄老人探访名单"], list(OLD_HEAD)]
    for place, one in enumerate(people, 1):
        health, visitor = HEALTH[place % len(HEALTH)], "网格员"
        rows.append([str(place), one.name, f"{one.birth:%Y年%m月%d日}", one.phone, health, visitor])
    return _book("名单", rows, len(OLD_HEAD), 2)


def _book(name: str, rows: list[list[str]], width: int, head: int) -> bytes:
    looks = {(head - 1, at): HEAD for at in range(width)} | {(0, 0): HEAD}
    return write_book([SheetOut(name, rows, looks, (Area(1, 0, 1, width - 1),), (14,) * width, head)])
