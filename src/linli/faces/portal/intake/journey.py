"""The way through a report or an application: which steps there are, which comes next, what is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from linli.cases.queries.guides import form_entry_of
from linli.cases.queries.types import case_types
from linli.cases.rules.types import CaseType
from linli.faces.portal.intake.drafts import APPLY, REPORT, Kept
from linli.faces.portal.visiting import county
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import n_
from linli.kernel.form import Form
from linli.kernel.packs.forms import form_of
from linli.ui.parts import Step, Stepper, StepState
from linli.ui.web.wording import label_of

REPORTED = ("report", "hazard")
FORM = "form-"
TITLES = {
    "photo": n_("Photo"),
    "what": n_("What it is"),
    "where": n_("Where it is"),
    "sort": n_("Kind"),
    "words": n_("In your words"),
    "papers": n_("Papers"),
    "similar": n_("Known already?"),
    "who": n_("Who you are"),
    "code": n_("Six figures"),
    "check": n_("Check and send"),
}
# A report is three steps to its reporter; each is one or two screens.
STAGES = (
    (n_("Photo"), ("photo",)),
    (n_("What and where"), ("what", "where", "form", "similar")),
    (n_("Who and send"), ("who", "code", "check")),
)


@dataclass(frozen=True)
class Journey:
    """A visitor on their way. ``matter`` is the type of an application, "" for a report."""

    kind: str
    matter: str
    actor: Actor
    draft: Kept
    community: str = ""

    @property
    def is_proven(self) -> bool:
        """Whether the phone that was given is confirmed."""
        row, phone = self.draft.row, str(self.content.get("phone", ""))
        return bool(row and phone and row.proves(phone))

    @property
    def base(self) -> str:
        """Where the steps lie."""
        return "/report/" if self.kind == REPORT else f"/apply/{self.matter}/"

    @property
    def content(self) -> Mapping[str, Any]:
        """What is filled in."""
        return self.draft.content

    @property
    def day(self) -> date:
        """The day of the visit."""
        return local_day(self.actor.at)

    @property
    def area(self) -> str:
        """Where it is: what was filled in, else the visitor's own community, else the county."""
        return str(self.content.get("area") or self.community or county())

    @cached_property
    def types(self) -> dict[str, CaseType]:
        """The types that residents may use here."""
        return {key: item for key, item in case_types(self.area, self.actor.at).items() if item.by_public}

    @property
    def type(self) -> CaseType | None:
        """The type, as soon as it is known."""
        return self.types.get(self.matter or str(self.content.get("type", "")))

    @cached_property
    def form(self) -> Form | None:
        """The pack's form of the type."""
        case_type = self.type
        found = form_entry_of(case_type, self.area, self.actor.at) if case_type else None
        return form_of(found.key, found.data) if found else None

    @property
    def keys(self) -> tuple[str, ...]:
        """The steps in order."""
        forms = tuple(f"{FORM}{step.key}" for step in self.form.steps) if self.form else ()
        end = ("who", "code", "check")
        if self.kind == REPORT:
            return ("photo", "what", "where", *forms, "similar", *end)
        return ("where", *self._of_type(forms), *end)

    def _of_type(self, forms: tuple[str, ...]) -> tuple[str, ...]:
        case_type = self.type
        if case_type is None:
            return ()
        first = ("sort",) if case_type.sorts else ()
        words = () if case_type.materials else ("words",)
        papers = ("papers",) if case_type.materials or case_type.photo else ()
        return (*first, *forms, *words, *papers)

    def step_before(self, key: str) -> str:
        """The step before; "" for the first."""
        keys = [name for name in self.keys if name not in ("similar", "code")]
        earlier = self.keys[: self.keys.index(key)] if key in self.keys else ()
        return next((name for name in reversed(keys) if name in earlier), "")

    def step_after(self, key: str, content: Mapping[str, Any]) -> str:
        """The step that follows, with what was just filled in."""
        keys = self.keys
        after = keys[keys.index(key) + 1] if key in keys else keys[0]
        nameless = content.get("alone") or (self.draft.row and self.draft.row.proves(str(content.get("phone", ""))))
        return "check" if after == "code" and nameless else after

    def stepper(self, key: str) -> Stepper:
        """Where one is."""
        if self.kind == REPORT:
            stages = [(gettext(title), names) for title, names in STAGES]
        else:
            stages = [(self.title_of(name), (name,)) for name in self.keys if name != "code"]
        name = "who" if key == "code" and self.kind == APPLY else "form" if key.startswith(FORM) else key
        wanted = key if self.kind == APPLY and key.startswith(FORM) else name
        here = next((at for at, (_, names) in enumerate(stages) if wanted in names), 0)
        return Stepper(tuple(Step(title, _state(at, here)) for at, (title, _) in enumerate(stages)))

    def title_of(self, key: str) -> str:
        """The name of a step."""
        if key.startswith(FORM) and self.form:
            step = next((item for item in self.form.steps if item.key == key.removeprefix(FORM)), None)
            title = step.title if step else self.form.title
            return label_of({"zh-Hans": title.zh, "en": title.en})
        return gettext(TITLES.get(key, n_("Step")))

    def is_filled(self, key: str) -> bool:
        """Whether a step that must be answered is."""
        wanted = {"what": "sort", "where": "area", "sort": "sort", "words": "text"}
        if key == "who":
            return bool(self.content.get("alone") or self.content.get("phone"))
        if key == "code":
            return bool(self.content.get("alone")) or self.is_proven
        if key.startswith(FORM):
            return key in self.content.get("done", ())
        return key not in wanted or bool(self.content.get(wanted[key]))

    def first_open(self) -> str:
        """The first step that is not answered, else the last one."""
        return next((key for key in self.keys if not self.is_filled(key)), "check")


def _state(at: int, here: int) -> StepState:
    if at == here:
        return StepState.CURRENT
    return StepState.DONE if at < here else StepState.LATER
