"""The form of the window: its fields in the order of a talk, with what was typed and what is wrong."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.queries.similar_cases import Similar
from linli.cases.rules.types import Material
from linli.faces.desk.cases.kinds import Kind, Spot
from linli.faces.desk.cases.looks import address_of
from linli.faces.desk.cases.uploads import file_field
from linli.kernel.errors import Refusal
from linli.ui.parts import (
    ErrorSummary,
    FieldGroup,
    FieldKind,
    FieldProblem,
    Form,
    FormField,
    LinkList,
    ListItem,
    Part,
    Section,
    Suggestions,
    Text,
    Width,
)
from linli.ui.web.wording import hint_of, label_of, message_of

# While one types, known reports that may be the same appear; without scripts they appear when one sends.
ASK_SIMILAR = (
    ("hx-get", "/desk/intake/similar/"),
    ("hx-trigger", "input changed delay:500ms"),
    ("hx-target", "#similar"),
    ("hx-swap", "outerHTML"),
    ("hx-include", "closest form"),
)
ASK_QUESTIONS = (
    ("list", "kinds"),
    ("hx-get", "/desk/intake/questions/"),
    ("hx-trigger", "change"),
    ("hx-target", "#questions"),
    ("hx-swap", "outerHTML"),
    ("hx-include", "closest form"),
)
PATHS = {
    "type": "kind",
    "sort": "kind",
    "area": "place",
    "parties[0].name": "name",
    "parties[0].phone": "phone",
    "files": "before",
    "note": "solved",
    "photo_before": "before",
    "photo_after": "after",
}


@dataclass(frozen=True)
class Typed:
    """What was typed, what is wrong with it, and what the chosen matter asks."""

    given: QueryDict
    refusal: Refusal | None = None
    similar: tuple[Similar, ...] = ()
    questions: tuple[FormField, ...] = ()
    papers: tuple[Material, ...] = ()


def similar_section(found: tuple[Similar, ...]) -> Section:
    """Known reports, best first, and the tick that it is a new matter."""
    if not found:
        return Section(key="similar")
    items = tuple(ListItem(f"{i.row.number} {i.row.title}", address_of(i.row.id), f"{i.score} / 100") for i in found)
    new = FormField("new", gettext("None of these: it is a new matter"), FieldKind.CHECK)
    return Section(gettext("Is it one of these?"), (LinkList(items=items), new), key="similar")


def questions_section(fields: tuple[FormField, ...], papers: tuple[Material, ...]) -> Section:
    """What the matter asks and which papers it needs."""
    parts: tuple[Part, ...] = fields
    if papers:
        names = "\n".join(f"· {label_of(item.label)}" for item in papers)
        parts = (
            *parts,
            Text(gettext("Papers:") + "\n" + names),
            file_field("papers", gettext("Papers that they brought")),
        )
    return Section(gettext("What this matter asks") if parts else "", parts, key="questions")


def form_of_intake(typed: Typed, kinds: tuple[Kind, ...], spots: tuple[Spot, ...], key: str) -> Form:
    """The whole form."""
    told = _told(typed)
    here = spots[0].words if len(spots) == 1 else ""
    lists: tuple[Part, ...] = (
        Suggestions("kinds", tuple(kind.words for kind in kinds)),
        Suggestions("spots", tuple(spot.words for spot in spots)),
    )
    questions = questions_section(tuple(_filled(f, typed, told) for f in typed.questions), typed.papers)
    groups = (
        FieldGroup(
            gettext("Which matter"),
            (*(_filled(f, typed, told) for f in _what()), *lists, similar_section(typed.similar), questions),
        ),
        FieldGroup(gettext("Where it is"), tuple(_filled(f, typed, told) for f in _where(here))),
        FieldGroup(gettext("From whom"), tuple(_filled(f, typed, told) for f in _who())),
        FieldGroup(
            gettext("Solved on the spot?"),
            tuple(_filled(f, typed, told) for f in _solved()),
            gettext("Leave it empty if somebody has to do something. Another person confirms it."),
        ),
    )
    return Form(
        "",
        groups=groups,
        hidden=(("key", key),),
        submit=gettext("Take in and print the receipt"),
        summary=_summary(typed),
        key="intake",
    )


def _what() -> tuple[FormField, ...]:
    hint = gettext("Type a part of the name and choose.")
    return (
        FormField(
            "kind",
            gettext("Matter"),
            required=True,
            autofocus=True,
            autocomplete="off",
            hint=hint,
            attributes=ASK_QUESTIONS,
        ),
        FormField("text", gettext("In their words"), FieldKind.AREA, rows=3, maxlength=5000, attributes=ASK_SIMILAR),
    )


def _where(here: str) -> tuple[FormField, ...]:
    return (
        FormField(
            "place",
            gettext("Community or grid"),
            value=here,
            required=True,
            autocomplete="off",
            attributes=(("list", "spots"),),
            hint=gettext("Name or code."),
        ),
        FormField(
            "place_name",
            gettext("Place, as people call it"),
            maxlength=80,
            width=Width.MEDIUM,
            hint=gettext("Everybody may read it: no names, no house doors."),
        ),
        FormField("address", gettext("Exact address"), maxlength=300, hint=gettext("Kept encrypted.")),
    )


def _who() -> tuple[FormField, ...]:
    return (
        FormField("name", gettext("Full name"), maxlength=60, width=Width.MEDIUM, autocomplete="off"),
        FormField(
            "phone",
            gettext("Phone"),
            FieldKind.TEL,
            width=Width.MEDIUM,
            autocomplete="off",
            hint=gettext("With name and phone empty it is taken in without a name."),
        ),
        FormField("urgent", gettext("Urgent"), FieldKind.CHECK),
    )


def _solved() -> tuple[FormField, ...]:
    return (
        FormField("solved", gettext("What was done on the spot"), maxlength=5000),
        file_field("before", gettext("Photo before"), photos=True),
        file_field("after", gettext("Photo after"), photos=True),
    )


def _told(typed: Typed) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for problem in typed.refusal.problems if typed.refusal else ():
        words = f"{message_of(problem.code, problem.data)} {hint_of(problem.code, problem.data)}"
        name = _field_of(problem.path)
        found[name] = (*found.get(name, ()), words)
    return found


def _field_of(path: str) -> str:
    """The field that a problem is told under; one in a row of a list stands under the list."""
    return PATHS.get(path) or path.partition("[")[0]


def _filled(field: FormField, typed: Typed, told: dict[str, tuple[str, ...]]) -> FormField:
    errors, given = told.get(field.name, ()), typed.given
    if field.kind is FieldKind.CHECKS:
        return replace(field, values=tuple(given.getlist(field.name)), errors=errors)
    if field.kind is FieldKind.FILE:
        return replace(field, errors=errors)
    return replace(field, value=given.get(field.name, field.value), errors=errors, autofocus=field.autofocus)


def _summary(typed: Typed) -> ErrorSummary | None:
    kept = gettext("What you typed is still here; choose files again.")
    if typed.similar:
        words = gettext("Look whether it is known already. If it is new, tick so and send again.")
        return ErrorSummary((FieldProblem(words, "similar"),), gettext("This may be known already"), kept)
    if typed.refusal is None:
        return None
    lines = [FieldProblem(message_of(p.code, p.data), f"id_{_field_of(p.path)}") for p in typed.refusal.problems]
    if not lines:
        code, data = typed.refusal.code, typed.refusal.data
        lines = [FieldProblem(f"{message_of(code, data)} {hint_of(code, data)}")]
    return ErrorSummary(tuple(lines), kept=kept)
