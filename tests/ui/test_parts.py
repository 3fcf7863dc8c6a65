"""Every part: drawn empty, with hostile text, in both languages; what a tag refuses."""

import dataclasses
import types
import typing
from datetime import date
from enum import Enum
from typing import Any

import pytest
from django.template import TemplateSyntaxError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.ui import parts
from linli.ui.bundle import UnknownIcon
from linli.ui.parts import (
    Action,
    Dialog,
    DueBadge,
    Fact,
    Facts,
    Form,
    FormField,
    LinkCell,
    Notice,
    Part,
    PersonBadge,
    PersonCell,
    Reveal,
    Section,
    Span,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
    one_group,
)
from linli.ui.specimens import shelves
from linli.ui.templatetags.linli_ui import part_kinds
from tests.ui.drawing import LANGUAGES, Markup, draw, render

HOSTILE = "<script>alert(1)</script><b x='\"'>&amp;"
KINDS = sorted(part_kinds().items())
# Fields whose text names an icon, an id or a method: code sets them, no person's words come there.
CODED = {"icon", "id", "key", "method", "html", "dialog", "name", "target", "inputmode"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("tag", "kind"), KINDS)
def test_every_part_is_drawn_with_defaults(tag: str, kind: type[Part], language: str) -> None:
    assert Markup(render(f"{{% {tag} part %}}", language, part=kind())).problems == []


@pytest.mark.parametrize(("tag", "kind"), KINDS)
def test_every_part_has_a_default_for_every_field(tag: str, kind: type[Part]) -> None:
    fields = dataclasses.fields(typing.cast(Any, kind))
    wanting = [f.name for f in fields if f.default is f.default_factory is dataclasses.MISSING]
    assert wanting == [] and kind.variable


def _hostile(annotation: Any) -> Any:
    """A value of this type that is as hostile as it can be; None where it holds no words."""
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is str:
        return HOSTILE
    if origin is tuple:
        return (_hostile(args[0]),) if args[1:] == (...,) else tuple(map(_hostile, args))
    if origin in (types.UnionType, typing.Union):
        return _hostile(next((a for a in args if dataclasses.is_dataclass(a)), args[0]))
    if dataclasses.is_dataclass(annotation):
        return _hostile_part(typing.cast(type, annotation))
    return None


def _hostile_part(kind: type) -> Any:
    if kind is Part:
        return Text(HOSTILE)
    hints = typing.get_type_hints(kind)
    words = {f.name: _hostile(hints[f.name]) for f in dataclasses.fields(kind) if f.name not in CODED | {"attributes"}}
    given_words = {name: value for name, value in words.items() if value is not None}
    if kind is Table:
        given_words["rows"] = (TableRow((TextCell(HOSTILE),), HOSTILE, HOSTILE),)
        given_words.pop("problem")
    return kind(**given_words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("tag", "kind"), KINDS)
def test_hostile_text_stays_text(tag: str, kind: type[Part], language: str) -> None:
    markup = Markup(draw(_hostile_part(kind), language))
    assert markup.problems == []
    assert not markup.find("script") and not markup.find("b")


def test_the_hostile_words_do_arrive() -> None:
    silent = [tag for tag, kind in KINDS if "alert(1)" not in draw(_hostile_part(kind))]
    # Panes draw other parts and no words of their own.
    assert set(silent) <= {"ui_panes", "ui_progress"}


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_is_drawn_as_it_is(text: str) -> None:
    drawn = Markup(draw(Facts((Fact("x", text),))))
    assert drawn.problems == [] and " ".join(text.split()) in drawn.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_specimen_is_sound(language: str) -> None:
    with translation.override(language):
        samples = [(shelf.key, s) for shelf in shelves() for s in shelf.specimens]
    assert {type(s.part) for _, s in samples} >= {k for _, k in KINDS} - {parts.Chips, parts.Action}
    assert [(key, s.state) for key, s in samples if Markup(draw(s.part, language)).problems] == []


def test_a_tag_refuses_another_part() -> None:
    with pytest.raises(TypeError, match="draws a Table, not a Notice"):
        render("{% ui_table part %}", part=Notice())


def test_none_draws_nothing() -> None:
    assert render("{% ui_table part %}|{% ui_part part %}", part=None) == "|"


