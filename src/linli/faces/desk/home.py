"""The desk's first page: what my unit owes next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from linli.cases.queries.notes import NoteRow, waiting_for
from linli.faces.desk.cases.counts import cases_sections
from linli.faces.desk.demo_clock import clock_section
from linli.faces.desk.hooks.views import hook_notices
from linli.faces.desk.notes.looks import due_badge, state_badge
from linli.ui.parts import Action, LinkList, ListItem, Notice, ObjectPage, PageHead, Section, Tone, Weight
from linli.ui.web.gates import signed_in
from linli.ui.web.requests import LinliRequest


def _item(row: NoteRow) -> ListItem:
    return ListItem(row.subject, f"/desk/notes/{row.id}/", row.sender, due=due_badge(row), state=state_badge(row.state))


def _notices(request: LinliRequest) -> tuple[Notice, ...]:
    if request.actor and request.actor.post is None:
        text = gettext("Choose the post that you act under, above. Until then you can do nothing here.")
        return (Notice(text, gettext("No post chosen"), Tone.ATTENTION),)
    return ()


@signed_in
def home(request: LinliRequest) -> HttpResponse:
    """Open work first, then the doors to the rest."""
    assert request.actor is not None, "the gate lets only actors in"
    waiting = tuple(_item(row) for row in waiting_for(request.actor))
    work = LinkList(items=waiting, empty=gettext("Nothing waits for your unit."))
    actions: tuple[Action, ...] = ()
    if request.actor.may("cases.open_case"):
        actions = (Action(gettext("Take in a case"), "/desk/intake/", weight=Weight.PRIMARY, icon="plus"),)
    if request.actor.may("cases.send_note"):
        weight = Weight.PLAIN if actions else Weight.PRIMARY
        actions = (*actions, Action(gettext("New note"), "/desk/notes/new/", weight=weight, icon="plus"))
    page = ObjectPage(
        PageHead(gettext("Home"), request.actor.label, actions=actions),
        sections=(*cases_sections(request.actor),
                  Section(gettext("Waiting for your unit's answer"), (work,), count=str(len(waiting))),
                  *clock_section()),
        notices=(*_notices(request), *hook_notices(request.actor)),
    )  # fmt: skip
    return render(request, "ui/pages/object.html", {"page": page})
