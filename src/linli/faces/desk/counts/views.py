"""How many persons and households there are, by place and category; small numbers are hidden (S-093, S-282)."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.faces.desk.counts.words import HIDDEN, category_words, number_words
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel
from linli.kernel.errors import KernelCode, NotAllowed
from linli.people.queries.person_counts import (
    SEEING,
    CountLine,
    CountTable,
    count_kinds,
    count_table,
    counted_days,
)
from linli.places.queries.areas import areas_coded, path_of
from linli.ui.parts import (
    Action,
    Choice,
    EmptyState,
    FieldKind,
    FilterBar,
    FormField,
    LinkCell,
    Notice,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)
from linli.ui.web.exports import harmless
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of


def _area_of(actor: Actor, wanted: str) -> str:
    allowed = actor.areas_for(SEEING)
    if not wanted:
        return (allowed[0] if allowed else actor.area) or actor.county
    if not actor.may(SEEING, wanted):
        raise NotAllowed(KernelCode.NOT_ALLOWED, {"area": wanted[:24]})
    return wanted[: AreaLevel.COMMUNITY]


def _day_of(text: str, days: tuple[date, ...]) -> date | None:
    return next((day for day in days if day.isoformat() == text), days[0] if days else None)


def _asked(request: LinliRequest) -> tuple[str, str, date | None, tuple[date, ...]]:
    """Area, count, day and the days there are; a count or day that is unknown falls back to the first."""
    actor = actor_of(request)
    area = _area_of(actor, request.GET.get("area", "").strip())
    kinds = count_kinds(area, local_day(actor.at))
    key = request.GET.get("count", "")
    days = counted_days(actor.county)
    return area, key if key in kinds else next(iter(kinds), ""), _day_of(request.GET.get("day", ""), days), days


def _bar(actor: Actor, area: str, key: str, day: date | None, days: tuple[date, ...]) -> FilterBar:
    kinds = count_kinds(area, local_day(actor.at))
    places = [row for row in path_of(area) if actor.may(SEEING, row.code)]
    fields = (
        FormField("count", gettext("What"), FieldKind.SELECT, key,
                  choices=tuple(Choice(name, label_of(kind.label)) for name, kind in kinds.items())),
        FormField("area", gettext("Area"), FieldKind.SELECT, area,
                  choices=tuple(Choice(row.code, f"{row.name} {row.code}") for row in places)),
        FormField("day", gettext("Day"), FieldKind.SELECT, day.isoformat() if day else "",
                  choices=tuple(Choice(one.isoformat(), one.isoformat()) for one in days)),
    )  # fmt: skip
    return FilterBar(search_name="", fields=fields)


def _href(area: str, key: str, day: date | None, path: str = "/desk/counts/") -> str:
    return f"{path}?{urlencode({'area': area, 'count': key, 'day': day.isoformat() if day else ''})}"


def _cells(line: CountLine) -> tuple[NumberCell, ...]:
    numbers = (*line.numbers, line.total)
    return tuple(NumberCell(HIDDEN if number is None else number) for number in numbers)


def _table(found: CountTable, title: str) -> Table:
    names = {code: row.name for code, row in areas_coded([line.area for line in found.parts]).items()}
    columns = (
        TableColumn(gettext("Area"), wide=True),
        *(TableColumn(category_words(found.kind, name), number=True) for name in found.kind.counted.categories),
        TableColumn(gettext("Together"), number=True),
    )
    rows = tuple(
        TableRow((LinkCell(names.get(line.area) or line.area, _href(line.area, found.kind.counted.key, found.day)),
                  *_cells(line)))
        for line in found.parts
    )  # fmt: skip
    whole = TableRow((TextCell(gettext("Together")), *_cells(found.whole)))
    return Table(title, columns, (*rows, whole))


def _told(found: CountTable | None, title: str) -> Table:
    empty = EmptyState(gettext("Not counted yet"), gettext("The register is counted every night."))
    return _table(found, title) if found else Table(title, (TableColumn(gettext("Area"), wide=True),), empty=empty)


@needs(SEEING)
@require_safe
def counts_page(request: LinliRequest) -> HttpResponse:
    """A count of an area and of what lies below it."""
    actor = actor_of(request)
    area, key, day, days = _asked(request)
    found = count_table(actor, area, key, day) if day else None
    title = label_of(found.kind.label) if found else gettext("Persons counted")
    note = gettext(
        "A number below %(least)d is not shown, nor another from which it could be computed: there stands “%(mark)s”."
    ) % {"least": found.least if found else 10, "mark": HIDDEN}
    page = ObjectPage(
        PageHead(gettext("Persons counted"), day.isoformat() if day else ""),
        sections=(
            Section(gettext("What, where, when"), (_bar(actor, area, key, day, days), Notice(note))),
            Section(title, (_told(found, title),)),
        ),
        actions=(Action(gettext("Save as CSV"), _href(area, key, day, "/desk/counts/csv/"), icon="download"),)
        if found
        else (),
    )
    return shown(request, page)


def _lines(found: CountTable) -> Iterator[list[str]]:
    kind = found.kind
    heads = [category_words(kind, name) for name in kind.counted.categories]
    yield [label_of(kind.label), found.day.isoformat()]
    yield [gettext("Code"), *heads, gettext("Together")]
    for line in (*found.parts, found.whole):
        yield [line.area, *map(number_words, line.numbers), number_words(line.total)]


@needs(SEEING)
@require_safe
def counts_csv(request: LinliRequest) -> HttpResponse:
    """The same as a file: what the page hides is hidden there too."""
    area, key, day, _ = _asked(request)
    found = count_table(actor_of(request), area, key, day) if day else None
    text = StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in line] for line in (_lines(found) if found else ()))
    response = HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="counts-{area}-{key}.csv"'
    return response
