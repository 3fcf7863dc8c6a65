"""The places of each face's navigation; each face registers its own at start-up."""

from dataclasses import dataclass

from django.utils.translation import gettext

from linli.kernel.actor import Actor
from linli.ui.parts import Face, NavItem


@dataclass(frozen=True)
class Place:
    """A place one can go to: shown to posts that have ``power`` (empty = to all)."""

    face: Face
    label: str
    href: str
    icon: str
    power: str = ""
    group: str = ""


_places: list[Place] = []


def register_place(place: Place) -> None:
    """Add a place (called in ``AppConfig.ready()``)."""
    if place not in _places:
        _places.append(place)


def navigation(face: Face, actor: Actor | None, path: str) -> tuple[NavItem, ...]:
    """The places of a face that the actor may go to, the present one marked."""
    seen = [place for place in _places if place.face is face and _may_see(place, actor)]
    best = max((p.href for p in seen if path.startswith(p.href)), key=len, default="")
    return tuple(
        NavItem(gettext(p.label), p.href, p.icon, active=p.href == best, group=gettext(p.group) if p.group else "")
        for p in seen
    )


def _may_see(place: Place, actor: Actor | None) -> bool:
    return not place.power or (actor is not None and actor.may(place.power))
