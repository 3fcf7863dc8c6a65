"""States of webhooks and deliveries in words (catalogue keys)."""

from linli.kernel.errors import n_

STATES = (("on", n_("on")), ("paused", n_("paused")), ("disabled", n_("switched off")))
STATE_TERMS = dict(STATES)
DELIVERY_STATES = (
    ("waiting", n_("waiting to be sent")),
    ("sent", n_("sent")),
    ("failed", n_("failed, will be tried again")),
    ("given_up", n_("given up")),
)
