"""How posts and terms look: procedures, terms and stand-ins in words."""

from datetime import date

from django.utils.translation import gettext

from linli.faces.desk.units.looks import flag_cell
from linli.kernel.errors import n_
from linli.people.queries.terms import AwayRow, PostDetail, TermRow
from linli.ui.parts import (
    Cell,
    DateCell,
    EmptyState,
    LinkCell,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)

PROCEDURES = {"elected": n_("elected"), "appointed": n_("appointed"), "hired": n_("hired")}


def term_state(row: TermRow, day: date) -> StateCell:
    """Whether the term is held, over or to come, and what is to be looked at."""
    if row.ended is not None and row.ended < day:
        return StateCell(StateBadge(gettext("over"), StateTone.STOPPED))
    if row.since > day:
        return StateCell(StateBadge(gettext("begins later"), StateTone.NEUTRAL))
    return flag_cell(row.flags, row.conflicts)


def _line(row: TermRow, day: date, may_end: bool) -> tuple[Cell, ...]:
    how = TextCell(gettext(PROCEDURES.get(row.procedure, row.procedure)), row.proof)
    days = tuple(DateCell(when, with_year=True) for when in (row.since, row.until, row.ended))
    line: tuple[Cell, ...] = (TextCell(row.name), how, *days, term_state(row, day))
    if not may_end:
        return line
    over = row.ended is not None
    return (*line, TextCell("–") if over else LinkCell(gettext("End"), f"/desk/terms/{row.id}/end/"))


def terms_table(post: PostDetail, day: date, may_end: bool) -> Table:
    """All terms of a post, the newest first."""
    labels = [gettext("Holder"), gettext("Procedure and proof"), gettext("Since"), gettext("Until"), gettext("Left on")]
    labels += [gettext("State"), *([gettext("Change")] if may_end else [])]
    columns = tuple(TableColumn(label, wide=at == 1) for at, label in enumerate(labels))
    rows = tuple(TableRow(_line(row, day, may_end)) for row in post.terms)
    empty = EmptyState(gettext("Nobody has held this post yet."))
    return Table(gettext("Terms"), columns, rows, empty=empty)


def _away_line(row: AwayRow, day: date, may_end: bool) -> tuple[Cell, ...]:
    days = (DateCell(row.since, with_year=True), DateCell(row.until, with_year=True))
    line: tuple[Cell, ...] = (TextCell(row.name), *days)
    if not may_end:
        return line
    over = row.until < day
    return (*line, TextCell(gettext("over")) if over else LinkCell(gettext("End"), f"/desk/stand-ins/{row.id}/end/"))


def away_table(post: PostDetail, day: date, may_end: bool) -> Table:
    """Who stands in or stood in."""
    labels = [gettext("Who stands in"), gettext("Since"), gettext("Until"), *([gettext("Change")] if may_end else [])]
    columns = tuple(TableColumn(label, wide=at == 0) for at, label in enumerate(labels))
    rows = tuple(TableRow(_away_line(row, day, may_end)) for row in post.away)
    return Table(gettext("Stand-ins"), columns, rows, empty=EmptyState(gettext("Nobody stands in.")))
