"""What was proposed, erased and dropped; what is held back by law."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.doing import actor_of, done, keyed, shown
from linli.faces.desk.erasing.words import CAUSES, HOLD_CAUSES, gone_words, home_of, kind_words, state_badge
from linli.faces.desk.forms import typed_version
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.erasing.commands import confirm_erasure, drop_erasure, lift_hold
from linli.kernel.erasing.listing import ERASURES, HOLDS, SEE, ErasureRow, HoldRow, erasure_row, hold_row
from linli.kernel.errors import n_
from linli.ui.parts import (
    Action,
    DateCell,
    Fact,
    Link,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    StateCell,
    TextCell,
    Tone,
    Weight,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

HOME, HELD = "/desk/erasures/", "/desk/holds/"


def _kind(row: ErasureRow) -> LinkCell:
    return LinkCell(kind_words(row.subject_type), f"{HOME}{row.id}/")


LIST: ListFace[ErasureRow] = ListFace(
    ERASURES,
    cells={
        "proposed_at": lambda row: DateCell(row.proposed_at.astimezone(LOCAL), with_year=True),
        "subject_type": _kind,
        "cause": lambda row: TextCell(gettext(CAUSES[row.cause])),
        "state": lambda row: StateCell(state_badge(row.state)),
    },
    empty=n_("Nothing was proposed yet"),
    note=n_("One person proposes, another confirms. Journal, acts and seal stay; the contents cannot be brought back."),
)
erasure_list = list_view(LIST, SEE)

HOLD_LIST: ListFace[HoldRow] = ListFace(
    HOLDS,
    cells={
        "set_at": lambda row: DateCell(row.set_at.astimezone(LOCAL), with_year=True),
        "reference": lambda row: LinkCell(row.reference, f"{HELD}{row.id}/", gettext(HOLD_CAUSES[row.cause])),
    },
    empty=n_("Nothing is held back"),
    note=n_("While a hold stands, nothing of the person or case is erased."),
)
hold_list = list_view(HOLD_LIST, SEE)


def _facts(row: ErasureRow) -> tuple[Fact, ...]:
    home = home_of(row.subject_type, row.subject_id)
    there = LinkCell(kind_words(row.subject_type), home) if row.state != "done" else kind_words(row.subject_type)
    found = [
        Fact(gettext("Of what"), there),
        Fact(gettext("Cause"), gettext(CAUSES[row.cause])),
        Fact(gettext("State"), StateCell(state_badge(row.state))),
        Fact(gettext("Proposed on"), DateCell(row.proposed_at.astimezone(LOCAL), with_year=True)),
    ]
    if row.decided_at:
        found.append(Fact(gettext("Decided"), DateCell(row.decided_at.astimezone(LOCAL), with_year=True)))
    if row.gone:
        found.append(Fact(gettext("What went"), gone_words(row.gone), wide=True))
    return tuple(found)


def _actions(actor: Actor, row: ErasureRow) -> tuple[Action, ...]:
    if row.state != "proposed":
        return ()
    own = actor.account == row.proposed_by
    reason = gettext("You proposed it; another person confirms it.") if own else ""
    hidden = (("expected_version", str(row.version)),)
    found = []
    if actor.may("kernel.confirm_erasure", row.area):
        found.append(
            Action(
                gettext("Erase for good"), f"{HOME}{row.id}/confirm/", "post", Weight.DANGER, allowed=not own,
                reason=reason, hidden=hidden,
            )
        )  # fmt: skip
    if actor.may("kernel.drop_erasure", row.area):
        found.append(Action(gettext("Do not erase"), f"{HOME}{row.id}/drop/", "post", hidden=hidden))
    return tuple(found)


def _page(actor: Actor, erasure: UUID) -> ObjectPage:
    row = erasure_row(actor, erasure)
    warning = Notice(
        gettext("Look once more: names, numbers, words and papers go from the register, the files and the indexes."),
        gettext("What is erased cannot be brought back"), Tone.ATTENTION,
    )  # fmt: skip
    return ObjectPage(
        PageHead(gettext("Erasure"), back=Link(gettext("Erasures"), HOME)), facts=_facts(row),
        actions=_actions(actor, row), notices=(warning,) if row.state == "proposed" else (),
    )  # fmt: skip


@needs(SEE)
@require_http_methods(["GET", "HEAD"])
def erasure_page(request: LinliRequest, erasure: UUID) -> HttpResponse:
    """One proposal."""
    return shown(request, _page(actor_of(request), erasure))


@needs("kernel.confirm_erasure")
@require_http_methods(["POST"])
def confirm(request: LinliRequest, erasure: UUID) -> HttpResponse:
    """Erase, as the second hand."""
    actor = actor_of(request)
    version = typed_version(request.POST)
    return done(
        request, lambda: confirm_erasure(keyed(request), erasure=erasure, expected_version=version),
        lambda _: _page(actor, erasure), f"{HOME}{erasure}/",
    )  # fmt: skip


@needs("kernel.drop_erasure")
@require_http_methods(["POST"])
def drop(request: LinliRequest, erasure: UUID) -> HttpResponse:
    """Let everything stay."""
    actor = actor_of(request)
    version = typed_version(request.POST)
    return done(
        request, lambda: drop_erasure(keyed(request), erasure=erasure, expected_version=version),
        lambda _: _page(actor, erasure), f"{HOME}{erasure}/",
    )  # fmt: skip


def _hold_page(actor: Actor, hold: UUID) -> ObjectPage:
    row = hold_row(actor, hold)
    lifted = DateCell(row.lifted_at.astimezone(LOCAL) if row.lifted_at else None, with_year=True)
    facts = (
        Fact(gettext("Of what"), LinkCell(kind_words(row.subject_type), home_of(row.subject_type, row.subject_id))),
        Fact(gettext("Cause"), gettext(HOLD_CAUSES[row.cause])),
        Fact(gettext("Paper"), row.reference),
        Fact(gettext("Since"), DateCell(row.set_at.astimezone(LOCAL), with_year=True)),
        Fact(gettext("Lifted"), lifted),
    )
    actions: tuple[Action, ...] = ()
    if row.lifted_at is None and actor.may("kernel.lift_hold", row.area):
        actions = (Action(gettext("Lift the hold"), f"{HELD}{row.id}/lift/", "post"),)
    return ObjectPage(
        PageHead(gettext("Legal hold"), back=Link(gettext("Legal holds"), HELD)), facts=facts, actions=actions
    )


@needs(SEE)
@require_http_methods(["GET", "HEAD"])
def hold_page(request: LinliRequest, hold: UUID) -> HttpResponse:
    """One hold."""
    return shown(request, _hold_page(actor_of(request), hold))


@needs("kernel.lift_hold")
@require_http_methods(["POST"])
def lift(request: LinliRequest, hold: UUID) -> HttpResponse:
    """Lift it."""
    actor = actor_of(request)
    return done(
        request, lambda: lift_hold(keyed(request), hold=hold), lambda _: _hold_page(actor, hold), f"{HELD}{hold}/"
    )
