"""The community's persons in the layout of a file that came in: masked, or whole for a purpose with a look each."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.asking import Question, answer
from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import typed_number
from linli.faces.desk.ledgers.lines import XLSX
from linli.faces.desk.ledgers.looks import back_to
from linli.kernel.actor import Actor
from linli.people.commands import export_persons
from linli.people.queries.fields import purposes_for
from linli.people.queries.ledger_outgoing import PART, layout_for, masked_persons, outgoing_ids, sexes_of
from linli.people.queries.ledger_runs import RunRow, run_detail
from linli.people.rules.ledgers.outgoing import Layout, outgoing_book
from linli.ui.parts import Choice, FieldKind, FormField, Section, Text
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of
from linli.ui.wording import number_words

POWER = "people.export_persons"


def _question(actor: Actor, row: RunRow, layout: Layout, count: int) -> Question:
    fields = [_purpose_field(actor, row, layout)] if actor.may(POWER) else []
    parts = -(-count // PART)
    if parts > 1:
        words = gettext("Which part?")
        hint = gettext("A file holds {limit} persons.").format(limit=number_words(PART))
        choices = tuple(Choice(str(part), _part_words(part, count)) for part in range(parts))
        fields.append(FormField("part", words, FieldKind.SELECT, "0", choices=choices, hint=hint))
    told = gettext("{count} persons of the community, in the columns of this file. Columns without a field stay empty.")
    return Question(
        gettext("Export in this layout"), tuple(fields), back_to(row), gettext("Export"),
        told.format(count=number_words(count)), side=_side(),
    )  # fmt: skip


def _part_words(part: int, count: int) -> str:
    first, last = part * PART + 1, min((part + 1) * PART, count)
    return gettext("{first} to {last}").format(first=number_words(first), last=number_words(last))


def _purpose_field(actor: Actor, row: RunRow, layout: Layout) -> FormField:
    """The purposes for which all fields of the layout may be shown; none means masked."""
    found = purposes_for(layout.fields(), row.area, actor)
    masked = Choice("", gettext("Masked: no purpose is needed"))
    choices = (masked, *(Choice(one.key, label_of(one.title)) for one in found))
    hint = gettext("With a purpose the values are whole, and each person can see that you took them out.")
    return FormField("purpose", gettext("What do you need it for?"), FieldKind.SELECT, "", choices=choices, hint=hint)


def _side() -> tuple[Section, ...]:
    text = gettext(
        "The last column names the record. Leave it as it is: a corrected file that is taken in again then finds "
        "everybody, also those without an identity number."
    )
    return (Section(gettext("Good to know"), (Text(text),)),)


@needs("people.see_ledgers")
@require_http_methods(["GET", "HEAD", "POST"])
def export_page(request: LinliRequest, run: UUID) -> HttpResponse:
    """Ask what for, then send the file."""
    actor = actor_of(request)
    row, layout, ids = run_detail(actor, run), layout_for(actor, run), outgoing_ids(actor, run)

    def send(_: Actor, given: Mapping[str, str]) -> HttpResponse:
        part = typed_number(given, "part") if given.get("part") else 0
        some, purpose = ids[part * PART : (part + 1) * PART], given.get("purpose", "")
        # A file cannot be sent a second time under the same key: nothing of it is kept.
        persons = _whole(actor, layout, some, purpose) if purpose and some else masked_persons(actor, some)
        return _file(row, outgoing_book(layout, [persons[person] for person in some]))

    return answer(request, _question(actor, row, layout, len(ids)), send)


def _whole(actor: Actor, layout: Layout, ids: Sequence[UUID], purpose: str) -> dict[UUID, dict[str, Any]]:
    """The values, with a look noted for each person."""
    made = export_persons(actor, persons=tuple(ids), fields=layout.fields() or ("name",), purpose=purpose)
    sexes = sexes_of(actor, ids)
    return {one["id"]: {**one, "sex": sexes.get(one["id"], "")} for one in made.values["rows"]}


def _file(row: RunRow, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    name = gettext("{file} export.xlsx").format(file=row.name.rpartition(".")[0] or row.name)
    response.headers["Content-Disposition"] = f"attachment; filename=\"export.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response
