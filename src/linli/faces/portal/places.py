"""The communities of the county, as residents choose them."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from linli.faces.portal.visiting import county
from linli.kernel.codes import AreaLevel
from linli.places.queries.areas import AreaRow, areas_coded, levels_below
from linli.ui.parts import Choice, FieldKind, FormField


def is_community(code: str) -> bool:
    """Whether a text has the shape of a community's code of our county, or of something inside one."""
    return code.isascii() and code.isdigit() and len(code) >= AreaLevel.COMMUNITY and code.startswith(county())


def communities(day: date) -> tuple[tuple[AreaRow, tuple[AreaRow, ...]], ...]:
    """Towns with their communities, on a day (two queries)."""
    found = levels_below(county(), day)
    return tuple((town, found.get(town.code, ())) for town in found[county()])


def community_field(chosen: str, day: date, errors: Sequence[str] = (), name: str = "area") -> FormField:
    """A list of all communities, those of one town together."""
    choices = [Choice("", gettext("Choose from the list"))]
    for town, below in communities(day):
        choices += [Choice(row.code, f"{town.name} · {row.name}") for row in below if row.name]
    return FormField(
        name, gettext("Community or village"), FieldKind.SELECT, chosen, choices=tuple(choices), errors=tuple(errors)
    )


def area_words(code: str) -> str:
    """The name of a community; "" for what is none."""
    wanted = code[: AreaLevel.COMMUNITY]
    found = areas_coded([wanted]) if is_community(wanted) else {}
    return found[wanted].name if wanted in found else ""
