"""Contrast of two colours as WCAG 2 defines it, and what each kind of page asks for (R9.11)."""

import re
from collections.abc import Mapping

PORTAL_TEXT = 7.0
DESK_TEXT = 4.5
LARGE_TEXT = 3.0
EDGE = 3.0
LARGE_FROM_DP = 18

_HEX = re.compile(r"#([0-9a-fA-F]{6})")
_TOKEN = re.compile(r"--(ll-[a-z0-9-]+):\s*(#[0-9a-fA-F]{6})\s*;")


def luminance(colour: str) -> float:
    """Relative luminance (0 black to 1 white) of ``#rrggbb``. Raises ``ValueError`` for another notation."""
    found = _HEX.fullmatch(colour)
    if found is None:
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    red, green, blue = (_linear(int(found[1][at : at + 2], 16)) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, the same in both directions."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_readable(text: str, surface: str, size_dp: int) -> bool:
    """Whether text of this size passes R9.11: 4.5:1, or 3:1 above 18 dp."""
    needed = LARGE_TEXT if size_dp > LARGE_FROM_DP else DESK_TEXT
    return ratio(text, surface) >= needed


def colours(style_sheet: str) -> Mapping[str, str]:
    """The colour tokens that a style sheet declares, by name without the leading dashes."""
    return dict(_TOKEN.findall(style_sheet))


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
