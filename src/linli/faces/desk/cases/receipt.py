"""The receipt that somebody takes home: number, code, QR of the page where it is tracked."""

from uuid import UUID

import segno
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.commands import record_visit
from linli.cases.queries.case_detail import case_detail
from linli.cases.queries.cases import CaseRow, case_numbered
from linli.faces.desk.asking import Question, answer
from linli.faces.desk.cases.deed import note_field
from linli.faces.desk.cases.looks import address_of, due_words, kind_words
from linli.faces.desk.doing import actor_of
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.ui.parts import Fact, FormField, Link, Part, Photo, Photos, PrintSheet, Text, TextCell, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import grouped, moment_words

TRACK = "/track/"


def _sheet(request: LinliRequest, row: CaseRow, code: str) -> PrintSheet:
    actor = actor_of(request)
    where = request.build_absolute_uri(f"{TRACK}?number={row.number}")
    facts = [
        Fact(gettext("Matter"), kind_words(row), wide=True),
        Fact(gettext("Received"), moment_words(row.received_at, with_year=True)),
    ]
    if code:
        facts.append(Fact(gettext("Secret code"), TextCell(grouped(code), gettext("keep it secret")), wide=True))
    if row.due_at:
        facts.append(Fact(gettext("First answer due"), due_words(row.due_at)))
    picture = Photo(segno.make(where).svg_data_uri(scale=5), where, gettext("Scan to see how it stands"))
    parts: tuple[Part, ...] = (Photos((picture,)), Text(_how(code)))
    return PrintSheet(
        gettext("Receipt"),
        actor.label.partition(" · ")[0],
        row.number,
        moment_words(actor.at, with_year=True),
        tuple(facts),
        parts,
        back=Link(gettext("To the case"), address_of(row.id)),
    )


def _how(code: str) -> str:
    if code:
        return gettext("See how it stands with number and code, or with the last four digits of your phone.")
    return gettext("See how it stands with number and the last four digits of your phone, or your code.")


def receipt_sheet(request: LinliRequest, made: Receipt) -> PrintSheet:
    """The receipt right after intake, with the code that is shown this once."""
    keys = [key for key in made.values.get("keys", ()) if key]
    return _sheet(request, case_detail(actor_of(request), made.id).row, keys[0] if keys else "")


@needs("cases.see_own_cases")
@require_safe
def receipt(request: LinliRequest, case: UUID) -> HttpResponse:
    """The receipt again, without the code: nobody here knows it."""
    row = case_detail(actor_of(request), case).row
    return render(request, "ui/pages/print.html", {"sheet": _sheet(request, row, "")})


@needs("cases.record_visit")
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: LinliRequest) -> HttpResponse:
    """Somebody came again: the visit is counted on their case, found by the number on the receipt."""
    number = FormField(
        "number",
        gettext("Number on the receipt"),
        required=True,
        autofocus=True,
        width=Width.MEDIUM,
        inputmode="numeric",
    )

    def send(actor: Actor, given: QueryDict) -> str:
        row = case_numbered(actor, given.get("number", ""))
        if row is None:
            raise Invalid(KernelCode.INVALID, problems=(Problem("number", KernelCode.NOT_FOUND),))
        record_visit(actor, case=row.id, note=given.get("note", ""))
        return address_of(row.id)

    fields = (number, note_field(gettext("Why they came again"), required=False))
    back = Link(gettext("Take in a case"), "/desk/intake/")
    return answer(request, Question(gettext("They came again"), fields, back, gettext("Count the visit")), send)
