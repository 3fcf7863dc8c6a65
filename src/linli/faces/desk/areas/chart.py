"""The organisation chart of a community on any day: bodies, posts, holders, what is missing."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.forms import typed_day
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import n_
from linli.people.queries.chart import Chart, ChartBody, ChartPost, ChartUnit, chart
from linli.places.queries.areas import area_seen
from linli.ui.parts import (
    DateCell,
    EmptyState,
    FieldKind,
    FilterBar,
    FormField,
    Link,
    Notice,
    ObjectPage,
    PageHead,
    Part,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Width,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

FLAGS = {
    "overdue_term": n_("Term over, acts on"),
    "no_proof": n_("No proof of the election"),
    "conflict": n_("Posts that do not go together"),
    "no_credit_code": n_("Credit code missing"),
}


def _badge(flags: tuple[str, ...]) -> StateCell:
    if not flags:
        return StateCell(StateBadge(gettext("in order"), StateTone.DONE))
    return StateCell(StateBadge("、".join(gettext(FLAGS[flag]) for flag in flags), StateTone.ATTENTION))


def _row(title: str, who: TextCell, since: date | None, until: date | None, state: StateCell) -> TableRow:
    return TableRow((TextCell(title), who, DateCell(since, with_year=True), DateCell(until, with_year=True), state))


def _lines(post: ChartPost) -> list[TableRow]:
    rows = [_row(post.title, TextCell(h.name), h.since, h.until, _badge(h.flags)) for h in post.holders]
    for away in post.stand_ins:
        rows.append(_row(post.title, TextCell(away.name, gettext("stands in")), away.since, away.until, _badge(())))
    if post.vacant:
        vacant = StateCell(StateBadge(gettext("vacant"), StateTone.ATTENTION))
        rows.append(_row(post.title, TextCell("–"), None, None, vacant))
    return rows


def _unit(unit: ChartUnit) -> Table:
    columns = (
        TableColumn(gettext("Post"), wide=True),
        TableColumn(gettext("Holder")),
        TableColumn(gettext("Since")),
        TableColumn(gettext("Until")),
        TableColumn(gettext("State")),
    )
    rows = tuple(row for post in unit.posts for row in _lines(post))
    return Table(unit.name, columns, rows, empty=EmptyState(gettext("{unit} has no post yet.").format(unit=unit.name)))


def _body(body: ChartBody) -> Section:
    parts: tuple[Part, ...] = tuple(_unit(unit) for unit in body.units)
    if body.missing:
        parts = (*parts, Notice(gettext("This body is missing."), tone=Tone.ATTENTION))
    return Section(label_of(body.body.label), parts, count=str(len(body.units)))


def _day_bar(day: date) -> FilterBar:
    field = FormField("day", gettext("On which day?"), FieldKind.DATE, day.isoformat(), width=Width.SHORT)
    return FilterBar(search_name="", fields=(field,))


def _notices(found: Chart) -> tuple[Notice, ...]:
    missing = [label_of(body.body.label) for body in found.bodies if body.missing]
    if not missing:
        return ()
    return (Notice("、".join(missing), gettext("Missing here"), Tone.ATTENTION),)


def _page(actor: Actor, code: str, day: date) -> ObjectPage:
    row = area_seen(actor, code)
    found = chart(actor, code, day)
    others = tuple(_unit(unit) for unit in found.others)
    sections = [_body(body) for body in found.bodies]
    if others:
        sections.append(Section(gettext("Other units"), others, count=str(len(others))))
    title, back = gettext("Organisation of {name}"), Link(name_of(row), f"/desk/areas/{code}/")
    return ObjectPage(
        PageHead(title.format(name=name_of(row)), back=back),
        sections=(Section(gettext("Day"), (_day_bar(day),)), *sections),
        notices=_notices(found),
    )


@needs("people.see_units")
@require_safe
def chart_page(request: LinliRequest, code: str) -> HttpResponse:
    """The chart on the asked day, else today."""
    assert request.actor is not None, "the gate lets only actors in"
    day = typed_day(request.GET, "day") if request.GET.get("day") else request.actor.at.astimezone(LOCAL).date()
    return render(request, "ui/pages/object.html", {"page": _page(request.actor, code, day)})
