"""The gallery and the generic pages on every face: sound markup, no inline style or script, nothing from elsewhere."""

import re
import time
from itertools import product

import pytest
from django.template import Context, Engine
from django.test import Client
from django.utils import translation

from linli.ui.bundle import UI_FOLDER
from linli.ui.parts import Face, ProblemPage, Shell
from linli.ui.specimens.screens import screens
from linli.ui.specimens.tables import table
from tests.ui.drawing import LANGUAGES, Markup, draw, repeated

TEMPLATES = UI_FOLDER / "templates"
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|\shx-on|<script(?![^>]*\ssrc=)|javascript:|https?://", re.IGNORECASE)
PAGES = ["list", "object", "form", "confirm", "problem", "print", "home"]


def _page(query: str, language: str) -> str:
    client = Client(headers={"accept-language": language})
    client.cookies["linli_language"] = language
    response = client.get(f"/ui/gallery/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def _in_language(template: str, language: str, **context: object) -> str:
    with translation.override(language):
        return Engine.get_default().get_template(template).render(Context({"csrf_token": "t", **context}))


@pytest.mark.parametrize(("face", "language"), list(product(["desk", "portal", "plain", "portal&elder=1"], LANGUAGES)))
def test_the_gallery_is_sound(face: str, language: str) -> None:
    markup = Markup(_page(f"face={face}", language))
    assert markup.problems == [] and len(markup.elements) > 1000


@pytest.mark.parametrize(("page", "face", "language"), list(product(PAGES, list(Face), LANGUAGES)))
def test_every_page_is_sound_on_every_face(page: str, face: Face, language: str) -> None:
    text = _page(f"page={page}&face={face}", language)
    markup = Markup(text)
    assert markup.problems == [] and repeated(markup.values("id")) == []
    assert INLINE.findall(text) == []
    assert len(markup.find("main")) == 1 and len(markup.find("h1")) == 1


@pytest.mark.parametrize(("page", "language"), list(product(PAGES, LANGUAGES)))
def test_pages_need_only_a_shell(page: str, language: str) -> None:
    template, context = screens()[page]
    for face in Face:
        drawn = Markup(_in_language(template, language, shell=Shell(face=face), **context))
        assert drawn.problems == []


@pytest.mark.parametrize("face", list(Face))
def test_a_problem_needs_nothing_at_all(face: Face) -> None:
    drawn = _in_language("ui/pages/problem.html", "en", shell=Shell(face=face), problem=ProblemPage())
    assert 'id="problem"' in drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rows_of_a_list_can_be_drawn_alone(language: str) -> None:
    _, context = screens()["list"]
    rows = _in_language("ui/pages/list.html#rows", language, **context)
    markup = Markup(rows)
    assert markup.problems == [] and markup.elements[0] == ("div", {"id": "rows"}) and "<html" not in rows
    assert markup.find("p", data_announce="")


def test_the_navigation_can_be_drawn_alone() -> None:
    drawn = _in_language("ui/layouts/desk.html#nav", "en", shell=Shell(counts_href="/counts"))
    assert Markup(drawn).find("nav", id="nav", hx_get="/counts")


def test_titles_come_from_the_page() -> None:
    assert "<title>3号楼" in _page("page=object&face=desk", "zh-hans")


def test_languages_are_named_in_themselves() -> None:
    markup = Markup(_page("face=portal", "zh-hans"))
    assert markup.find("html", lang="zh-hans") and markup.find("span", lang="en")


def test_elder_mode_is_a_class() -> None:
    assert Markup(_page("face=portal&elder=1", "zh-hans")).find("html", class_="face-portal elder")


def test_htmx_is_told_not_to_evaluate_nor_to_paint_nor_to_keep() -> None:
    desk = _page("face=desk", "en")
    for setting in ('"includeIndicatorStyles":false', '"allowEval":false', '"historyCacheSize":0'):
        assert setting in desk
    assert "htmx-config" not in _page("face=portal", "en")


def test_no_template_holds_inline_style_or_script() -> None:
    files = [*TEMPLATES.rglob("*.html"), *(UI_FOLDER / "static/linli/errors").glob("*.html")]
    assert len(files) > 45
    assert {f.name: hits for f in files if (hits := INLINE.findall(f.read_text(encoding="utf-8")))} == {}


def test_only_one_place_trusts_markup() -> None:
    trusting = re.compile(r"\|safe\b|autoescape off|mark_safe")
    files = [*TEMPLATES.rglob("*.html")]
    assert [f.name for f in files if trusting.search(f.read_text(encoding="utf-8"))] == ["control.html"]


def test_a_table_of_two_hundred_rows_is_drawn_in_time() -> None:
    draw(table(5))
    begun = time.perf_counter()
    draw(table(200))
    assert time.perf_counter() - begun < 1.0
