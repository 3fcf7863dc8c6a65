"""A clean paper damaged by a generator reads the same, or says what is uncertain."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.papers.damage import LINES, SURFACE, Damage, encodings_of
from tests.documents.papers.more import MORE
from tests.documents.papers.reading import found_in, sense_of
from tests.documents.papers.shapes import MadePaper
from tests.documents.papers.texts import ARTICLES, BRACKETED, TEXTS, VERBS

pytestmark = pytest.mark.pure
PAPERS = (*TEXTS, *MORE)
# A table that is cut at the width of a page is another table: that damage is tried on running text.
RUNNING = (BRACKETED, ARTICLES, VERBS, MORE[0], MORE[3])
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
papers = st.sampled_from(PAPERS)
seeds = st.integers(0, 2**20)


@quick
@given(paper=papers, damages=st.lists(st.sampled_from(SURFACE), min_size=1, max_size=3, unique=True), seed=seeds)
def test_damage_of_the_surface_changes_no_finding(paper: MadePaper, damages: list[Damage], seed: int) -> None:
    text, chance = paper.data.decode(), random.Random(seed)
    for damage in damages:
        text = damage(text, chance)
    assert sense_of(text) == sense_of(paper.data)


@quick
@given(paper=st.sampled_from(RUNNING), damage=st.sampled_from(LINES), seed=seeds)
def test_lost_and_added_line_ends_change_no_finding(paper: MadePaper, damage: Damage, seed: int) -> None:
    assert sense_of(damage(paper.data.decode(), random.Random(seed))) == sense_of(paper.data)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_each_encoding_reads_the_same(paper: MadePaper) -> None:
    wanted = sense_of(paper.data)
    assert all(sense_of(data) == wanted for data in encodings_of(paper.data.decode()))


@quick
@given(paper=papers, seed=seeds)
def test_lost_characters_are_marked_and_said(paper: MadePaper, seed: int) -> None:
    text, chance = paper.data.decode(), random.Random(seed)
    place = chance.randrange(20, len(text) - 1)
    found = found_in(text[:place] + "\ufffd" + text[place + 1 :])
    marked = [repair for repair in found["repairs"] if repair["kind"] == "lost"]
    assert [repair["span"] for repair in marked] == [[place, place + 1]]
    assert marked[0]["confidence"] < 1
    assert marked[0]["now"] != "□" or "lost" in found["doubts"]


@quick
@given(paper=papers, damage=st.sampled_from(SURFACE), seed=seeds)
def test_the_ledger_tells_the_original_from_the_reading(paper: MadePaper, damage: Damage, seed: int) -> None:
    found = found_in(damage(paper.data.decode(), random.Random(seed)))
    kinds = {"script", "width", "reading", "residue", "line_end", "blank", "repeated", "glued_number", "lost"}
    for repair in found["repairs"]:
        start, end = repair["span"]
        assert 0 <= start <= end <= len(found["text"])
        assert repair["kind"] in kinds
        assert 0 <= repair["confidence"] <= 1
