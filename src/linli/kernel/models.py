"""All tables of the kernel, gathered for Django."""

from linli.kernel.command.models import AnsweredRequest
from linli.kernel.crypto.models import DataKey
from linli.kernel.db.models import TableStamp
from linli.kernel.erasing.models import Erasure, Hold
from linli.kernel.files.models import FileOwner, StoredFile
from linli.kernel.hooks.models import Hook, HookDelivery
from linli.kernel.jobs.models import DemoClock, Job, Schedule
from linli.kernel.journal.models import Content, JournalEntry, Leaf, Pending, Seal
from linli.kernel.packs.models import PackEntry, PackVersion

__all__ = [
    "AnsweredRequest",
    "Content",
    "DataKey",
    "DemoClock",
    "Erasure",
    "FileOwner",
    "Hold",
    "Hook",
    "HookDelivery",
    "Job",
    "JournalEntry",
    "Leaf",
    "PackEntry",
    "PackVersion",
    "Pending",
    "Schedule",
    "Seal",
    "StoredFile",
    "TableStamp",
]
