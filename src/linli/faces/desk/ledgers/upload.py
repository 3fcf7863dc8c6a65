"""Files come in: each becomes a run of its own; what is no table is refused at once, with what to do."""

import io
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.asking import Question, answer, draw
from linli.faces.desk.doing import actor_of
from linli.faces.desk.ledgers.words import HOMES, address_of
from linli.faces.desk.persons.changes import community_field
from linli.faces.desk.persons.looks import choices
from linli.kernel.actor import Actor
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.sheets import read_book
from linli.people.commands import begin_ledger
from linli.people.queries.ledger_runs import run_detail
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.runs import MOST_AT_ONCE, MOST_BYTES
from linli.ui.parts import FieldKind, FormField, Link, Notice, Section, Text, Tone
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of

LIST = "/desk/ledgers/"
MEGABYTE = 1_000_000
KINDS = ".xlsx,.xls,.ods,.csv,.txt,.html,.htm,.xml"


def _question(actor: Actor, area: str = "", home: str = "living") -> Question:
    hint = gettext("xlsx, xls, ods or csv. At most {count} files at once.").format(count=MOST_AT_ONCE)
    fields = (
        FormField(
            "files", gettext("Files"), FieldKind.FILE, hint=hint, required=True, multiple=True, accept=KINDS
        ),
        community_field(actor, actor.areas_for("people.begin_ledger"), area),
        FormField(
            "home", gettext("What does the file say of all its people?"), FieldKind.RADIO, home,
            choices=choices(HOMES), required=True,
        ),
    )  # fmt: skip
    note = gettext("Nothing is written yet: first you see what was understood.")
    return Question(
        gettext("Take in a ledger"),
        fields,
        Link(gettext("Ledger import"), LIST),
        gettext("Read it"),
        note,
        side=_side(),
    )


def _side() -> tuple[Section, ...]:
    text = gettext(
        "The file is kept encrypted and deleted 30 days after it was taken in. Nation, politics, belief, health, "
        "poverty causes and notes are shown to you and written nowhere."
    )
    return (Section(gettext("Good to know"), (Text(text),)),)


@needs("people.begin_ledger")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: LinliRequest) -> HttpResponse:
    """Ask for files; read them into staging."""
    question = _question(actor_of(request), *_corrected(request))
    if request.method == "POST":
        given = request.FILES.getlist("files")[: MOST_AT_ONCE + 1]
        faults = [(file.name or "", found) for file in given if (found := fault_of(file))]
        if faults:
            refusal = Invalid(RunCode.FILES_REFUSED, {"count": len(faults), "total": len(given)})
            return draw(request, replace(question, notices=tuple(_fault(*fault) for fault in faults)), refusal)
    return answer(request, question, lambda actor, given: _begin(actor, request))


def _corrected(request: LinliRequest) -> tuple[str, str]:
    """Community and statement of the run whose corrected rows come now; nothing for any other file."""
    try:
        row = run_detail(actor_of(request), UUID(request.GET.get("again", "")))
    except (ValueError, NotFound):
        return "", "living"
    return row.area, row.home


def fault_of(file: Any) -> Invalid | None:
    """Why a file that was sent is no table; None where it can be opened as one."""
    try:
        if (file.size or 0) > MOST_BYTES:
            return Invalid(RunCode.TOO_LARGE, {"megabytes": MOST_BYTES // MEGABYTE})
        read_book(io.BytesIO(file.read()), file.name or "")
    except Invalid as refusal:
        return refusal
    finally:
        file.seek(0)
    return None


def _fault(name: str, refusal: Invalid) -> Notice:
    words = message_of(refusal.code, refusal.data), hint_of(refusal.code, refusal.data)
    return Notice(" ".join(words), name, Tone.ATTENTION)


def _begin(actor: Actor, request: LinliRequest) -> str:
    """A run for each file; where to go on."""
    given, files = request.POST, request.FILES.getlist("files")
    if not 0 < len(files) <= MOST_AT_ONCE:
        code = RunCode.TOO_MANY_FILES if files else KernelCode.REQUIRED
        raise Invalid(KernelCode.INVALID, problems=(Problem("files", code, {"limit": MOST_AT_ONCE}),))
    runs = [
        begin_ledger(
            actor.keyed(f"{given.get('key', '')[:80]}/{place}"), area=given.get("area", ""), name=file.name or "",
            data=file.read(), home=given.get("home", ""),
        ).id
        for place, file in enumerate(files)
    ]  # fmt: skip
    return address_of(runs[0]) if len(runs) == 1 else LIST
