"""Words of guides: fields, headings, periods, sources."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext

from linli.kernel.errors import n_
from linli.ui.wording import Span, span_words

GROUPS = {
    "service": n_("Certificates and licences"),
    "report": n_("Report something broken or wrong"),
    "hazard": n_("Dangers"),
    "help": n_("Help"),
    "complaint": n_("Complaints"),
    "suggestion": n_("Suggestions"),
    "mediation": n_("Quarrels"),
    "petition": n_("Petitions"),
    "information": n_("Information from the government"),
    "consultation": n_("Between units"),
    "task": n_("Tasks"),
    "duty": n_("Recurring duties"),
}
TEXTS = {
    "what": n_("What it is for"),
    "who": n_("Who may ask"),
    "where": n_("Who does what"),
    "danger": n_("In danger"),
    "after": n_("Afterwards"),
    "late": n_("If we are late"),
    "once": n_("Good to know"),
    "more": n_("Good to know"),
}
_PERIOD = re.compile(r"(\d+)(h|d|wd|m|y)")
_SPANS = {"h": Span.HOURS, "d": Span.DAYS, "wd": Span.WORKDAYS}
_LONG = {"m": n_("{amount} months"), "y": n_("{amount} years")}


def period_words(text: str) -> str:
    """A period of a pack in words: 20wd is 20 working days."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text
    amount, unit = int(found[1]), found[2]
    return span_words(amount, _SPANS[unit]) if unit in _SPANS else gettext(_LONG[unit]).format(amount=amount)


def basis_words(basis: Mapping[str, str]) -> str:
    """Source and article; for our own rules that they are ours."""
    source = basis.get("source", "")
    if source in ("", "Linli"):
        return gettext("rule of this service")
    return " ".join(text for text in (source, basis.get("article", "")) if text)
