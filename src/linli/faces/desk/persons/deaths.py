"""Noting that somebody died, and taking a mistaken note back."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.doing import actor_of, keyed
from linli.faces.desk.forms import typed_day
from linli.faces.desk.persons.changes import back_to, version_of
from linli.faces.desk.persons.forms import Sheet, answer, day_field, source_field, version_in
from linli.people.commands import note_death, retract_death
from linli.people.queries.persons import PersonDetail, person_detail
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _death_sheet(row: PersonDetail) -> Sheet:
    fields = (day_field("on", gettext("Day of death"), ""), source_field())
    note = gettext(
        "Residences and household end that day; contact points, consents and the account end today. An account with a "
        "post stays until the administrators close it. If this was the householder, set the household anew beforehand."
    )
    title, after = gettext("Note a death"), reverse("desk_persons")  # the community sees the record no longer
    return Sheet(title, fields, gettext("Note it"), back_to(row), note, version_of(row), danger=True, after=after)


@needs("people.note_death")
@require_http_methods(["GET", "POST"])
def death(request: LinliRequest, person: UUID) -> HttpResponse:
    """Somebody died."""
    row = person_detail(actor_of(request), person)

    def run(given: QueryDict) -> None:
        note_death(
            keyed(request), person=row.id, on=typed_day(given, "on"), source=given.get("source", ""),
            expected_version=version_in(given),
        )  # fmt: skip

    return answer(request, _death_sheet(row), run)


def _alive_sheet(row: PersonDetail) -> Sheet:
    note = gettext("The residences that ended that day go on. Enter contact points, consents and the account anew.")
    return Sheet(gettext("Take back the death"), (), gettext("Take it back"), back_to(row), note, version_of(row))


@needs("people.retract_death")
@require_http_methods(["GET", "POST"])
def alive(request: LinliRequest, person: UUID) -> HttpResponse:
    """The death was noted by mistake."""
    row = person_detail(actor_of(request), person)

    def run(given: QueryDict) -> None:
        retract_death(keyed(request), person=row.id, expected_version=version_in(given))

    return answer(request, _alive_sheet(row), run)
