"""All areas of a level inside an area, for work that each of them gets."""

from datetime import date

from django.db.models import Q
from django.db.models.functions import Length

from linli.kernel.codes import AreaLevel
from linli.kernel.db.ranges import inside
from linli.places.models import Area


def areas_below(prefix: str, level: AreaLevel, day: date) -> tuple[str, ...]:
    """The codes of the areas of ``level`` inside ``prefix`` that stand on ``day`` (one query)."""
    stands = (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gte=day))
    rows = Area.objects.filter(stands, inside("code", prefix)).annotate(digits=Length("code")).filter(digits=level)
    return tuple(rows.order_by("code").values_list("code", flat=True))
