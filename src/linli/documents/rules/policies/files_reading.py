"""From a file's bytes to the findings of a policy paper."""

from typing import NamedTuple

from linli.documents.rules.policies.files.sources import Source, source_of
from linli.documents.rules.policies.ledger import Mended
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.lost import UNKNOWN
from linli.documents.rules.policies.paper import Paper
from linli.documents.rules.policies.reading import is_destroyed, read_paper
from linli.documents.rules.policies.reasons import PolicyCode
from linli.documents.rules.policies.units import UnitReader
from linli.kernel.errors import Invalid


class ReadFile(NamedTuple):
    """A file that was read: its text as it came, and what was found in it."""

    source: Source
    paper: Paper


def read_file(data: bytes, lexicon: Lexicon, reader: UnitReader) -> ReadFile:
    """Read a policy paper. Invalid, with the reason, when it holds no text or one destroyed beyond repair."""
    source = source_of(data)
    paper = read_paper(source.text, lexicon, reader)
    if is_destroyed(paper.mended):
        raise Invalid(PolicyCode.DESTROYED, {"share": _share_lost(paper.mended)})
    return ReadFile(source, paper)


def _share_lost(mended: Mended) -> int:
    lost = sum(repair.end - repair.start for repair in mended.repairs if repair.now == UNKNOWN)
    return round(100 * lost / max(lost + sum(char.isalnum() for char in mended.text), 1))
