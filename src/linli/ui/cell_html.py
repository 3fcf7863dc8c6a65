"""Cells of tables and facts as HTML, written by Python instead of a template.

A list of fifty rows has four hundred cells, and a template for each was more than half of what the page cost the
processor (bench/pages.py). Everything that is not marked safe is escaped here; persons that can be revealed carry a
form and stay with their template.
"""

from collections.abc import Callable, Mapping
from typing import cast

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from linli.ui.icon_html import icon_html
from linli.ui.parts import (
    Cell,
    DateCell,
    DueBadge,
    DueCell,
    LinkCell,
    NumberCell,
    PersonBadge,
    PersonCell,
    StateBadge,
    StateCell,
    Table,
    TableColumn,
    TextCell,
)  # fmt: skip


def _note(note: str) -> str:
    return f' <small class="ll-note">{conditional_escape(note)}</small>' if note else ""


def _link(href: str, text: str, css: str = "") -> str:
    return f'<a href="{conditional_escape(href)}"{css}>{conditional_escape(text)}</a>'


def _text(cell: TextCell) -> str:
    return conditional_escape(cell.text) + _note(cell.note)


def _link_cell(cell: LinkCell) -> str:
    return _link(cell.href, cell.text, ' class="ll-code"' if cell.is_code else "") + _note(cell.note)


def _number(cell: NumberCell) -> str:
    words = _link(cell.href, cell.words) if cell.href else str(conditional_escape(cell.words))
    return f"{words} {conditional_escape(cell.unit)}" if cell.unit else words


def _date(cell: DateCell) -> str:
    return f'<time datetime="{cell.machine}">{conditional_escape(cell.words)}</time>' if cell.when else "–"


def due_html(due: DueBadge) -> SafeString:
    """How a clock stands."""
    title = f' title="{conditional_escape(due.title)}"' if due.title else ""
    return mark_safe(  # noqa: S308 -- what is not ours is escaped
        f'<span class="ll-due ll-due-{due.tone}"{title}>{icon_html(due.icon)}{conditional_escape(due.text)}</span>'
    )


def state_html(state: StateBadge) -> SafeString:
    """A state in a word."""
    return mark_safe(  # noqa: S308 -- what is not ours is escaped
        f'<span class="ll-state ll-state-{state.tone}">{icon_html(state.icon)}{conditional_escape(state.text)}</span>'
    )


def person_html(person: PersonBadge) -> SafeString:
    """The masked name of a person, without the form that reveals more."""
    name = _link(person.href, person.name) if person.href else f"<span>{conditional_escape(person.name)}</span>"
    note = f"<small>{conditional_escape(person.note)}</small>" if person.note else ""
    return mark_safe(f'<span class="ll-person">{icon_html("user")}{name}{note}</span>')  # noqa: S308 -- escaped above


_BY_KIND: Mapping[str, Callable[..., str]] = {
    "text": _text,
    "link": _link_cell,
    "number": _number,
    "date": _date,
    "due": lambda cell: due_html(cast(DueCell, cell).due),
    "state": lambda cell: state_html(cast(StateCell, cell).state),
    "person": lambda cell: person_html(cast(PersonCell, cell).person),
}


def has_form(cell: Cell) -> bool:
    """Whether the cell is a person with a form or with data just revealed: the template's work."""
    return isinstance(cell, PersonCell) and bool(cell.person.reveal or cell.person.shown)


def cell_html(cell: Cell) -> SafeString:
    """A cell; of a person only the masked name."""
    return mark_safe(_BY_KIND[cell.kind](cell))  # noqa: S308 -- each part is escaped above


def _opening(column: TableColumn) -> str:
    css = ' class="ll-number"' if column.number else ' class="ll-wide"' if column.wide else ""
    return f'<td data-label="{conditional_escape(column.label)}"{css}>'


def row_htmls(table: Table) -> list[SafeString]:
    """The cells of each row, without the row's own tag and its checkbox.

    Raises ``ValueError`` if a row has another number of cells than there are columns.
    """
    openings = [_opening(column) for column in table.columns]
    return [
        mark_safe(  # noqa: S308 -- each part is escaped above
            "".join(f"{td}{cell_html(cell)}</td>" for td, cell in zip(openings, row.cells, strict=True))
        )
        for row in table.rows
    ]
