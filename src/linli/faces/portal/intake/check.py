"""The last look before sending, and the sending itself."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from linli.cases.commands import open_case
from linli.cases.queries.party_access import receipt_code
from linli.faces.portal import limits
from linli.faces.portal.intake.drafts import REPORT
from linli.faces.portal.intake.journey import FORM, Journey
from linli.faces.portal.intake.photo import missing
from linli.faces.portal.intake.screens import Asked, form_of, head_of, page_of
from linli.faces.portal.pages import Page
from linli.faces.portal.places import area_words
from linli.faces.portal.reasons import PortalCode
from linli.faces.portal.visiting import client_of
from linli.kernel.codes import check_phone
from linli.kernel.command import Receipt
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem
from linli.kernel.text import MaskLevel, mask_phone
from linli.ui.parts import Fact, Facts, FieldGroup, LinkCell, Notice, Tone
from linli.ui.web.questions import answer_words
from linli.ui.web.wording import label_of, said


def ask_check(asked: Asked) -> Page:
    """Everything that will be sent, each line a way back to it."""
    journey = asked.journey
    facts = [fact for key in journey.keys for fact in _facts(journey, key)]
    papers = missing(journey)
    notes = []
    if papers:
        names = "、".join(label_of(item.label) for item in papers)
        text = gettext("Not added yet: {papers}. You may send now and bring them; the limit runs from the full papers.")
        notes.append(Notice(text.format(papers=names), tone=Tone.INFO))
    form = form_of(asked, (FieldGroup(fields=(Facts(tuple(facts)), *notes)),), {}, submit=gettext("Send"))
    return page_of(asked, head_of(asked, gettext("Check and send")), form)


def _facts(journey: Journey, key: str) -> list[Fact]:
    content = journey.content
    if key in ("photo", "papers"):
        return [_fact(journey, key, gettext("{count} files").format(count=len(content.get("files", ()))))]
    if key.startswith(FORM):
        return _form_facts(journey, key)
    texts = {
        "what": _sort_words(journey), "sort": _sort_words(journey), "words": str(content.get("text", "")),
        "where": _place_words(journey), "who": _who_words(content),
    }  # fmt: skip
    return [_fact(journey, key, texts[key])] if key in texts else []


def _fact(journey: Journey, key: str, text: str, label: str = "") -> Fact:
    title = label or journey.title_of(key)
    return Fact(title, LinkCell(text or "–", f"{journey.base}{key}/"))


def _sort_words(journey: Journey) -> str:
    case_type = journey.type
    sort = case_type.sorts.get(str(journey.content.get("sort", ""))) if case_type else None
    return label_of(sort.label) if sort else ""


def _place_words(journey: Journey) -> str:
    content = journey.content
    more = content.get("text", "") if journey.kind == REPORT else ""
    spot = gettext("the marked spot") if content.get("lon") else ""
    found = (area_words(str(content.get("area", ""))), content.get("address", ""), spot, more)
    return " · ".join(str(text) for text in found if text)


def _who_words(content: Mapping[str, Any]) -> str:
    if content.get("alone"):
        return gettext("without a name")
    normal = check_phone(str(content.get("phone", ""))).normal or ""
    name = str(content.get("name", ""))
    return " · ".join(text for text in (name, mask_phone(normal, MaskLevel.INTERNAL) if normal else "") if text)


def _form_facts(journey: Journey, key: str) -> list[Fact]:
    assert journey.form is not None, "the step is one of the form"
    values = journey.content.get("values", {})
    step = next(item for item in journey.form.steps if f"{FORM}{item.key}" == key)
    fields = [journey.form.field(name) for name in step.fields if name in values]
    return [_fact(journey, key, answer_words(field, values[field.key]), said(field.label)) for field in fields]


def send(journey: Journey, request: HttpRequest) -> Receipt:
    """Take it in. The draft's id is the key: sent twice it is one case, and the same answer."""
    _refuse_unfinished(journey)
    content, case_type = journey.content, journey.type
    assert case_type is not None, "an unfinished way was refused"
    if content.get("alone"):
        limits.nameless.refuse_if_used(client_of(request), journey.actor.at)
    receipt = open_case(
        journey.actor.keyed(f"portal/{journey.draft.id}"), type=case_type.key, sort=str(content.get("sort", "")),
        area=str(content["area"]), text=_text(journey), values=content.get("values", {}),
        address=str(content.get("address", "")), lon=content.get("lon"), lat=content.get("lat"),
        parties=(_party(journey),), files=tuple(content.get("files", ())),
    )  # fmt: skip
    if content.get("alone") and not receipt.repeated:
        limits.nameless.note(client_of(request), journey.actor.at)
    return receipt


def _refuse_unfinished(journey: Journey) -> None:
    open_step = journey.first_open()
    if open_step == "code":
        raise Invalid(KernelCode.INVALID, problems=(Problem("code", PortalCode.NOT_PROVEN),))
    if open_step != "check":
        raise Conflict(PortalCode.UNANSWERED, {"step": journey.title_of(open_step)})


def _text(journey: Journey) -> str:
    """The words; a report without any says its sort, so that nobody has to write."""
    text, case_type = str(journey.content.get("text", "")), journey.type
    if text or case_type is None or journey.content.get("values"):
        return text
    sort = case_type.sorts.get(str(journey.content.get("sort", "")))
    return (sort.label if sort else case_type.label)["zh-Hans"]


def _party(journey: Journey) -> Mapping[str, Any]:
    content = journey.content
    role = "reporter" if journey.kind == REPORT else "applicant"
    code = receipt_code(str(journey.draft.id))
    if content.get("alone"):
        return {"role": role, "anonymous": True, "wishes": "none", "key": code}
    return {"role": role, "name": content.get("name", ""), "phone": content["phone"], "key": code}
