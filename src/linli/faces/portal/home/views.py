"""What residents see first: one search box, three doors, what is new in their community."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.public_cases import PublicRow, newest_public
from linli.faces.portal.pages import Page, shown
from linli.faces.portal.places import area_words, community_field
from linli.faces.portal.public.looks import report_item
from linli.faces.portal.visiting import community_of, county, visitor
from linli.kernel.clock import local_day
from linli.ui.parts import Doors, Form, Link, LinkList, ListItem, PageHead, Part, SearchBox, one_group
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest

SHOWN = 6


def search_box(value: str = "") -> SearchBox:
    """The one search box."""
    return SearchBox(
        "/search/", value=value, label=gettext("What are you looking for?"),
        hint=gettext("For example: residence permit, street lamp, my community"),
        suggestions=(
            Link(gettext("Residence permit"), "/guides/residence_permit/"),
            Link(gettext("Mediation"), "/guides/mediation/"),
            Link(gettext("Street lamp out"), "/report/"),
        ),
    )  # fmt: skip


def _doors() -> Doors:
    return Doors(
        (
            Link(gettext("Get something done"), "/guides/", "clipboard-list", gettext("Papers, limits, apply")),
            Link(gettext("Report something"), "/report/", "camera", gettext("A photo and three steps")),
            Link(gettext("See how it stands"), "/track/", "search", gettext("With number and code")),
        )
    )


@public
@require_safe
def home(request: LinliRequest) -> HttpResponse:
    """The first page."""
    code = community_of(request)
    name = area_words(code) if code else ""
    rows = newest_public(county(), code, SHOWN) if name else ()
    parts: tuple[Part, ...] = (search_box(), _doors(), *(_mine(name, code, rows) if name else _choose()))
    head = PageHead(settings.LINLI_PLACE, gettext("Get something done, report a problem, see how it stands."))
    return shown(request, Page(head, (*parts, _more())))


def _mine(name: str, code: str, rows: tuple[PublicRow, ...]) -> tuple[Part, ...]:
    new = LinkList(
        gettext("New in {name}").format(name=name), tuple(report_item(row) for row in rows),
        Link(gettext("All reports here"), f"/reports/?area={code}"), gettext("Nothing was reported here lately."),
    )  # fmt: skip
    people = LinkList(
        items=(
            ListItem(gettext("Who answers for my door"), f"/area/{code}/", gettext("People and phones")),
            ListItem(gettext("Another community"), "/area/choose/"),
        )
    )
    return new, people


def _choose() -> tuple[Part, ...]:
    field = community_field("", local_day(visitor().at))
    form = Form(
        "/community/", groups=one_group(field), submit=gettext("Show what is new there"), hidden=(("next", "/"),)
    )
    return (form,)


def _more() -> LinkList:
    return LinkList(
        items=(
            ListItem(gettext("What is open around here"), "/reports/", gettext("List and plan")),
            ListItem(gettext("Who answers for me"), "/area/", gettext("Group, grid, committee, phones")),
            ListItem(gettext("Promises kept and broken"), "/promises/"),
            ListItem(gettext("What the committee does"), "/lists/"),
            ListItem(gettext("Seals of the journal"), "/seals/", gettext("Proof that nothing was changed afterwards")),
            ListItem(gettext("Go on with what you saved"), "/resume/"),
            ListItem(gettext("To the desk"), "/desk/", gettext("For staff")),
        )
    )
