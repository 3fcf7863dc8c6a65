"""The list and the plan of public reports."""

from dataclasses import replace

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.public_cases import PublicRow, public_listing, public_map
from linli.cases.queries.types import case_types
from linli.cases.rules.visibility import Visibility
from linli.faces.portal.pages import Page, head, shown
from linli.faces.portal.places import communities, is_community
from linli.faces.portal.plans import report_plan
from linli.faces.portal.public.looks import report_item
from linli.faces.portal.visiting import county, visitor
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel
from linli.kernel.db.listing import Asked, Filter, Listing, fetch
from linli.kernel.errors import n_
from linli.places.queries.areas import areas_coded
from linli.places.queries.subdivisions import parts_of
from linli.ui.parts import (
    Action,
    Choice,
    EmptyState,
    FieldKind,
    FilterBar,
    FormField,
    LinkList,
    Pager,
    Part,
    Section,
    Tab,
    Tabs,
    Text,
    Weight,
)
from linli.ui.web.gates import public
from linli.ui.web.lists import asked_of
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

PAGE = 20
VIEWS = (("", n_("List")), ("map", n_("Plan")))


def _address(query: QueryDict, **changes: str) -> str:
    kept = query.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    for name, value in changes.items():
        kept[name] = value
    return "?" + kept.urlencode()


def sorts_shown(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The sorts of public matters, under their labels."""
    types = [item for item in case_types(county(), actor.at).values() if item.visibility is Visibility.PUBLIC]
    return tuple(
        (f"{item.key}.{key}", label_of(sort.label))
        for item in types
        for key, sort in item.sorts.items()
        if not sort.emergency
    )


def _bar(query: QueryDict, actor: Actor, area: str, filters: tuple[Filter, ...]) -> FilterBar:
    fields = (_areas(area, actor), *(_filter(item, query) for item in filters))
    hidden = (("view", "map"),) if query.get("view") == "map" else ()
    return FilterBar(
        search=query.get("q", "")[:100], search_label=gettext("Words"), fields=fields, hidden=hidden,
        reset_href="/reports/",
    )  # fmt: skip


def _areas(area: str, actor: Actor) -> FormField:
    choices = [Choice("", gettext("Whole county"))]
    for town, below in communities(local_day(actor.at)):
        choices.append(Choice(town.code, town.name))
        choices += [Choice(row.code, f"{town.name} · {row.name}") for row in below if row.name]
    return FormField("area", gettext("Where"), FieldKind.SELECT, area[: AreaLevel.COMMUNITY], choices=tuple(choices))


def _filter(item: Filter, query: QueryDict) -> FormField:
    choices = (Choice("", gettext("all")), *(Choice(value, gettext(label)) for value, label in item.choices))
    return FormField(item.key, gettext(item.label), FieldKind.SELECT, query.get(item.key, ""), choices=choices)


def area_of(query: QueryDict) -> str:
    """The area that an address names: inside our county, else the whole of it."""
    code = query.get("area", "")
    fits = code.isascii() and code.isdigit() and len(code) <= AreaLevel.GRID and code.startswith(county())
    return code if fits else county()


@public
@require_safe
def reports(request: LinliRequest) -> HttpResponse:
    """Reports of a place, as list or plan."""
    actor, area = visitor(), area_of(request.GET)
    listing = public_listing(area, sorts_shown(actor))
    bar = _bar(request.GET, actor, area, listing.filters)
    views = Tabs(tuple(_tab(request.GET, view, label) for view, label in VIEWS))
    body = _plan(request.GET, actor, area) if request.GET.get("view") == "map" else _list(request.GET, actor, listing)
    report = Section(
        "", actions=(Action(gettext("Report something"), "/report/", weight=Weight.PRIMARY, icon="camera"),)
    )
    title = gettext("Reports in {name}").format(name=_name(area))
    return shown(request, Page(head(title), (bar, views, *body, report, _files(request.GET))))


def _files(query: QueryDict) -> Section:
    """The same reports for programs and spreadsheets."""
    links = tuple(
        Action(gettext("As {format}").format(format=name), f"/reports.{ending}{_address(query)}", icon="download")
        for name, ending in (("CSV", "csv"), ("GeoJSON", "geojson"))
    )
    return Section(
        gettext("Take them along"), (Text(gettext("Every report that the filters let through.")),), actions=links
    )


def _name(area: str) -> str:
    found = areas_coded([area[: AreaLevel.COMMUNITY]])
    return next((row.name for row in found.values()), "")


def _tab(query: QueryDict, view: str, label: str) -> Tab:
    return Tab(gettext(label), _address(query, view=view), query.get("view", "") == view)


def asked_for(query: QueryDict, listing: Listing[PublicRow]) -> Asked:
    """What an address asks of the list: "sort" names the kind of report here, the order is always the newest first."""
    return replace(asked_of(query, listing), sort="", size=PAGE)


def _list(query: QueryDict, actor: Actor, listing: Listing[PublicRow]) -> tuple[Part, ...]:
    page = fetch(listing, actor, asked_for(query, listing))
    if not page.rows:
        nothing = gettext("Nothing here. Take away a filter, or report the first thing.")
        return (EmptyState(gettext("No reports"), nothing),)
    pager = Pager(
        _address(query, before=page.previous) if page.previous else "",
        _address(query, after=page.next) if page.next else "",
        len(page.rows), page.count, page.exact,
    )  # fmt: skip
    return LinkList(items=tuple(report_item(row) for row in page.rows)), pager


def _plan(query: QueryDict, actor: Actor, area: str) -> tuple[Part, ...]:
    rows = public_map(county(), area, sort=query.get("sort", "")[:80], life=query.get("life", ""))
    community = area[: AreaLevel.COMMUNITY]
    grids = parts_of(community, "grid", local_day(actor.at)) if is_community(area) else ()
    title = gettext("Round: open. Square: solved. Places are rounded to about ten metres.")
    plan = report_plan(title, grids, rows, gettext("No report here has a place on the plan."))
    return plan, LinkList(gettext("The same as a list"), tuple(report_item(row) for row in rows[:PAGE]))
