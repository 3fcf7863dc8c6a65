"""Who looked: the auditor's list, the looks at one person, and who could have seen them on a day."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.faces.desk.doing import actor_of
from linli.faces.desk.persons.looks import FIELD_WORDS, address_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import n_
from linli.people.queries.fields import titles_of
from linli.people.queries.looks import WHO_LOOKED, LookRow, Onlooker, could_see, looks_of
from linli.ui.parts import (
    DateCell,
    EmptyState,
    FieldKind,
    FilterBar,
    FormField,
    Link,
    LinkCell,
    ObjectPage,
    PageHead,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Width,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of


def fields_words(fields: tuple[str, ...]) -> str:
    """The names of fields in words."""
    return "、".join(gettext(FIELD_WORDS.get(name, name)) for name in fields)


def _who(row: LookRow) -> str:
    return f"{row.unit} · {row.post}" if row.post else row.unit


FACE: ListFace[LookRow] = ListFace(
    WHO_LOOKED,
    cells={
        "at": lambda row: DateCell(row.at.astimezone(LOCAL), with_year=True),
        "subject_name": lambda row: LinkCell(row.subject_name, address_of(row.subject, "looks/")),
        "fields": lambda row: TextCell(fields_words(row.fields)),
    },
    empty=n_("Nobody looked yet."),
    note=n_("Every look at unmasked values, with its purpose. Opening a masked page is no look."),
)
look_list = list_view(FACE, "people.see_looks")


def looks_table(rows: tuple[LookRow, ...], purposes: dict[str, str]) -> Table:
    """Looks, the latest first."""
    columns = (
        TableColumn(gettext("When")),
        TableColumn(gettext("Who"), wide=True),
        TableColumn(gettext("Fields")),
        TableColumn(gettext("What for")),
    )
    lines = tuple(
        TableRow(
            (
                DateCell(row.at.astimezone(LOCAL), with_year=True),
                TextCell(row.who, _who(row)),
                TextCell(fields_words(row.fields), gettext("export") if row.exported else ""),
                TextCell(purposes.get(row.purpose, row.purpose)),
            )
        )
        for row in rows
    )
    return Table(gettext("Who looked"), columns, lines, empty=EmptyState(gettext("Nobody looked yet.")))


def purposes_words(actor: Actor) -> dict[str, str]:
    """The purposes in words."""
    return {key: label_of(item.title) for key, item in titles_of("purposes", actor.county, actor).items()}


def _onlooker(row: Onlooker) -> TableRow:
    badge = (
        StateBadge(gettext("could unmask"), StateTone.ATTENTION) if row.unmasked else StateBadge(gettext("masked only"))
    )
    return TableRow((TextCell(row.unit, row.title), TextCell("、".join(row.holders)), StateCell(badge)))


def _onlookers(rows: tuple[Onlooker, ...]) -> Table:
    columns = (
        TableColumn(gettext("Post"), wide=True),
        TableColumn(gettext("Held by")),
        TableColumn(gettext("What they could do")),
    )
    empty = EmptyState(gettext("No post could see this record on that day."))
    return Table(gettext("Who could see this"), columns, tuple(map(_onlooker, rows)), empty=empty)


def _asked_day(request: LinliRequest, today: date) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", "") or today.isoformat())
    except ValueError:
        return today


def _day_bar(day: date) -> FilterBar:
    field = FormField("on", gettext("On which day?"), FieldKind.DATE, day.isoformat(), width=Width.SHORT)
    return FilterBar(search_name="", fields=(field,))


@needs("people.see_looks")
@require_safe
def looks_page(request: LinliRequest, person: UUID) -> HttpResponse:
    """The looks at one person, and who could have seen them on a day."""
    actor = actor_of(request)
    day = _asked_day(request, local_day(actor.at))
    could = could_see(actor, person, day)
    looks = looks_of(actor, person)
    name = looks[0].subject_name if looks else gettext("One record")
    page = ObjectPage(
        PageHead(gettext("Who looked"), name, back=Link(gettext("Who looked"), "/desk/looks/")),
        sections=(
            Section(gettext("Looks"), (looks_table(looks, purposes_words(actor)),), count=str(len(looks))),
            Section(
                gettext("Who could see this on {day}").format(day=day.isoformat()), (_day_bar(day), _onlookers(could))
            ),
        ),
    )
    return render(request, "ui/pages/object.html", {"page": page})
