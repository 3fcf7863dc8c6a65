"""One's own record: bound by a code from the window, then shown with everyone who looked at it."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.faces.desk.doing import actor_of
from linli.faces.desk.persons.auditing import looks_table, purposes_words
from linli.faces.desk.persons.looks import FIELD_WORDS
from linli.faces.desk.persons.record import page_of
from linli.kernel.actor import Actor
from linli.kernel.errors import Refusal
from linli.people.commands import bind_account, issue_binding_code, reveal
from linli.people.queries.fields import SHOWN
from linli.people.queries.looks import looks_at_me
from linli.people.queries.own import person_of_account
from linli.people.queries.persons import person_detail
from linli.ui.parts import (
    Action,
    Fact,
    Form,
    FormField,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    Tone,
    Width,
    one_group,
)
from linli.ui.web.gates import needs, signed_in
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of

PATH = "/desk/me/"


@needs("people.issue_binding_code")
@require_POST
def issue(request: LinliRequest, person: UUID) -> HttpResponse:
    """A code for someone at the window, shown in this answer only."""
    actor = actor_of(request)
    try:
        code = issue_binding_code(actor, person=person).values["code"]
    except Refusal as refusal:
        notice = Notice(hint_of(refusal.code, refusal.data), message_of(refusal.code, refusal.data), Tone.ATTENTION)
        page = page_of(actor, person, notices=(notice,))
        return render(request, "ui/pages/object.html", {"page": page}, status=refusal.status)
    text = gettext(
        "Check their document, then hand this code over. It works once, for an hour, and is not shown again."
    )
    notice = Notice(f"{code}\n{text}", gettext("Code for their account"), Tone.DONE)
    return render(request, "ui/pages/object.html", {"page": page_of(actor, person, notices=(notice,))})


def _code_form(errors: tuple[str, ...] = ()) -> Form:
    field = FormField(
        "code", gettext("Code from the window"), required=True, maxlength=20, autocomplete="off", errors=errors,
        hint=gettext("Eight characters. Capital or small letters, with or without the dash."), width=Width.MEDIUM,
    )  # fmt: skip
    return Form(PATH, groups=one_group(field), submit=gettext("Bind my account"))


def _unbound(errors: tuple[str, ...]) -> ObjectPage:
    note = gettext("Your account is not bound to a record yet. Ask for a code at the window of your community.")
    return ObjectPage(
        PageHead(gettext("My record"), note), sections=(Section(gettext("Bind my account"), (_code_form(errors),)),)
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else "、".join(map(str, value)) if isinstance(value, tuple) else ""


def _bound(actor: Actor, person: UUID, *, shown: bool) -> ObjectPage:
    looks = looks_at_me(actor)
    note = gettext("What is kept about you. To correct it, go to the window of your community.")
    show = Action(gettext("Show everything"), PATH, "post", icon="eye", hidden=(("show", "1"),))
    return ObjectPage(
        PageHead(gettext("My record"), note),
        facts=_shown_facts(actor, person) if shown else _masked_facts(actor, person),
        sections=(
            Section(gettext("Who looked at me"), (looks_table(looks, purposes_words(actor)),), count=str(len(looks))),
        ),
        actions=() if shown else (show,),
    )


def _masked_facts(actor: Actor, person: UUID) -> tuple[Fact, ...]:
    # A page is masked for its owner too: somebody may look over their shoulder.
    row = person_detail(actor.granted("people.see_persons"), person)
    values = {"name": row.name, "birth": row.birth, "identity": row.identity, "hukou_address": row.hukou_address}
    for kind in ("phone", "mail"):
        values[kind] = "、".join(item.masked for item in row.contacts if item.kind == kind)
    return tuple(Fact(gettext(FIELD_WORDS[name]), values[name] or "–") for name in SHOWN)


def _shown_facts(actor: Actor, person: UUID) -> tuple[Fact, ...]:
    # One's own values shown to oneself are no look; the command answers without writing anything.
    shown = reveal(actor.granted("people.reveal"), subject=person, fields=SHOWN).values
    return tuple(Fact(gettext(FIELD_WORDS[name]), _text(shown[name]) or "–") for name in SHOWN)


@signed_in
@require_http_methods(["GET", "POST"])
def my_record(request: LinliRequest) -> HttpResponse:
    """One's own record, or the form that binds it."""
    actor, given = actor_of(request), request.POST
    person = person_of_account(actor.county, actor.account)
    if person is not None:
        page = _bound(actor, person, shown="show" in given)
        return render(request, "ui/pages/object.html", {"page": page})
    if request.method == "GET":
        return render(request, "ui/pages/object.html", {"page": _unbound(())})
    try:
        bind_account(actor.granted("people.bind_account"), code=given.get("code", ""))
    except Refusal as refusal:
        errors = (f"{message_of(refusal.code, refusal.data)} {hint_of(refusal.code, refusal.data)}",)
        return render(request, "ui/pages/object.html", {"page": _unbound(errors)}, status=refusal.status)
    return HttpResponseRedirect(PATH)
