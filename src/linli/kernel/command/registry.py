"""Every command by its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.command.results import Receipt


@dataclass(frozen=True)
class CommandInfo:
    """A command: its name, the function that a face calls, and the first line of its docstring."""

    name: str
    call: Callable[..., Receipt]
    meaning: str


_commands: dict[str, CommandInfo] = {}


def register(info: CommandInfo) -> None:
    """Add a command; two of one name are a bug."""
    if info.name in _commands:
        raise ValueError(f"two commands are named {info.name}")
    _commands[info.name] = info


def all_commands() -> list[CommandInfo]:
    """Every command, by name."""
    return [_commands[name] for name in sorted(_commands)]


def run_by_name(name: str, actor: Actor, **arguments: Any) -> Receipt:
    """Call a command by its name."""
    return _commands[name].call(actor, **arguments)
