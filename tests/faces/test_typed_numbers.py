"""Whole numbers in fields of the desk, as people write them."""

import pytest

from linli.faces.desk.forms import typed_number, typed_optional
from linli.kernel.errors import Invalid
from linli.ui.parts import FieldKind, FormField

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" 1,200 ", 1_200), ("\uff11\uff12", 12), ("1\uff0c200", 1_200), ("0", 0)]
)
def test_widths_and_separators_do_not_matter(text: str, number: int) -> None:
    assert typed_number({"n": text}, "n") == typed_optional({"n": text}, "n") == number


@pytest.mark.parametrize("text", ["-1", "9" * 11, "9" * 500, "1.5", "1,20", "x", "\u00b2", "1e3", "\x00"])
def test_others_are_refused_under_their_field(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        typed_number({"n": text}, "n")
    assert [problem.path for problem in caught.value.problems] == ["n"]


def test_an_empty_field_may_be_left_out_where_it_may() -> None:
    assert typed_optional({"n": " "}, "n") is None and typed_optional({}, "n") is None


def test_a_box_for_numbers_takes_what_people_write() -> None:
    field = FormField("n", kind=FieldKind.NUMBER)
    assert (field.input_type, field.keyboard) == ("text", "numeric")
