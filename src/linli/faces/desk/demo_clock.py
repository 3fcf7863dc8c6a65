"""The demo's clock on the desk: an hour, six hours, a day, three days forward; refused wherever it is no demo."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from linli.kernel.clock_port import LOCAL, now
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.ports import advance_clock
from linli.people.bridge.session_store import SEEN_KEY
from linli.ui.parts import Action, Actions, Section, Text
from linli.ui.web.gates import signed_in
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import Span, moment_words, span_words

SPANS = {
    "1h": (timedelta(hours=1), 1, Span.HOURS),
    "6h": (timedelta(hours=6), 6, Span.HOURS),
    "1d": (timedelta(days=1), 1, Span.DAYS),
    "3d": (timedelta(days=3), 3, Span.DAYS),
}


def clock_section() -> tuple[Section, ...]:
    """The buttons, in a demo only."""
    if not advance_clock.is_filled:
        return ()
    buttons = tuple(
        Action(f"+ {span_words(amount, span)}", "/desk/clock/", "post", hidden=(("span", key),))
        for key, (_, amount, span) in SPANS.items()
    )
    told = Text(gettext("It is {moment} here.").format(moment=moment_words(now().astimezone(LOCAL), with_year=True)))
    return (Section(gettext("The demo's clock"), (told, Actions(buttons))),)


@signed_in
@require_POST
def forward(request: LinliRequest) -> HttpResponse:
    """Put the clock of the demo forward."""
    if not advance_clock.is_filled:
        raise NotFound(KernelCode.NOT_FOUND)
    found = SPANS.get(request.POST.get("span", ""))
    if found is None:
        raise Invalid(KernelCode.INVALID, problems=(Problem("span", KernelCode.REQUIRED),))
    advance_clock(found[0])
    # Who moves the clock is at work this very moment: the jump is no idleness of theirs (R9.8).
    request.session[SEEN_KEY] = now().isoformat()
    return HttpResponseRedirect("/desk/")
