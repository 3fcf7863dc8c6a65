"""Makes ledgers in random layouts with the mess that real ones have, each with its truth."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.people.ledgers.people_made import (
    Makers,
    Person,
    Written,
    write_account,
    write_count,
    write_day,
    write_flag,
    write_list,
    write_name,
    write_nation,
    write_number,
    write_phone,
    write_relation,
)

Write = Callable[[Person, random.Random], Written]


@dataclass
class Made:
    """A sheet: cells by row and column from 1, what is merged, struck out and hidden, and the truth."""

    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    head: tuple[int, int] = (0, 0)
    true: dict[int, dict[int, Any]] = field(default_factory=dict)
    must_flag: dict[int, str] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    width: int = 0

    def put(self, row: int, column: int, value: Any) -> None:
        """Write a cell."""
        if value is not None and value != "":
            self.cells[row, column] = value

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge an area that is more than one cell."""
        if (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))


@dataclass(frozen=True)
class Col:
    """A column: its path of names, how a person's value is written, whether it holds for a household or an area."""

    path: tuple[str, ...]
    write: Write
    level: str = "person"


def _one_of(words: list[str | None]) -> Write:
    def write(person: Person, chance: random.Random) -> Written:
        word = chance.choice(words)
        return Written(word, word)

    return write


def _an_address(person: Person, chance: random.Random) -> Written:
    address = f"清河路{chance.randrange(1, 99)}号{chance.randrange(1, 9)}幢"
    return Written(address, address)


def _fields(chance: random.Random, *, mistakes: bool) -> dict[str, Callable[[], Col]]:
    """The columns that a ledger may have, under one of the names that they go by."""
    pick = chance.choice

    def of(*names: str) -> tuple[str, ...]:
        return (pick(names),)

    def amount(least: int, most: int) -> Write:
        return lambda person, chance: write_count(chance.randrange(least, most), "元", chance)

    return {
        "number": lambda: Col(
            of("身份证号", "身份证号码", "公民身份号码", "证件号码", "居民身份证号码"),
            lambda p, c: write_number(p, c, mistakes=mistakes),
        ),
        "sex": lambda: Col(("性别",), lambda p, c: Written(c.choice([p.sex, p.sex + " "]), p.sex)),
        "birth": lambda: Col(
            of("出生日期", "出生年月", "出生年月日"), lambda p, c: write_day(p.born, c, is_birth=True)
        ),
        "nation": lambda: Col(("民族",), lambda p, c: write_nation(c.choice(["汉族", "回族", "满族", "蒙古族"]), c)),
        "phone": lambda: Col(
            of("联系电话", "手机号码", "电话", "联系方式", "手机号"),
            lambda p, c: write_phone(p.phone, c, mistakes=mistakes),
        ),
        "address": lambda: Col(of("家庭住址", "现住址", "居住地址", "详细地址"), _an_address),
        "poor": lambda: Col(
            of("致贫原因", "主要致贫原因", "困难原因"),
            lambda p, c: write_list(c.sample(["因病", "因残", "因学", "因灾", "缺劳动力"], c.choice((1, 1, 2))), c),
        ),
        "flag": lambda: Col(
            of("是否低保", "是否党员家庭", "是否空巢", "是否参保", "是否接种"),
            lambda p, c: write_flag(is_so=c.random() < 0.5, chance=c),
        ),
        "money": lambda: Col(
            of("救助金额（元）", "发放金额(元)", "补助金额", "月保障金额（元）", "金额"), amount(50, 3000)
        ),
        "income": lambda: Col(of("月收入（元）", "家庭月收入"), amount(100, 9000)),
        "people": lambda: Col(
            of("家庭人口数", "家庭人口", "人口数"), lambda p, c: write_count(c.randrange(1, 8), "人", c)
        ),
        "worked": lambda: Col(
            of("参加工作时间", "入党时间", "迁入日期"),
            lambda p, c: write_day(p.born + timedelta(7_000 + c.randrange(900)), c),
        ),
        "account": lambda: Col(
            of("银行账号", "一卡通账号", "银行卡号", "账号"),
            lambda p, c: write_account(f"62284{int(p.phone) % 10**14:014}", c, mistakes=mistakes),
        ),
        "bank": lambda: Col(of("开户行", "开户银行"), _one_of(["农业银行清河支行", "农商行", "邮储银行"])),
        "school": lambda: Col(of("文化程度", "学历"), _one_of(["小学", "初中", "高中", "大专", "本科"])),
        "marriage": lambda: Col(("婚姻状况",), _one_of(["未婚", "已婚", "离异", "丧偶"])),
        "area": lambda: Col(
            of("建筑面积（㎡）", "住房面积(平方米)"), lambda p, c: write_count(c.randrange(30, 200), "平方米", c)
        ),
        "remark": lambda: Col(("备注",), _one_of([None, None, None, "长期在外务工", "独居"])),
    }