def test_block_tags_hold_content() -> None:
    drawn = render(
        "{% card 'T' key='k' %}<i>1</i>{% endcard %}{% notice 'danger' title='N' %}2{% endnotice %}"
        "{% dialog 'd' 'D' %}3{% enddialog %}"
    )
    assert "<i>1</i>" in drawn and 'id="k"' in drawn and "ll-tone-danger" in drawn and 'id="d"' in drawn
    assert Markup(drawn).problems == []


def test_a_block_tag_must_be_closed() -> None:
    with pytest.raises(TemplateSyntaxError):
        render("{% card 'T' %}")


def test_an_unknown_icon_is_a_bug() -> None:
    with pytest.raises(UnknownIcon, match="unicorn"):
        draw(Action("x", icon="unicorn"))


def test_persons_in_tables_cannot_be_revealed() -> None:
    person = PersonBadge("李*明", reveal=Reveal("/reveal", "telephone"), shown=(("telephone", "138"),))
    drawn = draw(Table(columns=(TableColumn("Who"),), rows=(TableRow((PersonCell(person),)),)))
    assert "李*明" in drawn and "/reveal" not in drawn and "138" not in drawn
    assert "/reveal" in draw(PersonBadge("李*明", reveal=person.reveal))


def test_a_row_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zip"):
        draw(Table(columns=(TableColumn("One"),), rows=(TableRow((TextCell("1"), TextCell("2"))),)))


def test_greyed_actions_say_why_and_lead_nowhere() -> None:
    drawn = Markup(draw(Action("Verify", "/verify", "post", allowed=False, reason="Handlers may not")))
    assert "Handlers may not" in drawn.words
    assert not drawn.find("form") and not drawn.find("a") and drawn.find("button", aria_disabled="true")


def test_a_posting_action_carries_token_and_hidden_fields() -> None:
    drawn = Markup(draw(Action("Go", "/go", "post", hidden=(("key", "k1"),))))
    assert drawn.find("form", method="post", action="/go")
    assert drawn.find("input", name="csrfmiddlewaretoken", value="token") and drawn.find(
        "input", name="key", value="k1"
    )


def test_other_buttons_of_a_form_stay_inside_it() -> None:
    form = Form(
        "/send", groups=one_group(FormField("a")), others=(Action("Keep", "/keep", "post"), Action("Back", "/b"))
    )
    drawn = Markup(draw(form))
    assert len(drawn.find("form")) == 1
    assert drawn.find("button", formaction="/keep") and drawn.find("a", href="/b")


@pytest.mark.parametrize("name", ["style", "onclick", "hx-on:click", "hx-on", "srcdoc", "formaction", "class"])
def test_fields_take_no_attribute_that_runs_or_paints(name: str) -> None:
    with pytest.raises(ValueError, match="takes no attribute"):
        FormField("x", attributes=((name, "1"),))


def test_fields_take_harmless_attributes() -> None:
    assert 'min="3"' in draw(FormField("x", attributes=(("min", "3"), ("hx-get", "/x"))))


def test_due_badges_differ_in_words_and_shape() -> None:
    badges = [
        DueBadge.left(2, Span.WORKDAYS),
        DueBadge.left(2, Span.WORKDAYS, soon=True),
        DueBadge.late(3, Span.HOURS),
        DueBadge.paused(),
        DueBadge.done(),
    ]
    assert len({badge.icon for badge in badges}) == 5


def test_a_dialog_is_open_until_scripts_close_it() -> None:
    assert Markup(draw(Dialog("Sure?", key="sure"))).find("dialog", id="sure", open="")


def test_a_folded_section_opens_without_scripts() -> None:
    drawn = Markup(draw(Section("Old", (Text("text"),), folded=True)))
    assert drawn.find("details") and "open" not in drawn.find("details")[0]


def test_the_first_link_of_a_row_is_its_way_in() -> None:
    table = Table(columns=(TableColumn("Case"),), rows=(TableRow((LinkCell("A", "/a"),), current=True),))
    drawn = Markup(draw(table))
    assert drawn.find("a", href="/a") and drawn.find("tr", aria_current="true")


def test_parts_are_frozen() -> None:
    for _, kind in KINDS:
        assert typing.cast(Any, kind).__dataclass_params__.frozen
    assert all(
        isinstance(member, str)
        for enum in vars(parts).values()
        if isinstance(enum, type) and issubclass(enum, Enum)
        for member in enum
    )


def test_a_day_is_marked_for_machines() -> None:
    drawn = Markup(draw(Facts((Fact("Day", parts.DateCell(date(2026, 11, 22))),))))
    assert drawn.find("time", datetime="2026-11-22")
