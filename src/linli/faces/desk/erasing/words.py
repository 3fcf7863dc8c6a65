"""Kinds, causes, states and what went, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext

from linli.kernel.erasing.listing import STATES as STATE_WORDS
from linli.kernel.errors import n_
from linli.ui.parts import Choice, StateBadge, StateTone

STATES = dict(STATE_WORDS)
TONES = {"proposed": StateTone.ATTENTION, "done": StateTone.DONE, "dropped": StateTone.STOPPED}
KINDS = {"people.person": n_("Person"), "cases.case": n_("Case")}
HOMES = {"people.person": "/desk/persons/{id}/", "cases.case": "/desk/cases/{id}/"}
CAUSES = {
    "request": n_("The person asks for it"),
    "ground_gone": n_("There is no ground for keeping it any more"),
    "period_over": n_("Its time of keeping is over"),
}
HOLD_CAUSES = {
    "audit": n_("Audit"),
    "lawsuit": n_("Lawsuit"),
    "petition": n_("Petition"),
    "other": n_("Another legal ground"),
}
GONE = {
    "contents": n_("Values of journal entries"),
    "contacts": n_("Phones and mails"),
    "residences": n_("Residences"),
    "messages": n_("Messages"),
    "staged": n_("Rows of ledgers"),
    "accounts": n_("Accounts"),
    "cases": n_("Cases"),
    "case_contents": n_("Words in cases"),
    "papers": n_("Photos and papers"),
    "parties": n_("Parts in cases"),
    "party_contents": n_("Words about parties"),
}


def kind_words(kind: str) -> str:
    """A kind of thing."""
    return gettext(KINDS[kind]) if kind in KINDS else kind


def home_of(kind: str, thing: object) -> str:
    """The page of a thing."""
    return HOMES[kind].format(id=thing) if kind in HOMES else ""


def state_badge(state: str) -> StateBadge:
    """The state of a proposal."""
    return StateBadge(gettext(STATES[state]), TONES[state])


def choices_of(words: Mapping[str, str]) -> tuple[Choice, ...]:
    """Keys to be chosen from, in words."""
    return tuple(Choice(key, gettext(text)) for key, text in words.items())


def gone_words(gone: Mapping[str, int]) -> str:
    """What was deleted, counted."""
    return "；".join(f"{gettext(GONE.get(name, name))} {count}" for name, count in gone.items() if count) or "–"
