"""How units look: kinds, legal states, relations and flags in words."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext

from linli.faces.desk.words import phone_words
from linli.kernel.errors import n_
from linli.people.queries.chart import ChartPost, Holder
from linli.people.queries.post_kinds import post_kinds
from linli.people.queries.relations import RelationRow
from linli.people.queries.unit_kinds import community_bodies, unit_kinds
from linli.people.queries.units import LEGAL_STATES, StateRow, UnitRow
from linli.ui.parts import (
    Cell,
    DateCell,
    LinkCell,
    Part,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
)
from linli.ui.web.wording import label_of

TONES = {
    "idea": StateTone.NEUTRAL,
    "filed": StateTone.ACTIVE,
    "registered": StateTone.DONE,
    "rated": StateTone.DONE,
    "closed": StateTone.STOPPED,
}
RELATIONS = {
    "leads": n_("leads"),
    "guides": n_("guides"),
    "supervises": n_("supervises"),
    "entrusts": n_("entrusts"),
    "answers_for": n_("answers for"),
}
UPWARDS = {
    "leads": n_("is led by"),
    "guides": n_("is guided by"),
    "supervises": n_("is supervised by"),
    "entrusts": n_("is entrusted by"),
}
FLAGS = {
    "overdue_term": n_("Term over, acts on"),
    "no_proof": n_("No proof of the election"),
    "conflict": n_("Posts that do not go together"),
    "no_credit_code": n_("Credit code missing"),
}


def state_badge(state: str) -> StateBadge:
    """A legal state."""
    words = dict(LEGAL_STATES)
    return StateBadge(
        gettext(words[state]) if state in words else gettext("not there yet"), TONES.get(state, StateTone.STOPPED)
    )


def kind_words(kind: str, area: str, day: date) -> str:
    """A kind of unit."""
    found = unit_kinds(area, day).get(kind)
    return label_of(found.label) if found else kind


def post_kind_words(kind: str, area: str, day: date) -> str:
    """A kind of post."""
    found = post_kinds(area, day).get(kind)
    return label_of(found.label) if found else kind


def body_words(keys: Iterable[str], area: str, day: date) -> str:
    """Bodies of a community."""
    names = {body.key: label_of(body.label) for body in community_bodies(area, day)}
    return "、".join(names.get(key, key) for key in keys)


def flag_cell(flags: Iterable[str], conflicts: Iterable[str] = ()) -> StateCell:
    """What is to be looked at, in words; a conflict says which."""
    words = [gettext(FLAGS[flag]) for flag in flags if flag != "conflict"]
    words += list(conflicts) or ([gettext(FLAGS["conflict"])] if "conflict" in flags else [])
    if not words:
        return StateCell(StateBadge(gettext("in order"), StateTone.DONE))
    return StateCell(StateBadge("、".join(words), StateTone.ATTENTION))


def row_link(row: UnitRow) -> LinkCell:
    """The way into a unit."""
    return LinkCell(row.name, f"/desk/units/{row.id}/")


def states_table(rows: tuple[StateRow, ...]) -> Table:
    """The legal states by date."""
    columns = tuple(TableColumn(text) for text in (gettext("Legal state"), gettext("Since"), gettext("Until")))
    lines = tuple(
        TableRow(
            (
                StateCell(state_badge(row.state)),
                _since(row.since),
                DateCell(row.until, with_year=True),
                TextCell(row.basis),
            )
        )
        for row in reversed(rows)
    )
    return Table(gettext("Legal states"), (*columns, TableColumn(gettext("Basis"), wide=True)), lines)


def _since(day: date | None) -> Cell:
    return DateCell(day, with_year=True) if day else TextCell(gettext("unknown"))


def posts_table(name: str, posts: tuple[ChartPost, ...]) -> Part:
    """Posts with holders, stand-ins, free seats and flags."""
    if not posts:
        return Text(gettext("{unit} has no post yet.").format(unit=name))
    columns = (
        TableColumn(gettext("Post"), wide=True),
        TableColumn(gettext("Holder")),
        TableColumn(gettext("Since")),
        TableColumn(gettext("Until")),
        TableColumn(gettext("State")),
    )
    rows = tuple(row for post in posts for row in _lines(post))
    return Table(gettext("Posts of {unit}").format(unit=name), columns, rows)


def _row(post: ChartPost, who: TextCell, since: date | None, until: date | None, state: StateCell) -> TableRow:
    title = LinkCell(post.title, f"/desk/posts/{post.id}/", phone_words(post.duty_phone))
    return TableRow((title, who, DateCell(since, with_year=True), DateCell(until, with_year=True), state))


def _held(post: ChartPost, holder: Holder) -> TableRow:
    state = flag_cell(holder.flags, holder.conflict_words)
    return _row(post, TextCell(holder.name), holder.since, holder.until, state)


def _lines(post: ChartPost) -> list[TableRow]:
    rows = [_held(post, holder) for holder in post.holders]
    away = gettext("stands in")
    rows += [_row(post, TextCell(row.name, away), row.since, row.until, flag_cell(())) for row in post.stand_ins]
    if post.vacant:
        text = gettext("vacant") if post.vacant == 1 else gettext("{count} seats vacant").format(count=post.vacant)
        rows.append(_row(post, TextCell("–"), None, None, StateCell(StateBadge(text, StateTone.ATTENTION))))
    return rows


def relation_line(row: RelationRow, unit: object, places: dict[str, str]) -> tuple[Cell, ...]:
    """A relation seen from one of its ends."""
    if row.place:
        name = places.get(row.place, row.place)
        words, other = gettext(RELATIONS[row.kind]), LinkCell(name, f"/desk/areas/{row.place}/", row.place)
    elif row.unit == unit:
        words, other = gettext(RELATIONS[row.kind]), LinkCell(row.other_name, f"/desk/units/{row.other}/")
    else:
        words, other = gettext(UPWARDS[row.kind]), LinkCell(row.unit_name, f"/desk/units/{row.unit}/")
    days = (DateCell(row.since, with_year=True), DateCell(row.until, with_year=True))
    return TextCell(words), other, *days, TextCell(row.basis)
