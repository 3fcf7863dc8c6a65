"""States, failures and texts of messages in words."""

from linli.kernel.errors import n_
from linli.people.queries.messages import CHANNEL_WORDS
from linli.people.queries.messages import STATES as STATE_WORDS
from linli.ui.parts import StateTone

STATES = dict(STATE_WORDS)
CHANNELS = dict(CHANNEL_WORDS)
TONES = {
    "queued": StateTone.NEUTRAL,
    "trying": StateTone.ACTIVE,
    "sent": StateTone.DONE,
    "failed": StateTone.ATTENTION,
    "given_up": StateTone.DANGER,
}
TEMPLATES = {
    "received": n_("Received"),
    "accepted": n_("Accepted"),
    "question": n_("Question back"),
    "missing": n_("Papers are missing"),
    "paused": n_("Time stands still"),
    "extended": n_("More time"),
    "done": n_("There is a result"),
    "closed": n_("Closed"),
    "closed_rate": n_("Closed, please rate"),
    "refused": n_("Not accepted"),
    "reopened": n_("Open again"),
    "merged": n_("Merged"),
    "quiet": n_("News (matter not named)"),
    "quiet_received": n_("Received (matter not named)"),
    "code": n_("Six figures"),
    "undelivered": n_("A message was not delivered"),
    "outside_failed": n_("An outside system did not take it"),
    "outside_late": n_("An outside system is late"),
    "alarm_warned": n_("Due soon"),
    "alarm_overdue": n_("Overdue"),
    "alarm_ladder": n_("Overdue for long"),
}
ERRORS = {
    "not_set_up": n_("No provider is set up"),
    "no_connection": n_("The provider does not answer"),
    "time_out": n_("The provider was too slow"),
    "tls": n_("No secure connection"),
    "private_address": n_("The provider's address is not public"),
    "not_encrypted": n_("The provider's address is not https"),
    "bad_address": n_("The provider's address is no address"),
    "answer_not_understood": n_("The answer was not understood"),
    "answer_too_long": n_("The answer was too long"),
    "recipient_refused": n_("The provider does not know the recipient"),
    "log_in_refused": n_("The mail server refused the log-in"),
    "turned_down": n_("It ended there without being done"),
    "no_way": n_("The recipient may not be reached this way"),
    "expired": n_("It was no longer good"),
    "worker_lost": n_("The worker was lost again and again"),
}
