"""How persons look: words for kinds, relations, sources, settings and hours."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext

from linli.kernel.errors import n_
from linli.people.queries.contacts import ContactRow
from linli.people.queries.residences import ResidenceRow
from linli.people.rules.contacts import Wishes
from linli.people.rules.residences import KINDS, RELATIONS
from linli.places.queries.areas import AreaRow
from linli.ui.parts import Choice, StateBadge, StateTone

SEXES = {1: n_("Male"), 2: n_("Female"), 0: n_("Unknown"), 9: n_("Not stated")}
KIND_WORDS = {"registered": n_("Registered here"), "living": n_("Lives here"), "away": n_("Away from here")}
RELATION_WORDS = {
    "head": n_("Householder"), "spouse": n_("Spouse"), "child": n_("Child"), "parent": n_("Parent"),
    "grandchild": n_("Grandchild"), "grandparent": n_("Grandparent"), "sibling": n_("Brother or sister"),
    "other": n_("Other relation"),
}  # fmt: skip
SOURCE_WORDS = {
    "document": n_("Document seen"), "register": n_("Police register"), "self": n_("Own statement"),
    "visit": n_("Visit"), "import": n_("Import"),
}  # fmt: skip
CHANNEL_WORDS = {"call": n_("Call"), "sms": n_("Text message"), "mail": n_("Mail")}
SETTING_WORDS = {
    "free": n_("No restriction"), "never": n_("Never contact here"), "hours": n_("Only at safe hours"),
    "via": n_("Only through another person"),
}  # fmt: skip
WAY_WORDS = {"paper": n_("On paper"), "spoken": n_("Spoken, noted by staff"), "online": n_("Online")}
FIELD_WORDS = {
    "name": n_("Full name"), "birth": n_("Born"), "identity": n_("Identity number"),
    "hukou_address": n_("Registered address"), "phone": n_("Phone"), "mail": n_("Mail"), "sex": n_("Sex"),
}  # fmt: skip
IDENTITY_WORDS = {
    "citizen": n_("Citizen number"), "hong_kong_resident": n_("Residence permit, Hong Kong"),
    "macau_resident": n_("Residence permit, Macau"), "taiwan_resident": n_("Residence permit, Taiwan"),
    "foreign_resident": n_("Permanent residence, foreigner"),
    "foreign_resident_old": n_("Permanent residence, foreigner (old)"),
    "home_return": n_("Home return permit"), "taiwan_travel": n_("Travel permit, Taiwan"),
}  # fmt: skip
GUARDED = ("never", "hours", "via")


def choices(words: Mapping[str, str]) -> tuple[Choice, ...]:
    """The choices of a field from a table of words."""
    return tuple(Choice(key, gettext(text)) for key, text in words.items())


def kind_choices() -> tuple[Choice, ...]:
    """Kinds of residence."""
    return tuple(Choice(kind, gettext(KIND_WORDS[kind])) for kind in KINDS)


def relation_choices(empty: str = "") -> tuple[Choice, ...]:
    """Relations to the householder, before them what no relation means."""
    none = (Choice("", empty),) if empty else ()
    return (*none, *(Choice(key, gettext(RELATION_WORDS[key])) for key in RELATIONS))


def hour_words(minute: int) -> str:
    """A minute of the day as one writes a time."""
    return f"{minute // 60:02}:{minute % 60:02}"


def wishes_words(wishes: Wishes) -> str:
    """By which ways, and when not."""
    ways = "、".join(gettext(CHANNEL_WORDS[channel]) for channel in wishes.channels) or gettext("by no way")
    if wishes.quiet_from is None or wishes.quiet_to is None:
        return ways
    quiet = f"{hour_words(wishes.quiet_from)}–{hour_words(wishes.quiet_to)}"
    return gettext("{ways}; quiet from {hours}").format(ways=ways, hours=quiet)


def setting_badge(row: ContactRow) -> StateBadge:
    """What keeps the person safe, so that nobody overlooks it."""
    wishes, words = row.wishes, gettext(SETTING_WORDS[row.wishes.setting])
    if wishes.setting == "hours" and wishes.safe_from is not None and wishes.safe_to is not None:
        words = f"{words} {hour_words(wishes.safe_from)}–{hour_words(wishes.safe_to)}"
    return StateBadge(words, StateTone.ATTENTION if wishes.setting in GUARDED else StateTone.NEUTRAL)


def area_words(areas: Mapping[str, AreaRow], code: str) -> str:
    """The name of an area, else its code."""
    found = areas.get(code)
    return found.name if found and found.name else code


def codes_of(rows: tuple[ResidenceRow, ...], area: str) -> set[str]:
    """The communities that a record names (a grid's code is cut to its community)."""
    return {row.area[:12] for row in rows} | {area[:12]}


def address_of(person: UUID, page: str = "") -> str:
    """The address of a person's page, or of one of the pages behind it."""
    return f"/desk/persons/{person}/{page}"
