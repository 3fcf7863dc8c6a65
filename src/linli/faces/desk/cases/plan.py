"""Where a case is: its point on the grids of its community."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.case_detail import case_detail
from linli.faces.desk.areas.plan import plan_of
from linli.faces.desk.cases.looks import address_of
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.clock import local_day
from linli.places.queries.subdivisions import parts_of
from linli.ui.parts import Fact, Link, ObjectPage, PageHead, Section
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


@needs("cases.see_own_cases")
@require_safe
def plan_page(request: LinliRequest, case: UUID) -> HttpResponse:
    """The plan and the same in words."""
    actor = actor_of(request)
    found = case_detail(actor, case)
    grids = parts_of(found.row.area[:12], "grid", local_day(actor.at))
    points = ((found.lon, found.lat),) if found.lon is not None and found.lat is not None else ()
    plan = plan_of(found.row.title, grids, gettext("This place has no grids drawn and the case no point."), points)
    facts = [Fact(gettext("Place"), found.place_name or found.row.area_name)]
    if points:
        facts.append(Fact(gettext("Point"), f"{found.lon:.6f}, {found.lat:.6f}"))
    page = ObjectPage(
        PageHead(gettext("Where it is"), found.row.title, number=found.row.number,
                 back=Link(gettext("To the case"), address_of(case))),
        facts=tuple(facts), sections=(Section(gettext("Plan"), (plan,)),),
    )  # fmt: skip
    return shown(request, page)