class Maker:
    """Makes one sheet. Everything is drawn from ``chance``."""

    def __init__(self, chance: random.Random, *, mistakes: bool = True, styles: bool = True) -> None:
        self.chance = chance
        self.makers = Makers(chance)
        self.mistakes = mistakes
        self.styles = styles
        self.made = Made()
        self.row = 1

    def sheet(self) -> Made:
        """Title, head, data with what stands between, footers."""
        by_households = self.chance.random() < 0.4
        columns = self._columns(by_households=by_households)
        columns = self._grouped(columns)
        self.made.width = len(columns)
        self._above(columns)
        self._head(columns)
        self._codes(columns)
        self._data(columns, by_households=by_households)
        self._footers(columns)
        return self.made

    def _columns(self, *, by_households: bool) -> list[Col]:
        fields = _fields(self.chance, mistakes=self.mistakes)
        # A household that is listed row by row counts its own rows.
        left_out = {"number", "remark", "people"} if by_households else {"number", "remark"}
        chosen = self.chance.sample(sorted(set(fields) - left_out), self.chance.randrange(3, 9))
        own_name = "姓名" if by_households else self.chance.choice(["姓名", "户主姓名", "申请人姓名", "老人姓名"])
        columns = [Col((own_name,), lambda p, c: write_name(p.name, c)), fields["number"]()]
        columns += [fields[name]() for name in chosen]
        if by_households:
            columns = [
                Col(
                    (self.chance.choice(["户编号", "户号"]),),
                    lambda p, c: Written(p.household, p.household),
                    "household",
                ),
                *columns[:2],
                Col((self.chance.choice(["与户主关系", "家庭关系"]),), lambda p, c: write_relation(p.relation, c)),
                *columns[2:],
            ]
        if self.chance.random() < 0.5:
            columns.insert(
                0,
                Col(
                    (self.chance.choice(["村（社区）", "社区", "村名", "所属社区"]),),
                    lambda p, c: Written(None, None),
                    "area",
                ),
            )
        if self.chance.random() < 0.6:
            columns.insert(
                0,
                Col(
                    (self.chance.choice(["序号", "编号"]),), lambda p, c: Written(p.extra["serial"], p.extra["serial"])
                ),
            )
        return [*columns, fields["remark"]()] if self.chance.random() < 0.5 else columns

    def _grouped(self, columns: list[Col]) -> list[Col]:
        """Give some neighbours one, two or three names above."""
        depth = self.chance.choice([0, 0, 1, 1, 2, 3])
        if depth == 0:
            return columns
        place = len(columns) - self.chance.randrange(2, 4)
        place = max(2, place)
        above = ("基本情况", "家庭信息", "救助情况", "审核信息")[:depth]
        return [
            *columns[:place],
            *(Col((*above, *column.path), column.write, column.level) for column in columns[place:]),
        ]

    def _above(self, columns: list[Col]) -> None:
        width = len(columns)
        for text, chances in (("附件2", 0.3), ("清河镇困难群众基本情况登记表", 0.9)):
            if self.chance.random() < chances:
                self.made.put(self.row, 1, text)
                self.made.merge(self.row, 1, self.row, width if text != "附件2" else 1)
                self.made.others[self.row] = "title"
                self.row += 1
        if self.chance.random() < 0.6:
            self.made.put(self.row, 1, self.chance.choice(["填报单位：清河镇人民政府", "填报单位（盖章）："]))
            self.made.put(
                self.row, max(3, width - 1), self.chance.choice(["单位：元", "2026年3月5日", "填报日期：2026.3.5"])
            )
            self.made.others[self.row] = "unit_line"
            self.row += 1
        if self.chance.random() < 0.2:
            self.row += 1

    def _head(self, columns: list[Col]) -> None:
        first = self.row
        depth = max(len(column.path) for column in columns)
        for level in range(depth):
            start = 0
            while start < len(columns):
                path = columns[start].path
                end = start
                if level < len(path) - 1:
                    while (
                        end + 1 < len(columns)
                        and columns[end + 1].path[: level + 1] == path[: level + 1]
                        and len(columns[end + 1].path) > level + 1
                    ):
                        end += 1
                    self.made.put(first + level, start + 1, self._spaced(path[level]))
                    self.made.merge(first + level, start + 1, first + level, end + 1)
                elif level == len(path) - 1:
                    self.made.put(first + level, start + 1, self._spaced(path[level]))
                    self.made.merge(first + level, start + 1, first + depth - 1, start + 1)
                start = end + 1
        self.row = first + depth
        self.made.head = (first, self.row - 1)

    def _spaced(self, name: str) -> str:
        roll = self.chance.random()
        if len(name) == 2 and roll < 0.3:
            return name[0] + "  " + name[1]
        return name[:2] + "\n" + name[2:] if len(name) > 3 and roll < 0.15 else name

    def _codes(self, columns: list[Col]) -> None:
        if self.chance.random() < 0.2:
            for place in range(len(columns)):
                self.made.put(self.row, place + 1, "甲乙"[place] if place < 2 else place - 1)
            self.made.others[self.row] = "column_codes"
            self.row += 1

    def _data(self, columns: list[Col], *, by_households: bool) -> None:
        serial = 0
        for block in range(self.chance.randrange(1, 4)):
            community = f"第{'一二三'[block]}社区"
            first = self.row
            for household in range(self.chance.randrange(3, 9)):
                for person in self._household(block * 100 + household + 1, by_households=by_households):
                    serial += 1
                    person.extra["serial"] = serial
                    self._person(columns, person, community)
            self._fill_down(columns, first, community)
            self._between(columns, block)

    def _household(self, number: int, *, by_households: bool) -> list[Person]:
        people = [self.makers.person() for _ in range(self.chance.randrange(1, 4) if by_households else 1)]
        for place, person in enumerate(people):
            person.household, person.head = number, people[0].name
            person.relation = ["户主", "配偶", "子", "女"][place if place < 2 else 2 + (person.sex == "女")]
        return people

    def _person(self, columns: list[Col], person: Person, community: str) -> None:
        true: dict[int, Any] = {}
        for place, column in enumerate(columns, 1):
            written = column.write(person, self.chance)
            if column.level == "area":
                true[place] = community
                continue
            true[place] = written.true
            is_repeated = column.level == "household" and person.relation != "户主"
            if not is_repeated:
                self.made.put(self.row, place, written.raw)
            if written.is_bad:
                self.made.must_flag[self.row] = f"{column.path[-1]} {written.raw!r}"
        self._style_row()
        self.made.true[self.row] = true
        self.row += 1

    def _style_row(self) -> None:
        if self.styles and self.chance.random() < 0.02:
            self.made.struck.add(self.row)
            self.made.must_flag[self.row] = "struck out"
        if self.styles and self.chance.random() < 0.03:
            self.made.hidden.add(self.row)

    def _fill_down(self, columns: list[Col], first: int, community: str) -> None:
        """An area stands in merged cells, once above empty ones, by signs, or in every row."""
        way = self.chance.choice(["merged", "signs", "every"] if self.styles else ["signs", "every"])
        for place, column in enumerate(columns, 1):
            if column.level == "area":
                for row in range(first, self.row):
                    text = community if row == first or way == "every" else "同上" if way == "signs" else None
                    self.made.put(row, place, text)
                if way == "merged":
                    self.made.merge(first, place, self.row - 1, place)

    def _between(self, columns: list[Col], block: int) -> None:
        roll = self.chance.random()
        if roll < 0.3:
            self.made.put(self.row, 1, self.chance.choice(["小计", "本页小计", "小  计", "本村合计"]))
            self.made.put(self.row, len(columns), 120 + block)
            self.made.others[self.row] = "subtotal"
            self.row += 1
        elif roll < 0.5:
            start, end = self.made.head
            copies = {
                place: self.made.cells.get((row, place))
                for row in range(start, end + 1)
                for place in range(1, len(columns) + 1)
                if (row, place) in self.made.cells
            }
            for place, value in copies.items():
                self.made.put(self.row, place, value)
            self.made.others[self.row] = "repeated_header"
            self.row += 1
        elif roll < 0.6:
            self.row += 1

    def _footers(self, columns: list[Col]) -> None:
        if self.chance.random() < 0.5:
            self.made.put(self.row, 1, self.chance.choice(["合计", "总计", "合  计"]))
            self.made.put(self.row, max(2, len(columns) - 1), 4321)
            self.made.others[self.row] = "total"
            self.row += 1
        if self.chance.random() < 0.4:
            self.row += self.chance.choice((0, 1))
            self.made.put(self.row, 1, self.chance.choice(["制表人：李明", "填表人：", "审核人：王强（签字）"]))
            self.made.put(
                self.row,
                max(3, len(columns) - 2),
                self.chance.choice(["审核人：张三", "填报日期：2026年3月5日", "联系电话：0512-65001234"]),
            )
            self.made.others[self.row] = "footer"
            self.row += 1
        if self.chance.random() < 0.3:
            for text in ("填表说明：1.本表由社区填写，一式两份。", "2.身份证号须为18位。")[
                : self.chance.choice((1, 2))
            ]:
                self.made.put(self.row, 1, text)
                self.made.merge(self.row, 1, self.row, len(columns))
                self.made.others[self.row] = "note"
                self.row += 1


def made_sheet(seed: int, *, mistakes: bool = True, styles: bool = True) -> Made:
    """The sheet of a seed."""
    return Maker(random.Random(seed), mistakes=mistakes, styles=styles).sheet()
