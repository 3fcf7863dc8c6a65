"""What may not be kept is nowhere: not in a table, not in the journal, not in a file or a log (mission 3, S-281)."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from linli.people.models import LedgerRun
from linli.people.rules.ledgers.lexicon import NEVER_KEPT
from linli.people.rules.ledgers.reading import read_ledger
from tests.guards.source import ROOT
from tests.people.ledgers.reading import TODAY, lexicon
from tests.people.ledgers.runs import as_csv, counts, taken_in
from tests.people.persons.records import number, phone

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281")]
SAMPLES = next((root / "shared/data/ledgers" for root in ROOT.parents if (root / "shared/data/ledgers").is_dir()), None)
# Words that the program itself uses: a table of the packs holds them as names of columns or words of a law.
SHORTEST = 3
MADE = {
    "民族": "赫哲族试", "政治面貌": "无党派试", "宗教信仰": "某教试", "健康状况": "糖尿病试", "致贫原因": "因病致贫试",
    "残疾类别": "视力残疾试", "备注": "重点关注对象试", "人员标签": "空巢独居试",
}  # fmt: skip


def dump() -> str:
    """Every table as text, boxes as they lie there."""
    out = io.StringIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("kernel_pack", "django_migrations")):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            out.writelines(_text(value) for row in cursor.fetchall() for value in row)
    return out.getvalue()


def _text(value: Any) -> str:
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", "replace") + "\n"
    text = str(value)
    return (text.encode().decode("unicode_escape", "replace") if "\\u" in text else text) + "\n"


def files() -> str:
    """Every file of the data folder."""
    found = []
    for folder, _, names in os.walk(settings.LINLI.data):
        found += [(Path(folder) / name).read_bytes().decode("utf-8", "replace") for name in names]
    return "\n".join(found)


def test_a_made_ledger_leaves_nothing_of_it(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    head = ("姓名", "身份证号", "联系电话", *MADE)
    run = taken_in(as_csv((head, ("陈国强", number(1), phone(1), *MADE.values()))))
    assert counts(run) == {"new": 1}
    told = dump() + files() + caplog.text + "".join(capfd.readouterr())
    assert "陈国强" in told
    assert [value for value in MADE.values() if value in told] == []
    assert number(1) not in told
    assert phone(1) not in told


@pytest.mark.skipif(SAMPLES is None, reason="the sample ledgers lie beside the repository")
@pytest.mark.parametrize("name", ["S03", "S04", "S05", "S13"])
def test_a_sample_leaves_nothing_forbidden(name: str) -> None:
    assert SAMPLES is not None
    path = next(SAMPLES.glob(f"{name}_*.xlsx"))
    data = path.read_bytes()
    run = taken_in(data, leave_doubles=True, home="registered")
    row = LedgerRun.objects.get(pk=run)
    assert row.state == "finished"
    assert sum(sheet["data"] for sheet in row.sheets) > 0
    assert row.counts["new"] > 0
    told = dump() + files()
    assert [value for value in forbidden(data, path.stem) if value in told] == []


def forbidden(data: bytes, name: str) -> set[str]:
    """The values of columns that must go nowhere, long enough to be found by themselves."""
    found: set[str] = set()
    for sheet in read_ledger(io.BytesIO(data), name, lexicon(), TODAY).sheets:
        keys = [column.key for column in sheet.columns if column.meaning in NEVER_KEPT]
        for row in sheet.rows:
            for key in keys:
                value = row.values[key]
                found |= {str(item) for item in (value if isinstance(value, list) else [value]) if item}
    return {value for value in found if len(value) >= SHORTEST}
