"""View models that only the portal draws: a plan to choose from, photos, a QR code, choices with icons."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString, mark_safe

from linli.ui.parts import Fit, Link, Part


@dataclass(frozen=True, slots=True)
class PlanArea:
    """A grid on the plan; ``href`` chooses it."""

    path: str = ""
    label: str = ""
    href: str = ""
    x: int = 0
    y: int = 0
    value: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PlanDot:
    """A report on the plan; ``open`` ones have another shape than solved ones."""

    x: int = 0
    y: int = 0
    label: str = ""
    href: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class Plan(Part):
    """Grids and reports on a plan without any map service: each is a link, so it works by keyboard and without script.

    With ``fit`` a script lets one point at the spot.
    """

    template: ClassVar[str] = "portal/parts/plan.html"
    variable: ClassVar[str] = "plan"

    title: str = ""
    areas: tuple[PlanArea, ...] = ()
    dots: tuple[PlanDot, ...] = ()
    fit: Fit | None = None
    width: int = 1000
    height: int = 700
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo with its small copy."""

    href: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Photos(Part):
    """Photos beside each other."""

    template: ClassVar[str] = "portal/parts/photos.html"
    variable: ClassVar[str] = "photos"

    photos: tuple[Photo, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class IconChoice:
    """A choice with an icon beside its word."""

    value: str = ""
    label: str = ""
    icon: str = "circle-dashed"


@dataclass(frozen=True, slots=True)
class IconGroup:
    """Choices under one heading."""

    label: str = ""
    choices: tuple[IconChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class IconChoices(Part):
    """One choice of many, in groups, as large tiles."""

    template: ClassVar[str] = "portal/parts/icon_choices.html"
    variable: ClassVar[str] = "field"

    name: str = ""
    groups: tuple[IconGroup, ...] = ()
    value: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Ticket(Part):
    """What one takes home: the number, the code, and a QR code that leads to the page where both are entered."""

    template: ClassVar[str] = "portal/parts/ticket.html"
    variable: ClassVar[str] = "ticket"

    number: str = ""
    code: str = ""
    qr_path: str = ""
    qr_size: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Call(Part):
    """A number to call at once."""

    template: ClassVar[str] = "portal/parts/call.html"
    variable: ClassVar[str] = "call"

    phone: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Locate(Part):
    """A button that asks the phone where it is. Without script it is not there."""

    template: ClassVar[str] = "portal/parts/locate.html"
    variable: ClassVar[str] = "locate"

    lon: str = ""
    lat: str = ""


@dataclass(frozen=True, slots=True)
class Phones(Part):
    """Posts with their phones, each to be called by a touch."""

    template: ClassVar[str] = "portal/parts/phones.html"
    variable: ClassVar[str] = "phones"

    title: str = ""
    links: tuple[Link, ...] = ()
    empty: str = ""


# A data block ends at "</script>" wherever it stands: what could end it, or open a comment, is written as \u003c.
_INERT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, slots=True)
class DataBlock(Part):
    """Data for machines in the page (JSON-LD): no browser runs or shows it, so no policy forbids it."""

    template: ClassVar[str] = "portal/parts/data_block.html"
    variable: ClassVar[str] = "data"

    json: str = ""

    @property
    def markup(self) -> SafeString:
        """The JSON in characters that end no block."""
        return mark_safe(self.json.translate(_INERT))  # noqa: S308 -- no markup can be left: < > & are gone
