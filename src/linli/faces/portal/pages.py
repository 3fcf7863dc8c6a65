"""The portal's page: a head, notices, where one is, and parts one below the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from linli.kernel.errors import Refusal
from linli.ui.parts import ErrorSummary, FieldProblem, Link, Notice, PageHead, Part, Stepper, Tone
from linli.ui.web.wording import hint_of, message_of

Problems = Mapping[str, tuple[str, ...]]
NO_PROBLEMS: Problems = {}


@dataclass(frozen=True, slots=True)
class Page:
    """``portal/page.html``."""

    head: PageHead = field(default_factory=PageHead)
    parts: tuple[Part, ...] = ()
    notices: tuple[Notice, ...] = ()
    stepper: Stepper | None = None


def shown(request: HttpRequest, page: Page, status: int = 200, template: str = "portal/page.html") -> HttpResponse:
    """The page."""
    return render(request, template, {"page": page}, status=status)


def head(title: str, note: str = "", back: Link | None = None, number: str = "") -> PageHead:
    """The head of a page; without another way back it leads to the first page."""
    return PageHead(title, note, number=number, back=back or Link(gettext("To the first page"), "/"))


def problems_of(refusal: Refusal | None) -> Problems:
    """What is wrong, in words, by the name of the field."""
    if refusal is None:
        return NO_PROBLEMS
    found: dict[str, tuple[str, ...]] = {}
    for problem in refusal.problems:
        words = f"{message_of(problem.code, problem.data)} {hint_of(problem.code, problem.data)}"
        found[problem.path] = (*found.get(problem.path, ()), words)
    return found


def summary_of(refusal: Refusal | None, keys: Mapping[str, str]) -> ErrorSummary | None:
    """Everything wrong above the form; ``keys`` leads from the name of a field to its control."""
    if refusal is None:
        return None
    single = [
        FieldProblem(message_of(problem.code, problem.data), keys.get(problem.path, "")) for problem in refusal.problems
    ]
    whole = [FieldProblem(f"{message_of(refusal.code, refusal.data)} {hint_of(refusal.code, refusal.data)}")]
    return ErrorSummary(tuple(single or whole), kept=gettext("What you filled in is kept."))


def refusal_notice(refusal: Refusal) -> Notice:
    """A refusal on a page without a form for it."""
    lines = [hint_of(refusal.code, refusal.data)]
    lines += [message_of(problem.code, problem.data) for problem in refusal.problems]
    return Notice("\n".join(dict.fromkeys(lines)), message_of(refusal.code, refusal.data), Tone.ATTENTION)
