"""The way in: number and code, or the last four figures of the phone; five tries an hour (settled.md)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.cases.queries.party_access import prove_party
from linli.cases.rules.numbers import read_number
from linli.faces.portal import limits
from linli.faces.portal.pages import Page, head, shown, summary_of
from linli.faces.portal.visiting import ACCESS, RECEIPT, access_of, client_of, county, give_access, let_go, visitor
from linli.kernel.errors import NotFound, Refusal
from linli.ui.parts import Action, Form, FormField, LinkList, ListItem, Part, Section, Width, one_group
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import grouped

LONGEST = 60


@public
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: LinliRequest) -> HttpResponse:
    """Ask for number and code. The address may carry the number (as the QR code does), never the code."""
    if request.method != "POST":
        number = read_number(request.GET.get("number", "")[:LONGEST])
        return shown(request, _page(grouped(number) if number else "", known=access_of(request) is not None))
    number, key = request.POST.get("number", "")[:LONGEST], request.POST.get("key", "")[:LONGEST]
    at = visitor().at
    try:
        limits.tries.refuse_if_used(client_of(request), at)
        access = prove_party(county(), number, key, at)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            limits.tries.note(client_of(request), at)
        return _refused(request, refusal, number)
    answer = HttpResponseRedirect("/track/case/")
    give_access(answer, access)
    let_go(answer, RECEIPT)
    return answer


def _refused(request: LinliRequest, refusal: Refusal, number: str) -> HttpResponse:
    answer = shown(request, _page(number, refusal), refusal.status)
    if "retry_after" in refusal.data:
        answer.headers["Retry-After"] = str(refusal.data["retry_after"])
    return answer


def _page(number: str, refusal: Refusal | None = None, *, known: bool = False) -> Page:
    fields = (
        FormField(
            "number", gettext("Number"), value=number, required=True, inputmode="numeric", maxlength=LONGEST,
            hint=gettext("Twenty figures, with or without blanks."), autocomplete="off",
        ),
        FormField(
            "key", gettext("Code, or the last four figures of your phone"), required=True, width=Width.SHORT,
            maxlength=20, autocomplete="off",
            hint=gettext("The code stands on the receipt: eight letters and figures."),
        ),
    )  # fmt: skip
    form = Form(
        "/track/", groups=one_group(*fields), submit=gettext("See how it stands"), summary=summary_of(refusal, {})
    )
    lost = LinkList(
        gettext("Receipt lost?"),
        (
            ListItem(
                gettext("Look among the public reports"), "/reports/", gettext("Reports show how they stand to all")
            ),
            ListItem(gettext("Ask your community"), "/area/", gettext("Phones of the offices")),
        ),
    )
    mine: tuple[Part, ...] = ()
    if known:
        mine = (Section("", actions=(Action(gettext("To the case that is open here"), "/track/case/"),)),)
    return Page(head(gettext("See how it stands")), (*mine, form, lost))


@public
@require_POST
def leave(request: LinliRequest) -> HttpResponse:
    """Close the case on this device."""
    answer = HttpResponseRedirect("/track/")
    for name in (ACCESS, RECEIPT):
        let_go(answer, name)
    return answer
