"""Templates: no inline script or style, no unknown variable."""

import re

import pytest
from django.template import engines

from linli.ui.web.templates import UnknownVariable
from tests.guards.source import ROOT

# A block of data is no script: browsers neither run it nor ask the policy about it.
DATA = r'type="application/ld\+json">'
SCRIPT = rf"<script>|<script(?= )(?! {DATA})(?![^>]*\ssrc=)"
INLINE = re.compile(rf"<style|\sstyle=|\son[a-z]+=|{SCRIPT}|javascript:", re.IGNORECASE)


def inline_in(text: str) -> list[str]:
    return INLINE.findall(text)


@pytest.mark.pure
def test_no_inline_script_or_style() -> None:
    pages = [*ROOT.rglob("templates/**/*.html"), *ROOT.rglob("static/linli/errors/*.html")]
    assert len(pages) > 20
    found = {str(path.relative_to(ROOT)): hits for path in pages if (hits := inline_in(path.read_text("utf-8")))}
    assert found == {}


@pytest.mark.pure
@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        '<script type="module">x</script>',
        '<script type="application/json" onload="x">',
        '<p style="color:red">',
        "<style>",
        '<a onclick="x()">',
        '<a href="javascript:x">',
    ],
)
def test_inline_is_found(text: str) -> None:
    assert inline_in(text)


@pytest.mark.pure
def test_a_linked_script_and_a_block_of_data_are_allowed() -> None:
    assert inline_in('<script type="application/ld+json">{}</script>') == []
    assert inline_in('<script type="module" src="/static/x.js"></script>') == []


@pytest.mark.pure
def test_an_unknown_variable_raises_and_prints_nothing_without_the_guard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    template = engines["django"].from_string("{{ unknown.thing }}")
    with pytest.raises(UnknownVariable):
        template.render({})
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    assert template.render({}) == ""
