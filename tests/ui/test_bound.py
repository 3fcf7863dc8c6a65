"""Django forms become our fields."""

import pytest
from django import forms

from linli.ui.parts import FieldKind, Form, field_of, fields_of, groups_of, hidden_of, summary_of
from tests.ui.drawing import Markup, draw


class Sample(forms.Form):
    name = forms.CharField(
        label="Name", max_length=20, help_text="As in your card", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(required=False, widget=forms.TextInput(attrs={"type": "tel", "inputmode": "numeric"}))
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 7}))
    kind = forms.ChoiceField(choices=[("", "–"), ("Group", [("a", "A"), ("b", "B")])])
    part = forms.ChoiceField(choices=[("am", "Morning"), ("pm", "Afternoon")], widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(choices=[("1", "One"), ("2", "Two")], widget=forms.CheckboxSelectMultiple)
    several = forms.MultipleChoiceField(choices=[("1", "One"), ("2", "Two")], required=False)
    agree = forms.BooleanField(label="I agree")
    day = forms.DateField(widget=forms.DateInput)
    size = forms.IntegerField(min_value=3, max_value=9)
    secret = forms.CharField(widget=forms.PasswordInput)
    proof = forms.FileField(widget=forms.FileInput(attrs={"accept": "image/*"}))
    odd = forms.SplitDateTimeField(required=False)
    key = forms.CharField(widget=forms.HiddenInput)


DATA = {
    "name": "<b>",
    "kind": "b",
    "part": "pm",
    "needs": ["2"],
    "agree": "on",
    "day": "2026-11-22",
    "size": "99",
    "secret": "s3cret",
    "key": "k",
}


@pytest.fixture
def sample() -> Sample:
    return Sample(DATA)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", FieldKind.TEXT),
        ("phone", FieldKind.TEL),
        ("text", FieldKind.AREA),
        ("kind", FieldKind.SELECT),
        ("part", FieldKind.RADIO),
        ("needs", FieldKind.CHECKS),
        ("several", FieldKind.SELECT),
        ("agree", FieldKind.CHECK),
        ("day", FieldKind.DATE),
        ("size", FieldKind.NUMBER),
        ("secret", FieldKind.PASSWORD),
        ("proof", FieldKind.FILE),
        ("odd", FieldKind.HTML),
    ],
)
def test_kinds(sample: Sample, name: str, kind: FieldKind) -> None:
    assert field_of(sample[name]).kind is kind


def test_what_a_field_keeps(sample: Sample) -> None:
    name, size = field_of(sample["name"]), field_of(sample["size"])
    assert (name.value, name.hint, name.maxlength, name.autocomplete) == ("<b>", "As in your card", 20, "name")
    assert size.errors and ("max", "9") in size.attributes and name.required


def test_choices_lose_their_groups_and_keep_their_mark(sample: Sample) -> None:
    kind, needs = field_of(sample["kind"]), field_of(sample["needs"])
    assert [c.value for c in kind.choices] == ["", "a", "b"] and kind.chosen == ("b",)
    assert needs.values == ("2",) and needs.multiple


def test_passwords_never_come_back(sample: Sample) -> None:
    assert field_of(sample["secret"]).value == "" and "s3cret" not in draw(field_of(sample["secret"]))


def test_drawn_fields_are_sound_and_labelled(sample: Sample) -> None:
    drawn = Markup(draw(Form("/x", groups=groups_of(sample), hidden=hidden_of(sample), summary=summary_of(sample))))
    assert drawn.problems == []
    labelled = set(drawn.values("for"))
    controls = [a for t, a in drawn.elements if t in ("input", "select", "textarea") and a.get("type") != "hidden"]
    assert [a["id"] for a in controls if a["id"] not in labelled and not a["name"].startswith("odd")] == []
    assert drawn.find("input", name="key", value="k") and drawn.find("form", enctype="multipart/form-data")


def test_errors_lead_to_their_fields(sample: Sample) -> None:
    summary = summary_of(sample, kept="All else is kept")
    assert summary is not None
    ids = set(Markup(draw(Form(groups=groups_of(sample)))).values("id"))
    assert {p.key for p in summary.problems} <= ids and summary.problems
    assert summary_of(Sample()) is None


def test_hidden_fields_are_not_shown(sample: Sample) -> None:
    assert "key" not in {field.name for field in fields_of(sample)}
