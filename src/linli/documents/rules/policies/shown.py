"""A reading as plain data, for JSON and for pages. Places count characters of the text that was read from the file."""

import re
from collections.abc import Sequence
from typing import Any, Final

from linli.documents.rules.policies.ledger import Mended, Repair
from linli.documents.rules.policies.paper import Paper
from linli.documents.rules.policies.quantities import canonical
from linli.documents.rules.policies.structure import Clause
from linli.documents.rules.policies.targets import Target
from linli.documents.rules.policies.tasks import Task

_OUTSIDE: Final = re.compile(r"[、](?![^()]*\))")


def shown_paper(paper: Paper, original: str) -> dict[str, Any]:
    """Everything found; ``span`` is [start, end) in the original text, ``confidence`` from 0 to 1."""
    mended, head = paper.mended, paper.head
    return {
        "title": head.title,
        "issuer": head.issuer,
        "number": head.number,
        "date": head.issued.isoformat() if head.issued else None,
        "doubts": list(paper.doubts),
        "repairs": [_repair(each) for each in mended.repairs],
        "clauses": [_clause(each, mended) for each in paper.clauses],
        "tasks": [_task(each, mended, original) for each in paper.tasks],
        "targets": [_target(each, mended, original) for each in paper.targets],
        "mentions": [
            {"kind": each.kind, "words": each.words, "number": each.number, "span": _span(mended, each.start, each.end)}
            for each in paper.mentions
        ],
    }


def _span(mended: Mended, start: int, end: int) -> list[int]:
    return list(mended.span(start, end))


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "kind": repair.kind, "span": [repair.start, repair.end], "was": repair.was, "now": repair.now,
        "confidence": repair.sure,
    }  # fmt: skip


def _clause(clause: Clause, mended: Mended) -> dict[str, Any]:
    return {
        "level": clause.level, "kind": clause.kind, "number": clause.number, "title": clause.title, "path": clause.path,
        "span": _span(mended, clause.start, clause.end), "confidence": clause.sure, "notes": list(clause.notes),
    }  # fmt: skip


def _task(task: Task, mended: Mended, original: str) -> dict[str, Any]:
    start, end = mended.span(task.start, task.end)
    parties = task.parties
    return {
        "no": task.no, "title": task.title, "lead": _names(parties.lead), "helping": _names(parties.helping),
        "responsible": _names(parties.responsible), "open_ended": parties.is_open, "deadline": task.deadline or None,
        "deadline_kind": task.deadline_kind, "clause": task.clause, "raw": original[start:end], "span": [start, end],
        "confidence": round(task.sure, 2),
    }  # fmt: skip


def _names(units: Sequence[str]) -> list[str]:
    """Units as printed, one name each: 各市(县)、区政府 are two."""
    names = (name.strip() for unit in units for name in _OUTSIDE.split(unit))
    return list(dict.fromkeys(name for name in names if name))


def _target(target: Target, mended: Mended, original: str) -> dict[str, Any]:
    start, end = mended.span(target.start, target.end)
    value, code = canonical(target.value, target.unit)
    return {
        "metric": target.metric, "operator": target.operator,
        "value": list(target.value) if isinstance(target.value, tuple) else target.value, "unit": target.unit,
        "amount": value, "unit_code": code, "scope": target.scope, "deadline": target.deadline or None,
        "baseline": target.baseline or None, "kind": target.kind, "clause": target.clause, "raw": original[start:end],
        "span": [start, end], "confidence": target.sure,
    }  # fmt: skip
