"""The page on which a unit asks another for data; what it holds already is pointed to at once."""

from datetime import date

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.cases.commands import ask_for_data
from linli.cases.queries.data_sharing import duties_to_name
from linli.cases.queries.dictionary import dictionary_at
from linli.cases.rules.data_sharing import Sharing
from linli.faces.desk.asking import Question, answer, day_field
from linli.faces.desk.cases.deed import chosen_id, select
from linli.faces.desk.cases.kinds import spots_of
from linli.faces.desk.data.words import CLASSES, HOME
from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import typed_day
from linli.kernel.actor import Actor
from linli.kernel.clock import add_months, local_day
from linli.people.queries.units import units_to_write_to
from linli.places.queries.areas import areas_coded
from linli.ui.parts import Choice, FieldKind, FormField, Link
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

POWER = "cases.ask_for_data"


def _places(actor: Actor) -> tuple[Choice, ...]:
    own = set(actor.areas_for(POWER))
    known = areas_coded(own)
    wide = tuple(Choice(code, known[code].name if code in known else code) for code in sorted(own))
    return (*wide, *(Choice(spot.code, spot.words) for spot in spots_of(actor, POWER) if spot.code not in own))


def _items(actor: Actor, area: str) -> tuple[Choice, ...]:
    lines = dictionary_at(area, local_day(actor.at)).values()
    return tuple(
        Choice(line.key, label_of(line.title), label_of(line.why) if line.why else gettext(CLASSES[line.sharing.value]),
               disabled=line.sharing is Sharing.NONE)
        for line in sorted(lines, key=lambda item: (item.sharing is Sharing.NONE, bool(item.personal)))
    )  # fmt: skip


def _fields(actor: Actor, day: date) -> tuple[FormField, ...]:
    area = next(iter(actor.areas_for(POWER)), actor.area)
    units = tuple(Choice(str(unit.id), unit.name) for unit in units_to_write_to(actor))
    duties = tuple(Choice(line.key, label_of(line.label)) for line in duties_to_name(actor, area))
    return (
        select("holder", gettext("Which unit holds the data?"), units),
        select("area", gettext("Of which place?"), _places(actor)),
        FormField("fields", gettext("Which fields?"), FieldKind.CHECKS, choices=_items(actor, area), required=True),
        day_field("since", gettext("Data from"), date(day.year, 1, 1)),
        day_field("until", gettext("through"), day),
        select("duty", gettext("For which duty of our unit?"), duties),
        FormField("purpose", gettext("What for?"), required=True, maxlength=200,
                  hint=gettext("In your own words, without naming anybody.")),
        FormField("ground", gettext("Basis"), required=True, maxlength=200,
                  hint=gettext("The law or decision that asks for it.")),
        day_field("keep_until", gettext("Needed until"), add_months(day, 6),
                  hint=gettext("Then the data are erased.")),
    )  # fmt: skip


@needs(POWER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_page(request: LinliRequest) -> HttpResponse:
    """Ask for fields of the data dictionary."""
    asker = actor_of(request)

    def send(actor: Actor, given: QueryDict) -> str:
        made = ask_for_data(
            actor, holder=chosen_id(given, "holder"), fields=given.getlist("fields"), area=given.get("area", ""),
            since=typed_day(given, "since"), until=typed_day(given, "until"), duty=given.get("duty", ""),
            purpose=given.get("purpose", ""), ground=given.get("ground", ""),
            keep_until=typed_day(given, "keep_until"),
        )  # fmt: skip
        return f"{HOME}{made.id}/"

    note = gettext("What your unit was given before, for the same duty, place and period, is not asked again.")
    question = Question(
        gettext("Ask for data"), _fields(asker, local_day(asker.at)), Link(gettext("Requests for data"), HOME),
        gettext("Send it"), note,
    )  # fmt: skip
    return answer(request, question, send)
