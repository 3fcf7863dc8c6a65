"""One finding beside its words: confirmed, changed, split, dropped, then on to the next; all by keyboard."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.documents.commands import add_finding, drop_finding, edit_finding, reopen_finding, split_finding
from linli.documents.queries.papers import FindingRow, finding_detail, findings_of, paper_detail
from linli.documents.rules.library.findings import DROPPED, FOUND, OPERATOR_WORDS, OPERATORS, ROLES, TASK
from linli.faces.desk.asking import Question, answer, version_of
from linli.faces.desk.doing import actor_of, choices_of, refused, shown, typed_id
from linli.faces.desk.policies.library import key_of
from linli.faces.desk.policies.paper import clause_choices, next_waiting, reading_of
from linli.faces.desk.policies.words import KIND_WORDS, ROLE_WORDS, address_of, badge
from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed, NotFound, Refusal
from linli.ui.parts import (
    Action,
    Choice,
    FieldKind,
    Form,
    FormField,
    Link,
    ObjectPage,
    PageHead,
    Panes,
    Part,
    Section,
    Text,
    Weight,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

Typed = Mapping[str, str]
SEPARATOR = "、"


def _task_fields(data: Mapping[str, Any], typed: Typed) -> tuple[FormField, ...]:
    units = tuple(
        FormField(
            role,
            gettext(ROLE_WORDS[role]),
            FieldKind.TEXT,
            typed.get(role, SEPARATOR.join(data[role])),
            hint=gettext("Several with 、 between them") if role == "lead" else "",
        )
        for role in ROLES
    )
    title = FormField("title", gettext("Task"), FieldKind.AREA, typed.get("title", data["title"]), required=True)
    return (title, *units, _deadline(data, typed))


def _deadline(data: Mapping[str, Any], typed: Typed) -> FormField:
    hint = gettext("A day like 2030-06-30, a span 2028-01-01..2030-12-31, or a rhythm R/P1Y; empty means none.")
    return FormField(
        "deadline", gettext("To be done by"), FieldKind.TEXT, typed.get("deadline", data["deadline"]), hint=hint
    )


def _figure_fields(data: Mapping[str, Any], typed: Typed) -> tuple[FormField, ...]:
    value = data["value"]
    figure = "..".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    operators = tuple(Choice(one, gettext(OPERATOR_WORDS[one])) for one in OPERATORS)
    kinds = choices_of(KIND_WORDS)
    return (
        FormField(
            "metric", gettext("What is counted"), FieldKind.TEXT, typed.get("metric", data["metric"]), required=True
        ),
        FormField(
            "operator", gettext("How"), FieldKind.SELECT, typed.get("operator", data["operator"]), choices=operators
        ),
        FormField("value", gettext("Figure promised"), FieldKind.TEXT, typed.get("value", figure), required=True),
        FormField("unit", gettext("Unit"), FieldKind.TEXT, typed.get("unit", data["unit"])),
        FormField("scope", gettext("Where it holds"), FieldKind.TEXT, typed.get("scope", data["scope"])),
        FormField("kind", gettext("Kind"), FieldKind.SELECT, typed.get("kind", data["kind"]), choices=kinds),
        _deadline(data, typed),
    )


def _fields(row: FindingRow, typed: Typed) -> tuple[FormField, ...]:
    return (_task_fields if row.kind == TASK else _figure_fields)(row.data, typed)


def page_of(actor: Actor, finding: UUID, typed: Typed | None = None) -> ObjectPage:
    """Its words in the text, and the form."""
    row = finding_detail(actor, finding)
    paper, text = paper_detail(actor, row.paper)
    others = findings_of(actor.county, row.paper, row.kind)
    place = next((number for number, one in enumerate(others, 1) if one.id == row.id), 1)
    title = gettext("Task {place} of {count}") if row.kind == TASK else gettext("Figure {place} of {count}")
    back = Link(paper.title[:40], address_of(row.paper, "" if row.kind == TASK else "figures/"))
    head = PageHead(title.format(place=place, count=len(others)), row.clause, state=badge(row), back=back)
    right = _judging(actor, row, typed or {}) if actor.may("documents.edit_finding", row.area) else ()
    panes = Panes((reading_of(text, (), row),), right)
    return ObjectPage(head, sections=(Section("", (panes,)),), actions=_steps(others, place))


def _steps(others: tuple[FindingRow, ...], place: int) -> tuple[Action, ...]:
    before, after = others[place - 2 : place - 1] if place > 1 else (), others[place : place + 1]
    words = ((gettext("The one before"), before, "arrow-left"), (gettext("The next one"), after, "arrow-right"))
    return tuple(
        Action(label, address_of(one[0].paper, f"findings/{one[0].id}/"), icon=icon, weight=Weight.QUIET)
        for label, one, icon in words
        if one
    )


def _judging(actor: Actor, row: FindingRow, typed: Typed) -> tuple[Part, ...]:
    here = address_of(row.paper, f"findings/{row.id}/")
    hidden = (key_of(), ("expected_version", str(row.version)))
    if row.state == DROPPED:
        again = Action(gettext("Take it up again"), here, "post", hidden=(*hidden, ("act", "reopen")))
        return (Section(gettext("Dropped"), (Text(row.reason or gettext("No reason was given.")),), actions=(again,)),)
    submit = gettext("Confirm") if row.state == FOUND else gettext("Save")
    form = Form(
        here, groups=one_group(*_fields(row, typed)), hidden=(*hidden, ("act", "edit")), submit=submit, key="form_edit"
    )
    parts: list[Part] = [Section(gettext("What the paper says here"), (form,))]
    if row.kind == TASK:
        field = FormField(
            "titles",
            gettext("One part on each line"),
            FieldKind.AREA,
            typed.get("titles", row.data["title"]),
            id="id_titles",
        )
        split = Form(
            here, groups=one_group(field), hidden=(*hidden, ("act", "split")), submit=gettext("Split"), key="form_split"
        )
        parts.append(Section(gettext("These are several tasks"), (split,), folded="titles" not in typed, foldable=True))
    reason = FormField("reason", gettext("Why"), FieldKind.TEXT, typed.get("reason", ""), id="id_reason")
    drop = Form(
        here,
        groups=one_group(reason),
        hidden=(*hidden, ("act", "drop")),
        submit=gettext("Drop"),
        danger=True,
        key="form_drop",
    )
    words = gettext("This is no task") if row.kind == TASK else gettext("This is no figure")
    parts.append(Section(words, (drop,), folded="reason" not in typed, foldable=True))
    return tuple(parts)


def _edit(actor: Actor, row: FindingRow, given: QueryDict) -> None:
    names = [field.name for field in _fields(row, {})]
    changes = {name: given.get(name, "") for name in names if name in given}
    edit_finding(actor, finding=row.id, changes=changes, expected_version=version_of(given))


def _split(actor: Actor, row: FindingRow, given: QueryDict) -> None:
    parts = given.get("titles", "").splitlines()
    split_finding(actor, finding=row.id, titles=parts, expected_version=version_of(given))


def _drop(actor: Actor, row: FindingRow, given: QueryDict) -> None:
    version = version_of(given)
    drop_finding(actor, finding=row.id, reason=given.get("reason", ""), expected_version=version)


def _reopen(actor: Actor, row: FindingRow, given: QueryDict) -> None:
    reopen_finding(actor, finding=row.id, expected_version=version_of(given))


ACTS: Mapping[str, Callable[[Actor, FindingRow, QueryDict], None]] = {
    "edit": _edit,
    "split": _split,
    "drop": _drop,
    "reopen": _reopen,
}


@needs("documents.see_papers")
@require_http_methods(["GET", "HEAD", "POST"])
def finding_page(request: LinliRequest, paper: UUID, finding: UUID) -> HttpResponse:
    """One finding; after it was judged the next that waits."""
    actor = actor_of(request)
    if request.method != "POST":
        return shown(request, page_of(actor, finding))
    row = finding_detail(actor, finding)
    act = ACTS.get(request.POST.get("act", ""), _edit)
    try:
        act(actor.keyed(request.POST.get("key", "")[:100]), row, request.POST)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return refused(request, refusal, page_of(actor, finding, request.POST.dict()), long="title")
    return next_waiting(actor, row)


def _empty(kind: str) -> dict[str, Any]:
    if kind == TASK:
        return {"title": "", "deadline": "", **{role: [] for role in ROLES}}
    return {"metric": "", "operator": ">=", "value": None, "unit": "", "scope": "", "kind": "target", "deadline": ""}


@needs("documents.add_finding")
@require_http_methods(["GET", "HEAD", "POST"])
def add_page(request: LinliRequest, paper: UUID) -> HttpResponse:
    """Add a task or figure that reading missed."""
    actor = actor_of(request)
    row, _ = paper_detail(actor, paper)
    kind = "target" if request.GET.get("kind") == "target" else TASK
    clauses = tuple(Choice(one, words) for one, words in clause_choices(actor, paper))
    where = FormField("clause", gettext("In which clause"), FieldKind.SELECT, choices=(Choice("", "–"), *clauses))
    fields = (_task_fields if kind == TASK else _figure_fields)(_empty(kind), {})
    words = gettext("Add a task") if kind == TASK else gettext("Add a figure")
    question = Question(words, (where, *fields), Link(row.title[:40], address_of(paper)), gettext("Add"))

    def send(sender: Actor, given: QueryDict) -> str:
        data = {field.name: given.get(field.name, "") for field in fields}
        clause = typed_id({"clause": str(given["clause"])}, "clause") if given.get("clause") else None
        add_finding(sender, paper=paper, kind=kind, data=data, clause=clause)
        return address_of(paper, "" if kind == TASK else "figures/")

    return answer(request, question, send)
