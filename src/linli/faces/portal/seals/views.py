"""The roots of the journal's seals: whoever keeps one can later prove that nothing before it was changed."""

import json
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.faces.portal.pages import Page, head, shown
from linli.faces.portal.visiting import visitor
from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, batches, fetch
from linli.kernel.journal.listing_seals import SEALS, SealRow
from linli.ui.parts import (
    Action,
    EmptyState,
    Fact,
    Facts,
    NumberCell,
    Pager,
    Part,
    Section,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
)
from linli.ui.web.gates import public
from linli.ui.web.lists import asked_of
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import moment_words, number_words


@public
@require_safe
def seals(request: LinliRequest) -> HttpResponse:
    """The seals, the newest first; on the first page the newest stands apart, to be written down."""
    asked = asked_of(request.GET, SEALS)
    page = fetch(SEALS, visitor(), asked)
    newest: tuple[Part, ...] = (_newest(page.rows[0]),) if page.rows and not (asked.after or asked.before) else ()
    pager = Pager(
        f"?before={page.previous}" if page.previous else "", f"?after={page.next}" if page.next else "",
        len(page.rows), page.count, page.exact,
    )  # fmt: skip
    words = Text(
        gettext("Every act in this house leaves an entry; who did it and what changed, without personal values.")
    )
    return shown(
        request, Page(head(gettext("Seals of the journal")), (words, *newest, _table(page.rows), pager, _take()))
    )


def _newest(row: SealRow) -> Section:
    facts = (
        Fact(gettext("Number"), number_words(row.number)),
        Fact(gettext("Sealed"), moment_words(row.sealed_at, with_year=True)),
        Fact(gettext("Digest"), _in_eights(row.digest)),
    )
    words = gettext("Write the digest down or keep a photo of it: it stands for every entry up to this moment.")
    return Section(gettext("The newest seal"), (Facts(facts), Text(words)))


def _in_eights(digest: str) -> str:
    """Groups that a person can copy by hand without losing the place."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _table(rows: tuple[SealRow, ...]) -> Table:
    columns = (
        TableColumn(gettext("Number"), number=True), TableColumn(gettext("Sealed")),
        TableColumn(gettext("Entries"), number=True), TableColumn(gettext("Root"), wide=True),
    )  # fmt: skip
    empty = EmptyState(gettext("Nothing is sealed yet"), gettext("Look again in some minutes."))
    return Table(gettext("Seals"), columns, tuple(map(_line, rows)), empty)


def _line(row: SealRow) -> TableRow:
    sealed = moment_words(row.sealed_at, with_year=True)
    return TableRow((NumberCell(row.number), TextCell(sealed), NumberCell(row.count), TextCell(row.root)))


def _take() -> Section:
    words = gettext(
        "All seals as lines of JSON, for the program that checks proofs and exports (scripts/check_proof.py)."
    )
    link = Action(gettext("All seals"), "/seals.jsonl", icon="download")
    return Section(gettext("Take them along"), (Text(words),), actions=(link,))


@public
@require_safe
def seals_jsonl(request: LinliRequest) -> StreamingHttpResponse:
    """Every seal, the oldest first: a line each."""
    response = StreamingHttpResponse(_lines(visitor()), content_type="application/jsonl")
    response.headers["Content-Disposition"] = 'attachment; filename="seals.jsonl"'
    return response


def _lines(actor: Actor) -> Iterator[str]:
    for rows in batches(SEALS, actor, Asked(sort="number")):
        yield "".join(json.dumps(row.told, sort_keys=True) + "\n" for row in rows)
