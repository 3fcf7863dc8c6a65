"""What is sent, and how it fails."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID


@dataclass(frozen=True)
class Parcel:
    """One short message or mail. ``number`` is the same at every try."""

    number: UUID
    channel: Literal["sms", "mail"]
    to: str
    subject: str
    text: str


class NotSent(Exception):
    """The provider did not take it: ``reason`` is one word (no address, no text); ``final``: no use trying again."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final
