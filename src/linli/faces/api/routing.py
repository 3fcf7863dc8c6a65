"""Routers whose operations are named after noun and function: ``places_list_areas``."""

from collections.abc import Callable
from typing import Any

from ninja import Router

from linli.kernel.command import Receipt


class NounRouter(Router):
    """A router for a noun; each operation's id is the noun and the name of its function."""

    def __init__(self, noun: str) -> None:
        super().__init__(tags=[noun])
        self.noun = noun

    def add_api_operation(self, path: str, methods: list[str], view_func: Callable[..., Any], **more: Any) -> None:
        """Add an operation under a name that clients can read."""
        more["operation_id"] = more.get("operation_id") or f"{self.noun}_{view_func.__name__}"
        super().add_api_operation(path, methods, view_func, **more)


def told(made: Receipt) -> dict[str, Any]:
    """A receipt with what it shows once or counts; a repeat under the same key comes without that."""
    names = ("type", "id", "status", "version", "repeated")
    return {**made.values, **{name: getattr(made, name) for name in names}}
