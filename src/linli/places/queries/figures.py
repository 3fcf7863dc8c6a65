"""Figures of areas: the newest counted on or before a day."""

from dataclasses import dataclass
from datetime import date

from linli.kernel.codes import county_of
from linli.places.models import AreaFigure


@dataclass(frozen=True)
class FigureRow:
    """A count with its day and source."""

    area: str
    measure: str
    value: int
    on: date
    source: str
    version: int


def _row(figure: AreaFigure) -> FigureRow:
    return FigureRow(figure.area, figure.measure, figure.value, figure.on, figure.source, figure.version)


def figure_of(area: str, measure: str, day: date) -> FigureRow | None:
    """The newest figure counted on or before ``day``; None when nobody counted."""
    rows = AreaFigure.objects.filter(county=county_of(area), area=area, measure=measure, on__lte=day)
    found = rows.order_by("-on").first()
    return _row(found) if found else None


def figures_of(area: str) -> tuple[FigureRow, ...]:
    """Every figure of an area, newest first."""
    rows = AreaFigure.objects.filter(county=county_of(area), area=area)
    return tuple(_row(figure) for figure in rows.order_by("-on", "measure"))
