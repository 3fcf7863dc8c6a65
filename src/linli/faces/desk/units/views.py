"""Units: list, and one with its legal states, posts and relations."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.faces.desk.asking import asked_day
from linli.faces.desk.doing import actor_of
from linli.faces.desk.units.looks import (
    FLAGS,
    body_words,
    kind_words,
    posts_table,
    relation_line,
    row_link,
    state_badge,
    states_table,
)
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import n_
from linli.people.queries.chart import ChartUnit, unit_chart
from linli.people.queries.relations import RelationRow, relations_of
from linli.people.queries.units import UNITS, UnitDetail, unit_detail, with_kinds
from linli.places.queries.areas import areas_coded
from linli.ui.parts import (
    Action,
    EmptyState,
    Fact,
    FieldKind,
    FilterBar,
    FormField,
    Link,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Weight,
    Width,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words

FACE = ListFace(
    UNITS,
    cells={"name": row_link},
    empty=n_("No unit fits"),
    empty_hint=n_("Take a filter away, or set up the unit."),
)


def _new(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("people.create_unit"):
        return ()
    return (Action(gettext("New unit"), "/desk/units/new/", weight=Weight.PRIMARY, icon="plus"),)


@needs("people.see_units")
@require_http_methods(["GET", "HEAD", "POST"])
def unit_list(request: LinliRequest) -> HttpResponseBase:
    """The units that one may look at, with the kinds of the pack to choose from."""
    actor = actor_of(request)
    day = local_day(actor.at)
    listing = with_kinds(UNITS, actor, lambda kind: label_of(kind.label))
    cells = {**FACE.cells, "kind": lambda row: TextCell(kind_words(row.kind, row.area, day))}
    return list_view(replace(FACE, listing=listing, cells=cells), "people.see_units", _new)(request)


unit_list.listing = UNITS  # type: ignore[attr-defined]  # read by the generic tests


def _facts(actor: Actor, unit: UnitDetail, day: date, places: dict[str, str]) -> tuple[Fact, ...]:
    name = places.get(unit.area, "")
    may_go = actor.may("places.see_areas", unit.area)
    place = LinkCell(name or unit.area, f"/desk/areas/{unit.area}/") if may_go else TextCell(name or unit.area)
    found = [Fact(gettext("Kind of unit"), kind_words(unit.kind, unit.area, day)), Fact(gettext("Place"), place)]
    found.append(Fact(gettext("Credit code"), unit.credit_code or gettext("none")))
    if unit.hours and unit.hours_on:
        confirmed = gettext("confirmed on {day}").format(day=day_words(unit.hours_on, with_year=True))
        found.append(Fact(gettext("Opening hours"), TextCell(unit.hours, confirmed)))
    return tuple(found)


def _day_bar(day: date) -> FilterBar:
    field = FormField("day", gettext("On which day?"), FieldKind.DATE, day.isoformat(), width=Width.SHORT)
    return FilterBar(search_name="", fields=(field,))


def _notices(unit: UnitDetail, chart: ChartUnit, day: date) -> tuple[Notice, ...]:
    found = [Notice(gettext(FLAGS[flag]), tone=Tone.ATTENTION) for flag in unit.flags]
    if chart.joint:
        bodies = body_words(chart.joint, unit.area, day)
        text = gettext("Shares its leader with: {bodies}. Worked out from the terms.").format(bodies=bodies)
        found.append(Notice(text, gettext("Joint office")))
    return tuple(found)


def _relations(unit: UnitDetail, rows: tuple[RelationRow, ...], places: dict[str, str], may_end: bool) -> Table:
    labels = (gettext("Relation"), gettext("With whom"), gettext("Since"), gettext("Until"), gettext("Basis"))
    columns = [TableColumn(label, wide=at == 1) for at, label in enumerate(labels)]
    lines = [relation_line(row, unit.id, places) for row in rows]
    if may_end:
        columns.append(TableColumn(gettext("Change")))
        end = gettext("End")
        lines = [
            (*line, LinkCell(end, f"/desk/relations/{row.id}/end/")) for line, row in zip(lines, rows, strict=True)
        ]
    empty = EmptyState(gettext("No relation on this day."))
    return Table(gettext("Relations"), tuple(columns), tuple(TableRow(line) for line in lines), empty=empty)


DOORS = (
    ("people.create_post", n_("New post"), "posts/new/"),
    ("people.relate_units", n_("New relation"), "relate/"),
    ("people.change_unit_state", n_("Change the legal state"), "state/"),
    ("people.edit_unit", n_("Correct name, code or hours"), "edit/"),
)


def _actions(actor: Actor, unit: UnitDetail) -> tuple[Action, ...]:
    here = f"/desk/units/{unit.id}/"
    found = [
        Action(gettext(label), here + path)
        for power, label, path in DOORS
        if actor.may(power, unit.area) and unit.state != "closed"
    ]
    if actor.may("people.see_units", unit.area):
        found.append(Action(gettext("Organisation"), f"/desk/areas/{unit.area}/chart/", icon="building-community"))
    if actor.may("kernel.see_journal", unit.area):
        found.append(Action(gettext("Journal"), f"/desk/journal/people.unit/{unit.id}/", icon="history"))
    return tuple(found)


def _page(actor: Actor, unit_id: UUID, day: date) -> ObjectPage:
    unit = unit_detail(actor, unit_id, day)
    chart, rows = unit_chart(actor, unit, day), relations_of(actor, unit_id, day)
    codes = {unit.area, *(row.place for row in rows if row.place)}
    places = {code: row.name for code, row in areas_coded(codes).items()}
    may_end = actor.may("people.end_relation", unit.area)
    return ObjectPage(
        PageHead(unit.name, state=state_badge(unit.state), back=Link(gettext("Units"), "/desk/units/")),
        facts=_facts(actor, unit, day, places),
        sections=(
            Section(gettext("Posts"), (posts_table(unit.name, chart.posts),), count=str(len(chart.posts))),
            Section(gettext("Relations"), (_relations(unit, rows, places, may_end),), count=str(len(rows))),
            Section(gettext("Legal states"), (states_table(unit.states),)),
        ),
        side=(Section(gettext("Day"), (_day_bar(day),)),),
        actions=_actions(actor, unit),
        notices=_notices(unit, chart, day),
    )


@needs("people.see_units")
@require_safe
def unit_page(request: LinliRequest, unit_id: UUID) -> HttpResponse:
    """One unit on the asked day, else today."""
    return render(request, "ui/pages/object.html", {"page": _page(actor_of(request), unit_id, asked_day(request))})
