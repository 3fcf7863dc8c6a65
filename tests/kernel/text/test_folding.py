"""Folding and search forms (stack.md sections 0 and 3)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import text

pytestmark = pytest.mark.pure

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
# Mostly what people type, with all of Unicode behind it.
WRITTEN = st.text(
    st.one_of(HAN, st.sampled_from(" \u3000·•-－①½²㎡ＡａA1１臺張乾ß\u200b"), st.characters()), max_size=15
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("张\u3000伟", "张伟"),
        ("张 \u200b伟", "张伟"),
        ("張偉", "张伟"),
        ("臺灣", "台湾"),
        ("乾坤", "干坤"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("3－402", "3-402"),
        ("３—４０２", "3-402"),
        ("⼀⼆三", "一二三"),
        ("\uf900", "\u8c48"),
        ("120㎡", "120m2"),
        ("120m²", "120M2"),
        ("㈠⑴Ⅱ", "(一)(1)II"),
        ("Li  Wei\n", "li wei"),
        ("（春雷）社区", "(春雷)社区"),
    ],
)
def test_equal_texts_fold_alike(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize("kept", ["一二三", "〇", "零", "5²", "3½", "①", "li wei", "12 号"])
def test_meaning_is_not_folded_away(kept: str) -> None:
    assert text.fold(kept) == kept


@given(WRITTEN)
def test_folding_and_tidying_are_idempotent(written: str) -> None:
    assert text.fold(text.fold(written)) == text.fold(written)
    assert text.tidy(text.tidy(written)) == text.tidy(written)
    assert text.fold(text.tidy(written)) == text.fold(written)


def test_tidy_keeps_case_script_and_chinese_punctuation() -> None:
    assert text.tidy("\ufeff 張偉（Ａ座），１２号\t楼 ") == "張偉（A座），12号 楼"


@given(WRITTEN, WRITTEN, WRITTEN)
def test_a_part_is_found_in_the_whole_by_tokens(before: str, part: str, behind: str) -> None:
    key = text.search_key(part)
    whole = text.search_key(before) + key + text.search_key(behind)
    assert set(text.search_tokens(key)) <= set(text.search_tokens(whole))


def test_tokens_are_characters_and_pairs() -> None:
    assert text.search_tokens("张 伟，Ａ") == sorted(["张", "伟", "a", "张伟", "伟a"])
    assert text.search_tokens("，。 ") == []


def test_spaced_and_phrase() -> None:
    assert text.spaced("王伟芳 3-402") == "王 伟 芳 3 4 0 2"
    assert text.fts_phrase("伟芳") == '"伟 芳"'
    assert text.fts_phrase('"; ') == ""


@pytest.fixture
def names() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='unicode61')")
        rows = ["王伟", "王伟芳", "張偉", "阿依古丽·买买提", "𪚥䶮", '芙蓉区12路"3"号', "王芳伟"]
        connection.executemany("INSERT INTO names VALUES (?)", [(text.spaced(row),) for row in rows])
        yield connection


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("王伟", 2),
        ("伟", 4),
        ("伟芳", 1),
        ("张伟", 1),
        ("丽买买", 1),
        ("𪚥", 1),
        ("䶮", 1),
        ('"12路', 1),
        ("李", 0),
    ],
)
def test_sqlite_finds_parts_of_any_length(names: sqlite3.Connection, query: str, found: int) -> None:
    answer = names.execute("SELECT count(*) FROM names WHERE names MATCH ?", [text.fts_phrase(query)])
    assert answer.fetchone() == (found,)


@given(st.text(st.one_of(HAN, st.sampled_from('abcABC123 "*()^-·')), min_size=1, max_size=10))
def test_every_phrase_is_a_valid_query_that_finds_its_own_text(written: str) -> None:
    phrase = text.fts_phrase(written)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61')")
        connection.execute("INSERT INTO t VALUES (?)", [text.spaced(f"前{written}后")])
        found = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", [phrase or '"前"']).fetchone()
    assert found == (1,)


def test_simplify_is_by_single_characters() -> None:
    assert text.simplify("長孫無忌") == "长孙无忌"
    assert text.simplify("薴") == text.simplify(text.simplify("薴"))


def test_half_width() -> None:
    assert text.half_width("￥１，２００．５０") == "¥1,200.50"
