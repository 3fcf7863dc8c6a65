"""Rows that may be known persons: side by side with the records, decided one by one, never asked about twice."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.doing import actor_of, done, keyed, shown, typed_id
from linli.faces.desk.ledgers.looks import back_to
from linli.faces.desk.ledgers.words import address_of, why_words
from linli.faces.desk.persons.looks import address_of as person_address
from linli.kernel.actor import Actor
from linli.people.commands import decide_ledger_line
from linli.people.queries.ledger_runs import DoubleRow, LikeRow, RunRow, doubles_of, run_detail
from linli.people.rules.ledgers.likeness import ALIKE
from linli.people.rules.ledgers.verdicts import LEFT, NEW, SAME
from linli.ui.parts import (
    Action,
    Cell,
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
    Tone,
    Weight,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import number_words


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(gettext("Where from")),
        TableColumn(gettext("Full name")),
        TableColumn(gettext("Born")),
        TableColumn(gettext("Identity number")),
        TableColumn(gettext("Phone")),
        TableColumn(gettext("What agrees, what differs"), wide=True),
        TableColumn(gettext("Points"), number=True),
    )


def _line_row(double: DoubleRow) -> TableRow:
    where = TextCell(gettext("File, row {row}").format(row=double.row))
    phones = "、".join(double.phones)
    cells = tuple(TextCell(text or "–") for text in (double.name, double.birth, double.identity, phones))
    return TableRow((where, *cells, TextCell(""), NumberCell("")), current=True)


def _like_row(like: LikeRow) -> TableRow:
    where: Cell = LinkCell(gettext("The register"), person_address(like.person))
    told = (like.name, like.birth, like.identity, "、".join(like.phones))
    cells = tuple(TextCell(text or "–") for text in told)
    return TableRow((where, *cells, TextCell(why_words(like.why)), NumberCell(_points(like.points))))


def _points(tenths: int) -> str:
    """Points as they are explained: powers of two, with one decimal."""
    return f"{tenths / 10:.1f}"


def _action(row: RunRow, double: DoubleRow, words: str, choice: str, like: LikeRow | None = None) -> Action:
    hidden = [("key", str(uuid4())), ("line", str(double.line)), ("choice", choice)]
    if like is not None:
        hidden.append(("person", str(like.person)))
    weight = Weight.PRIMARY if like is not None else Weight.PLAIN
    return Action(words, address_of(row.id, "doubles/"), "post", weight, hidden=tuple(hidden))


def _section(row: RunRow, double: DoubleRow) -> Section:
    one = len(double.likes) == 1
    same = tuple(
        _action(row, double, _same_words(like, place, one=one), SAME, like)
        for place, like in enumerate(double.likes, 1)
    )
    others = (
        _action(row, double, gettext("Another person"), NEW),
        _action(row, double, gettext("Leave the row out"), LEFT),
    )
    title = gettext("Row {row}: {name}").format(row=double.row, name=double.name)
    table = Table(title, _columns(), (_line_row(double), *(_like_row(like) for like in double.likes)))
    return Section(title, (table,), actions=(*same, *others), key=f"line_{double.line}")


def _same_words(like: LikeRow, place: int, *, one: bool) -> str:
    if one:
        return gettext("The same person")
    return gettext("The same as {place}: {name}").format(place=place, name=like.name)


def _page(actor: Actor, run: UUID) -> ObjectPage:
    row = run_detail(actor, run)
    doubles, count = doubles_of(actor, run), row.counts.get("double", 0)
    note = gettext(
        "From {least} points on two records are shown: every point doubles how much likelier the same person is. "
        "Somebody decides; the same row of a later file is not asked about again."
    ).format(least=_points(ALIKE))
    head = PageHead(gettext("May be known already"), note, back=back_to(row))
    if not doubles:
        go_on = Action(gettext("Go on"), address_of(run), weight=Weight.PRIMARY)
        told = gettext("Nothing waits for a decision.")
        return ObjectPage(head, notices=(Notice(told, gettext("All decided"), Tone.DONE, (go_on,)),))
    told = gettext("{count} rows wait for a decision.").format(count=number_words(count))
    return ObjectPage(head, sections=tuple(_section(row, one) for one in doubles), notices=(Notice(told),))


@needs("people.decide_ledger_line")
@require_http_methods(["GET", "HEAD", "POST"])
def doubles_page(request: LinliRequest, run: UUID) -> HttpResponse:
    """Ask; note what was decided."""
    actor, typed = actor_of(request), request.POST.dict()
    if request.method != "POST":
        return shown(request, _page(actor, run))

    def act() -> None:
        person = typed_id(typed, "person") if typed.get("person") else None
        line, choice = typed_id(typed, "line"), typed.get("choice", "")
        decide_ledger_line(keyed(request), run=run, line=line, choice=choice, person=person)

    return done(request, act, lambda _: _page(actor, run), address_of(run, "doubles/"))
