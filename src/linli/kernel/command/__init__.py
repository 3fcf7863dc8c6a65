"""Commands: the only writers. Permission, transaction, idempotency, versions, journal, refusals that leave a trace."""

from linli.kernel.command.batches import (
    MOST_ROWS,
    RefusedRow,
    SortedRows,
    batch_digest,
    check_size,
    problems_of,
    read_rows,
)
from linli.kernel.command.decorator import NothingRecorded, command
from linli.kernel.command.idempotency import answered
from linli.kernel.command.recording import announce, record
from linli.kernel.command.registry import CommandInfo, all_commands, run_by_name
from linli.kernel.command.results import Receipt
from linli.kernel.command.versions import expect_version, must_cover

__all__ = [
    "MOST_ROWS",
    "CommandInfo",
    "NothingRecorded",
    "Receipt",
    "RefusedRow",
    "SortedRows",
    "all_commands",
    "announce",
    "answered",
    "batch_digest",
    "check_size",
    "command",
    "expect_version",
    "must_cover",
    "problems_of",
    "read_rows",
    "record",
    "run_by_name",
]
