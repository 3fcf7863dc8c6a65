"""The organisation chart of a community on any day: bodies, posts, holders, what is missing."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.faces.desk.areas.looks import name_of
from linli.faces.desk.forms import typed_day
from linli.faces.desk.units.looks import FLAGS, body_words, posts_table
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotFound
from linli.people.queries.chart import Chart, ChartBody, ChartUnit, chart
from linli.people.rules.joint_office import JointOffice
from linli.places.queries.areas import area_coded
from linli.ui.parts import (
    Action,
    FieldKind,
    FilterBar,
    FormField,
    Link,
    LinkList,
    ListItem,
    Notice,
    ObjectPage,
    PageHead,
    Part,
    Section,
    Text,
    Tone,
    Width,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of


def _unit(unit: ChartUnit) -> tuple[Part, ...]:
    flags = tuple(Notice(gettext(FLAGS[flag]), tone=Tone.ATTENTION) for flag in unit.flags)
    item = ListItem(unit.name, f"/desk/units/{unit.id}/")
    return LinkList(items=(item,)), *flags, posts_table(unit.name, unit.posts)


def _body(body: ChartBody) -> Section:
    parts: tuple[Part, ...] = tuple(part for unit in body.units for part in _unit(unit))
    if body.missing:
        parts = (*parts, Notice(gettext("This body is missing."), tone=Tone.ATTENTION))
    return Section(label_of(body.body.label), parts, count=str(len(body.units)))


def _day_bar(day: date) -> FilterBar:
    field = FormField("day", gettext("On which day?"), FieldKind.DATE, day.isoformat(), width=Width.SHORT)
    return FilterBar(search_name="", fields=(field,))


def _notices(found: Chart) -> tuple[Notice, ...]:
    missing = [label_of(body.body.label) for body in found.bodies if body.missing]
    told = [Notice("、".join(missing), gettext("Missing here"), Tone.ATTENTION)] if missing else []
    if found.joint is not None:
        told.append(Notice(_joint_words(found.joint, found), gettext("Joint office")))
    return tuple(told)


def _joint_words(joint: JointOffice, found: Chart) -> str:
    bodies, leaders = body_words(joint.bodies, found.area, found.day), "、".join(joint.leaders)
    told = gettext("{bodies} share leaders: {leaders}.").format(bodies=bodies, leaders=leaders)
    whole = (
        gettext("All {count} bodies are joined.") if joint.is_whole else gettext("Not all {count} bodies are joined.")
    )
    return f"{told}\n{whole.format(count=joint.expected)}"


def _help() -> Section:
    text = gettext(
        "Conflicts, expired terms and the joint office are worked out from posts and terms of the day. Near relatives "
        "on one committee cannot be found: the register keeps no kinship, so check this when you appoint."
    )
    return Section(gettext("What this chart knows"), (Text(text),), foldable=True, folded=True)


def _page(actor: Actor, code: str, day: date) -> ObjectPage:
    found, row = chart(actor, code, day), area_coded(code)
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    others = tuple(part for unit in found.others for part in _unit(unit))
    sections = [_body(body) for body in found.bodies]
    if others:
        sections.append(Section(gettext("Other units"), others, count=str(len(found.others))))
    title, back = gettext("Organisation of {name}"), Link(name_of(row), f"/desk/areas/{code}/")
    if not actor.may("places.see_areas", code):
        back = Link(gettext("Units"), "/desk/units/")
    return ObjectPage(
        PageHead(title.format(name=name_of(row)), back=back),
        sections=(Section(gettext("Day"), (_day_bar(day),)), *sections, _help()),
        actions=(Action(gettext("Conflicts and expired terms"), f"/desk/areas/{code}/terms/?day={day}", icon="flag"),),
        notices=_notices(found),
    )


@needs("people.see_units")
@require_safe
def chart_page(request: LinliRequest, code: str) -> HttpResponse:
    """The chart on the asked day, else today."""
    assert request.actor is not None, "the gate lets only actors in"
    day = typed_day(request.GET, "day") if request.GET.get("day") else local_day(request.actor.at)
    return render(request, "ui/pages/object.html", {"page": _page(request.actor, code, day)})
