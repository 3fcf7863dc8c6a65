"""How buildings and addresses look: uses and states in words, points as people type them."""

from django.utils.translation import gettext

from linli.faces.desk.doing import Typed
from linli.faces.desk.forms import FormCode, typed_pair
from linli.kernel.errors import Invalid, KernelCode, Problem, n_
from linli.kernel.geo import Point
from linli.places.commands import GivenPoint
from linli.ui.parts import Choice, FieldKind, FormField, StateBadge, StateTone, Width

USES = {
    "residential": n_("Dwelling house"),
    "shop": n_("Shop"),
    "office": n_("Office"),
    "public": n_("Public building"),
    "industrial": n_("Works"),
    "farm": n_("Farm building"),
    "vacant": n_("Vacant"),
    "mixed": n_("Homes and shops"),
    "other": n_("Other use"),
}
STATES = {"open": n_("Waiting"), "matched": n_("Matched"), "dismissed": n_("Set aside")}
DATUMS = {
    "wgs84": n_("GPS, CGCS2000 (WGS84)"),
    "gcj02": n_("Amap, Tencent (GCJ-02)"),
    "bd09": n_("Baidu (BD-09)"),
}


def use_words(use: str) -> str:
    """The use in words."""
    return gettext(USES.get(use, use))


def use_badge(use: str) -> StateBadge:
    """The use as a badge."""
    return StateBadge(use_words(use), StateTone.STOPPED if use == "vacant" else StateTone.NEUTRAL)


def gap_badge(state: str) -> StateBadge:
    """The state of a queued address."""
    tone = StateTone.ATTENTION if state == "open" else StateTone.DONE if state == "matched" else StateTone.STOPPED
    return StateBadge(gettext(STATES.get(state, state)), tone)


def use_field(value: str, key: str) -> FormField:
    """A question for the use."""
    choices = tuple(Choice(use, gettext(label)) for use, label in USES.items())
    return FormField(
        "use", gettext("Use"), FieldKind.SELECT, value or "residential", choices=choices, id=f"id_{key}_use"
    )


def datum_field(value: str) -> FormField:
    """A question for the map that a point was read from."""
    choices = tuple(Choice(key, gettext(label)) for key, label in DATUMS.items())
    return FormField("datum", gettext("From which map?"), FieldKind.SELECT, value or "wgs84", choices=choices)


def point_field(value: str) -> FormField:
    """The one line under a board for a point."""
    return FormField(
        "corners", gettext("Point"), FieldKind.AREA, value, rows=1, width=Width.MEDIUM, id="id_corners",
        hint=gettext("Longitude, latitude. Leave it empty when nobody knows."),
    )  # fmt: skip


def point_text(point: Point | None) -> str:
    """A point as one types it."""
    return f"{point.longitude}, {point.latitude}" if point else ""


def typed_point(typed: Typed) -> GivenPoint | None:
    """The point in the field, None when it is empty; Invalid names what cannot be read."""
    text = typed.get("corners", "").strip()
    if not text:
        return None
    pair = typed_pair(text)
    if pair is None:
        problem = Problem("corners", FormCode.BAD_CORNER, {"line": 1, "text": text[:40]})
        raise Invalid(KernelCode.INVALID, problems=(problem,))
    return GivenPoint(*pair, typed.get("datum", "") or "wgs84")
