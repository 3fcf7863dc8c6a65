"""The life of a run, and how many lines a step takes."""

from datetime import timedelta
from typing import Final

READING, READY, APPLYING, FINISHED, UNDOING, UNDONE, DROPPED, FAILED = STATES = (
    "reading", "ready", "applying", "finished", "undoing", "undone", "dropped", "failed",
)  # fmt: skip
OPEN: Final = (READING, READY, APPLYING)
CHUNK: Final = 2_000
MOST_BYTES: Final = 60_000_000
PART_BYTES: Final = 1_000_000
UNDO_TIME: Final = timedelta(days=30)
MOST_AT_ONCE: Final = 20
