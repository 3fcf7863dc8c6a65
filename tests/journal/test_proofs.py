"""Proofs and exports: a bare Python with one script tells true from untrue."""

import json
import subprocess
import sys
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from linli.kernel.clock_port import now
from linli.kernel.errors import Refusal
from linli.kernel.ids import new
from linli.kernel.journal import sealing
from linli.kernel.journal.models import JournalEntry, Leaf
from linli.kernel.journal.outside import roots_file
from linli.kernel.journal.sealing import seal_county
from tests.journal.writing_entries import COUNTY, entered, placed, protection_lifted, sealed

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_proof.py"


def linli(*arguments: str) -> str:
    """What ``linli journal`` prints."""
    out = StringIO()
    call_command("journal", *arguments, stdout=out)
    return out.getvalue()


def checked(file: Path, roots: Path | None = None) -> tuple[int, str]:
    """How the script ends, alone: without our packages, our paths and our environment."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(file), *([str(roots)] if roots else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={}, cwd=file.parent)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """The proof of the middle one of five entries."""
    entries = sealed(5)
    (tmp_path / "proof.json").write_text(linli("proof", str(entries[2].pk)))
    return tmp_path / "proof.json"


def changed(file: Path, **values: Any) -> Path:
    """The same proof with other values."""
    told = {**json.loads(file.read_text()), **values}
    other = file.with_name("other.json")
    other.write_text(json.dumps(told))
    return other


def test_the_script_is_short_and_stands_alone() -> None:
    text = SCRIPT.read_text()
    assert len(text.splitlines()) <= 100 and "linli." not in text.replace("linli-journal", "")


def test_a_proof_is_true(proof: Path) -> None:
    code, told = checked(proof)
    assert code == 0 and "No trusted roots" in told, told
    code, told = checked(proof, roots_file(COUNTY))
    assert code == 0 and "Held against the roots" in told, told


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 8, 9])
def test_each_entry_of_a_seal_has_its_proof(count: int, tmp_path: Path) -> None:
    for entry in sealed(count):
        file = tmp_path / "proof.json"
        file.write_text(linli("proof", str(entry.pk)))
        code, told = checked(file, roots_file(COUNTY))
        assert code == 0 and str(entry.pk) in told


@pytest.mark.parametrize("name", ["entry", "place", "path", "seal", "trust"])
def test_an_untrue_proof_is_refused(proof: Path, name: str) -> None:
    told, roots = json.loads(proof.read_text()), roots_file(COUNTY)
    untrue: dict[str, Any] = {
        "entry": {"entry": told["entry"].replace("test.change_thing", "test.other")},
        "place": {"place": told["place"] + 1},
        "path": {"path": told["path"][:-1]},
        "seal": {"seal": {**told["seal"], "root": "0" * 64}},
        "trust": {},
    }
    if name == "trust":
        lines = [{**json.loads(line), "digest": "0" * 64} for line in roots.read_text().splitlines()]
        roots = proof.with_name("roots.jsonl")
        roots.write_text("\n".join(map(json.dumps, lines)))
    code, words = checked(changed(proof, **untrue[name]), roots)
    assert code == 1 and words.startswith("NOT TRUE"), words


def test_what_is_no_proof_is_said_so(tmp_path: Path) -> None:
    for text in ("", "{}", "[]", "not json"):
        (tmp_path / "x").write_text(text)
        assert checked(tmp_path / "x")[0] == 2
    assert checked(tmp_path / "none")[0] == 2


def refused(entry: UUID) -> str:
    """Why there is no proof."""
    with pytest.raises(CommandError) as caught:
        linli("proof", str(entry))
    cause = caught.value.__cause__
    assert isinstance(cause, Refusal)
    return str(cause.code)


def test_no_proof_before_the_seal_nor_of_a_stranger_nor_under_a_broken_seal() -> None:
    assert refused(entered().pk) == refused(placed(1)[0].pk) == "not_sealed_yet"
    assert refused(new(COUNTY)) == "not_found"
    assert refused(UUID(int=7)) == "foreign_id"
    entry, other = sealed(2)
    with protection_lifted():
        Leaf.objects.filter(entry=other.pk).update(digest="0" * 64)
    assert refused(entry.pk) == "seal_broken"


def exported(tmp_path: Path, **days: int) -> Path:
    """An export from so many days ago to so many from now."""
    today: date = now().astimezone().date()
    start, end = today - timedelta(days=days.get("back", 1)), today + timedelta(days=days.get("on", 1))
    linli("export", "--from", str(start), "--to", str(end), "--file", str(tmp_path / "export.jsonl"))
    return tmp_path / "export.jsonl"


def test_an_export_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LARGEST", 4)
    sealed(11)
    file = exported(tmp_path)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert sum("entry" in line for line in lines) == Leaf.objects.filter(county=COUNTY).count()
    code, told = checked(file, roots_file(COUNTY))
    assert code == 0 and "entries are true" in told, told


def test_an_export_of_other_days_holds_nothing(tmp_path: Path) -> None:
    sealed(2)
    assert len(exported(tmp_path, back=9, on=-5).read_text().splitlines()) == 1


def test_an_export_is_printed_too() -> None:
    sealed(1)
    today = now().astimezone().date()
    told = linli("export", "--from", str(today - timedelta(days=1)), "--to", str(today + timedelta(days=1)))
    assert json.loads(told.splitlines()[0]) == {"format": "linli-journal-export-1", "county": COUNTY}


@pytest.mark.parametrize("harm", ["changed", "left out", "cut off", "swapped", "gone", "seal left out"])
def test_an_export_that_was_touched_is_refused(harm: str, tmp_path: Path) -> None:
    sealed(2)
    entries = sealed(3)
    sealed(1)
    if harm == "gone":
        with protection_lifted():
            JournalEntry.objects.filter(pk=entries[0].pk).delete()
    file = exported(tmp_path)
    lines = file.read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if json.loads(line).get("id") == str(entries[0].pk))
    if harm == "changed":
        lines[at] = lines[at].replace("test.change_thing", "test.other")
    if harm == "swapped":
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    left = {"left out": [*lines[:at], *lines[at + 1 :]], "cut off": lines[:-1]}
    left["seal left out"] = [*lines[: at - 1], *lines[at + 3 :]]
    file.write_text("\n".join(left.get(harm, lines)) + "\n")
    code, told = checked(file, roots_file(COUNTY))
    assert code == 1 and told.startswith("NOT TRUE"), told


def test_the_command_seals_at_once() -> None:
    sealed(0)
    entered()
    assert linli("seal") == "1 new seals, 1 copied outside the database.\n"
    assert seal_county(COUNTY) == 0
