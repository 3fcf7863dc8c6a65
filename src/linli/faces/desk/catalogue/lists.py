"""The duty lists of a place: matter × step × level, and the two lists of a committee (S-085, S-242, N-013)."""

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.duties import lists_of, matrix_of
from linli.cases.rules.duties import DutyEntry
from linli.cases.rules.types import DutyStep
from linli.faces.desk.cases.looks import NATURES, mapped
from linli.faces.desk.catalogue.views import law_words
from linli.faces.desk.catalogue.words import LEVELS, STEPS
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.clock import local_day
from linli.kernel.errors import n_
from linli.people.queries.unit_kinds import unit_kinds
from linli.ui.parts import (
    Cell,
    EmptyState,
    FilterBar,
    FormField,
    Link,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Width,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

COMMITTEES = (("residents_committee", n_("Residents' committee")), ("village_committee", n_("Villagers' committee")))


@needs("cases.see_own_cases")
@require_safe
def duty_lists(request: LinliRequest) -> HttpResponse:
    """The matrix of a place, and what its committee may be given."""
    actor = actor_of(request)
    area = request.GET.get("area", "").strip() or actor.area or actor.county
    area = area if area.isascii() and area.isdigit() and len(area) <= 17 else actor.county
    day = local_day(actor.at)
    field = FormField("area", gettext("Place (code)"), value=area, width=Width.MEDIUM, inputmode="numeric")
    page = ObjectPage(
        PageHead(
            gettext("Duty lists of {area}").format(area=area), back=Link(gettext("Catalogue"), "/desk/catalogue/")
        ),
        sections=(
            Section(gettext("Place"), (FilterBar(search_name="", fields=(field,)),)),
            _matrix(area, day),
            *(_committee(kind, gettext(words), area, day) for kind, words in COMMITTEES),
        ),
    )
    return shown(request, page)


def _matrix(area: str, day: date) -> Section:
    found = matrix_of(area, day)
    kinds = {key: label_of(kind.label) for key, kind in unit_kinds(area, day).items()}
    columns = (TableColumn(gettext("Matter"), wide=True), *(TableColumn(gettext(STEPS[step])) for step in DutyStep))
    rows = tuple(_row(matter, lines, kinds) for matter, lines in sorted(found.items()))
    table = Table(gettext("Matter, step, level"), columns, rows, empty=EmptyState(gettext("No duty list holds here.")))
    return Section(gettext("Matter, step, level"), (table,), count=str(len(rows)))


def _row(matter: str, lines: dict[DutyStep, DutyEntry], kinds: dict[str, str]) -> TableRow:
    first = next(iter(lines.values()))
    cells: list[Cell] = [TextCell(label_of(first.label), matter)]
    for step in DutyStep:
        line = lines.get(step)
        units = "、".join(kinds.get(kind, kind) for kind in line.unit_kinds) if line else ""
        cells.append(TextCell(mapped(LEVELS, line.level), units) if line else TextCell("–"))
    return TableRow(tuple(cells))


def _committee(kind: str, name: str, area: str, day: date) -> Section:
    lists = {nature: lines for nature, lines in lists_of(kind, area, day).items() if lines}
    tables = tuple(
        Table(
            gettext(NATURES[nature.value]),
            (
                TableColumn(gettext(NATURES[nature.value]), wide=True),
                TableColumn(gettext("Step")),
                TableColumn(gettext("Law"), wide=True),
            ),
            tuple(
                TableRow(
                    (
                        TextCell(label_of(line.label), line.key),
                        TextCell(gettext(STEPS[line.step])),
                        TextCell(law_words(line.basis)),
                    )
                )
                for line in lines
            ),
        )
        for nature, lines in lists.items()
    )
    return Section(gettext("What it may be given: {name}").format(name=name), tables, count=str(len(lists)))
