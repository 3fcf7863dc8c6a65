"""What one may do with a case now: steps of its flow, allowed or greyed with the reason, and the acts beside them."""

from dataclasses import replace
from uuid import uuid4

from django.utils.translation import gettext

from linli.cases.queries.case_detail import CaseDetail, ShareRow
from linli.faces.desk.cases.looks import address_of
from linli.faces.desk.cases.outside import targets, was_handed
from linli.kernel.actor import Actor
from linli.kernel.errors import n_
from linli.kernel.flow import Offer
from linli.ui.parts import Action, Actions, Section, Text, Weight
from linli.ui.web.wording import message_of, said

LIVE = ("offered", "accepted")
# Steps that a command of their own takes; all others are ``cases.take_step``.
OWN_DEED = {
    "dispatch": ("assign", "cases.assign_case"),
    "merge": ("merge", "cases.merge_cases"),
    "tell_missing": ("missing", "cases.tell_missing"),
    "recall": ("recall", "cases.drop_share"),
    "sign": ("sign", "cases.accept_share"),
    "return": ("return", "cases.refuse_share"),
    "grant_data": ("data_answer", "cases.decide_data_request"),
    "refuse_data": ("data_refuse", "cases.decide_data_request"),
    "give_data": ("data_give", "cases.give_data"),
}
# What the resident or the installation does: no button for the staff, but shown as what comes next.
QUIET = ("system",)
AT_ONCE = ("sign",)


def own_share(actor: Actor, case: CaseDetail, *states: str) -> ShareRow | None:
    """The share of the actor's unit in one of ``states`` (else one that is live)."""
    wanted = states or LIVE
    return next((share for share in case.shares if share.unit == actor.unit and share.state in wanted), None)


def step_actions(actor: Actor, case: CaseDetail) -> tuple[Action, ...]:
    """The steps of the flow; those that one may take stand in front, the first of them is the main one."""
    offers = [offer for offer in case.offers if not _by_machine(offer)]
    made = [_step(actor, case, offer) for offer in offers]
    free = [action for action in made if action.allowed]
    greyed = [action for action in made if not action.allowed]
    return (*(_primary(action) if place == 0 else action for place, action in enumerate(free)), *greyed)


def _primary(action: Action) -> Action:
    return replace(action, weight=Weight.PRIMARY)


def _by_machine(offer: Offer) -> bool:
    return list(offer.data.get("by", ())) == list(QUIET)


def _step(actor: Actor, case: CaseDetail, offer: Offer) -> Action:
    label = said(offer.label) or offer.action
    deed, power = OWN_DEED.get(offer.action, (offer.action, "cases.take_step"))
    if not offer.allowed:
        assert offer.reason is not None, "a greyed offer has its reason"
        return Action(label, allowed=False, reason=message_of(offer.reason, {**offer.data, "action": label}))
    if not actor.may(power):
        return Action(label, allowed=False, reason=gettext("Your post may not do this."))
    where = address_of(case.row.id, f"do/{deed}/")
    if offer.needs or (deed not in AT_ONCE and power != "cases.take_step"):
        return Action(label, where)
    return Action(label, where, "post", hidden=at_once(case))


def at_once(case: CaseDetail) -> tuple[tuple[str, str], ...]:
    """What a button sends that needs no more words."""
    return (("key", str(uuid4())), ("expected_version", str(case.row.version)))


# Acts beside the flow: key, words, power. Each has a page of its own (``deeds.py``).
BESIDE = (
    ("involve", n_("Ask a helping unit"), "cases.assign_case"),
    ("drop", n_("Take a share back"), "cases.drop_share"),
    ("note", n_("Write a note"), "cases.note_case"),
    ("attach", n_("Add files"), "cases.attach_files"),
    ("visit", n_("Count a visit"), "cases.record_visit"),
    ("ask", n_("Ask back"), "cases.ask_party"),
    ("pause", n_("Let a clock stand still"), "cases.pause_clock"),
    ("resume", n_("Let a clock run on"), "cases.resume_clock"),
    ("extend", n_("Give more time"), "cases.extend_clock"),
    ("retitle", n_("Title and place"), "cases.retitle_case"),
    ("reroute", n_("Send another way"), "cases.reroute_case"),
    ("add_party", n_("Add a party"), "cases.add_party"),
    ("end_party", n_("End a party's part"), "cases.end_party"),
    ("remove_file", n_("Take a file out"), "cases.remove_file"),
    ("part", n_("Open a part of it"), "cases.open_case"),
    ("hand_over", n_("Hand to an outside system"), "cases.hand_over_case"),
    ("hand_note", n_("Note what came back"), "cases.note_handover"),
    ("hand_again", n_("Try a handover again"), "cases.retry_handover"),
    ("hand_back", n_("Withdraw a handover"), "cases.withdraw_handover"),
    ("originals", n_("Give papers back"), "cases.return_originals"),
)
STILL_OPEN = ("note", "hand_back")


def _applies(actor: Actor, case: CaseDetail, key: str) -> bool:
    running = [clock for clock in case.clocks if clock.stopped_at is None]
    paused = [clock for clock in running if clock.state.kind.value == "paused"]
    live = [share for share in case.shares if share.state in LIVE]
    tests = {
        "pause": bool(len(running) > len(paused)), "resume": bool(paused), "extend": bool(running),
        "drop": bool(live), "involve": bool(live), "remove_file": bool(case.files),
        "end_party": any(party.left_at is None for party in case.parties),
        "hand_over": bool(targets(actor, case)), "hand_back": was_handed(case), "hand_again": was_handed(case),
        "hand_note": was_handed(case),
        "originals": any(party.originals and party.returned_at is None for party in case.parties),
    }  # fmt: skip
    return tests.get(key, True) and (not case.row.ended or key in STILL_OPEN)


def more_actions(actor: Actor, case: CaseDetail) -> Section:
    """The acts beside the flow that one may do now, one's own share first."""
    found = [*_own_share_actions(actor, case)]
    found += [
        Action(gettext(words), address_of(case.row.id, f"do/{key}/"))
        for key, words, power in BESIDE
        if actor.may(power) and _applies(actor, case, key)
    ]
    found.append(Action(gettext("Receipt"), address_of(case.row.id, "receipt/"), icon="printer"))
    empty = Text(gettext("Nothing else can be done now."))
    return Section(gettext("Also possible"), (Actions(tuple(found)),) if found else (empty,))


def _own_share_actions(actor: Actor, case: CaseDetail) -> tuple[Action, ...]:
    share = own_share(actor, case)
    if share is None or share.role == "lead" or case.row.ended:
        return ()
    deeds: tuple[tuple[str, str, str], ...]
    if share.state == "offered":
        deeds = (("sign", n_("Sign for our share"), "cases.accept_share"),
                 ("return", n_("Refuse our share"), "cases.refuse_share"))  # fmt: skip
    else:
        deeds = (("help_done", n_("Our share is done"), "cases.finish_share"),)
    return tuple(_share_action(case, *deed) for deed in deeds if actor.may(deed[2]))


def _share_action(case: CaseDetail, deed: str, words: str, power: str) -> Action:
    where = address_of(case.row.id, f"do/{deed}/")
    if deed in AT_ONCE:
        return Action(gettext(words), where, "post", hidden=at_once(case))
    return Action(gettext(words), where)
