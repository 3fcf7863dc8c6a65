"""Many cases at once: each is one command of its own, and each that is refused says why."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from linli.cases.commands import take_step
from linli.faces.desk.cases.inbox import BULK, LIST
from linli.faces.desk.cases.looks import address_of
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.actor import Actor
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.ui.parts import (
    Link,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of

MOST = 200


def _marked(ids: list[str]) -> list[tuple[UUID, int]]:
    found = []
    for text in ids[:MOST]:
        case, _, version = text.partition(":")
        try:
            found.append((UUID(case), int(version)))
        except ValueError as error:
            raise Invalid(KernelCode.INVALID, problems=(Problem("ids", KernelCode.REQUIRED),)) from error
    return found


def _one(actor: Actor, case: UUID, version: int, step: str, key: str) -> Refusal | None:
    try:
        take_step(actor.keyed(f"{key}:{case}" if key else ""), case=case, action=step, expected_version=version)
    except Refusal as refusal:
        return refusal
    return None


def _line(case: UUID, refusal: Refusal) -> TableRow:
    words = TextCell(message_of(refusal.code, refusal.data), hint_of(refusal.code, refusal.data))
    return TableRow((LinkCell(gettext("Open the case"), address_of(case)), words))


@needs("cases.dispatch")
@require_POST
def many(request: LinliRequest) -> HttpResponse:
    """Accept marked cases, or confirm what was solved on the spot (by a second person)."""
    step, actor = request.POST.get("act", ""), actor_of(request)
    marked = _marked(request.POST.getlist("ids"))
    if step not in {key for key, _, _ in BULK} or not marked:
        raise Invalid(KernelCode.INVALID, problems=(Problem("ids", KernelCode.REQUIRED),))
    key = request.POST.get("key", "")
    answers = [(case, _one(actor, case, version, step, key)) for case, version in marked]
    refused = [(case, refusal) for case, refusal in answers if refusal is not None]
    if not refused:
        return HttpResponseRedirect(LIST)
    return shown(request, _page(len(answers) - len(refused), refused), 409)


def _page(count: int, refused: list[tuple[UUID, Refusal]]) -> ObjectPage:
    columns = (TableColumn(gettext("Case")), TableColumn(gettext("Why it was not done"), wide=True))
    table = Table(gettext("Not done"), columns, tuple(_line(*pair) for pair in refused))
    told = gettext("{done} done, {refused} not.").format(done=count, refused=len(refused))
    return ObjectPage(
        PageHead(gettext("Some were not done"), back=Link(gettext("Cases"), LIST)),
        sections=(Section(gettext("Not done"), (table,), count=str(len(refused))),),
        notices=(Notice(told, tone=Tone.ATTENTION),),
    )  # fmt: skip
