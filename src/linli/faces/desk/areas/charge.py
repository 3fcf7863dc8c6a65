"""Who is in charge here: the posts for an area and its grids (S-112)."""

from datetime import date

from django.utils.translation import gettext

from linli.faces.desk.units.looks import post_kind_words
from linli.faces.desk.words import phone_words
from linli.kernel.actor import Actor
from linli.people.queries.in_charge import InCharge, in_charge
from linli.ui.parts import EmptyState, LinkCell, Section, Table, TableColumn, TableRow, TextCell


def _line(row: InCharge, code: str, day: date) -> TableRow:
    where = gettext("all of it") if row.place == code else row.place
    cells = (
        LinkCell(row.title, f"/desk/posts/{row.post}/", row.unit_name),
        TextCell(post_kind_words(row.kind, code, day)),
        TextCell("、".join(row.holders) or gettext("vacant")),
        TextCell(where),
        TextCell(phone_words(row.duty_phone) or "–"),
    )
    return TableRow(cells)


def charge_section(actor: Actor, code: str, day: date) -> tuple[Section, ...]:
    """The section of an area's page; nothing where the actor may not look at units."""
    if not actor.may("people.see_units", code):
        return ()
    rows = in_charge(actor, code, day)
    labels = (
        gettext("Post"),
        gettext("Kind of post"),
        gettext("Holder"),
        gettext("Looks after"),
        gettext("Duty phone"),
    )
    columns = tuple(TableColumn(label, wide=at == 0) for at, label in enumerate(labels))
    empty = EmptyState(gettext("No post looks after this place yet."), gettext("Set one up on the page of its unit."))
    title = gettext("Who is in charge here")
    table = Table(title, columns, tuple(_line(row, code, day) for row in rows), empty=empty)
    return (Section(title, (table,), count=str(len(rows))),)
