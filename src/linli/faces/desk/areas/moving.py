"""What the pages of merges and splits share: what moves, in a table, and the questions for day and basis."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from linli.faces.desk.doing import Typed, day_field
from linli.kernel.actor import Actor
from linli.places.queries.moves import Holdings
from linli.ui.parts import FormField, NumberCell, Part, Table, TableColumn, TableRow, TextCell


def when_and_why(actor: Actor, typed: Typed) -> tuple[Part, ...]:
    """Day and basis."""
    basis = typed.get("basis", "")
    return (
        day_field(actor, "on", gettext("From which day?"), "change", typed),
        FormField("basis", gettext("By which decision?"), value=basis, required=True, maxlength=200),
    )


def holdings_table(found: Sequence[Holdings], names: Mapping[str, str], title: str) -> Table:
    """Buildings, dwellings, groups and grids of each area."""
    columns = (
        TableColumn(gettext("Area"), wide=True),
        TableColumn(gettext("Buildings"), number=True),
        TableColumn(gettext("Dwellings"), number=True),
        TableColumn(gettext("Groups"), number=True),
        TableColumn(gettext("Grids"), number=True),
    )
    rows = tuple(
        TableRow(
            (
                TextCell(names.get(row.code, row.code), row.code),
                NumberCell(row.buildings),
                NumberCell(row.dwellings),
                NumberCell(row.groups),
                NumberCell(row.grids),
            )
        )
        for row in found
    )
    return Table(title, columns, rows)
