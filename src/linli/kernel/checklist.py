"""Versioned checklists and their scores, in whole per-mille."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from linli.kernel.errors import ErrorCode, Invalid, Problem, n_
from linli.kernel.expr import ENTRY_KEYS, Declared, DeclaredCode, Faults, Label

WHOLE: Final = 1_000
_LARGEST: Final = 10**12


class ChecklistCode(ErrorCode):
    """Why a checklist or its answers are refused."""

    WEIGHTS = (
        "checklist_weights",
        n_("The weights sum to {total}; they must sum to 1000."),
        n_("Change the weights so that they sum to 1000 exactly."),
    )
    SAME_BOUNDS = (
        "checklist_same_bounds",
        n_("The numbers for full and for no credit are the same."),
        n_("Give two different numbers."),
    )
    UNKNOWN_ITEM = (
        "checklist_unknown_item",
        n_("This version of the checklist has no item “{item}”."),
        n_("Reload the checklist."),
    )
    WRONG_ANSWER = (
        "checklist_wrong_answer",
        n_("This answer does not fit the item."),
        n_("Answer yes, no, not applicable, or with a whole number where one is asked for."),
    )


class AnswerKind(StrEnum):
    """What an item asks for."""

    YES_NO = "yes_no"
    NUMBER = "number"


class Mark(StrEnum):
    """An answer that is no number."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Item:
    """One item. A number earns nothing at ``zero`` or beyond, all at ``full`` or beyond, and its share between.

    ``full`` may lie below ``zero`` where less is better. ``weight`` is in per-mille of the whole checklist.
    """

    key: str
    text: Label
    weight: int
    mandatory: bool = False
    evidence: tuple[str, ...] = ()
    kind: AnswerKind = AnswerKind.YES_NO
    full: int = 1
    zero: int = 0


@dataclass(frozen=True)
class Checklist:
    """The items of one version; their weights sum to 1,000."""

    key: str
    version: int
    items: tuple[Item, ...]
    title: Label | None = None


@dataclass(frozen=True)
class Answer:
    """An answer with the kinds of evidence that are attached to it."""

    value: Mark | int
    evidence: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Score:
    """The result: ``per_mille`` is None when nothing was applicable.

    An item without answer earns nothing. ``missing`` are the mandatory items without answer, ``failed`` those that
    earned nothing, ``unanswered`` all items without answer, ``unproven`` the evidence that is still lacking.
    """

    per_mille: int | None
    missing: tuple[str, ...]
    failed: tuple[str, ...]
    unanswered: tuple[str, ...]
    unproven: Mapping[str, tuple[str, ...]]


def parse_checklist(data: Mapping[str, Any]) -> Checklist:
    """Read a checklist from a pack's mapping; raises ``Invalid`` with every fault."""
    faults = Faults()
    top = Declared(data, faults)
    checklist = Checklist(
        key=top.name("key"),
        version=top.whole("version", 1, 1_000_000),
        items=tuple(_item(item) for item in top.children("items")),
        title=top.label("title", required=False),
    )
    _check_items(top, checklist.items)
    top.ignore(*ENTRY_KEYS)
    top.done()
    faults.raise_if_any()
    return checklist


def _item(item: Declared) -> Item:
    kind = item.text("answer", default=AnswerKind.YES_NO.value)
    if kind not in list(AnswerKind):
        item.fault(DeclaredCode.WRONG_TYPE, "answer", expected="yes_no or number")
    numeric = kind == AnswerKind.NUMBER
    full = item.whole("full", -_LARGEST, _LARGEST) if numeric else 1
    zero = item.whole("zero", -_LARGEST, _LARGEST, default=0) if numeric else 0
    if numeric and full == zero:
        item.fault(ChecklistCode.SAME_BOUNDS)
    found = Item(
        key=item.name("key"),
        text=item.label("text") or Label(""),
        weight=item.whole("weight", 0, WHOLE),
        mandatory=item.flag("mandatory"),
        evidence=item.names("evidence"),
        kind=AnswerKind.NUMBER if numeric else AnswerKind.YES_NO,
        full=full,
        zero=zero,
    )
    item.done()
    return found


def _check_items(top: Declared, items: tuple[Item, ...]) -> None:
    keys = [item.key for item in items]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        top.fault(DeclaredCode.TWICE, "items", found=key)
    total = sum(item.weight for item in items)
    if total != WHOLE:
        top.fault(ChecklistCode.WEIGHTS, "items", total=total)


def score(checklist: Checklist, answers: Mapping[str, Answer]) -> Score:
    """Score the answers; the weight of what is not applicable is spread over the rest in proportion.

    Rounded once, half up. Raises ``Invalid`` for answers to unknown items or of the wrong kind.
    """
    problems = tuple(_problems(checklist, answers))
    if problems:
        raise Invalid(ChecklistCode.WRONG_ANSWER, problems=problems)
    credits = {item.key: _credit(item, answers.get(item.key)) for item in checklist.items}
    unanswered = tuple(item.key for item in checklist.items if item.key not in answers)
    mandatory = [item.key for item in checklist.items if item.mandatory]
    return Score(
        per_mille=_per_mille(checklist, credits),
        missing=tuple(key for key in mandatory if key in unanswered),
        failed=tuple(key for key in mandatory if key not in unanswered and credits[key] == 0),
        unanswered=unanswered,
        unproven=_unproven(checklist, answers, credits),
    )


def _problems(checklist: Checklist, answers: Mapping[str, Answer]) -> Iterator[Problem]:
    items = {item.key: item for item in checklist.items}
    for key, answer in answers.items():
        if key not in items:
            yield Problem(key, ChecklistCode.UNKNOWN_ITEM, {"item": key})
        elif not _fits(items[key], answer.value):
            yield Problem(key, ChecklistCode.WRONG_ANSWER)


def _fits(item: Item, value: Mark | int) -> bool:
    if value is Mark.NOT_APPLICABLE:
        return True
    if item.kind is AnswerKind.NUMBER:
        return type(value) is int
    return isinstance(value, Mark)


def _credit(item: Item, answer: Answer | None) -> Fraction | None:
    """The earned share of the item's weight; None when it is not applicable."""
    if answer is None or answer.value is Mark.NO:
        return Fraction(0)
    if answer.value is Mark.NOT_APPLICABLE:
        return None
    if isinstance(answer.value, Mark):
        return Fraction(1)
    share = Fraction(answer.value - item.zero, item.full - item.zero)
    return min(max(share, Fraction(0)), Fraction(1))


def _per_mille(checklist: Checklist, credits: Mapping[str, Fraction | None]) -> int | None:
    counted = [(item.weight, credit) for item in checklist.items if (credit := credits[item.key]) is not None]
    weight = sum(weight for weight, _ in counted)
    if weight == 0:
        return None
    earned = sum((weight * credit for weight, credit in counted), Fraction(0))
    return int(earned * WHOLE / weight + Fraction(1, 2))


def _unproven(
    checklist: Checklist, answers: Mapping[str, Answer], credits: Mapping[str, Fraction | None]
) -> dict[str, tuple[str, ...]]:
    # Only what earns something has to be proven.
    lacking = {
        item.key: tuple(kind for kind in item.evidence if kind not in answers[item.key].evidence)
        for item in checklist.items
        if credits[item.key]
    }
    return {key: kinds for key, kinds in lacking.items() if kinds}
