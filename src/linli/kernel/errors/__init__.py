"""Refusals: the one way in which Linli says no. Anything else that is raised is a bug and goes up."""

from linli.kernel.errors.codes import ErrorCode, Term, all_codes, n_
from linli.kernel.errors.kernel_codes import KernelCode
from linli.kernel.errors.refusals import (
    Conflict,
    Invalid,
    Keep,
    NotAllowed,
    NotFound,
    Outage,
    Problem,
    Refusal,
    TooLate,
    TooMany,
)

__all__ = [
    "Conflict",
    "ErrorCode",
    "Invalid",
    "Keep",
    "KernelCode",
    "NotAllowed",
    "NotFound",
    "Outage",
    "Problem",
    "Refusal",
    "Term",
    "TooLate",
    "TooMany",
    "all_codes",
    "n_",
]
