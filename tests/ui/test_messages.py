"""The Chinese catalogue of the design system: complete, nothing dead, set as Chinese is set."""

import re

import pytest

from tests.ui.catalogue import catalogue, messages

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]")


def test_every_text_has_its_chinese() -> None:
    known, wanted = catalogue(), messages()
    assert len(wanted) > 80
    assert sorted(m for m in wanted if not known.get(m)) == []


def test_no_entry_is_dead() -> None:
    assert sorted(set(catalogue()) - messages(with_web=True)) == []


def test_chinese_has_chinese_punctuation() -> None:
    texts = [t for t in catalogue().values() if isinstance(t, str)]
    assert [text for text in texts if HALF_WIDTH.search(text)] == []


@pytest.mark.parametrize("bad", ["好,不", "好;", "好?"])
def test_half_width_marks_are_found(bad: str) -> None:
    assert HALF_WIDTH.search(bad)


def test_chinese_is_short() -> None:
    assert [text for text in catalogue().values() if isinstance(text, str) and len(text) > 60] == []
