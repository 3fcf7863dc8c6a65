"""Commands: the only writers. Permission, transaction, idempotency, versions, journal, refusals that leave a trace."""

from linli.kernel.command.decorator import NothingRecorded, command
from linli.kernel.command.recording import announce, record
from linli.kernel.command.registry import CommandInfo, all_commands, run_by_name
from linli.kernel.command.results import Receipt
from linli.kernel.command.versions import expect_version, must_cover

__all__ = [
    "CommandInfo",
    "NothingRecorded",
    "Receipt",
    "all_commands",
    "announce",
    "command",
    "expect_version",
    "must_cover",
    "record",
    "run_by_name",
]
