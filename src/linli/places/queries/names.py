"""Names of areas inside other nouns' queries."""

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from linli.kernel.codes import AreaLevel
from linli.places.models import Area


def area_name(county: str = "county", area: str = "area") -> Subquery:
    """A subquery with the name of the community or wider area that an outer row's code lies in; grids give theirs."""
    code = Substr(OuterRef(area), 1, AreaLevel.COMMUNITY.value)
    rows: QuerySet[Area] = Area.objects.filter(county=OuterRef(county), code=code)
    return Subquery(rows.values("name")[:1], output_field=CharField())


def names_of(county: str, codes: "set[str]") -> dict[str, str]:
    """The names of codes, those of grids by their community (one query)."""
    cut = {code[: AreaLevel.COMMUNITY.value] for code in codes}
    rows = Area.objects.filter(county=county, code__in=cut).order_by("code")
    return dict(rows.values_list("code", "name"))
