"""Contrast: the formula with the rule book's figures, and every text of ours on every surface of ours."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.ui.bundle import UI_FOLDER
from linli.ui.contrast import DESK_TEXT, EDGE, PORTAL_TEXT, colours, is_readable, luminance, ratio

FRONTEND = UI_FOLDER.parents[2] / "frontend"
TOKENS = colours((FRONTEND / "styles/tokens.css").read_text(encoding="utf-8"))
SURFACES = ["ll-paper", "ll-page", "ll-sunk", "ll-teal-soft", "ll-amber-soft", "ll-red-soft"]
TEXTS = ["ll-ink", "ll-ink-soft", "ll-teal", "ll-teal-deep", "ll-amber", "ll-red"]
ON_DARK = ["ll-teal", "ll-teal-deep", "ll-red"]
EDGES = [("ll-line-strong", s) for s in SURFACES] + [
    ("ll-bar", "ll-sunk"),
    ("ll-amber-mark", "ll-sunk"),
    ("ll-amber-mark", "ll-amber-soft"),
]
FREE = {"ll-line", "ll-on-dark", "ll-line-strong", "ll-bar", "ll-amber-mark"}


@pytest.mark.parametrize(
    ("text", "shown", "passes"), [("#767676", 4.54, True), ("#777777", 4.48, False)], ids=["T131-pass", "T131-fail"]
)
def test_t131(text: str, shown: float, passes: bool) -> None:
    assert round(ratio(text, "#ffffff"), 2) == shown
    assert is_readable(text, "#ffffff", 16) is passes


def test_grey_that_passes_only_large_and_orange_that_never_does() -> None:
    assert round(ratio("#949494", "#ffffff"), 2) == 3.03
    assert is_readable("#949494", "#ffffff", 19) and not is_readable("#949494", "#ffffff", 18)
    assert round(ratio("#FFA500", "#ffffff"), 2) in (1.97, 1.98) and not is_readable("#FFA500", "#ffffff", 40)


def test_the_ends_of_the_scale() -> None:
    assert luminance("#000000") == 0 and round(luminance("#ffffff"), 9) == 1
    assert round(ratio("#000000", "#ffffff"), 6) == 21


@settings(max_examples=150)
@given(*[st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")] * 2)
def test_a_ratio_is_the_same_both_ways_and_bounded(one: str, other: str) -> None:
    assert ratio(one, other) == ratio(other, one) and 1 <= ratio(one, other) <= 21.0001


@pytest.mark.parametrize("bad", ["", "#fff", "red", "#12345g", "#1234567"])
def test_other_notations_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        luminance(bad)


@pytest.mark.parametrize(("text", "surface"), list(product(TEXTS, SURFACES)))
def test_every_text_stands_out_on_every_surface(text: str, surface: str) -> None:
    found = ratio(TOKENS[text], TOKENS[surface])
    assert found >= DESK_TEXT and found >= PORTAL_TEXT


@pytest.mark.parametrize("surface", ON_DARK)
def test_white_on_dark(surface: str) -> None:
    assert ratio(TOKENS["ll-on-dark"], TOKENS[surface]) >= PORTAL_TEXT


@pytest.mark.parametrize(("edge", "surface"), EDGES)
def test_edges_and_marks_stand_out(edge: str, surface: str) -> None:
    assert ratio(TOKENS[edge], TOKENS[surface]) >= EDGE


def test_no_colour_goes_untested() -> None:
    assert set(TOKENS) == {*SURFACES, *TEXTS, *FREE}


def test_style_sheets_name_no_colour_of_their_own() -> None:
    sheets = [f for f in (FRONTEND / "styles").rglob("*.css") if f.name not in ("tokens.css", "print.css")]
    assert len(sheets) > 8
    assert {Path(f).name: found for f in sheets if (found := _hex_in(f.read_text(encoding="utf-8")))} == {}
    assert _hex_in("a { color: #aabbcc; }")


def _hex_in(css: str) -> list[str]:
    return list(colours(css.replace("color:", "--ll-x:").replace("background:", "--ll-x:")).values())
