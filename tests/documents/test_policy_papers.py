"""Made-up papers in twenty-one layouts: what a careful clerk finds is found, measured by F1."""

import pytest

from tests.documents.papers.fifth import FIFTH
from tests.documents.papers.files import FILES
from tests.documents.papers.fourth import FOURTH
from tests.documents.papers.later import LATER
from tests.documents.papers.more import MORE
from tests.documents.papers.reading import found_in
from tests.documents.papers.shapes import MadePaper, Tally, compare_clauses, compare_targets, compare_tasks
from tests.documents.papers.texts import TEXTS

pytestmark = pytest.mark.pure
PAPERS = (*TEXTS, *FILES, *MORE, *LATER, *FOURTH, *FIFTH)
by_name = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)


@by_name
def test_the_clauses_of_a_paper(paper: MadePaper) -> None:
    tally = compare_clauses(paper, found_in(paper.data)["clauses"])
    assert tally.notes == []


@by_name
def test_the_tasks_of_a_paper(paper: MadePaper) -> None:
    tally = compare_tasks(paper, found_in(paper.data)["tasks"])
    assert tally.notes == []


@by_name
def test_the_targets_of_a_paper(paper: MadePaper) -> None:
    tally = compare_targets(paper, found_in(paper.data)["targets"])
    assert tally.f1 >= 0.9, tally.notes


def test_all_targets_together() -> None:
    whole = Tally()
    for paper in PAPERS:
        tally = compare_targets(paper, found_in(paper.data)["targets"])
        whole.right, whole.extra = whole.right + tally.right, whole.extra + tally.extra
        whole.missed += tally.missed
    assert whole.f1 >= 0.97


@by_name
def test_each_span_leads_back_to_the_words_of_the_original(paper: MadePaper) -> None:
    found = found_in(paper.data)
    for clause in found["clauses"]:
        start, end = clause["span"]
        assert 0 <= start < end <= len(found["text"])
    spans = [clause["span"] for clause in found["clauses"]]
    assert spans == sorted(spans)
    for finding in (*found["tasks"], *found["targets"]):
        assert finding["raw"] == found["text"][slice(*finding["span"])] != ""
        assert 0 < finding["confidence"] <= 1


@by_name
def test_titles_are_found(paper: MadePaper) -> None:
    if paper.title:
        assert found_in(paper.data)["title"] == paper.title
