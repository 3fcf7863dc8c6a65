"""The shelves of the gallery in their order."""

from dataclasses import dataclass

from linli.ui.parts import Part
from linli.ui.specimens import figures, forms, marks, pictures, records, tables


@dataclass(frozen=True)
class Specimen:
    """One part in one state."""

    state: str
    part: Part


@dataclass(frozen=True)
class Shelf:
    """All states of one kind of part."""

    key: str
    title: str
    specimens: tuple[Specimen, ...]


def shelves() -> tuple[Shelf, ...]:
    """Every shelf, in the active language."""
    samples = {
        **marks.shelves(),
        **records.shelves(),
        **tables.shelves(),
        **forms.shelves(),
        **figures.shelves(),
        **pictures.shelves(),
    }
    return tuple(
        Shelf(key, title, tuple(Specimen(state, part) for state, part in states))
        for key, (title, states) in samples.items()
    )
