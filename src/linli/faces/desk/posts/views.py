"""Posts and terms: the list, one post, and what is wrong with the terms of an area."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.faces.desk.asking import asked_day
from linli.faces.desk.doing import actor_of
from linli.faces.desk.posts.looks import away_table, terms_table
from linli.faces.desk.units.looks import post_kind_words
from linli.faces.desk.words import phone_words
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import n_
from linli.people.queries.roles import roles_at
from linli.people.queries.term_faults import Expired, HeldTogether, PostName, TermFaults, term_faults
from linli.people.queries.terms import TERMS, PostDetail, post_detail
from linli.places.queries.areas import areas_coded
from linli.ui.parts import (
    Action,
    DateCell,
    EmptyState,
    Fact,
    Link,
    LinkCell,
    Notice,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Weight,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

FACE = ListFace(
    TERMS,
    cells={
        "title": lambda row: LinkCell(row.title, f"/desk/posts/{row.post}/"),
        "since": lambda row: DateCell(row.since, with_year=True),
        "until": lambda row: DateCell(row.until, with_year=True),
        "ended": lambda row: DateCell(row.ended, with_year=True),
    },
    empty=n_("No term fits"),
    empty_hint=n_("Take a filter away. Posts are set up on the page of their unit."),
    note=n_("Who holds which post from when to when. Somebody whose term is over acts on until a successor comes."),
)


def _faults(actor: Actor) -> tuple[Action, ...]:
    area = actor.areas_for("people.see_units")
    if not area:
        return ()
    return (Action(gettext("Conflicts and expired terms"), f"/desk/areas/{area[0]}/terms/", icon="flag"),)


term_list = list_view(FACE, "people.see_units", _faults)


def _facts(actor: Actor, post: PostDetail) -> tuple[Fact, ...]:
    roles, place = roles_at(post.area, actor.at), post.place or post.area
    named = areas_coded({place}).get(place)
    words = "、".join(label_of(roles[key].title) if key in roles else key for key in post.roles)
    found = [
        Fact(gettext("Unit"), LinkCell(post.unit_name, f"/desk/units/{post.unit}/")),
        Fact(gettext("Kind of post"), post_kind_words(post.kind, post.area, local_day(actor.at))),
        Fact(gettext("Seats"), NumberCell(post.seats)),
        Fact(gettext("Looks after"), TextCell(named.name if named else place, place if named else "")),
        Fact(gettext("Roles"), words or gettext("none: it gives no rights at the desk")),
        Fact(gettext("Duty phone, open to all"), phone_words(post.duty_phone) or gettext("none")),
    ]
    days = ((gettext("Since"), post.since), (gettext("Until"), post.until))
    return (*found, *(Fact(label, DateCell(day, with_year=True)) for label, day in days if day))


DOORS = (
    ("people.appoint", n_("Appoint somebody"), "appoint/"),
    ("people.appoint_stand_in", n_("Name a stand-in"), "stand-in/"),
    ("people.create_client", n_("Let a program in"), "program/"),
    ("people.edit_post", n_("Correct"), "edit/"),
    ("people.end_post", n_("Abolish the post"), "end/"),
)


def _actions(actor: Actor, post: PostDetail, day: date) -> tuple[Action, ...]:
    here, open_ = f"/desk/posts/{post.id}/", post.until is None or post.until >= day
    found = [
        Action(gettext(label), here + path, weight=Weight.PRIMARY if path == "appoint/" else Weight.PLAIN)
        for power, label, path in DOORS
        if actor.may(power, post.area) and open_
    ]
    if actor.may("kernel.see_journal", post.area):
        found.append(Action(gettext("Journal"), f"/desk/journal/people.post/{post.id}/", icon="history"))
    return tuple(found or [_nothing(open_)])


def _nothing(open_: bool) -> Action:
    reason = gettext("Security administrators appoint.") if open_ else gettext("The post is abolished.")
    return Action(gettext("Appoint somebody"), allowed=False, reason=reason)


def _badge(post: PostDetail, day: date) -> StateBadge:
    if post.until is not None and post.until < day:
        return StateBadge(gettext("abolished"), StateTone.STOPPED)
    if post.vacant:
        return StateBadge(gettext("{count} seats vacant").format(count=post.vacant), StateTone.ATTENTION)
    return StateBadge(gettext("filled"), StateTone.DONE)


def _page(actor: Actor, post_id: UUID, day: date) -> ObjectPage:
    post = post_detail(actor, post_id, day)
    may_end = actor.may("people.end_tenure", post.area)
    may_end_away = actor.may("people.end_stand_in", post.area)
    back = Link(post.unit_name, f"/desk/units/{post.unit}/")
    return ObjectPage(
        PageHead(post.title, post.unit_name, state=_badge(post, day), back=back),
        facts=_facts(actor, post),
        sections=(
            Section(gettext("Terms"), (terms_table(post, day, may_end),), count=str(len(post.terms))),
            Section(gettext("Stand-ins"), (away_table(post, day, may_end_away),), count=str(len(post.away))),
        ),
        actions=_actions(actor, post, day),
    )


@needs("people.see_units")
@require_safe
def post_page(request: LinliRequest, post_id: UUID) -> HttpResponse:
    """One post on the asked day, else today."""
    return render(request, "ui/pages/object.html", {"page": _page(actor_of(request), post_id, asked_day(request))})


def _post_link(post: PostName) -> LinkCell:
    return LinkCell(post.title, f"/desk/posts/{post.id}/", post.unit_name)


def _conflict(row: HeldTogether) -> TableRow:
    text, tone = (
        (gettext("forbidden"), StateTone.DANGER) if row.refuses else (gettext("look at it"), StateTone.ATTENTION)
    )
    cells = (TextCell(row.name), _post_link(row.one), _post_link(row.other), TextCell(row.words))
    return TableRow((*cells, StateCell(StateBadge(text, tone))))


def _conflicts(rows: tuple[HeldTogether, ...]) -> Table:
    labels = (gettext("Holder"), gettext("One post"), gettext("The other"), gettext("Why"), gettext("How grave"))
    columns = tuple(TableColumn(label, wide=at == 3) for at, label in enumerate(labels))
    empty = EmptyState(gettext("Nobody holds posts that do not go together."), icon="circle-check")
    return Table(gettext("Conflicts"), columns, tuple(_conflict(row) for row in rows), empty=empty)


def _expired(rows: tuple[Expired, ...]) -> Table:
    labels = (gettext("Who acts on"), gettext("Post"), gettext("Since"), gettext("Term ended"))
    columns = tuple(TableColumn(label, wide=at == 1) for at, label in enumerate(labels))
    lines = tuple(
        TableRow(
            (TextCell(r.name), _post_link(r.post), DateCell(r.since, with_year=True), DateCell(r.until, with_year=True))
        )
        for r in rows
    )
    empty = EmptyState(gettext("No term is over without a successor."), icon="circle-check")
    return Table(gettext("Expired terms"), columns, lines, empty=empty)


def _notices(found: TermFaults) -> tuple[Notice, ...]:
    if not found.more:
        return ()
    return (
        Notice(gettext("Only the first 200 are shown. Settle these; then the next ones appear."), tone=Tone.ATTENTION),
    )


@needs("people.see_units")
@require_safe
def area_terms(request: LinliRequest, code: str) -> HttpResponse:
    """Posts that do not go together and terms that ran out, inside an area."""
    found = term_faults(actor_of(request), code, asked_day(request))
    named = areas_coded({code}).get(code)
    title = gettext("Conflicts and expired terms: {name}").format(name=named.name if named else code)
    conflicts, expired = (_conflicts(found.conflicts),), (_expired(found.expired),)
    page = ObjectPage(
        PageHead(title, back=Link(gettext("Posts and terms"), "/desk/terms/")),
        sections=(
            Section(gettext("Posts that do not go together"), conflicts, count=str(len(found.conflicts))),
            Section(gettext("Terms that are over, without a successor"), expired, count=str(len(found.expired))),
        ),
        notices=_notices(found),
    )
    return render(request, "ui/pages/object.html", {"page": page})
