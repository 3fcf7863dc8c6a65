"""Which sort of thing it is: sorts with icons for a report, plain choices for an application, and free words."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from linli.cases.commands import open_case
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.types import CaseType
from linli.faces.portal.intake.journey import REPORTED, Journey
from linli.faces.portal.intake.screens import Asked, form_of, head_of, page_of
from linli.faces.portal.pages import Page, problems_of
from linli.faces.portal.parts import IconChoice, IconChoices, IconGroup
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.ui.parts import Choice, FieldGroup, FieldKind, FormField, LinkList, ListItem
from linli.ui.web.wording import label_of

LONGEST = 5_000
ICONS = {
    "street_lamp": "bulb", "manhole": "circle-dashed", "road": "route", "bin": "trash", "greenery": "home-heart",
    "fitness": "star", "corridor": "building", "gas_leak": "alert-triangle", "dumping": "trash",
    "missed_pickup": "calendar-event", "sewage": "stack-2", "noise": "speakerphone", "straw": "alert-octagon",
    "parking": "map-pin", "stall": "home", "dog": "users", "fire": "alert-octagon", "crime": "shield-check",
    "injured": "lifebuoy", "fire_lane": "hand-stop", "wiring": "link", "facade": "building-community",
    "lift": "arrow-up", "water": "flag", "gas": "alert-triangle",
}  # fmt: skip


def ask_what(asked: Asked) -> Page:
    """What a report is about."""
    found = [item for item in asked.journey.types.values() if item.group in REPORTED]
    # Things before events: most reports are about a thing.
    by_name = sorted(found, key=lambda item: item.key, reverse=True)
    types = sorted(by_name, key=lambda item: REPORTED.index(item.group))
    error = " ".join(problems_of(asked.refusal).get("sort", ()))
    kept = f"{asked.journey.content.get('type', '')}:{asked.journey.content.get('sort', '')}"
    chosen = asked.typed.get("what", "") if asked.typed is not None else kept
    choices = IconChoices("what", tuple(_group(item) for item in types), chosen, error)
    others = LinkList(
        gettext("Something else?"),
        (
            ListItem(gettext("A complaint"), "/guides/complaint/", gettext("Services, charges, conduct")),
            ListItem(gettext("I need help"), "/guides/help/", gettext("Meals, repairs, company to the doctor")),
            ListItem(gettext("A suggestion"), "/guides/suggestion/", gettext("What could be better")),
        ),
    )
    title = gettext("What is it?")
    form = form_of(asked, (FieldGroup(fields=(choices,)),), {"sort": "id_what_error"})
    return page_of(asked, head_of(asked, title), form, others)


def _group(case_type: CaseType) -> IconGroup:
    choices = tuple(
        IconChoice(f"{case_type.key}:{key}", label_of(sort.label), ICONS.get(key, "tag"))
        for key, sort in sorted(case_type.sorts.items(), key=lambda pair: bool(pair[1].emergency))
    )
    return IconGroup(label_of(case_type.label), choices)


def take_what(journey: Journey, request: HttpRequest) -> Mapping[str, Any]:
    """Type and sort. An emergency is refused at once with the number to call; that somebody asked is kept."""
    type_key, _, sort = request.POST.get("what", "").partition(":")
    case_type = journey.types.get(type_key)
    if case_type is None or case_type.group not in REPORTED or sort not in case_type.sorts:
        raise Invalid(KernelCode.INVALID, problems=(Problem("sort", CaseCode.NO_SORT),))
    if case_type.sorts[sort].emergency:
        open_case(journey.actor, type=type_key, sort=sort, area=journey.area)
    same = journey.content.get("type") == type_key
    return {"type": type_key, "sort": sort, **({} if same else {"values": {}, "done": []})}


def ask_sort(asked: Asked) -> Page:
    """Which kind, for matters that have several."""
    case_type = asked.journey.type
    assert case_type is not None, "the address names a matter"
    field = FormField(
        "sort", gettext("What kind is it?"), FieldKind.RADIO, asked.value("sort"), required=True,
        choices=tuple(Choice(key, label_of(sort.label)) for key, sort in case_type.sorts.items()),
        errors=problems_of(asked.refusal).get("sort", ()),
    )  # fmt: skip
    form = form_of(asked, (FieldGroup(fields=(field,)),), {"sort": field.first_key})
    return page_of(asked, head_of(asked, label_of(case_type.label)), form)


def take_sort(journey: Journey, request: HttpRequest) -> Mapping[str, Any]:
    """The kind of an application."""
    sort = request.POST.get("sort", "")
    if journey.type is None or sort not in journey.type.sorts:
        raise Invalid(KernelCode.INVALID, problems=(Problem("sort", CaseCode.NO_SORT),))
    if journey.type.sorts[sort].emergency:
        open_case(journey.actor, type=journey.type.key, sort=sort, area=journey.area)
    return {"sort": sort}


def words_field(asked: Asked, label: str, hint: str, *, required: bool) -> FormField:
    """Free words."""
    errors = problems_of(asked.refusal).get("text", ())
    return FormField(
        "text", label, FieldKind.AREA, asked.value("text"), hint=hint, errors=errors, required=required,
        maxlength=LONGEST, rows=6 if required else 3,
    )  # fmt: skip


def ask_words(asked: Asked) -> Page:
    """The matter in one's own words."""
    hint = gettext("What happened, when, and what you would like. Plain words are best.")
    field = words_field(asked, gettext("Tell us in your words"), hint, required=True)
    form = form_of(asked, (FieldGroup(fields=(field,)),), {"text": field.key})
    return page_of(asked, head_of(asked, asked.journey.title_of("words")), form)


def take_words(journey: Journey, request: HttpRequest) -> Mapping[str, Any]:
    """The words, checked for length."""
    text = plain_words(request)
    if not text:
        raise Invalid(KernelCode.INVALID, problems=(Problem("text", KernelCode.REQUIRED),))
    return {"text": text}


def plain_words(request: HttpRequest) -> str:
    """What was written, trimmed; Invalid when it is too long."""
    text = request.POST.get("text", "").replace("\x00", "").strip()
    if len(text) > LONGEST:
        data = {"length": len(text), "limit": LONGEST}
        raise Invalid(KernelCode.INVALID, problems=(Problem("text", KernelCode.TOO_LONG, data),))
    return text
