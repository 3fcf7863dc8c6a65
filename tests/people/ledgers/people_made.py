"""Made-up people and the many ways in which ledgers write what is known of them. Knows nothing of the reader."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟崔谭廖"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红玲芬燕彬峰建国志文凤鑫宇浩雪梅淑珍"


def check_sign(body: str) -> str:
    """The eighteenth sign of a citizen number."""
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


@dataclass
class Person:
    """A person as they truly are."""

    name: str
    sex: str
    born: date
    number: str
    phone: str
    relation: str = "户主"
    household: int = 0
    head: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


class Makers:
    """Makes people; every number and phone comes once."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.count = 0

    def person(self) -> Person:
        """Somebody new."""
        self.count += 1
        sex = self.chance.choice("男女")
        born = date(1938, 1, 1) + timedelta(self.chance.randrange(24_000))
        order = self.count * 2 % 1000 // 2 * 2 + (sex == "男")
        body = f"32992{self.count // 500 % 10}{born:%Y%m%d}{order % 1000:03}"
        name = self.chance.choice(SURNAMES) + "".join(self.chance.choices(GIVEN, k=self.chance.choice((1, 2, 2))))
        phone = f"1{self.chance.choice((39, 58, 77, 86, 91))}{self.count:08}"
        return Person(name, sex, born, body + check_sign(body), phone)


@dataclass(frozen=True)
class Written:
    """A cell as written, the value it stands for (None where nobody can tell), and whether the row must be flagged."""

    raw: Any
    true: Any
    is_bad: bool = False


