"""What reading found and a person judges: tasks and figures, with their fields checked (E23, S-255)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from linli.documents.rules.library.reasons import LibraryCode
from linli.kernel.errors import KernelCode, Problem, n_

TASK, TARGET = "task", "target"
KINDS = (TASK, TARGET)
FOUND, CONFIRMED, DROPPED = "found", "confirmed", "dropped"
STATES = (FOUND, CONFIRMED, DROPPED)
ROLES = ("lead", "helping", "responsible")
OPERATOR_WORDS = {
    "=": n_("exactly"),
    ">=": n_("at least"),
    "<=": n_("at most"),
    ">": n_("more than"),
    "<": n_("less than"),
    "~=": n_("about"),
    "between": n_("between"),
}
OPERATORS = tuple(OPERATOR_WORDS)
UNSURE = 0.7
MOST_UNITS, UNIT_LENGTH, TITLE_LENGTH, WORDS_LENGTH = 60, 60, 500, 120

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_RHYTHM: Final = re.compile(r"R/P\d{1,3}[YMWD]")
_FULL: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_HALF: Final = re.compile(r"(?<=[\u3400-\u9fff\uff09])[,;:(?!)]|[,;:()?!](?=[\u3400-\u9fff])")
_APART: Final = re.compile(r"[\n、，,；;]+")


def printed(text: str) -> str:
    """A text that was read in half width with Chinese punctuation again, where it stands beside Chinese words."""
    return _HALF.sub(lambda found: _FULL[found[0]], text)


def units_in(text: str) -> list[str]:
    """The units of a typed list, each once, in its order; commas, 、 and line ends part them."""
    return list(dict.fromkeys(name for part in _APART.split(text) if (name := part.strip())))


def is_deadline(text: str) -> bool:
    """A day, a span of days or a rhythm (``R/P2Y``); an empty text is none."""
    parts = text.split("..")
    if len(parts) <= 2 and all(_DAY.fullmatch(part) for part in parts):
        return (len(parts) == 1 and _is_day(text)) or (all(map(_is_day, parts)) and parts == sorted(parts))
    return not text or bool(_RHYTHM.fullmatch(text))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def until_of(deadline: str) -> date | None:
    """The last day that a deadline names; None for a rhythm and for no date at all."""
    days = _DAY.findall(deadline)
    return date.fromisoformat(days[-1]) if days else None


def since_of(deadline: str) -> date | None:
    """The first day of a span of days; None for anything else."""
    days = _DAY.findall(deadline)
    return date.fromisoformat(days[0]) if len(days) == 2 else None


def task_data(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of a task from what was given, and what is wrong with them."""
    problems: list[Problem] = []
    data: dict[str, Any] = {"title": _words(given, "title", TITLE_LENGTH, problems, needed=True)}
    for role in ROLES:
        data[role] = _units(given.get(role, ()), role, problems)
    data["open_ended"] = bool(given.get("open_ended"))
    data["deadline"] = _deadline(given, problems)
    data["deadline_kind"] = str(given.get("deadline_kind") or "")[:20]
    data["no"] = int(given.get("no") or 0)
    return data, problems


def target_data(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of a figure from what was given, and what is wrong with them."""
    problems: list[Problem] = []
    data: dict[str, Any] = {"metric": _words(given, "metric", TITLE_LENGTH, problems, needed=True)}
    for name in ("scope", "unit", "baseline"):
        data[name] = _words(given, name, WORDS_LENGTH, problems)
    data["operator"] = given.get("operator", "=")
    if data["operator"] not in OPERATORS:
        problems.append(Problem("operator", KernelCode.INVALID))
    data["value"] = _figures(given.get("value"), data["operator"] == "between", problems)
    data["deadline"] = _deadline(given, problems)
    data["kind"] = str(given.get("kind") or "target")[:20]
    return data, problems


def _words(
    given: Mapping[str, Any], name: str, limit: int, problems: list[Problem], *, needed: bool = False
) -> str:  # fmt: skip
    text = str(given.get(name) or "").replace("\x00", "").strip()
    if needed and not text:
        problems.append(Problem(name, KernelCode.REQUIRED))
    if len(text) > limit:
        problems.append(Problem(name, KernelCode.TOO_LONG, {"length": len(text), "limit": limit}))
    return text


def _units(given: Sequence[str], role: str, problems: list[Problem]) -> list[str]:
    names = units_in("\n".join(given)) if not isinstance(given, str) else units_in(given)
    longest = max(map(len, names), default=0)
    if longest > UNIT_LENGTH or len(names) > MOST_UNITS:
        problems.append(Problem(role, KernelCode.TOO_LONG, {"length": longest, "limit": UNIT_LENGTH}))
    return names


def _deadline(given: Mapping[str, Any], problems: list[Problem]) -> str:
    text = str(given.get("deadline") or "").strip()
    if not is_deadline(text):
        problems.append(Problem("deadline", LibraryCode.DAY))
    return text


def _figures(given: Any, is_pair: bool, problems: list[Problem]) -> Any:
    parts = re.split(r"\s*(?:\.\.|[~～—–])\s*", given.strip()) if isinstance(given, str) else given
    parts = list(parts) if isinstance(parts, list | tuple) else [parts]
    try:
        numbers = [_number(part) for part in parts]
    except (TypeError, ValueError):
        numbers = []
    if len(numbers) != (2 if is_pair else 1):
        problems.append(Problem("value", LibraryCode.FIGURE))
        return None
    return numbers if is_pair else numbers[0]


def _number(part: Any) -> int | float:
    number = float(str(part).replace(",", ""))
    if not abs(number) < 1e15:
        raise ValueError(part)
    return int(number) if number == int(number) else number


def merged_tasks(tasks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One task of several: their words one after the other, every unit once, the latest day."""
    first = dict(tasks[0])
    first["title"] = "；".join(task["title"] for task in tasks)[:TITLE_LENGTH]
    for role in ROLES:
        first[role] = list(dict.fromkeys(name for task in tasks for name in task[role]))
    first["open_ended"] = any(task["open_ended"] for task in tasks)
    first["deadline"] = max((task["deadline"] for task in tasks), key=lambda text: str(until_of(text) or ""))
    return first
