"""Who asks: a mobile number proven with six figures, or nobody where the matter allows it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from linli.faces.portal.intake.journey import Journey
from linli.faces.portal.intake.screens import Asked, form_of, head_of, page_of
from linli.faces.portal.pages import Page, problems_of
from linli.faces.portal.reasons import PortalCode
from linli.kernel.codes import PhoneKind, check_phone
from linli.kernel.errors import ErrorCode, Invalid, KernelCode, Problem
from linli.kernel.text import MaskLevel, mask_phone
from linli.ui.parts import Action, Choice, FieldGroup, FieldKind, FormField, Part, Weight, Width

PHONE, ALONE = "phone", "alone"


def may_be_nameless(journey: Journey) -> bool:
    """Whether the matter is taken in without a name."""
    return bool(journey.type and journey.type.anonymous)


def ask_who(asked: Asked) -> Page:
    """How one is reached."""
    problems, journey = problems_of(asked.refusal), asked.journey
    kept = ALONE if journey.content.get("alone") else PHONE if journey.content.get("phone") else ""
    way = FormField(
        "way", gettext("How do we reach you?"), FieldKind.RADIO, asked.typed.get("way", "") if asked.typed else kept,
        required=True, errors=problems.get("way", ()), choices=(
            Choice(PHONE, gettext("By text message to my phone"), gettext("You hear of every step.")),
            Choice(ALONE, gettext("Not at all, I stay without a name"),
                   gettext("You follow it with number and code. The staff look at it before anything happens.")),
        ),
    )  # fmt: skip
    phone = FormField(
        "phone", gettext("Mobile number"), FieldKind.TEL, asked.value("phone"), errors=problems.get("phone", ()),
        hint=gettext("Only those who handle it see it."), autocomplete="tel", inputmode="tel", width=Width.MEDIUM,
        required=not may_be_nameless(journey),
    )  # fmt: skip
    name = FormField(
        "name", gettext("Your name"), value=asked.value("name"), errors=problems.get("name", ()), maxlength=60,
        autocomplete="name", width=Width.MEDIUM, required=not may_be_nameless(journey),
    )  # fmt: skip
    fields: tuple[Part, ...] = (way, phone, name) if may_be_nameless(journey) else (phone, name)
    keys = {"way": way.first_key, "phone": phone.key, "name": name.key}
    title = gettext("Who are you?")
    return page_of(asked, head_of(asked, title), form_of(asked, (FieldGroup(fields=fields),), keys))


def take_who(journey: Journey, request: HttpRequest) -> Mapping[str, Any]:
    """Phone and name, or neither."""
    way = request.POST.get("way", "") if may_be_nameless(journey) else PHONE
    if way == ALONE:
        return {"alone": True, "phone": "", "name": ""}
    if way != PHONE:
        raise _wrong("way", PortalCode.CHOOSE_WAY)
    name = request.POST.get("name", "").replace("\x00", "").strip()
    if len(name) > 60:
        raise _wrong("name", KernelCode.TOO_LONG, length=len(name), limit=60)
    if not name and not may_be_nameless(journey):
        raise _wrong("name", KernelCode.REQUIRED)
    return {"alone": False, "phone": _mobile(request.POST.get("phone", "")), "name": name}


def _mobile(text: str) -> str:
    if not text.strip():
        raise _wrong("phone", KernelCode.REQUIRED)
    finding = check_phone(text[:40])
    if finding.error is not None:
        raise _wrong("phone", finding.error, **finding.data)
    if finding.facts is None or finding.facts.kind is not PhoneKind.MOBILE:
        raise _wrong("phone", PortalCode.NO_MOBILE)
    return text.strip()


def _wrong(path: str, code: ErrorCode, **data: Any) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code, data),))


def wrong_figures() -> Invalid:
    """The six figures do not fit."""
    return _wrong("code", PortalCode.WRONG_FIGURES)


def ask_code(asked: Asked) -> Page:
    """The six figures."""
    field = FormField(
        "code", gettext("Six figures"), value="", errors=problems_of(asked.refusal).get("code", ()), required=True,
        hint=gettext("They are good for ten minutes."), autocomplete="one-time-code", inputmode="numeric",
        width=Width.SHORT, maxlength=12,
    )  # fmt: skip
    again = Action(gettext("Send new figures"), f"{asked.journey.base}code/", "post", Weight.PLAIN,
                   hidden=(("again", "1"),))  # fmt: skip
    form = form_of(asked, (FieldGroup(fields=(field,)),), {"code": field.key}, others=(again,))
    return page_of(asked, head_of(asked, gettext("Enter the six figures"), _code_note(asked)), form)


def _code_note(asked: Asked) -> str:
    """Where the figures went; those that are over, or were never sent, are to be asked for."""
    journey = asked.journey
    until = journey.draft.row.code_until if journey.draft.row else None
    if until is None or until < journey.actor.at:
        note = gettext("No figures are good at the moment. “Send new figures” sends them to {phone}.")
    elif asked.query and asked.query.get("new"):
        note = gettext("We sent new ones to {phone}. Those from before are no longer good.")
    else:
        note = gettext("We sent them to {phone}.")
    normal = check_phone(str(journey.content.get("phone", ""))).normal or ""
    return note.format(phone=mask_phone(normal, MaskLevel.INTERNAL))
