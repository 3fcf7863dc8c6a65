"""What a check of one value found out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from linli.kernel.codes.reasons import CodesCode
from linli.kernel.errors import Invalid

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Finding(Generic[Facts]):
    """The result of ``check_…``: a refusal has ``error`` and no ``facts``; a warning never refuses.

    ``normal`` is the form to store (for a refusal: the cleaned input), ``data`` fills the texts of the
    error and of the warnings.
    """

    normal: str
    facts: Facts | None = None
    warnings: tuple[CodesCode, ...] = ()
    error: CodesCode | None = None
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the value may be stored."""
        return self.error is None

    def require(self) -> str:
        """The normal form; raises ``Invalid`` with the finding's error when the value is refused."""
        if self.error is not None:
            raise Invalid(self.error, self.data)
        return self.normal
