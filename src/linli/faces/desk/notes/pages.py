"""The page of one note."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext

from linli.cases.queries.notes import NoteDetail
from linli.faces.desk.notes.forms import fresh_key, reply_form
from linli.faces.desk.notes.looks import due_badge, state_badge, story
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import Refusal, n_
from linli.ui.parts import (
    Action,
    DateCell,
    Dialog,
    Fact,
    Link,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    Text,
    Tone,
    Weight,
)
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of


def _facts(note: NoteDetail) -> tuple[Fact, ...]:
    days = gettext("{days} working days").format(days=note.days)
    due = DateCell(note.due_on)
    found = [
        Fact(gettext("From"), note.sender),
        Fact(gettext("To"), note.receiver),
        Fact(gettext("Sent on"), DateCell(note.sent_at.astimezone(LOCAL))),
        Fact(gettext("Time for the answer"), days),
        Fact(gettext("Answer due"), due),
    ]
    if note.due_provisional:
        found.append(Fact(gettext("Note on the date"), gettext("The holidays of that year are not announced yet.")))
    return tuple(found)


def _dialog(note: NoteDetail, action: str, title: str, label: str) -> Dialog:
    form = reply_form(note.id, note.version, action, label, title)
    return Dialog(title, (form,), key=f"dialog_{action}")


def _dialogs(note: NoteDetail) -> tuple[Dialog, ...]:
    found = []
    if note.role == "receiver" and note.state == "delivered":
        found.append(_dialog(note, "answer", gettext("Answer"), gettext("Your answer")))
    if note.role == "sender" and note.state == "answered" and not note.returned:
        found.append(_dialog(note, "return", gettext("Send back"), gettext("What is missing?")))
    if note.role == "sender" and note.state in ("sent", "delivered"):
        found.append(_dialog(note, "withdraw", gettext("Withdraw"), gettext("Why?")))
    return tuple(found)


def _opener(dialog: Dialog, weight: Weight) -> Action:
    return Action(dialog.title, weight=weight, dialog=dialog.key)


def _actions(note: NoteDetail, dialogs: tuple[Dialog, ...]) -> tuple[Action, ...]:
    found = []
    if note.role == "sender" and note.state == "answered":
        hidden = (("expected_version", str(note.version)), ("key", fresh_key()))
        close = Action(
            pgettext("note", "Close"), f"/desk/notes/{note.id}/close/", "post", Weight.PRIMARY, hidden=hidden
        )
        found.append(close)
    for dialog in dialogs:
        found.append(_opener(dialog, Weight.PRIMARY if dialog.key == "dialog_answer" else Weight.PLAIN))
    if note.may_edit:
        found.append(Action(gettext("Change the words"), f"/desk/notes/{note.id}/edit/"))
    return tuple(found or [_nothing_to_do(note)])


def _nothing_to_do(note: NoteDetail) -> Action:
    reasons = {
        "closed": gettext("The note is closed."),
        "withdrawn": gettext("The note was withdrawn."),
        "answered": gettext("The sender looks at the answer now."),
    }
    waiting = gettext("The receiver's answer is awaited.")
    return Action(gettext("Answer"), allowed=False, reason=reasons.get(note.state, waiting))


_FIELDS = {"subject": n_("Subject"), "body": n_("Text"), "answer": n_("Answer"), "state": n_("State")}


def _field_words(fields: set[str]) -> str:
    return "、".join(gettext(_FIELDS[name]) for name in sorted(fields) if name in _FIELDS)


def _stale_notice(stale: Refusal, typed: Mapping[str, str]) -> Notice:
    kept = "\n".join(text for name, text in typed.items() if name in ("subject", "body", "text") and text)
    fields = {name for change in stale.data.get("changes", []) for name in change["fields"]}
    changed = gettext("Changed meanwhile: {fields}.").format(fields=_field_words(fields)) if fields else ""
    words = [hint_of(stale.code, stale.data), changed, gettext("You typed:") if kept else "", kept]
    return Notice("\n".join(word for word in words if word), message_of(stale.code, stale.data), Tone.ATTENTION)


def _sections(note: NoteDetail) -> tuple[Section, ...]:
    found = [Section(gettext("Text"), (Text(note.body),))]
    if note.answer:
        found.append(Section(gettext("Answer"), (Text(note.answer),)))
    return tuple(found)


def note_view(
    request: LinliRequest,
    note: NoteDetail,
    *,
    stale: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page; with ``stale`` it tells what changed meanwhile and shows what was typed (409)."""
    dialogs = _dialogs(note)
    back = Link(gettext("Notes"), "/desk/notes/")
    page = ObjectPage(
        PageHead(note.subject, state=state_badge(note.state), due=due_badge(note), back=back),
        facts=_facts(note),
        sections=_sections(note),
        side=(Section(gettext("History"), (story(note),)),),
        actions=_actions(note, dialogs),
        dialogs=dialogs,
        notices=(_stale_notice(stale, typed or {}),) if stale else (),
    )
    return render(request, "ui/pages/object.html", {"page": page}, status=stale.status if stale else 200)
