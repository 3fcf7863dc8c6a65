"""The only writers of documents."""

from linli.documents.commands.findings import (
    add_finding,
    confirm_findings,
    drop_finding,
    edit_finding,
    reopen_finding,
)
from linli.documents.commands.links import link_clauses, unlink_clauses
from linli.documents.commands.regrouping import merge_findings, split_finding
from linli.documents.commands.taking_in import take_in_paper
from linli.documents.commands.validity import describe_paper, repeal_paper

__all__ = [
    "add_finding",
    "confirm_findings",
    "describe_paper",
    "drop_finding",
    "edit_finding",
    "link_clauses",
    "merge_findings",
    "reopen_finding",
    "repeal_paper",
    "split_finding",
    "take_in_paper",
    "unlink_clauses",
]