def wide(text: str) -> str:
    """Full-width digits and letters."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def write_name(name: str, chance: random.Random) -> Written:
    """Names spaced out, with notes, with blanks behind."""
    ways: list[Callable[[], str]] = [
        lambda: name,
        lambda: name[0] + "  " + name[1:] if len(name) == 2 else name,
        lambda: name[0] + "\u3000" + name[1:],
        lambda: name + " ",
        lambda: name + "（户主）",
        lambda: name + "(本人)",
        lambda: " " + name,
    ]
    return Written(chance.choice(ways)(), name)


def write_number(person: Person, chance: random.Random, *, mistakes: bool) -> Written:
    """Identity numbers well and badly kept."""
    number = person.number
    ways: list[Callable[[], Written]] = [lambda: Written(number, number)] * 6 + [
        lambda: Written(number + " ", number),
        lambda: Written(f"{number[:6]} {number[6:14]} {number[14:]}", number),
        lambda: Written("'" + number, number),
        lambda: Written(wide(number), number),
        lambda: Written(number.lower(), number),
        lambda: Written("\u200b" + number, number),
    ]
    if person.born.year < 2000:
        old = number[:6] + number[8:17]
        if old[12:] not in ("996", "997", "998", "999"):
            ways.append(lambda: Written(old, number))
    if mistakes and chance.random() < 0.12:
        wrong = "0123456789"[(int(number[16]) + 2) % 10]
        ways = [
            lambda: Written(float(number[:15] + "000"), None, is_bad=True),
            lambda: Written(number[:16] + wrong + number[17], None, is_bad=True),
            lambda: Written(number[:6] + "********" + number[14:], None, is_bad=True),
            lambda: Written(None, None, is_bad=True),
            lambda: Written(number[:17], None, is_bad=True),
            lambda: Written(_impossible(number), None, is_bad=True),
        ]
    return chance.choice(ways)()


def _impossible(number: str) -> str:
    body = number[:10] + "0230" + number[14:17]
    return body + check_sign(body)


def write_phone(phone: str, chance: random.Random, *, mistakes: bool) -> Written:
    """Phones with dashes, prefixes, as figures, two in a cell, none."""
    ways: list[Callable[[], Written]] = [lambda: Written(phone, phone)] * 4 + [
        lambda: Written(int(phone), phone),
        lambda: Written(f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", phone),
        lambda: Written(f"{phone[:3]} {phone[3:7]} {phone[7:]}", phone),
        lambda: Written("+86 " + phone, phone),
        lambda: Written(wide(phone), phone),
        lambda: Written(phone + "/0512-65000000", phone),
        lambda: Written("0512-65000000、" + phone, phone),
        lambda: Written(phone + "（儿子）", phone),
        lambda: Written("无", None),
        lambda: Written("0512-65001234", "0512-65001234"),
        lambda: Written("(0512)65001234", "0512-65001234"),
    ]
    if mistakes and chance.random() < 0.04:
        ways = [lambda: Written(phone[:-1], None, is_bad=True), lambda: Written(phone + "9", None, is_bad=True)]
    return chance.choice(ways)()


def write_day(day: date, chance: random.Random, *, is_birth: bool = False) -> Written:
    """A day in every spelling; shorter spellings stand for less."""
    iso, month, year = day.isoformat(), f"{day:%Y-%m}", day.year
    serial = (day - date(1899, 12, 30)).days
    ways: list[Callable[[], Written]] = [
        lambda: Written(iso, iso),
        lambda: Written(day, iso),
        lambda: Written(f"{year}.{day.month}.{day.day}", iso),
        lambda: Written(f"{year}/{day.month}/{day.day}", iso),
        lambda: Written(f"{year}年{day.month}月{day.day}日", iso),
        lambda: Written(f"{day:%Y%m%d}", iso),
        lambda: Written(int(f"{day:%Y%m%d}"), iso),
        lambda: Written(wide(f"{year}.{day.month}.{day.day}"), iso),
        lambda: Written(f"{year}年{day.month}月", month),
        lambda: Written(f"{year}.{day.month:02}", month),
        lambda: Written(f"{year}-{day.month:02}", month),
        lambda: Written(f"{day:%Y%m}", month),
        lambda: Written("不详", None),
        lambda: Written(f"{year % 100:02}.{day.month}.{day.day}", iso),
    ]
    if serial > 3_000 and not 1900 <= serial <= 2100:
        ways.append(lambda: Written(serial, iso))
    if is_birth and day.month in (1, 10):
        ways.append(lambda: Written(float(f"{year}.1"), month))
    if day.month not in (1, 10):
        ways.append(lambda: Written(float(f"{year}.{day.month:02}") if day.month > 9 else f"{year}.{day.month}", month))
    if day > date(2026, 11, 1) or year < 1930:
        ways.pop(13)
    return chance.choice(ways)()


def write_count(number: int, unit: str, chance: random.Random) -> Written:
    """A count or an amount as text, with its unit, with thousands."""
    ways: list[Any] = [number, number, str(number), f"{number}{unit}", f" {number}", wide(str(number))]
    if number >= 1000:
        ways.append(f"{number:,}")
    if unit == "元":
        ways += [f"¥{number}", f"{number}.00", float(number), f"{number:,.2f}"]
    return Written(chance.choice(ways), number)


def write_flag(*, is_so: bool, chance: random.Random) -> Written:
    """Yes and no as people tick them."""
    raw = chance.choice(["是", "√", "1", 1, "有", "✓", "Y"] if is_so else ["否", "", None, "0", "×", "无", "N"])
    return Written(raw, "是" if is_so else "否")


RELATIONS = {
    "户主": ["户主", "本人", "户主/本人"],
    "配偶": ["配偶", "妻", "夫", "之妻", "妻子", "丈夫"],
    "子": ["子", "儿子", "长子", "次子", "之子"],
    "女": ["女", "女儿", "长女", "之女", "次女"],
    "父亲": ["父亲", "之父", "父"],
    "孙子": ["孙子", "之孙", "长孙"],
}


def write_relation(relation: str, chance: random.Random) -> Written:
    """A relation by any of its words."""
    return Written(chance.choice(RELATIONS[relation]), relation)


def write_list(items: list[str], chance: random.Random) -> Written:
    """Several words in one cell."""
    return Written(chance.choice("、，,;；/ ").join(items), items)


def write_nation(nation: str, chance: random.Random) -> Written:
    """A nation with and without 族."""
    return Written(chance.choice([nation, nation.removesuffix("族")]), nation)


def write_account(number: str, chance: random.Random, *, mistakes: bool) -> Written:
    """An account number grouped by four, or kept as a figure."""
    if mistakes and chance.random() < 0.03:
        return Written(float(number[:15] + "0000"), None, is_bad=True)
    spaced = " ".join(number[start : start + 4] for start in range(0, len(number), 4))
    return Written(chance.choice([number, number, spaced, "'" + number, number + " "]), number)
