"""Who belongs to a household from a day on."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.doing import actor_of, keyed
from linli.faces.desk.forms import typed_day
from linli.faces.desk.persons.changes import back_to
from linli.faces.desk.persons.finding import one_person
from linli.faces.desk.persons.forms import Sheet, answer, day_field, version_in
from linli.faces.desk.persons.looks import relation_choices
from linli.faces.desk.persons.record import household_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.people.commands import set_household
from linli.people.queries.persons import PersonDetail, person_detail
from linli.people.queries.residences import HouseholdDetail, MemberRow
from linli.ui.parts import FieldKind, FormField, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _members(row: PersonDetail, detail: HouseholdDetail | None) -> tuple[MemberRow, ...]:
    return detail.members if detail else (MemberRow(row.id, row.name, "head"),)


def _sheet(actor: Actor, row: PersonDetail, detail: HouseholdDetail | None) -> Sheet:
    leaving = gettext("no longer in the household")
    fields = [
        FormField(
            f"member_{item.person}", item.name, FieldKind.SELECT, item.relation, choices=relation_choices(leaving)
        )
        for item in _members(row, detail)
    ]
    hint = gettext("Identity or phone number, whole. They must be registered here.")
    fields += [
        FormField("add", gettext("Another member"), hint=hint, maxlength=30, autocomplete="off"),
        FormField(
            "add_relation", gettext("Relation of the other member"), FieldKind.SELECT, "other",
            choices=relation_choices(), width=Width.MEDIUM,
        ),
        day_field("since", gettext("From which day?"), local_day(actor.at).isoformat()),
    ]  # fmt: skip
    hidden = (("expected_version", str(detail.version)),) if detail else ()
    note = gettext("One of them is the householder. Who leaves stays registered.")
    return Sheet(gettext("Household"), tuple(fields), gettext("Save"), back_to(row), note, hidden)


def _typed(actor: Actor, given: QueryDict, members: tuple[MemberRow, ...]) -> tuple[tuple[UUID, str], ...]:
    chosen = [(item.person, given.get(f"member_{item.person}", "")) for item in members]
    found = [(person, relation) for person, relation in chosen if relation]
    if given.get("add", "").strip():
        found.append((one_person(actor, given.get("add", ""), "add"), given.get("add_relation", "")))
    return tuple(found)


@needs("people.set_household")
@require_http_methods(["GET", "POST"])
def household(request: LinliRequest, person: UUID) -> HttpResponse:
    """Set the members of a person's household."""
    actor = actor_of(request)
    row = person_detail(actor, person)
    detail = household_of(actor, row)

    def run(given: QueryDict) -> None:
        set_household(
            keyed(request), members=_typed(actor, given, _members(row, detail)), since=typed_day(given, "since"),
            household=detail.id if detail else None, expected_version=version_in(given),
        )  # fmt: skip

    return answer(request, _sheet(actor, row, detail), run)
