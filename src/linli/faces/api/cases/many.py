"""Many cases at once, and what resembles a case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from linli.cases.commands import take_step
from linli.cases.queries.case_detail import case_detail
from linli.cases.queries.similar_cases import Similar, similar_cases
from linli.faces.api.asking import actor_of
from linli.faces.api.cases import many_shapes as shapes
from linli.faces.api.routing import NounRouter
from linli.kernel.actor import Actor
from linli.kernel.errors import Refusal
from linli.ui.web.wording import hint_of, message_of

router = NounRouter("cases")


def _one(actor: Actor, step: str, marked: shapes.MarkedIn) -> dict[str, Any]:
    """One case under a key of its own, so that a repeat of the whole does each once."""
    keyed = actor.keyed(f"{actor.request_key}:{marked.id}") if actor.request_key else actor
    try:
        made = take_step(keyed, case=marked.id, action=step, expected_version=marked.expected_version)
    except Refusal as refusal:
        words = {"title": message_of(refusal.code, refusal.data), "hint": hint_of(refusal.code, refusal.data)}
        return {"id": marked.id, "done": False, "code": refusal.code.code, **words}
    return {"id": marked.id, "done": True, "status": made.status, "version": made.version}


@router.post("/many", response=shapes.ManyOut, summary="Take one step in many cases")
def take_many_steps(request: HttpRequest, payload: shapes.ManyIn) -> dict[str, Any]:
    """Accept cases, or confirm what was solved on the spot. Each is done or refused for itself, and says why."""
    actor_of(request, "cases.dispatch")
    actor = actor_of(request, "cases.take_step")
    lines = [_one(actor, payload.step, marked) for marked in payload.cases]
    done = sum(line["done"] for line in lines)
    return {"done": done, "refused": len(lines) - done, "cases": lines}


@router.get("/{uuid:case_id}/similar", response=list[shapes.SimilarOut], summary="Reports that resemble a case")
def list_similar(request: HttpRequest, case_id: UUID) -> list[Similar]:
    """At most five open ones nearby of the same sort, the most alike first: one of them may be the same."""
    actor = actor_of(request, "cases.see_own_cases")
    case = case_detail(actor, case_id)
    found = similar_cases(actor, case.row.type, case.sort, case.row.area, case.row.title, case.lon, case.lat)
    return [item for item in found if item.row.id != case_id]
