"""The link in a message: the page shows the question; only its button answers, and only once."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.cases.commands import answer_question
from linli.cases.queries.party_access import AskedBack, party_actor, question_behind
from linli.faces.portal.pages import Page, head, shown, summary_of
from linli.faces.portal.visiting import county, give_access, visitor
from linli.kernel.errors import KernelCode, NotFound, Refusal
from linli.ui.parts import Action, FieldKind, Form, FormField, Notice, Section, Text, Tone, Weight, one_group
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest


@public
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: LinliRequest, secret: str) -> HttpResponse:
    """Show the question; take the answer."""
    at = visitor().at
    found = question_behind(county(), secret[:80], at)
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    if request.method != "POST":
        return shown(request, _page(found) if found.open else _over(found))
    text = request.POST.get("text", "")
    actor = party_actor(county(), found.access, at).keyed(f"question/{found.id}")
    try:
        answer_question(actor, question=found.id, text=text)
    except Refusal as refusal:
        return shown(request, _page(found, text, refusal), refusal.status)
    answer = shown(request, _thanks(found))
    give_access(answer, found.access)
    return answer


def _page(found: AskedBack, typed: str = "", refusal: Refusal | None = None) -> Page:
    field = FormField(
        "text", gettext("Your answer"), FieldKind.AREA, typed, required=True, maxlength=5_000,
        hint=gettext("Nothing happens until you press the button."),
    )  # fmt: skip
    form = Form("", groups=one_group(field), submit=gettext("Answer"), summary=summary_of(refusal, {"note": field.key}))
    title = gettext("A question to you")
    return Page(head(title, found.title, number=found.number), (Section("", (Text(found.text),)), form))


def _over(found: AskedBack) -> Page:
    text = gettext("It was answered, or its time is over. The work goes on.")
    look = Action(gettext("See how it stands"), f"/track/?number={found.number}", weight=Weight.PRIMARY)
    return Page(
        head(gettext("This question is closed"), number=found.number), (Section("", (Text(text),), actions=(look,)),)
    )


def _thanks(found: AskedBack) -> Page:
    look = Action(gettext("See how it stands"), "/track/case/", weight=Weight.PRIMARY)
    note = Notice(gettext("Your answer is there. The clock runs on."), tone=Tone.DONE)
    return Page(head(gettext("Thank you"), number=found.number), (Section("", actions=(look,)),), (note,))
