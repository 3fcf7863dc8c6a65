"""A row counts as served only with a face, a refusal and a boundary."""

import pytest

from tests.mission import Evidence, served_rows

pytestmark = pytest.mark.pure


def seen(requests: int, refusals: int) -> Evidence:
    evidence = Evidence()
    evidence.requests, evidence.refusals = requests, refusals
    return evidence


@pytest.mark.parametrize(
    ("evidence", "boundary", "counts"),
    [
        (seen(1, 1), "60 days", True),
        (seen(0, 1), "60 days", False),
        (seen(1, 0), "60 days", False),
        (seen(1, 1), "", False),
        (None, "60 days", False),
    ],
)
def test_what_counts(evidence: Evidence | None, boundary: str, counts: bool) -> None:
    mark = pytest.mark.serves("S-001", boundary=boundary).mark
    assert served_rows([mark], evidence) == (["S-001"] if counts else [])
