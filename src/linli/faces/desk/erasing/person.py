"""From a person's record: propose its erasure, put a legal hold on it."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.doing import actor_of, keyed
from linli.faces.desk.erasing.words import CAUSES, HOLD_CAUSES, choices_of
from linli.faces.desk.persons.changes import back_to
from linli.faces.desk.persons.forms import Sheet, answer
from linli.kernel.erasing.commands import REFERENCE, propose_erasure, set_hold
from linli.people.queries.persons import person_detail
from linli.ui.parts import FieldKind, FormField
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

PERSON = "people.person"


@needs("kernel.propose_erasure")
@require_http_methods(["GET", "POST"])
def propose(request: LinliRequest, person: UUID) -> HttpResponse:
    """Propose that everything known of a person is erased."""
    row = person_detail(actor_of(request), person)
    field = FormField("cause", gettext("Why?"), FieldKind.SELECT, "request", choices=choices_of(CAUSES))
    note = gettext("Another person confirms it. Then names, numbers, phones, homes and words are gone; the acts stay.")

    def run(given: QueryDict) -> None:
        propose_erasure(keyed(request), kind=PERSON, thing=row.id, cause=given.get("cause", ""))

    return answer(request, Sheet(gettext("Propose an erasure"), (field,), gettext("Propose"), back_to(row), note), run)


@needs("kernel.set_hold")
@require_http_methods(["GET", "POST"])
def hold(request: LinliRequest, person: UUID) -> HttpResponse:
    """Put a legal hold on a person's record."""
    row = person_detail(actor_of(request), person)
    fields = (
        FormField("cause", gettext("Why?"), FieldKind.SELECT, "audit", choices=choices_of(HOLD_CAUSES)),
        FormField("reference", gettext("Number of the paper"), required=True, maxlength=REFERENCE),
    )
    note = gettext("While a hold stands, nothing of the person or case is erased.")

    def run(given: QueryDict) -> None:
        put = {"cause": given.get("cause", ""), "reference": given.get("reference", "")}
        set_hold(keyed(request), kind=PERSON, thing=row.id, **put)

    sheet = Sheet(gettext("Put a legal hold on something"), fields, gettext("Save"), back_to(row), note)
    return answer(request, sheet, run)
