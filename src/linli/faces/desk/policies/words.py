"""Words for papers and findings."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from linli.documents.queries.papers import FindingRow, PaperRow
from linli.documents.rules.library.findings import CONFIRMED, DROPPED, FOUND, OPERATOR_WORDS, UNSURE, since_of, until_of
from linli.kernel.errors import n_
from linli.ui.parts import StateBadge, StateTone
from linli.ui.wording import day_words

LIST = "/desk/policies/"
STATES = {FOUND: n_("Not judged yet"), CONFIRMED: n_("Confirmed"), DROPPED: n_("Dropped")}
TONES = {FOUND: StateTone.ATTENTION, CONFIRMED: StateTone.DONE, DROPPED: StateTone.NEUTRAL}
ROLE_WORDS = {"lead": n_("Leads"), "helping": n_("Units that help"), "responsible": n_("Units responsible")}
KIND_WORDS = {
    "target": n_("Target with a day"),
    "standard": n_("Standing standard"),
    "count": n_("Counted from a list"),
    "threshold": n_("Size from which a rule holds"),
}
UNITS_OF_TIME = {
    "Y": n_("every {count} years"),
    "M": n_("every {count} months"),
    "W": n_("every {count} weeks"),
    "D": n_("every {count} days"),
}


def address_of(paper: UUID, more: str = "") -> str:
    """A page of a paper."""
    return f"{LIST}{paper}/{more}"


def finding_address(row: FindingRow) -> str:
    """The page of a finding."""
    return address_of(row.paper, f"findings/{row.id}/")


def badge(row: FindingRow) -> StateBadge:
    """The state of a finding; one that was read without certainty says so."""
    if row.state == FOUND and row.sure < 100 * UNSURE:
        return StateBadge(gettext("Look closely"), StateTone.DANGER)
    return StateBadge(gettext(STATES[row.state]), TONES[row.state])


def paper_badge(row: PaperRow, day: date) -> StateBadge:
    """Whether a paper holds on a day."""
    if row.repealed_on is not None and row.repealed_on <= day:
        return StateBadge(gettext("Repealed"), StateTone.DANGER)
    if row.valid_from is not None and row.valid_from > day:
        return StateBadge(gettext("Not in force yet"), StateTone.NEUTRAL)
    return StateBadge(gettext("In force"), StateTone.DONE)


def deadline_words(deadline: str, kind: str = "") -> str:
    """A day, a span of days, a rhythm, or that there is none."""
    until, since = until_of(deadline), since_of(deadline)
    if since and until:
        return f"{day_words(since, with_year=True)} – {day_words(until, with_year=True)}"
    if until:
        return day_words(until, with_year=True)
    if deadline:
        return gettext(UNITS_OF_TIME[deadline[-1]]).format(count=deadline[3:-1])
    return gettext("lasting") if kind == "ongoing" else gettext("no day named")


def figure_words(data: Mapping[str, Any]) -> str:
    """A figure with its operator and unit."""
    value = data["value"]
    figure = "–".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{gettext(OPERATOR_WORDS[data['operator']])} {figure} {data['unit']}".strip()


def units_words(data: Mapping[str, Any], role: str) -> str:
    """The units of a role; "and others" where the paper's list is open."""
    words, more = "、".join(data[role]), gettext("and others")
    return f"{words} {more}" if words and role == "lead" and data.get("open_ended") else words


def beside_words(data: Mapping[str, Any]) -> list[str]:
    """Who helps and who is responsible, each with the word for it."""
    words = (("helping", gettext("help: {units}")), ("responsible", gettext("responsible: {units}")))
    return [text.format(units="、".join(data[role])) for role, text in words if data[role]]
