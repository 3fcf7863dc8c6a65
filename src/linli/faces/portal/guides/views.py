"""What one can ask for: the list by field, and one guide with the papers of one's own case (S-074, S-080)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.guides import Guide, Limit, form_entry_of, guide_of, guides, materials_for
from linli.cases.queries.types import found_type
from linli.cases.rules.types import CaseType, Material
from linli.faces.portal.guides.json_ld import service_block
from linli.faces.portal.guides.words import GROUPS, TEXTS, basis_words, period_words
from linli.faces.portal.intake.journey import REPORTED
from linli.faces.portal.pages import Page, head, shown
from linli.faces.portal.visiting import community_of, county, visitor
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.expr import names_in, parse
from linli.kernel.form import Form, validate
from linli.kernel.packs.forms import form_of
from linli.ui.parts import (
    Action,
    Fact,
    Facts,
    Link,
    LinkList,
    ListItem,
    Part,
    Section,
    Text,
    TextCell,
    Weight,
    one_group,
)
from linli.ui.parts import Form as AskedForm
from linli.ui.web.gates import public
from linli.ui.web.questions import question, typed_answers
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words


@public
@require_safe
def guide_list(request: LinliRequest) -> HttpResponse:
    """Everything residents may ask for or report, by field."""
    actor, area = visitor(), community_of(request) or county()
    found = sorted(guides(area, actor.at), key=lambda item: (list(GROUPS).index(item.group), item.key))
    lists = tuple(
        LinkList(gettext(GROUPS[group]), tuple(_item(item) for item in items))
        for group, items in groupby(found, key=lambda item: item.group)
    )
    note = gettext("Choose a matter: you see papers, limit, fee and law, and can begin at once.")
    return shown(request, Page(head(gettext("Get something done"), note), lists))


def _item(item: CaseType) -> ListItem:
    what = item.guide.get("what") or item.guide.get("who")
    return ListItem(label_of(item.label), f"/guides/{item.key}/", label_of(what) if what else "")


@public
@require_safe
def guide(request: LinliRequest, key: str) -> HttpResponse:
    """One guide; the circumstances in the address narrow the papers."""
    actor, area = visitor(), community_of(request) or county()
    found = guide_of(county(), key, area, actor.at)
    if found is None or not found.by_public:
        raise NotFound(KernelCode.NOT_FOUND)
    pair = found_type(key, area, actor.at)
    assert pair is not None, "the guide is made from the type"
    case_type = pair[0]
    form = _form(case_type, area, actor)
    names = _circumstances(case_type) if form else ()
    values = _values(form, names, request, local_day(actor.at)) if form and names else {}
    body = (*_texts(found), *_papers(case_type, form, names, values), _limits(found), _where(found))
    back = Link(gettext("All matters"), "/guides/")
    note = label_of(found.fee) if found.fee else ""
    data = service_block(found, case_type.main_clock, area, actor, request)
    parts = (_begin(found), *body, _source(found, actor), data)
    return shown(request, Page(head(label_of(found.label), note, back=back), parts))


def _form(case_type: CaseType, area: str, actor: Actor) -> Form | None:
    found = form_entry_of(case_type, area, actor.at)
    return form_of(found.key, found.data) if found else None


def _circumstances(case_type: CaseType) -> tuple[str, ...]:
    """The questions of the form that decide which papers are asked for."""
    names = [name for item in case_type.materials if item.when for name in sorted(names_in(parse(item.when)))]
    return tuple(dict.fromkeys(names))


def _values(form: Form, names: Sequence[str], request: LinliRequest, day: date) -> Mapping[str, Any]:
    return validate(form, typed_answers(form, names, request.GET), today=day).values


def _begin(found: Guide) -> Section:
    if found.group in REPORTED:
        action = Action(gettext("Report it now"), "/report/", weight=Weight.PRIMARY, icon="camera")
    else:
        action = Action(gettext("Begin now"), f"/apply/{found.key}/", weight=Weight.PRIMARY)
    return Section("", (Text(gettext("It takes a few minutes. You can save and come back.")),), actions=(action,))


def _texts(found: Guide) -> tuple[Section, ...]:
    return tuple(
        Section(gettext(TEXTS.get(key, TEXTS["more"])), (Text(label_of(words)),)) for key, words in found.texts.items()
    )


def _papers(
    case_type: CaseType, form: Form | None, names: Sequence[str], values: Mapping[str, Any]
) -> tuple[Section, ...]:
    if not case_type.materials:
        return ()
    asked = materials_for(case_type, values) if values else case_type.materials
    facts = Facts(tuple(_paper(item, sure=bool(values) or not item.when) for item in asked))
    parts: tuple[Part, ...] = (facts,)
    if form and names:
        fields = tuple(replace(question(form.field(name), values), required=False) for name in names)
        ask = AskedForm(method="get", groups=one_group(*fields, legend=gettext("How is it with you?")),
                        submit=gettext("Show only what I need"), key="circumstances")  # fmt: skip
        parts = (ask, facts)
    title = gettext("What you need") if values else gettext("What may be needed")
    return (Section(title, parts, key="papers", count=str(len(asked))),)


def _paper(item: Material, *, sure: bool) -> Fact:
    notes = [gettext("original")] if item.original else []
    notes += [label_of(item.note)] if item.note else []
    notes += [] if sure else [gettext("in some cases only")]
    return Fact(label_of(item.label), TextCell("、".join(notes) or gettext("a copy or photo")))


def _limits(found: Guide) -> Section:
    facts = tuple(Fact(label_of(limit.label), _limit(limit)) for limit in found.limits)
    return Section(gettext("How long it takes"), (Facts(facts),))


def _limit(limit: Limit) -> TextCell:
    legal = gettext("by law {period}").format(period=period_words(limit.legal))
    first = gettext("promised {period}").format(period=period_words(limit.promised)) if limit.promised else ""
    return TextCell(" · ".join(text for text in (first, legal) if text), basis_words(limit.basis))


def _where(found: Guide) -> Section:
    where = found.unit_name or gettext("The service station of your community; choose your community to see its name.")
    facts = (
        Fact(gettext("Taken in by"), where),
        Fact(gettext("Opening hours"), _hours(found)),
    )
    link = Action(gettext("People and phones"), "/area/")
    return Section(gettext("Where to go"), (Facts(facts),), actions=(link,))


def _hours(found: Guide) -> TextCell:
    if not found.hours or found.hours_on is None:
        return TextCell(gettext("Not entered yet. Call before you go."))
    confirmed = gettext("confirmed on {day}").format(day=day_words(found.hours_on, with_year=True))
    return TextCell(found.hours, confirmed)


def _source(found: Guide, actor: Actor) -> Section:
    facts = [Fact(gettext("Basis"), basis_words(found.basis)), Fact(gettext("Version"), str(found.version))]
    if found.valid_from:
        facts.append(Fact(gettext("Holds since"), day_words(found.valid_from, with_year=True)))
    facts.append(Fact(gettext("Read on"), day_words(local_day(actor.at), with_year=True)))
    return Section(gettext("Where this comes from"), (Facts(tuple(facts)),), folded=True)
