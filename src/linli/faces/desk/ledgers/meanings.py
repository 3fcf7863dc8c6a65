"""What columns mean, where their values go and how sure a guess is, in words."""

from django.utils.translation import gettext

from linli.kernel.errors import n_
from linli.people.rules.ledgers.lexicon import NEVER_KEPT, Lexicon
from linli.people.rules.ledgers.shapes import Destination, LedgerColumn
from linli.ui.parts import StateTone
from linli.ui.web.wording import label_of

DESTINATIONS = {
    Destination.REGISTER: n_("The register"),
    Destination.DWELLING: n_("Dwelling"),
    Destination.STAFF: n_("Units and posts"),
    Destination.APPLICATION: n_("Application file"),
    Destination.NOWHERE: n_("Not kept"),
}
TONES = {Destination.REGISTER: StateTone.DONE, Destination.DWELLING: StateTone.DONE}
GROUNDS = {
    "name": n_("by its name"),
    "synonym": n_("by its name"),
    "part": n_("by a part of its name"),
    "content": n_("by what stands in it"),
    "neighbour": n_("by its neighbours"),
    "chosen": n_("chosen by hand"),
}


def meaning_words(code: str, lexicon: Lexicon) -> str:
    """What a column means, in words."""
    found = lexicon.meanings.get(code)
    return label_of(found.title) if found else gettext("Not known")


def sure_words(column: LedgerColumn) -> str:
    """How sure the guess is, and by what."""
    if not column.meaning and "chosen" not in column.why:
        return "–"
    grounds = "、".join(dict.fromkeys(gettext(GROUNDS[why]) for why in column.why))
    return gettext("{percent} %, {grounds}").format(percent=column.confidence, grounds=grounds)


def destination_words(column: LedgerColumn) -> str:
    """Where the values go; what may never be kept is named as such."""
    if column.meaning in NEVER_KEPT:
        return gettext("Never kept")
    return gettext(DESTINATIONS[column.destination])
