"""Events: what a command announces, and who asked to be told. Filled at start-up, in ``AppConfig.ready()``."""

from collections.abc import Callable

# Whether a county has any use for a task; asked each time, so the answer must be cheap.
Wanted = Callable[[str], bool]

_subscribers: dict[str, list[str]] = {}
_wanted: dict[str, Wanted] = {}


def subscribe(event: str, task: str, wanted: Wanted | None = None) -> None:
    """Have the task named ``task`` run once for each ``event``; it must be idempotent by the entry's id.

    With ``wanted`` only for counties that have a use for it at that moment: no job is made in vain.
    """
    names = _subscribers.setdefault(event, [])
    if task not in names:
        names.append(task)
    if wanted is not None:
        _wanted[task] = wanted


def subscribers(event: str) -> tuple[str, ...]:
    """The tasks to run for an event, in the order of their names."""
    return tuple(sorted(_subscribers.get(event, ())))


def is_wanted(task: str, county: str) -> bool:
    """Whether a county has a use for a subscribed task."""
    return task not in _wanted or _wanted[task](county)


def all_events() -> dict[str, tuple[str, ...]]:
    """Every event with its subscribers, for the reference page."""
    return {event: subscribers(event) for event in sorted(_subscribers)}
