"""What one may do with one's case: answer, add, rate, open again, ask for review, withdraw."""

from collections.abc import Sequence
from secrets import token_hex

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.commands.rating import REASONS
from linli.cases.queries.case_detail import CaseDetail
from linli.cases.queries.party_access import OpenQuestion
from linli.kernel.errors import n_
from linli.kernel.flow import Offer
from linli.ui.parts import Choice, FieldKind, Form, FormField, Part, Section, Text, Upload, one_group
from linli.ui.web.wording import label_of

# The step that brings what a notice asked for; it has a section of its own while papers are named.
SUPPLY = "supply"
REASON_WORDS = {
    "slow": n_("It took long"),
    "not_solved": n_("It is not solved"),
    "not_told": n_("Nobody told me"),
    "unfriendly": n_("Unfriendly"),
    "back_and_forth": n_("I was sent from one to the other"),
    "good_work": n_("Good work"),
    "quick": n_("Quick"),
    "kind": n_("Friendly people"),
}
STEPS = {
    "reopen": n_("It is not solved: open it again"),
    "withdraw": n_("Withdraw it"),
    "ask_review": n_("Ask for a review"),
    "ask_rereview": n_("Ask for a re-review"),
}
STEP_NOTES = {
    "reopen": n_("Say what is still wrong."),
    "withdraw": n_("It ends here; nobody works on it any more."),
    "ask_review": n_("Say what you do not agree with. The level above looks at it anew."),
    "ask_rereview": n_("Say what you do not agree with. This is the last look."),
}


def doing(detail: CaseDetail, questions: Sequence[OpenQuestion], typed: QueryDict, *, own: bool) -> list[Part]:
    """Questions first, then what is most wanted now; the rest is folded."""
    if not own:
        return []
    sections: list[Part] = [_question(item, typed) for item in questions]
    if _may_rate(detail):
        sections.append(_rate(detail, typed))
    offers = [offer for offer in detail.offers if offer.allowed and not (offer.action == SUPPLY and detail.missing)]
    sections += [_step(detail, offer, typed) for offer in offers]
    if not detail.row.ended:
        sections += [_note(typed), _photo()]
    return sections


def hidden(detail: CaseDetail | None = None) -> tuple[tuple[str, str], ...]:
    """The page's own key, so that a double click counts once, and the version it was made from."""
    key = (("key", token_hex(16)),)
    return (*key, ("expected_version", str(detail.row.version))) if detail else key


def words_area(
    name: str, label: str, typed: QueryDict, hint: str = "", *, required: bool = True, key: str = ""
) -> FormField:
    """A field for one's own words, which keeps what was typed in its form."""
    return FormField(
        name, label, FieldKind.AREA, typed.get(name, "") if typed.get("form", key) == key else "", hint=hint,
        required=required, rows=3, maxlength=5_000, id=f"id_{key}_{name}",
    )  # fmt: skip


def _question(item: OpenQuestion, typed: QueryDict) -> Section:
    field = words_area("text", gettext("Your answer"), typed, key="answer")
    marks = (("question", str(item.id)), ("form", "answer"), *hidden())
    form = Form(
        "/track/case/answer/", groups=one_group(field), submit=gettext("Answer"), hidden=marks, key="form_answer"
    )
    return Section(gettext("A question to you"), (Text(item.text), form))


def _may_rate(detail: CaseDetail) -> bool:
    return detail.type.rated and detail.closed_at is not None and detail.row.rating is None


def _rate(detail: CaseDetail, typed: QueryDict) -> Section:
    stars = tuple(
        Choice(str(count), f"{'★' * count}{'☆' * (5 - count)}", words)
        for count, words in (
            (5, gettext("very good")), (4, gettext("good")), (3, gettext("fair")), (2, gettext("bad")),
            (1, gettext("very bad")),
        )
    )  # fmt: skip
    fields = (
        FormField("stars", gettext("How was it?"), FieldKind.RADIO, typed.get("stars", ""), choices=stars,
                  required=True),
        FormField("reasons", gettext("Why?"), FieldKind.CHECKS, values=tuple(typed.getlist("reasons")),
                  choices=tuple(Choice(name, gettext(REASON_WORDS[name])) for name in REASONS)),
        words_area("text", gettext("In your words"), typed, required=False, key="rate"),
    )  # fmt: skip
    hint = Text(gettext("One or two stars open it again at once."))
    marks = (("form", "rate"), *hidden(detail))
    form = Form("/track/case/rate/", groups=one_group(*fields), submit=gettext("Rate"), hidden=marks, key="form_rate")
    return Section(gettext("Are you content?"), (hint, form), key="rate")


def _step(detail: CaseDetail, offer: Offer, typed: QueryDict) -> Section:
    label = offer.label
    words = label_of({"zh-Hans": label.zh, "en": label.en}) if label else offer.action
    title = gettext(STEPS[offer.action]) if offer.action in STEPS else words
    note = gettext(STEP_NOTES[offer.action]) if offer.action in STEP_NOTES else ""
    field = words_area("note", gettext("In your words"), typed, note, required="note" in offer.needs, key=offer.action)
    marks = (("form", offer.action), *hidden(detail))
    form = Form(
        f"/track/case/step/{offer.action}/", groups=one_group(field), submit=title, hidden=marks,
        danger=offer.action == "withdraw", key=f"form_{offer.action}",
    )  # fmt: skip
    return Section(title, (form,), key=f"step_{offer.action}", folded=typed.get("form") != offer.action)


def _note(typed: QueryDict) -> Section:
    field = words_area("text", gettext("What you want to add"), typed, key="note")
    marks = (("form", "note"), *hidden())
    form = Form("/track/case/note/", groups=one_group(field), submit=gettext("Add"), hidden=marks, key="form_note")
    return Section(gettext("Add something"), (form,), key="add_note", folded=typed.get("form") != "note")


def _photo() -> Section:
    upload = Upload("photos", gettext("Photos or papers"), accept="image/*,.pdf", multiple=True, required=True)
    form = Form(
        "/track/case/photo/", groups=one_group(upload), submit=gettext("Add"), hidden=hidden(), key="form_photo"
    )
    return Section(gettext("Add a photo or paper"), (form,), key="add_photo", folded=True)
