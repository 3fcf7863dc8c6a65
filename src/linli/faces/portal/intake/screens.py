"""What the screens share: a page with one question and one main button."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from linli.faces.portal.intake.journey import Journey
from linli.faces.portal.pages import Page, summary_of
from linli.kernel.errors import Refusal
from linli.ui.parts import Action, FieldGroup, Form, Link, PageHead, Part, Weight

Typed = Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """A screen being drawn: the way, its step, what was typed when it was refused, and why."""

    journey: Journey
    key: str
    typed: Typed | None = None
    refusal: Refusal | None = None
    query: Mapping[str, str] | None = None

    def value(self, name: str, default: object = "") -> str:
        """What a field shows: what was typed, else what is kept."""
        if self.typed is not None:
            return self.typed.get(name, "")
        kept = self.journey.content.get(name, default)
        return "" if kept is None else str(kept)


def head_of(asked: Asked, title: str, note: str = "") -> PageHead:
    """The head with the way back to the step before."""
    before = asked.journey.step_before(asked.key)
    back = (
        Link(gettext("Back"), f"{asked.journey.base}{before}/") if before else Link(gettext("To the first page"), "/")
    )
    return PageHead(title, note, back=back)


def form_of(asked: Asked, groups: tuple[FieldGroup, ...], keys: Mapping[str, str], **more: Any) -> Form:
    """The form of the step; "later" keeps what is filled in and tells the code to come back with."""
    later = Action(
        gettext("Save and come back later"), f"{asked.journey.base}later/", "post", Weight.QUIET,
        hidden=(("step", asked.key),),
    )  # fmt: skip
    others = (*more.pop("others", ()), later, *_anew(asked))
    submit = more.pop("submit", gettext("Go on"))
    action = f"{asked.journey.base}{asked.key}/"
    return Form(action, groups=groups, submit=submit, others=others, summary=summary_of(asked.refusal, keys), **more)


def _anew(asked: Asked) -> tuple[Action, ...]:
    """Where somebody comes in or looks at it all, what was filled in can be thrown away."""
    journey = asked.journey
    if journey.draft.row is None or asked.key not in (journey.keys[0], "check"):
        return ()
    label = gettext("Throw all of this away and begin anew")
    return (Action(label, f"{journey.base}anew/", "post", Weight.QUIET),)


def page_of(asked: Asked, head: PageHead, *parts: Part) -> Page:
    """The whole screen."""
    return Page(head, parts, stepper=asked.journey.stepper(asked.key))
