"""Strict reading of declarations."""

from datetime import date
from typing import Any

import pytest

from linli.kernel.errors import Invalid
from linli.kernel.expr import Declared, DeclaredCode, ExprCode, Faults, Label

pytestmark = pytest.mark.pure


def reader(**data: Any) -> tuple[Declared, Faults]:
    faults = Faults()
    return Declared(data, faults, "top"), faults


def codes(faults: Faults) -> list[tuple[str, Any]]:
    return [(problem.path, problem.code) for problem in faults.problems]


def test_good_values_are_read_without_fault() -> None:
    top, faults = reader(
        text="words", name="a_name", whole=3, flag=True, day="2026-02-28", label={"zh-Hans": "字"}, names=["a", "b"],
        when="a > 1", child={"x": 1}, list=[{"y": 2}], basis={},
    )  # fmt: skip
    assert top.text("text") == "words" and top.name("name") == "a_name"
    assert top.whole("whole", 1, 5) == 3 and top.flag("flag") is True
    assert top.day("day") == date(2026, 2, 28) and top.label("label") == Label("字")
    assert top.names("names") == ("a", "b")
    expression = top.expression("when")
    assert expression is not None and expression.text == "a > 1"
    child, (item,) = top.child("child"), top.children("list")
    assert child.whole("x", 0, 9) == 1 and item.whole("y", 0, 9) == 2
    top.ignore("basis")
    for one in (top, child, item):
        one.done()
    assert faults.problems == []
    faults.raise_if_any()


def test_what_is_absent_has_its_default() -> None:
    top, faults = reader()
    assert top.text("a", default="x") == "x" and top.whole("b", 1, 9, default=4) == 4
    assert top.flag("c") is False and top.names("d") == () and top.children("e", required=False) == []
    assert top.label("f", required=False) is None and top.expression("g") is None
    assert faults.problems == []


def test_everything_wrong_is_told_at_once() -> None:
    top, faults = reader(text=5, name="A b", whole=True, flag=1, day="2026-02-30", names=["a", "a", 3], when="a >", x=1)
    top.text("text"), top.name("name"), top.whole("whole", 0, 9), top.flag("flag"), top.day("day")
    top.names("names"), top.expression("when"), top.text("gone"), top.child("lost"), top.children("away")
    top.done()
    assert codes(faults) == [
        ("top.text", DeclaredCode.WRONG_TYPE),
        ("top.name", DeclaredCode.BAD_NAME),
        ("top.whole", DeclaredCode.WRONG_TYPE),
        ("top.flag", DeclaredCode.WRONG_TYPE),
        ("top.day", DeclaredCode.WRONG_TYPE),
        ("top.names[1]", DeclaredCode.TWICE),
        ("top.names[2]", DeclaredCode.BAD_NAME),
        ("top.when", ExprCode.INCOMPLETE),
        ("top", DeclaredCode.MISSING_KEY),
        ("top", DeclaredCode.MISSING_KEY),
        ("top", DeclaredCode.MISSING_KEY),
        ("top", DeclaredCode.UNKNOWN_KEY),
    ]
    with pytest.raises(Invalid) as caught:
        faults.raise_if_any()
    assert caught.value.code is DeclaredCode.FAULTY and len(caught.value.problems) == 12


def test_bounds_of_texts_and_numbers() -> None:
    top, faults = reader(long="x" * 11, blank="  ", big=10, small=-1)
    top.text("long", limit=10), top.text("blank"), top.whole("big", 0, 9), top.whole("small", 0, 9)
    assert [code for _, code in codes(faults)] == [
        DeclaredCode.OUT_OF_RANGE,
        DeclaredCode.EMPTY,
        DeclaredCode.OUT_OF_RANGE,
        DeclaredCode.OUT_OF_RANGE,
    ]


def test_messages_can_be_filled_from_their_data() -> None:
    top, faults = reader(name="A b", whole=99, names=["a", "a"], x=1, when="1 > > 1")
    top.name("name"), top.whole("whole", 0, 9), top.names("names"), top.expression("when")
    top.missing("y")
    top.done()
    assert len(faults.problems) == 6
    assert all("{" not in problem.code.message.format(**problem.data) for problem in faults.problems)
