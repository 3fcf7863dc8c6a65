"""What a page says to its reader: empty states, notices, toasts, progress."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext

from linli.ui.parts.actions import Action, Link, Tone
from linli.ui.parts.part import Part
from linli.ui.wording import number_words

_TONE_ICONS = {
    Tone.INFO: "info-circle",
    Tone.DONE: "circle-check",
    Tone.ATTENTION: "flag",
    Tone.DANGER: "alert-triangle",
}


@dataclass(frozen=True, slots=True)
class EmptyState(Part):
    """Nothing here, and what to do next."""

    template: ClassVar[str] = "ui/components/empty.html"
    variable: ClassVar[str] = "empty"

    title: str = ""
    text: str = ""
    icon: str = "inbox"
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice(Part):
    """A message that stays on the page."""

    template: ClassVar[str] = "ui/components/notice.html"
    variable: ClassVar[str] = "notice"

    text: str = ""
    title: str = ""
    tone: Tone = Tone.INFO
    actions: tuple[Action, ...] = ()

    @property
    def icon(self) -> str:
        return _TONE_ICONS[self.tone]


@dataclass(frozen=True, slots=True)
class Toast(Part):
    """A short message about what was just done. It stays until closed: nobody must read against a clock."""

    template: ClassVar[str] = "ui/components/toast.html"
    variable: ClassVar[str] = "toast"

    text: str = ""
    tone: Tone = Tone.DONE
    link: Link | None = None

    @property
    def icon(self) -> str:
        return _TONE_ICONS[self.tone]


@dataclass(frozen=True, slots=True)
class Progress(Part):
    """Long work: how much is done, how much is left. ``total`` 0 means that the end is not known yet.

    ``poll_href`` is asked every three seconds for this part anew while it is set.
    """

    template: ClassVar[str] = "ui/components/progress.html"
    variable: ClassVar[str] = "progress"

    label: str = ""
    done: int = 0
    total: int = 0
    note: str = ""
    problem: str = ""
    poll_href: str = ""
    key: str = "progress"

    @property
    def words(self) -> str:
        if not self.total:
            return gettext("{done} done").format(done=number_words(self.done))
        return gettext("{done} of {total} done, {left} left").format(
            done=number_words(self.done),
            total=number_words(self.total),
            left=number_words(max(self.total - self.done, 0)),
        )


@dataclass(frozen=True, slots=True)
class Text(Part):
    """Paragraphs of plain text; line breaks are kept."""

    template: ClassVar[str] = "ui/components/text.html"
    variable: ClassVar[str] = "text"

    text: str = ""
