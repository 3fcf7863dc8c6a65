"""The ledgers of the specification, where they lie beside the repository: read as their truth says."""

import json
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from linli.people.rules.ledgers.shapes import LedgerRow
from tests.guards.source import PROJECT
from tests.people.ledgers.reading import read_bytes

pytestmark = [pytest.mark.pure, pytest.mark.serves("S-281", boundary="ledgers are read as they are kept")]
FOLDERS = (PROJECT.parent / "shared/data/ledgers", PROJECT.parent.parent / "shared/data/ledgers")
FOLDER = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[0])
TRUTHS = sorted(FOLDER.glob("*.truth.json"))
FILES = [(truth, path) for truth in TRUTHS for path in sorted(FOLDER.glob(truth.name.removesuffix(".truth.json") + "*"))
         if path.suffix in (".xlsx", ".csv")]  # fmt: skip


def same(true: Any, found: Any) -> bool:
    """Whether a value is the true one."""
    if true in (None, ""):
        return found in (None, "")
    if isinstance(true, int | float) and isinstance(found, int | Decimal):
        return Decimal(str(true)) == found
    if isinstance(true, str) and isinstance(found, str):
        return unicodedata.normalize("NFKC", true).strip() == unicodedata.normalize("NFKC", found).strip()
    return bool(true == found)


def wrong_cells(truth: dict[str, Any], rows: dict[int, LedgerRow], keys: dict[str, str]) -> list[str]:
    """Cells whose value differs from the truth, those left out that nobody can know."""
    found = []
    for row in truth["rows"]:
        unknown = {issue.get("key") for issue in row["issues"] if issue["kind"] == "bad"}
        for column in truth["columns"]:
            name = column["key"]
            if name not in unknown and not same(
                row["true"].get(name), rows[row["row"]].values.get(keys[column["col"]])
            ):
                found.append(f"{row['row']} {name}")
    return found


@pytest.mark.skipif(not FILES, reason="the sample ledgers do not lie beside this repository")
@pytest.mark.parametrize(("truth_path", "path"), FILES, ids=[path.name for _, path in FILES])
def test_a_sample_is_read_as_its_truth_says(truth_path: Path, path: Path) -> None:
    truth = json.loads(truth_path.read_text(encoding="utf-8"))
    [(sheet, rows)] = read_bytes(path.read_bytes(), date(2026, 11, 26))
    assert list(sheet.header_rows or ()) == truth["header_rows"]
    found = {row.number: row for row in rows}
    assert set(found) == {row["row"] for row in truth["rows"]}
    assert {row["row"] for row in truth["non_data_rows"]} <= {other.number for other in sheet.non_data}
    assert {row.number for row in rows if row.flagged} == {row["row"] for row in truth["rows"] if row["must_flag"]}
    assert wrong_cells(truth, found, {column.letter: column.key for column in sheet.columns}) == []
