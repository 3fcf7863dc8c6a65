"""Events: what a command announces, and who asked to be told. Filled at start-up, in ``AppConfig.ready()``."""

_subscribers: dict[str, list[str]] = {}


def subscribe(event: str, task: str) -> None:
    """Have the task named ``task`` run once for each ``event``; it must be idempotent by the entry's id."""
    names = _subscribers.setdefault(event, [])
    if task not in names:
        names.append(task)


def subscribers(event: str) -> tuple[str, ...]:
    """The tasks to run for an event, in the order of their names."""
    return tuple(sorted(_subscribers.get(event, ())))


def all_events() -> dict[str, tuple[str, ...]]:
    """Every event with its subscribers, for the reference page."""
    return {event: subscribers(event) for event in sorted(_subscribers)}
