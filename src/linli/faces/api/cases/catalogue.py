"""The catalogue: which matters there are at a place, their forms, duty lists and guides (S-285)."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from linli.cases.queries.duties import duties_at, duties_of, lists_of
from linli.cases.queries.guides import Guide, form_entry_of, guide_of, guides
from linli.cases.queries.types import case_types, found_type
from linli.cases.rules.duties import SELF_GOVERNING, DutyEntry
from linli.cases.rules.types import CaseType, ClockRule
from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import PackKey
from linli.faces.api.cases import catalogue_shapes as shapes
from linli.faces.api.routing import NounRouter
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.form.schema import to_json_schema
from linli.kernel.packs.flows import flow_of
from linli.kernel.packs.forms import form_of
from linli.kernel.packs.lookup import entry
from linli.kernel.packs.parameters import parameter

router = NounRouter("cases")
SEEING = "cases.see_own_cases"
LINE = ("key", "label", "group", "visibility", "by_public", "anonymous", "rated")


def _place(actor: Actor, query: shapes.PlaceIn) -> str:
    return query.area or actor.area or actor.county


@router.get("/catalogue", response=list[shapes.TypeLine], summary="Matters that can be taken in")
def list_types(request: HttpRequest, query: Annotated[shapes.PlaceIn, Query()]) -> list[CaseType]:
    """Those that hold at a place today, by key."""
    actor = actor_of(request, SEEING)
    found = case_types(_place(actor, query), actor.at)
    return [found[key] for key in sorted(found)]


@router.get("/catalogue/{key}", response=shapes.TypeOut, summary="One matter with its form")
def read_type(request: HttpRequest, key: PackKey, query: Annotated[shapes.PlaceIn, Query()]) -> dict[str, Any]:
    """Everything that a client needs to take it in: sorts, form, papers, clocks, flow, who does which step."""
    actor = actor_of(request, SEEING)
    area = _place(actor, query)
    found = found_type(key, area, actor.at)
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    case_type, kept = found
    return {
        **{name: getattr(case_type, name) for name in LINE}, "area": area, "version": kept.version,
        "basis": kept.data["basis"], "sorts": list(case_type.sorts.values()), "materials": list(case_type.materials),
        **_workings(case_type, area, actor),
    }  # fmt: skip


def _workings(case_type: CaseType, area: str, actor: Actor) -> dict[str, Any]:
    """Clocks, duties, flow and form as they hold at the place today."""
    day = local_day(actor.at)
    flow, form = entry("flows", case_type.flow, area, day), form_entry_of(case_type, area, actor.at)
    assert flow is not None, "the pack check proves that the flow is there"
    matters = {case_type.matter, *(sort.matter for sort in case_type.sorts.values() if sort.matter)}
    return {
        "clocks": [_clock(rule, area, day) for rule in case_type.clocks.values()],
        "duties": [line for matter in sorted(matters) for line in duties_of(matter, area, day)],
        "flow": flow_of(flow),
        "form": to_json_schema(form_of(form.key, form.data)) if form else None,
    }  # fmt: skip


def _clock(rule: ClockRule, area: str, day: date) -> dict[str, Any]:
    legal = parameter(rule.period, area, day)
    promised = parameter(rule.promise, area, day).value if rule.promise else ""
    return {
        "key": rule.key, "label": rule.label, "legal": legal.value, "promised": promised, "basis": legal.basis,
        "main": rule.main, "stage": rule.stage,
    }  # fmt: skip


@router.get("/duty-lists", response=shapes.DutyListsOut, summary="The duty lists of a place")
def read_duty_lists(request: HttpRequest, query: Annotated[shapes.PlaceIn, Query()]) -> dict[str, Any]:
    """Matter, step and level; and what a committee may be given."""
    actor = actor_of(request, SEEING)
    area, day = _place(actor, query), local_day(actor.at)
    committees = [{"kind": kind, "lists": _lists(kind, area, day)} for kind in SELF_GOVERNING]
    return {"area": area, "lines": list(duties_at(area, day)), "committees": committees}


def _lists(kind: str, area: str, day: date) -> list[dict[str, Any]]:
    found: dict[Any, tuple[DutyEntry, ...]] = {**lists_of(kind, area, day)}
    return [{"nature": nature.value, "lines": list(lines)} for nature, lines in found.items() if lines]


@router.get("/guides", response=list[shapes.GuideLine], summary="Service guides")
def list_guides(request: HttpRequest, query: Annotated[shapes.PlaceIn, Query()]) -> list[CaseType]:
    """The matters that residents of a place may ask for or report themselves."""
    actor = actor_of(request, SEEING)
    return list(guides(_place(actor, query), actor.at))


@router.get("/guides/{key}", response=shapes.GuideOut, summary="One service guide")
def read_guide(request: HttpRequest, key: PackKey, query: Annotated[shapes.PlaceIn, Query()]) -> Guide:
    """Papers, time limits, where it is taken in and by which law."""
    actor = actor_of(request, SEEING)
    found = guide_of(actor.county, key, _place(actor, query), actor.at)
    if found is None or not found.by_public:
        raise NotFound(KernelCode.NOT_FOUND)
    return found
