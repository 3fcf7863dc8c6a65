"""What the gallery shows: each part in each of its states, with invented people and figures."""

from linli.ui.specimens.shelves import Shelf, Specimen, shelves

__all__ = ["Shelf", "Specimen", "shelves"]
