"""The posts that answer for a place, with the phones of their offices: no names, no private numbers (S-038)."""

from collections.abc import Sequence

from django.utils.translation import gettext

from linli.faces.portal.parts import Phones
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel, check_phone
from linli.people.queries.in_charge import duty_phones
from linli.ui.parts import Link, Part


def phone_words(number: str) -> str:
    """A number as people dial it here."""
    facts = check_phone(number).facts
    if facts is None:
        return number
    return f"{facts.area_code}-{facts.local}" if facts.area_code else facts.local


def people_parts(codes: Sequence[str], actor: Actor) -> tuple[Part, ...]:
    """The phones of each place: of the grid first, then of the community, then of the street above it."""
    return tuple(part for code in dict.fromkeys(codes) for part in _place(code, actor))


def _place(code: str, actor: Actor) -> tuple[Part, ...]:
    found = duty_phones(code, local_day(actor.at))
    links = tuple(Link(unit, phone_words(phone), note=post) for unit, post, phone in found)
    is_own = len(code) == AreaLevel.COMMUNITY
    if not links and not is_own:
        return ()
    title = gettext("In your grid") if len(code) > AreaLevel.COMMUNITY else gettext("In your community")
    title = gettext("At the street or town") if len(code) == AreaLevel.TOWN else title
    return (Phones(title, links, gettext("No office here has entered a phone yet. Call the street or town.")),)
