"""Prefix ranges of codes: "inside this area" as one index range on every engine."""

from django.db.models import Q

from linli.kernel.codes import ancestors_of, prefix_range


def inside(column: str, prefix: str) -> Q:
    """Rows whose ``column`` begins with ``prefix``; an empty prefix means everywhere."""
    if not prefix:
        return Q()
    low, high = prefix_range(prefix)
    return Q(**{f"{column}__gte": low, f"{column}__lt": high})


def inside_or_above(column: str, code: str) -> Q:
    """Rows whose ``column`` lies inside ``code`` or is one of the areas above it; an empty code means everywhere."""
    return inside(column, code) | Q(**{f"{column}__in": ancestors_of(code)}) if code else Q()
