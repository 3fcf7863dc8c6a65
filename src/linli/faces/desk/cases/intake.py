"""Taking in a case for somebody at a window or on the phone: one screen, by keyboard, under a minute."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.commands import open_case
from linli.cases.queries.guides import form_entry_of, materials_for
from linli.cases.queries.similar_cases import Similar, similar_cases
from linli.faces.desk.cases.answers import fields_of_form, typed_values
from linli.faces.desk.cases.intake_form import Typed, form_of_intake, questions_section, similar_section
from linli.faces.desk.cases.kinds import Kind, Spot, kinds_of, spots_of, typed_kind, typed_spot
from linli.faces.desk.cases.receipt import receipt_sheet
from linli.faces.desk.cases.uploads import taken_files
from linli.faces.desk.doing import actor_of
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.errors import Invalid, NotAllowed, NotFound, Refusal
from linli.kernel.form import Form
from linli.kernel.packs.forms import form_of
from linli.ui.parts import Action, FormPage, Link, PageHead
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

FILES = (("before", "before"), ("after", "after"), ("papers", "material"))


@dataclass(frozen=True)
class Meant:
    """What was typed, as far as it can be understood."""

    kind: Kind | None
    area: str
    form: Form | None


def meant_of(actor: Actor, given: QueryDict, spots: tuple[Spot, ...]) -> Meant:
    """Reads matter and place without refusing: for what is suggested while one types."""
    try:
        kind: Kind | None = typed_kind(actor, given.get("kind", ""))
    except Invalid:
        kind = None
    try:
        area = typed_spot(spots, given.get("place", ""))
    except Invalid:
        area = ""
    entry = form_entry_of(kind.type, area or actor.area, actor.at) if kind else None
    return Meant(kind, area, form_of(entry.key, entry.data) if entry else None)


def alike(actor: Actor, meant: Meant, words: str) -> tuple[Similar, ...]:
    """Known reports that may be the same."""
    if meant.kind is None or not meant.area or len(words.strip()) < 2:
        return ()
    return similar_cases(actor, meant.kind.type.key, meant.kind.sort, meant.area, words)


def _take_in(request: LinliRequest, given: QueryDict, spots: tuple[Spot, ...], meant: Meant) -> Receipt:
    actor = actor_of(request)
    kind, area = typed_kind(actor, given.get("kind", "")), typed_spot(spots, given.get("place", ""))
    return open_case(
        actor.keyed(given.get("key", "")), type=kind.type.key, sort=kind.sort, area=area, text=given.get("text", ""),
        values=typed_values(meant.form, given) if meant.form else {}, address=given.get("address", ""),
        place_name=given.get("place_name", ""), parties=_parties(kind, given), urgent=bool(given.get("urgent")),
        files=taken_files(request, FILES), solved=given.get("solved", ""),
    )  # fmt: skip


def _parties(kind: Kind, given: QueryDict) -> tuple[dict[str, Any], ...]:
    name, phone = given.get("name", "").strip(), given.get("phone", "").strip()
    role = "reporter" if kind.type.group == "report" else "applicant"
    if not name and not phone:
        return ({"role": role, "anonymous": True, "wishes": "none"},)
    return ({"role": role, "name": name, "phone": phone},)


@needs("cases.open_case")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: LinliRequest) -> HttpResponse:
    """The form; on POST the receipt with number and code, which is shown this once."""
    actor = actor_of(request)
    spots, given = spots_of(actor, "cases.open_case"), request.POST if request.method == "POST" else request.GET
    meant = meant_of(actor, given, spots)
    if request.method != "POST":
        return _page(request, Typed(given), spots, meant)
    found = alike(actor, meant, given.get("text", "")) if not given.get("new") else ()
    if found:
        return _page(request, Typed(given, similar=found), spots, meant, 409)
    try:
        made = _take_in(request, given, spots, meant)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _page(request, Typed(given, refusal=refusal), spots, meant, refusal.status)
    return render(request, "ui/pages/print.html", {"sheet": receipt_sheet(request, made)})


def _page(
    request: LinliRequest, typed: Typed, spots: tuple[Spot, ...], meant: Meant, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    typed = replace(typed, questions=fields_of_form(meant.form) if meant.form else (),
                    papers=meant.kind.type.materials if meant.kind else ())  # fmt: skip
    form = form_of_intake(typed, kinds_of(actor), spots, str(uuid4()))
    again = Action(gettext("They came again"), "/desk/intake/again/", icon="refresh")
    page = FormPage(
        PageHead(gettext("Take in a case"), back=Link(gettext("Cases"), "/desk/cases/"), actions=(again,)), form
    )
    return render(request, "ui/pages/form.html", {"page": page}, status=status)


@needs("cases.open_case")
@require_safe
def similar(request: LinliRequest) -> HttpResponse:
    """A fragment: which known reports may be the same as what is being typed."""
    actor = actor_of(request)
    meant = meant_of(actor, request.GET, spots_of(actor, "cases.open_case"))
    section = similar_section(alike(actor, meant, request.GET.get("text", "")))
    return render(request, "ui/components/section.html", {"section": section, "content": ""})


@needs("cases.open_case")
@require_safe
def questions(request: LinliRequest) -> HttpResponse:
    """A fragment: what the chosen matter asks for."""
    actor = actor_of(request)
    meant = meant_of(actor, request.GET, spots_of(actor, "cases.open_case"))
    papers = materials_for(meant.kind.type, {}) if meant.kind else ()
    section = questions_section(fields_of_form(meant.form) if meant.form else (), papers)
    return render(request, "ui/components/section.html", {"section": section, "content": ""})
