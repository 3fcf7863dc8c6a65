"""What the pages of the supervisor share: tabs, the area, the span of days."""

from datetime import date, timedelta

from django.utils.translation import gettext

from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import typed_day
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel
from linli.kernel.errors import KernelCode, NotAllowed
from linli.places.queries.areas import children_of, path_of
from linli.ui.parts import Choice, FieldKind, FilterBar, FormField, Tab, Tabs, Width
from linli.ui.web.requests import LinliRequest

SPAN = timedelta(days=89)


def tabs_of(here: str, area: str) -> Tabs:
    """The pages of the supervisor."""
    pages = (("board", gettext("Board"), "/desk/board/"), ("asked", gettext("What was asked of us"), "/desk/asked/"),
             ("breaches", gettext("Promises kept"), "/desk/breaches/"))  # fmt: skip
    tabs = [Tab(label, f"{href}?area={area}", key == here) for key, label, href in pages]
    return Tabs((*tabs, Tab(gettext("Refused attempts"), "/desk/refused/", here == "refused")))


def area_of(request: LinliRequest) -> str:
    """The area that is asked for, inside those that the actor oversees; without a wish the first of them."""
    actor = actor_of(request)
    allowed, wanted = actor.areas_for("cases.see_cases"), request.GET.get("area", "").strip()
    if not wanted:
        return (allowed[0] if allowed else actor.area) or actor.county
    if not any(wanted.startswith(prefix) for prefix in allowed):
        raise NotAllowed(KernelCode.NOT_ALLOWED, {"area": wanted[:24]})
    return wanted


def area_bar(request: LinliRequest, area: str, *, days: tuple[date, date] | None = None) -> FilterBar:
    """Choose an area one step above or below, and the span of days."""
    actor = actor_of(request)
    below = children_of(area, local_day(actor.at)) if len(area) < AreaLevel.COMMUNITY else ()
    here = path_of(area)
    above = [row for row in here if len(row.code) < len(area) and _covers(request, row.code)]
    name = next((f"{row.name} {row.code}" for row in here if row.code == area), area)
    wider = (Choice(row.code, gettext("wider: {code}").format(code=f"{row.name} {row.code}")) for row in above)
    choices = (Choice(area, name), *wider, *(Choice(row.code, f"{row.name} {row.code}") for row in below))
    fields = [FormField("area", gettext("Area"), FieldKind.SELECT, area, choices=choices)]
    if days is not None:
        for name, label, day in (("first", gettext("First day"), days[0]), ("last", gettext("Last day"), days[1])):
            fields.append(FormField(name, label, FieldKind.DATE, day.isoformat(), width=Width.SHORT))
    return FilterBar(search_name="", fields=tuple(fields))


def _covers(request: LinliRequest, code: str) -> bool:
    return actor_of(request).may("cases.see_cases", code)


def days_of(request: LinliRequest) -> tuple[date, date]:
    """The span of days that is asked for, else the last ninety."""
    last = typed_day(request.GET, "last") if request.GET.get("last") else local_day(actor_of(request).at)
    first = typed_day(request.GET, "first") if request.GET.get("first") else last - SPAN
    return min(first, last), last
