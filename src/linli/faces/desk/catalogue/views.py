"""The catalogue: which matters there are here, how each goes, by when, under which law, with which papers."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.cases import GROUPS
from linli.cases.queries.duties import duties_of
from linli.cases.queries.types import case_types, found_type
from linli.cases.rules.types import CaseType, ClockRule, Sort
from linli.faces.desk.cases.clocks import period_words
from linli.faces.desk.cases.looks import NATURES, mapped
from linli.faces.desk.catalogue.flows import picture_of, table_of
from linli.faces.desk.catalogue.words import LEVELS, STEPS, VISIBILITY
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.packs.flows import flow_of
from linli.kernel.packs.lookup import entry
from linli.kernel.packs.parameters import parameter
from linli.ui.parts import (
    Action,
    EmptyState,
    Fact,
    Link,
    LinkCell,
    ObjectPage,
    PageHead,
    Part,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

HOME = "/desk/catalogue/"


def law_words(basis: Mapping[str, str]) -> str:
    """The basis of a number: law, article, rule; "confidence C" is said, never hidden."""
    parts = [basis.get("source", ""), basis.get("article", ""), basis.get("rule", "")]
    sure = basis.get("confidence", "")
    if sure in ("C", "D"):
        parts.append(gettext("confidence {grade}").format(grade=sure))
    return " · ".join(part for part in parts if part)


@needs("cases.see_own_cases")
@require_safe
def catalogue(request: LinliRequest) -> HttpResponse:
    """Every matter that holds at the actor's place, by group."""
    actor = actor_of(request)
    types = case_types(actor.area, actor.at)
    sections = tuple(
        Section(gettext(words), (_types(group, [item for item in types.values() if item.group == group]),))
        for group, words in GROUPS
        if any(item.group == group for item in types.values())
    )
    actions = (Action(gettext("Duty lists of a place"), "/desk/duty-lists/", icon="list-check"),)
    return shown(request, ObjectPage(PageHead(gettext("Catalogue")), sections=sections, actions=actions))


def _types(group: str, items: list[CaseType]) -> Table:
    columns = (
        TableColumn(gettext("Matter"), wide=True),
        TableColumn(gettext("Who sees it")),
        TableColumn(gettext("Residents")),
    )
    rows = tuple(
        TableRow(
            (
                LinkCell(label_of(item.label), f"{HOME}{item.key}/"),
                TextCell(mapped(VISIBILITY, item.visibility.value)),
                TextCell(gettext("may ask for it themselves") if item.by_public else gettext("through the staff")),
            )
        )
        for item in sorted(items, key=lambda item: item.key)
    )
    return Table(group, columns, rows)


@needs("cases.see_own_cases")
@require_safe
def type_page(request: LinliRequest, key: str) -> HttpResponse:
    """One matter."""
    actor = actor_of(request)
    found = found_type(key, actor.area, actor.at)
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    case_type, kept = found
    flow = entry("flows", case_type.flow, actor.area, local_day(actor.at))
    assert flow is not None, "the pack check proves that the flow is there"
    drawn = flow_of(flow)
    facts = (
        Fact(gettext("Who sees it"), mapped(VISIBILITY, case_type.visibility.value)),
        Fact(gettext("Basis"), law_words(kept.data["basis"]), wide=True),
        Fact(gettext("Version"), str(kept.version)),
    )
    sections = (
        Section(gettext("How it goes"), (picture_of(drawn), table_of(drawn))),
        Section(gettext("Clocks"), _clocks(case_type, actor.area, local_day(actor.at))),
        Section(gettext("Papers"), (_materials(case_type),)),
        Section(gettext("Who does which step"), (_duties(case_type, actor.area, local_day(actor.at)),)),
    )
    page = ObjectPage(
        PageHead(label_of(case_type.label), back=Link(gettext("Catalogue"), HOME)), facts=facts, sections=sections
    )
    return shown(request, page)


def _clocks(case_type: CaseType, area: str, day: date) -> tuple[Part, ...]:
    columns = (
        TableColumn(gettext("Clock")),
        TableColumn(gettext("Period")),
        TableColumn(gettext("Promised")),
        TableColumn(gettext("Parameter")),
        TableColumn(gettext("Law"), wide=True),
    )
    rows = tuple(_clock(rule, area, day) for rule in case_type.clocks.values())
    parts: list[Part] = [Table(gettext("Clocks"), columns, rows, empty=EmptyState(gettext("No clock runs.")))]
    if case_type.sorts:
        heads = (
            TableColumn(gettext("Sort"), wide=True),
            TableColumn(gettext("Period")),
            TableColumn(gettext("Law"), wide=True),
        )
        parts.append(Table(gettext("Sorts"), heads, tuple(_sort(item, area, day) for item in case_type.sorts.values())))
    return tuple(parts)


def _clock(rule: ClockRule, area: str, day: date) -> TableRow:
    legal = parameter(rule.period, area, day)
    promised = period_words(parameter(rule.promise, area, day).value) if rule.promise else "–"
    return TableRow(
        (
            TextCell(label_of(rule.label)),
            TextCell(period_words(legal.value)),
            TextCell(promised),
            TextCell(rule.period),
            TextCell(law_words(legal.basis)),
        )
    )


def _sort(item: Sort, area: str, day: date) -> TableRow:
    name = TextCell(label_of(item.label))
    if item.emergency:
        return TableRow((name, TextCell(gettext("call {phone} at once").format(phone=item.emergency)), TextCell("–")))
    if not item.period:
        return TableRow((name, TextCell(gettext("as the matter")), TextCell("–")))
    found = parameter(item.period, area, day)
    return TableRow((name, TextCell(period_words(found.value)), TextCell(law_words(found.basis))))


def _materials(case_type: CaseType) -> Table:
    columns = (TableColumn(gettext("Paper"), wide=True), TableColumn(gettext("When")), TableColumn(gettext("Original")))
    rows = tuple(
        TableRow(
            (
                TextCell(label_of(item.label), label_of(item.note) if item.note else ""),
                TextCell(item.when or gettext("always")),
                TextCell(gettext("yes") if item.original else gettext("no")),
            )
        )
        for item in case_type.materials
    )
    return Table(gettext("Papers"), columns, rows, empty=EmptyState(gettext("No papers are asked for.")))


def _duties(case_type: CaseType, area: str, day: date) -> Table:
    matters = {case_type.matter, *(sort.matter for sort in case_type.sorts.values() if sort.matter)}
    columns = (
        TableColumn(gettext("Line"), wide=True),
        TableColumn(gettext("Step")),
        TableColumn(gettext("Level")),
        TableColumn(gettext("Legal nature")),
        TableColumn(gettext("Law"), wide=True),
    )
    rows = tuple(
        TableRow(
            (
                TextCell(label_of(line.label), line.key),
                TextCell(gettext(STEPS[line.step])),
                TextCell(mapped(LEVELS, line.level)),
                TextCell(mapped(NATURES, line.nature.value)),
                TextCell(law_words(line.basis)),
            )
        )
        for matter in sorted(matters)
        for line in duties_of(matter, area, day)
    )
    return Table(
        gettext("Duty list"), columns, rows, empty=EmptyState(gettext("The duty list has no line for it here."))
    )
