"""The house's addresses, plus an intake by program: what any face does, without its pages."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from linli.cases.commands import open_case, take_step
from linli.cases.queries.party_access import visitor_actor
from linli.config.urls import handler400, handler403, handler404, handler500
from linli.config.urls import urlpatterns as house
from linli.kernel.clock_port import now
from linli.people.queries.seats import acting_for
from linli.people.queries.units import unit_called
from linli.ui.web.gates import public

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
COUNTY, TOWN, AREA = "329921", "329921001", "329921001001"


@csrf_exempt
@public
def intake(request: HttpRequest) -> JsonResponse:
    """Take in a report under the request's key."""
    given: dict[str, Any] = json.loads(request.body)
    actor = visitor_actor(COUNTY, now()).keyed(request.headers["Idempotency-Key"])
    party = {"role": "reporter", "name": "王", "phone": "13800138000"}
    text = given["text"]
    made = open_case(
        actor, type="report_part", sort="street_lamp", area=AREA, text=text, parties=(party,), title=text
    )  # fmt: skip
    return JsonResponse({"id": str(made.id), "state": made.status}, status=201)


@csrf_exempt
@public
def accept(request: HttpRequest, case: UUID) -> JsonResponse:
    """A dispatcher accepts a case at the version that was seen."""
    unit = unit_called(COUNTY, TOWN, "河滨街道办事处")
    assert unit is not None
    actor = acting_for(COUNTY, unit, "dispatcher", now())
    assert actor is not None
    version = json.loads(request.body)["expected_version"]
    done = take_step(actor, case=case, action="accept", expected_version=version)
    return JsonResponse({"state": done.status, "version": done.version})


urlpatterns = [path("api/v1/crash/intake", intake), path("api/v1/crash/accept/<uuid:case>", accept), *house]
