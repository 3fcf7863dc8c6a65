"""Words that people write: checked, then encrypted."""

from uuid import UUID

from linli.kernel.crypto.boxes import seal_box
from linli.kernel.errors import Invalid, KernelCode, Problem


def _problem(path: str, text: str, limit: int) -> Problem | None:
    if not text:
        return Problem(path, KernelCode.REQUIRED)
    if len(text) > limit:
        return Problem(path, KernelCode.TOO_LONG, {"length": len(text), "limit": limit})
    return None


def checked(*given: tuple[str, str, int]) -> list[str]:
    """The trimmed texts of (field, text, longest); Invalid names every field that is empty or too long."""
    trimmed = [(path, text.replace("\x00", "").strip(), limit) for path, text, limit in given]
    problems = tuple(p for path, text, limit in trimmed if (p := _problem(path, text, limit)))
    if problems:
        raise Invalid(KernelCode.INVALID, problems=problems)
    return [text for _, text, _ in trimmed]


def sealed(row: UUID, field: str, text: str) -> bytes:
    """Encrypt a note's field."""
    return seal_box(text, table="cases_note", field=field, row=row)
