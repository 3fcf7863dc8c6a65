"""A reading of a policy paper on the command line: as data, or as a page of lines."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from linli.documents.rules.policies.files_reading import read_file
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.shown import shown_paper
from linli.documents.rules.policies.units import UnitReader


def shown_file(path: Path, lexicon: Lexicon, reader: UnitReader) -> dict[str, Any]:
    """The findings of one file as data, with how it was read and the digest of its bytes."""
    data = path.read_bytes()
    source, paper = read_file(data, lexicon, reader)
    how = {"file": path.name, "sha256": sha256(data).hexdigest(), "format": source.format}
    text = {"encoding": source.encoding, "encoded_twice": source.twice, "characters": len(source.text)}
    return {**how, **text, **shown_paper(paper, source.text)}


def lines_of(found: dict[str, Any]) -> Iterator[str]:
    """What a person reads: the head, counts, clauses, tasks, targets, and what stayed unsure."""
    yield f"{found['file']}: {found['title'] or '?'}"
    yield f"  {found['issuer']} {found['number']} {found['date'] or ''}".rstrip()
    yield "  " + ", ".join(f"{len(found[name])} {name}" for name in ("repairs", "clauses", "tasks", "targets"))
    for clause in found["clauses"]:
        yield f"  {'  ' * clause['level']}{clause['path']} {clause['title']}{_unsure(clause)}"
    for task in found["tasks"]:
        yield f"  {task['no']}. {task['title']} [{_parties(task)}] {task['deadline'] or '-'}{_unsure(task)}"
    for target in found["targets"]:
        figure = f"{target['metric']} {target['operator']} {target['value']} {target['unit']}"
        yield f"  {target['clause']} {target['scope']}: {figure} {target['deadline'] or '-'}{_unsure(target)}"
    for doubt in found["doubts"]:
        yield f"  doubt: {doubt}"


def _parties(task: dict[str, Any]) -> str:
    return " | ".join("、".join(task[role]) for role in ("lead", "helping", "responsible"))


def _unsure(finding: dict[str, Any]) -> str:
    return " (?)" if finding["confidence"] < 0.7 else ""
