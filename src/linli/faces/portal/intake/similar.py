"""Reports that may be the same: joining one is quicker than a second one."""

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from linli.cases.queries.similar_cases import Similar, similar_cases
from linli.faces.portal.intake.journey import Journey
from linli.faces.portal.intake.screens import Asked, head_of
from linli.faces.portal.pages import Page
from linli.faces.portal.places import area_words
from linli.ui.parts import Action, Fact, Facts, Section, Weight
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words


def found_similar(journey: Journey) -> Sequence[Similar]:
    """Public reports that may be about the same thing, but for those that one has told apart already."""
    content = journey.content
    words = f"{content.get('text', '')}{area_words(str(content.get('area', '')))}"
    found = similar_cases(
        journey.actor, str(content.get("type", "")), str(content.get("sort", "")), str(content.get("area", "")),
        words, content.get("lon"), content.get("lat"),
    )  # fmt: skip
    return [item for item in found if item.row.number not in content.get("apart", ())]


def take_similar(journey: Journey, request: HttpRequest) -> Mapping[str, Any]:
    """None of those that were shown: they are not asked about again."""
    return {"apart": [*journey.content.get("apart", ()), *(item.row.number for item in found_similar(journey))]}


def ask_similar(asked: Asked, found: Sequence[Similar]) -> Page:
    """The reports, each with "me too"; the main button goes on with one's own."""
    onward = Action(gettext("Mine is another one: go on"), f"{asked.journey.base}similar/", "post", Weight.PRIMARY)
    head = head_of(asked, gettext("Is it one of these?"), gettext("Join it, and you can follow it like the first one."))
    parts = tuple(_section(item) for item in found)
    return Page(
        head, (*parts, Section(gettext("None of these"), actions=(onward,))), stepper=asked.journey.stepper("similar")
    )


def _section(item: Similar) -> Section:
    row = item.row
    facts = Facts(
        (
            Fact(gettext("Place"), row.place_name or row.area_name),
            Fact(gettext("Reported"), day_words(row.received_at)),
            Fact(gettext("State"), label_of(row.state_label)),
        )
    )
    join = Action(
        gettext("Me too"), f"/reports/{row.number}/join/", "post", icon="plus", hidden=(("key", token_hex(16)),)
    )
    look = Action(gettext("Look at it"), f"/reports/{row.number}/", weight=Weight.QUIET)
    return Section(row.title, (facts,), actions=(join, look))
