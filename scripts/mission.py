"""Prints each row of the mission with the tests that served it in the last run of ``make test``."""

import json
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
RESULTS = PROJECT / "tests" / "artifacts"
ROWS = PROJECT.parent / "shared" / "spec" / "rows.tsv"


def served() -> dict[str, set[str]]:
    """Row and the tests that served it."""
    found: dict[str, set[str]] = {}
    for path in sorted(RESULTS.glob("mission-*.json")):
        for row, tests in json.loads(path.read_text(encoding="utf-8")).items():
            found.setdefault(row, set()).update(tests)
    return found


def all_rows() -> list[str]:
    """Every row of the mission, if its table is beside the project; else those that are served."""
    if not ROWS.exists():
        return sorted(served())
    lines = ROWS.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t")[0] for line in lines if line]


def main() -> int:
    """Print the table; rows that no row of the mission knows are a fault."""
    done, rows = served(), all_rows()
    for row in rows:
        print(row, "·", ", ".join(sorted(done.get(row, ()))) or "not served yet")
    unknown = set(done) - set(rows)
    print(f"\n{len(set(done) & set(rows))} of {len(rows)} rows served")
    if unknown:
        print("unknown rows:", ", ".join(sorted(unknown)))
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
