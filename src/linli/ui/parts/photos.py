"""Pictures side by side, each with its words and the way to the whole picture."""

from dataclasses import dataclass
from typing import ClassVar

from linli.ui.parts.part import Part


@dataclass(frozen=True, slots=True)
class Photo:
    """A small picture; ``href`` leads to the whole one, ``caption`` says what it is."""

    src: str = ""
    href: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Photos(Part):
    """Pictures side by side."""

    template: ClassVar[str] = "ui/components/photos.html"
    variable: ClassVar[str] = "photos"

    photos: tuple[Photo, ...] = ()
