"""Matters and places as one types them: found by name, by a part of it that is unique, or by code."""

from dataclasses import dataclass

from linli.cases.queries.types import case_types
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.data_sharing import GROUP
from linli.cases.rules.types import CaseType
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.places.queries.areas import communities_within
from linli.ui.web.wording import label_of


@dataclass(frozen=True)
class Kind:
    """A matter with its sort, and how it is written in the list."""

    type: CaseType
    sort: str
    words: str


@dataclass(frozen=True)
class Spot:
    """A community, and how it is written in the list."""

    code: str
    words: str


def kinds_of(actor: Actor) -> tuple[Kind, ...]:
    """Every matter with each of its sorts, what people ask for first; requests for data have a page of their own."""
    found = [item for item in case_types(actor.area, actor.at).values() if item.group != GROUP]
    types = sorted(found, key=lambda item: (not item.by_public, item.group, item.key))
    return tuple(kind for item in types for kind in _kinds(item))


def _kinds(item: CaseType) -> list[Kind]:
    name = label_of(item.label)
    if not item.sorts:
        return [Kind(item, "", name)]
    return [Kind(item, key, f"{label_of(sort.label)} · {name}") for key, sort in item.sorts.items()]


def typed_kind(actor: Actor, text: str) -> Kind:
    """The matter that is meant; Invalid when it is none or more than one."""
    wanted, kinds = text.strip(), kinds_of(actor)
    found = [kind for kind in kinds if kind.words == wanted]
    found = found or [kind for kind in kinds if wanted and kind.words.partition(" · ")[0] == wanted]
    found = found or [kind for kind in kinds if wanted and wanted in kind.words]
    if len(found) != 1:
        raise Invalid(KernelCode.INVALID, problems=(Problem("kind", CaseCode.NO_TYPE),))
    return found[0]


def spots_of(actor: Actor, power: str) -> tuple[Spot, ...]:
    """The communities that the post may take in cases for, by code (one query)."""
    rows = communities_within(actor.county, actor.areas_for(power), local_day(actor.at))
    return tuple(Spot(row.code, f"{row.name} {row.code}") for row in rows) or _own(actor)


def _own(actor: Actor) -> tuple[Spot, ...]:
    return (Spot(actor.area, actor.area),) if actor.area else ()


def typed_spot(spots: tuple[Spot, ...], text: str) -> str:
    """The code of the place that is meant: by what the list says, a code of up to a micro-grid, or a unique part."""
    wanted = text.strip()
    found = [spot for spot in spots if spot.words == wanted] or [
        spot for spot in spots if wanted and wanted in spot.words
    ]
    if len(found) == 1:
        return found[0].code
    if wanted.isascii() and wanted.isdigit() and 12 <= len(wanted) <= 17:
        return wanted
    raise Invalid(KernelCode.INVALID, problems=(Problem("place", CaseCode.NO_AREA),))
