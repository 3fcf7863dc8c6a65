"""Taking values of several persons out: for a purpose, one look a person."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from linli.faces.desk.doing import actor_of
from linli.faces.desk.persons.looks import FIELD_WORDS, choices
from linli.faces.desk.persons.tabs import links_of
from linli.kernel.actor import Actor
from linli.kernel.errors import Invalid, Refusal
from linli.people.commands import export_persons
from linli.people.queries.fields import SHOWN, purposes_for, titles_of
from linli.people.rules.person_reasons import PersonCode
from linli.ui.parts import Choice, FieldKind, Form, FormField, FormPage, Notice, PageHead, Tone, one_group
from linli.ui.web.exports import harmless
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, label_of, message_of

PATH = "/desk/persons/export/"


def _ids(given: QueryDict) -> tuple[UUID, ...]:
    try:
        return tuple(UUID(text) for text in given.getlist("ids"))
    except ValueError as error:
        raise Invalid(PersonCode.EXPORT_SIZE, {"limit": 0}) from error


def _form(actor: Actor, ids: Sequence[UUID], given: QueryDict) -> Form:
    known = {item.key for field in SHOWN for item in purposes_for((field,), actor.county, actor)}
    titles = titles_of("purposes", actor.county, actor)
    purposes = tuple(Choice(key, label_of(titles[key].title)) for key in titles if key in known)
    fields = (
        FormField(
            "purpose", gettext("What do you need it for?"), FieldKind.SELECT, given.get("purpose", ""),
            choices=(Choice("", gettext("Choose a purpose")), *purposes), required=True,
        ),
        FormField(
            "fields", gettext("Which values?"), FieldKind.CHECKS, values=tuple(given.getlist("fields")),
            choices=choices({name: FIELD_WORDS[name] for name in SHOWN}), required=True,
        ),
    )  # fmt: skip
    hidden = (("act", "write"), *(("ids", str(person)) for person in ids))
    return Form(PATH, groups=one_group(*fields), hidden=hidden, submit=gettext("Export and record"))


def _asked(request: LinliRequest, ids: Sequence[UUID], refusal: Refusal | None) -> HttpResponse:
    note = gettext("{count} persons. Each of them can see that you took their values out.").format(count=len(ids))
    notices: tuple[Notice, ...] = ()
    if refusal is not None:
        title = message_of(refusal.code, refusal.data)
        notices = (Notice(hint_of(refusal.code, refusal.data), title, Tone.ATTENTION),)
    form = _form(actor_of(request), ids, request.POST)
    page = FormPage(PageHead(gettext("Export"), note, back=links_of()), form, notices=notices)
    return render(request, "ui/pages/form.html", {"page": page}, status=refusal.status if refusal else 200)


@needs("people.export_persons")
@require_POST
def export(request: LinliRequest) -> HttpResponse:
    """Ask what for, then send the file."""
    given = request.POST
    ids = _ids(given)
    if given.get("act") != "write" or not ids:
        refusal = None if ids else Invalid(PersonCode.EXPORT_SIZE, {"limit": 2_000})
        return _asked(request, ids, refusal)
    fields = tuple(given.getlist("fields"))
    try:
        receipt = export_persons(actor_of(request), persons=ids, fields=fields, purpose=given.get("purpose", ""))
    except Refusal as caught:
        return _asked(request, ids, caught)
    response = HttpResponse(_csv(fields, receipt.values["rows"]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="persons.csv"'
    return response


def _csv(fields: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([gettext(FIELD_WORDS[name]) for name in fields])
    for row in rows:
        writer.writerow([_cell(row[name]) for name in fields])
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    return harmless(value if isinstance(value, str) else "、".join(value))
