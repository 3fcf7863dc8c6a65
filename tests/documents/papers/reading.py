"""Reading a paper in a test: with the words of the pack that comes with Linli."""

from functools import cache
from pathlib import Path
from typing import Any

import linli.packs
from linli.documents.queries.policy_words import words_of
from linli.documents.rules.policies.files_reading import read_file
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.shown import shown_paper
from linli.documents.rules.policies.units import UnitReader
from linli.kernel.packs.reading import read_pack


@cache
def tools() -> tuple[Lexicon, UnitReader]:
    """The lexicon and a reader of units, made once."""
    lexicon = words_of(read_pack(Path(linli.packs.__file__).parent / "nation"))
    return lexicon, UnitReader(lexicon)


def found_in(data: bytes | str) -> dict[str, Any]:
    """What is found in a file's bytes, or in a text."""
    source, paper = read_file(data.encode() if isinstance(data, str) else data, *tools())
    return {"text": source.text, "format": source.format, **shown_paper(paper, source.text)}


def sense_of(data: bytes | str) -> dict[str, Any]:
    """What a paper says, without places and sureness: equal for the same paper however it was damaged."""
    found = found_in(data)
    tasks = ("no", "title", "lead", "helping", "responsible", "open_ended", "deadline")
    targets = ("metric", "operator", "value", "unit", "scope", "deadline")
    return {
        **{name: found[name] for name in ("title", "number", "date")},
        "clauses": [(each["path"], each["title"]) for each in found["clauses"]],
        "tasks": [[each[name] for name in tasks] for each in found["tasks"]],
        "targets": [[each[name] for name in targets] for each in found["targets"]],
    }
