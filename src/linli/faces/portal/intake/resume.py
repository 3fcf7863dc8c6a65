"""Coming back to a draft with its code."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.cases.queries.drafts import DraftRow, draft_by_key
from linli.cases.rules.numbers import read_key
from linli.faces.portal import limits
from linli.faces.portal.intake.drafts import APPLY, REPORT, Kept, remember
from linli.faces.portal.intake.journey import Journey
from linli.faces.portal.pages import Page, head, problems_of, shown, summary_of
from linli.faces.portal.reasons import PortalCode
from linli.faces.portal.visiting import client_of, county, visitor
from linli.kernel.actor import Actor
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.ui.parts import Form, FormField, Width, one_group
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest


@public
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: LinliRequest) -> HttpResponse:
    """Ask for the code; with the right one go on where one left off."""
    if request.method != "POST":
        return shown(request, _page(""))
    code = read_key(request.POST.get("code", "")[:40])
    try:
        actor = visitor()
        row = _found(request, actor, code)
    except Refusal as refusal:
        return shown(request, _page(request.POST.get("code", "")[:40], refusal), refusal.status)
    kind, matter = str(row.content.get("kind", REPORT)), str(row.content.get("matter", ""))
    journey = Journey(kind, matter if kind == APPLY else "", actor, Kept(kind, code, row))
    answer = HttpResponseRedirect(f"{journey.base}{journey.first_open()}/")
    remember(answer, kind, row.id, code)
    return answer


def _found(request: LinliRequest, actor: Actor, code: str) -> DraftRow:
    limits.resumes.refuse_if_used(client_of(request), actor.at)
    row = draft_by_key(county(), code, actor.at)
    if row is None:
        limits.resumes.note(client_of(request), actor.at)
        raise Invalid(KernelCode.INVALID, problems=(Problem("code", PortalCode.WRONG_DRAFT),))
    return row


def _page(typed: str, refusal: Refusal | None = None) -> Page:
    field = FormField(
        "code", gettext("Code of the draft"), value=typed, errors=problems_of(refusal).get("code", ()), required=True,
        hint=gettext("Eight letters and figures."), width=Width.SHORT, maxlength=20,
    )  # fmt: skip
    form = Form(
        "/resume/", groups=one_group(field), submit=gettext("Go on"), summary=summary_of(refusal, {"code": field.key})
    )
    return Page(head(gettext("Go on with what you saved")), (form,))
