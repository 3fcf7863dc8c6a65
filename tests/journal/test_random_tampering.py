"""Random journals, one random tampering each: always found and named rightly; untouched ones are true.

1,000 with LINLI_JOURNALS=1000.
"""

import os
from random import Random
from uuid import UUID

import pytest

from linli.kernel.journal import sealing
from linli.kernel.journal.verifying import verify
from tests.journal.tampering import TAMPERINGS, random_journal
from tests.journal.writing_entries import protection_lifted

pytestmark = pytest.mark.django_db
JOURNALS = int(os.environ.get("LINLI_JOURNALS", "150"))
BLOCK = 50


def named(county: str) -> set[tuple[str, UUID | int]]:
    """What verification names, each thing once."""
    found = [(finding.kind, finding.entry or finding.seal or finding.place) for finding in verify(county)]
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize("block", range(-(-JOURNALS // BLOCK)))
def test_one_tampering_is_found_and_named(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LARGEST", 3)  # a run makes several seals
    with protection_lifted():
        for number in range(block * BLOCK, min((block + 1) * BLOCK, JOURNALS)):
            try_journal(number)


def try_journal(number: int) -> None:
    """One journal: true, then tampered with, then found."""
    county = str(100_000 + number)
    journal = random_journal(county, Random(number))
    assert named(county) == set(), f"journal {number} was not touched"
    tamper = TAMPERINGS[number % len(TAMPERINGS)]
    expected = tamper(journal)
    assert named(county) == expected, f"journal {number}: {tamper.__name__}"
