"""Division files, read twice: first every line is checked and nothing written, then batches are applied (R1.6)."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TextIO

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.places.commands.divisions import BATCH, import_divisions
from linli.places.rules.divisions import Division, LineFault, Reader, divisions_in
from linli.places.rules.reasons import DivisionCode

COMMAND = "places.import_divisions"


@dataclass(frozen=True)
class Source:
    """A file: its name for messages, and how to open it as UTF-8 text (undecodable bytes as surrogates)."""

    name: str
    open: Callable[[], TextIO]


@dataclass(frozen=True)
class NamedFault:
    """A refused line and the file that it stands in."""

    source: str
    fault: LineFault


@dataclass
class Checked:
    """What the first reading found: how many lines, how many faults, and the run that the content names."""

    lines: int = 0
    faults: int = 0
    run: str = ""


@dataclass
class Imported:
    """What the second reading did. ``differing`` are codes known under another name, which were left alone."""

    batches: int = 0
    repeated: int = 0
    new: int = 0
    filled: int = 0
    placeholders: int = 0
    differing: list[str] = field(default_factory=list)

    def add(self, receipt: Receipt) -> None:
        """Count a batch."""
        self.batches += 1
        self.repeated += receipt.repeated
        for name in ("new", "filled", "placeholders"):
            setattr(self, name, getattr(self, name) + receipt.values.get(name, 0))
        self.differing += receipt.values.get("differing", ())


def check_files(actor: Actor, sources: Sequence[Source], tell: Callable[[NamedFault], None]) -> Checked:
    """Read every line of every file, tell each fault as it is met, write nothing."""
    reader, content, result = Reader(), hashlib.sha256(), Checked()
    for source in sources:
        for number, found in _lines(reader, source):
            result.lines += 1
            fault = found if isinstance(found, LineFault) else _foreign(actor, number, found)
            if fault is not None:
                result.faults += 1
                tell(NamedFault(source.name, fault))
            elif isinstance(found, Division):
                content.update(f"{found.code},{found.name}\n".encode())
    result.run = content.hexdigest()[:32]
    return result


def import_files(actor: Actor, sources: Sequence[Source], run: str) -> Imported:
    """Apply files that ``check_files`` found without fault, in batches under the keys ``run/chunk``.

    Run again after a crash, it goes on where it stopped: batches that were applied are only repeated.
    """
    result = Imported()
    divisions = _divisions(sources)
    chunk = 0
    while rows := [(code, name) for code, name in islice(divisions, BATCH)]:
        chunk += 1
        result.add(import_divisions(actor.keyed(f"{run}/{chunk}"), run=run, rows=rows))
    return result


def import_part(actor: Actor, source: Source, run: str, first: int, chunks: int) -> Imported:
    """Apply some batches of a checked file, from the one numbered ``first`` on: for faces that must answer soon."""
    result = Imported()
    divisions = islice(_divisions([source]), first * BATCH, (first + chunks) * BATCH)
    for chunk in range(first + 1, first + chunks + 1):
        rows = [(code, name) for code, name in islice(divisions, BATCH)]
        if not rows:
            break
        result.add(import_divisions(actor.keyed(f"{run}/{chunk}"), run=run, rows=rows))
    return result


def _lines(reader: Reader, source: Source) -> Iterator[tuple[int, Division | LineFault]]:
    with source.open() as text:
        yield from reader.lines(text)


def _divisions(sources: Sequence[Source]) -> Iterator[Division]:
    for source in sources:
        with source.open() as text:
            yield from divisions_in(text)


def _foreign(actor: Actor, number: int, found: Division) -> LineFault | None:
    if actor.may(COMMAND, found.code):
        return None
    return LineFault(number, "code", DivisionCode.NOT_YOURS, {"code": found.code})
