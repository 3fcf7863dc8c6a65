"""States, failures, alarms and events of webhooks in words."""

from django.utils.translation import gettext

from linli.kernel.errors import n_
from linli.kernel.hooks.listing import DeliveryRow, HookRow
from linli.kernel.hooks.offers import offer_of
from linli.kernel.hooks.words import DELIVERY_STATES, STATE_TERMS
from linli.ui.parts import StateBadge, StateTone

TONES = {"on": StateTone.DONE, "paused": StateTone.ATTENTION, "disabled": StateTone.DANGER}
DELIVERIES = dict(DELIVERY_STATES)
DELIVERY_TONES = {
    "waiting": StateTone.NEUTRAL,
    "sent": StateTone.DONE,
    "failed": StateTone.ATTENTION,
    "given_up": StateTone.DANGER,
}
REASONS = {
    "no_connection": n_("The receiver does not answer"),
    "time_out": n_("The receiver was too slow"),
    "tls": n_("No secure connection"),
    "private_address": n_("The receiver's address is not public"),
    "not_encrypted": n_("The receiver's address is not https"),
    "bad_address": n_("The receiver's address is no address"),
    "withheld": n_("Withheld: only its handlers may know of the matter"),
    "worker_lost": n_("The worker was lost again and again"),
    "gone": n_("The receiver says that it is gone"),
    "failing": n_("The receiver failed for days"),
}
ALARMS = {
    "gone": n_("The webhook {name} was switched off: its receiver says that it is gone."),
    "failing": n_("The webhook {name} was switched off: its receiver failed for over three days."),
    "late": n_("The receiver of the webhook {name} has failed for over an hour. It is tried again."),
    "lost": n_("Some events for the webhook {name} were given up. Send them again when its receiver is back."),
}


def hook_badge(row: HookRow) -> StateBadge:
    """The state of a webhook."""
    return StateBadge(gettext(STATE_TERMS[row.state]), TONES[row.state])


def delivery_badge(row: DeliveryRow) -> StateBadge:
    """The state of a delivery."""
    return StateBadge(gettext(DELIVERIES[row.state]), DELIVERY_TONES[row.state])


def event_words(event: str) -> str:
    """An offered event in words."""
    found = offer_of(event)
    return gettext(found.words) if found is not None else event


def reason_words(reason: str) -> str:
    """Why a try failed."""
    if reason.startswith("http_"):
        return gettext("The receiver answered {status}").format(status=reason.removeprefix("http_"))
    return gettext(REASONS[reason]) if reason in REASONS else reason
