"""Where one is in a sequence, and what one sends with it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from django.utils.translation import gettext

from linli.ui.parts.part import Part


class StepState(StrEnum):
    """Whether a step lies behind, is being taken, or comes later."""

    DONE = "done"
    CURRENT = "current"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``href`` leads back to it where one may go back, ``note`` says when or by whom."""

    label: str = ""
    state: StepState = StepState.LATER
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stepper(Part):
    """Steps in a row."""

    template: ClassVar[str] = "ui/components/stepper.html"
    variable: ClassVar[str] = "stepper"

    steps: tuple[Step, ...] = ()
    label: str = ""

    @property
    def words(self) -> str:
        """Where one is: "Step 2 of 4"."""
        states = [step.state for step in self.steps]
        if StepState.CURRENT not in states:
            return ""
        return gettext("Step {number} of {total}").format(number=states.index(StepState.CURRENT) + 1, total=len(states))


class FileState(StrEnum):
    """How far a file has come."""

    KEPT = "kept"
    SENDING = "sending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file of an upload.

    ``remove`` is the value that the remove button sends under ``Upload.remove_name``.
    """

    name: str = ""
    size: str = ""
    state: FileState = FileState.KEPT
    percent: int = 0
    problem: str = ""
    href: str = ""
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Upload(Part):
    """A field for files with what was sent already. It stands inside a form whose encoding allows files."""

    template: ClassVar[str] = "ui/components/upload.html"
    variable: ClassVar[str] = "upload"

    name: str = "files"
    label: str = ""
    hint: str = ""
    accept: str = ""
    max_mb: int = 20
    multiple: bool = True
    required: bool = False
    errors: tuple[str, ...] = ()
    files: tuple[UploadedFile, ...] = ()
    remove_name: str = "remove"

    @property
    def key(self) -> str:
        return f"id_{self.name}"

    @property
    def described_by(self) -> str:
        return f"{self.key}_hint {self.key}_error" if self.errors else f"{self.key}_hint"
