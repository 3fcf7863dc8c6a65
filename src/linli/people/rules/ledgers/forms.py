"""Forms: captions with their values beside or below them, one form under another or one a sheet."""

from datetime import date

from linli.kernel.sheets import Grid, GridRow
from linli.people.rules.ledgers.lexicon import Lexicon
from linli.people.rules.ledgers.shapes import LedgerSheet


def read_forms(grid: Grid, top: list[GridRow], lexicon: Lexicon, today: date) -> LedgerSheet | None:
    """The forms of a sheet; None when it holds a table."""
    return None
