"""What a careful clerk finds in a paper, and how a reading is compared with it."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class WantedTask:
    """A task with its parties as printed, joined by 、."""

    title: str
    lead: str = ""
    helping: str = ""
    responsible: str = ""
    deadline: str | None = None
    is_open: bool = False


@dataclass(frozen=True)
class WantedTarget:
    """A figure; ``metric`` must stand in what was found, or the other way round."""

    metric: str
    operator: str
    value: float | int | tuple[float, float]
    unit: str
    deadline: str | None = None


@dataclass(frozen=True)
class MadePaper:
    """A paper: its text or bytes, and the clauses (path and title), tasks and targets in it."""

    name: str
    data: bytes
    clauses: tuple[tuple[str, str], ...] = ()
    tasks: tuple[WantedTask, ...] = ()
    targets: tuple[WantedTarget, ...] = ()
    title: str = ""


@dataclass
class Tally:
    """Found and right, found and wrong, missed; F1 from these."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 when nothing was to be found and nothing was."""
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else 1.0


def _key(words: str) -> str:
    return re.sub(r"[\s,。;:、]", "", unicodedata.normalize("NFKC", words))


def _units(names: str | list[str]) -> set[str]:
    parts = re.split(r"[、,，;；]", names) if isinstance(names, str) else [p for n in names for p in re.split("、", n)]
    return {_key(part) for part in parts if part.strip()}


def compare_clauses(paper: MadePaper, found: list[dict[str, Any]]) -> Tally:
    wanted = [(path, _key(title)) for path, title in paper.clauses]
    got = [(each["path"], _key(each["title"])) for each in found]
    return _tally(wanted, got)


def compare_tasks(paper: MadePaper, found: list[dict[str, Any]]) -> Tally:
    roles = ("lead", "helping", "responsible")
    wanted = [
        (_key(t.title)[:12], *(frozenset(_units(getattr(t, role))) for role in roles), t.deadline, t.is_open)
        for t in paper.tasks
    ]
    got = [
        (
            _key(each["title"])[:12],
            *(frozenset(_units(each[role])) for role in roles),
            each["deadline"],
            each["open_ended"],
        )
        for each in found
    ]
    return _tally(wanted, got)


def compare_targets(paper: MadePaper, found: list[dict[str, Any]]) -> Tally:
    tally = Tally()
    left = [each for each in found if each["confidence"] > 0.5]
    for target in paper.targets:
        match = next((each for each in left if _is(target, each)), None)
        if match is None:
            tally.missed += 1
            tally.notes.append(f"missed {target}")
        else:
            left.remove(match)
            tally.right += 1
    tally.extra = len(left)
    tally.notes += [
        f"extra {e['metric']} {e['operator']} {e['value']} {e['unit']} {e['deadline']} [{e['scope']}]" for e in left
    ]
    return tally


def _is(target: WantedTarget, found: dict[str, Any]) -> bool:
    value = tuple(found["value"]) if isinstance(found["value"], list) else found["value"]
    words, metric = _key(found["scope"] + found["metric"]), _key(target.metric)
    same = (target.operator, target.value, target.unit, target.deadline) == (
        found["operator"], value, found["unit"], found["deadline"],
    )  # fmt: skip
    return same and (metric in words or _key(found["metric"]) in metric)


def _tally(wanted: list[Any], got: list[Any]) -> Tally:
    tally = Tally()
    left = list(got)
    for each in wanted:
        if each in left:
            left.remove(each)
            tally.right += 1
        else:
            tally.missed += 1
            tally.notes.append(f"missed {each}")
    tally.extra = len(left)
    tally.notes += [f"extra {each}" for each in left]
    return tally
