"""Saying what columns mean, where the guess is wrong: a list of meanings by where they go, or that nothing is kept."""

from uuid import uuid4

from django.http import QueryDict
from django.utils.translation import gettext

from linli.faces.desk.ledgers.meanings import DESTINATIONS, destination_words, sure_words
from linli.faces.desk.ledgers.words import address_of
from linli.people.queries.ledger_preview import PreviewSheet
from linli.people.queries.ledger_runs import RunRow
from linli.people.rules.ledgers.lexicon import NEVER_KEPT, Lexicon
from linli.people.rules.ledgers.mapping import changed_only
from linli.people.rules.ledgers.shapes import Destination, LedgerColumn
from linli.ui.parts import Choice, FieldKind, Form, FormField, Section, Text, one_group
from linli.ui.web.wording import label_of

FIELD = "column_"


def map_section(row: RunRow, place: int, sheet: PreviewSheet, lexicon: Lexicon) -> Section:
    """The form for one table; columns that hold what may never be kept are not asked about."""
    options = _options(lexicon)
    asked = [column for column in sheet.columns if column.meaning not in NEVER_KEPT]
    fields = tuple(_field(place, column, options) for column in asked)
    remember = FormField(
        "remember", gettext("Remember it for later files of this community with the same names of columns"),
        FieldKind.CHECK, id=f"id_remember_{place}",
    )  # fmt: skip
    hidden = (("key", str(uuid4())), ("expected_version", str(row.version)), ("sheet", str(place)))
    form = Form(
        address_of(row.id, "map/"), groups=one_group(*fields, remember), hidden=hidden, submit=gettext("Read it again"),
        key=f"form_map_{place}",
    )  # fmt: skip
    told = gettext(
        "Choose another meaning where the guess is wrong. The file is then read again; decisions about persons who may "
        "be known are asked for again. Columns of relief are not kept: that needs basis, purpose and an end."
    )
    title = gettext("Change what columns mean")
    return Section(title, (Text(told), form), foldable=True, folded=True, key=f"map_{place}")


def _options(lexicon: Lexicon) -> tuple[Choice, ...]:
    """Every meaning under the name of its destination, what is not kept first."""
    found = [Choice("", gettext("Means nothing, not kept"))]
    for destination in Destination:
        group = gettext(DESTINATIONS[destination])
        meanings = [one for one in lexicon.meanings.values() if one.destination is destination]
        found += [Choice(one.code, label_of(one.title), group=group) for one in meanings]
    return tuple(found)


def _field(place: int, column: LedgerColumn, options: tuple[Choice, ...]) -> FormField:
    name = f"{column.letter} {column.key}" if column.path else column.letter
    hint = f"{destination_words(column)} · {sure_words(column)}"
    key = f"{FIELD}{column.letter}"
    return FormField(key, name, FieldKind.SELECT, column.meaning, choices=options, hint=hint, id=f"id_{place}_{key}")


def chosen_in(row: RunRow, place: int, given: QueryDict) -> dict[str, str]:
    """Letters and meanings that were chosen otherwise than they stood."""
    named = {name.removeprefix(FIELD): value for name, value in given.items() if name.startswith(FIELD)}
    columns = row.sheets[place]["columns"] if place < len(row.sheets) else ()
    return changed_only(columns, {letter: str(code) for letter, code in named.items()})
