"""Sharing of data in words and badges."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from linli.cases.queries.data_givings import WAY_LABELS, GivingRow
from linli.cases.queries.data_sharing import DataRequestRow, FieldRow
from linli.kernel.errors import n_
from linli.ui.parts import StateBadge, StateTone
from linli.ui.web.wording import label_of

HOME, LOG = "/desk/data/", "/desk/data/log/"
CLASSES = {
    "unconditional": n_("shared without conditions"),
    "conditional": n_("shared after a decision"),
    "none": n_("not shared"),
}
DECISIONS = {
    "asked": (n_("to be decided"), StateTone.NEUTRAL),
    "held": (n_("held already"), StateTone.DONE),
    "granted": (n_("granted"), StateTone.ACTIVE),
    "refused": (n_("not shared"), StateTone.STOPPED),
}
TONES = {"given": StateTone.DONE, "held": StateTone.DONE, "granted": StateTone.ACTIVE, "refused": StateTone.STOPPED,
         "withdrawn": StateTone.STOPPED, "ended": StateTone.STOPPED, "correcting": StateTone.ATTENTION}  # fmt: skip


def joined(titles: Iterable[Mapping[str, str]]) -> str:
    """Fields one after the other."""
    return "、".join(map(label_of, titles))


def state_of(row: DataRequestRow) -> StateBadge:
    """How far a request is."""
    return StateBadge(label_of(row.state_label), TONES.get(row.state, StateTone.NEUTRAL))


def decision_of(field: FieldRow) -> StateBadge:
    """What became of a field."""
    words, tone = DECISIONS[field.decision]
    given = field.given_at is not None
    return StateBadge(gettext("given"), StateTone.DONE) if given else StateBadge(gettext(words), tone)


def way_words(row: GivingRow) -> str:
    """How data were handed over."""
    return gettext(dict(WAY_LABELS)[row.way])
