"""What may not be kept is nowhere: not in a table, not in the journal, not in a file or a log (mission 3, S-281)."""

import io
import random
from datetime import timedelta

import pytest

from linli.kernel import clock_port
from linli.kernel.packs.reading import read_pack
from linli.people.commands import undo_ledger
from linli.people.jobs.ledgers import clear_run, forget_old
from linli.people.models import LedgerLine, LedgerPart, LedgerRun, Person
from linli.people.rules.ledgers.lexicon import NEVER_KEPT
from linli.people.rules.ledgers.reading import read_ledger
from tests.guards.source import ROOT
from tests.people.ledgers.making import made_sheet
from tests.people.ledgers.reading import SHIPPED, TODAY, lexicon, workbook
from tests.people.ledgers.runs import COUNTY, as_csv, clerk, counts, taken_in
from tests.people.ledgers.searching import database, dump, files, holding
from tests.people.ledgers.writing import as_xlsx
from tests.people.persons.records import number, phone

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281")]
SAMPLES = next((root / "shared/data/ledgers" for root in ROOT.parents if (root / "shared/data/ledgers").is_dir()), None)
# Words that the program itself uses: a table of the packs holds them as names of columns or words of a law.
SHORTEST = 3
MADE = {
    "民族": "赫哲族试", "政治面貌": "无党派试", "宗教信仰": "某教试", "健康状况": "糖尿病试", "致贫原因": "因病致贫试",
    "残疾类别": "视力残疾试", "备注": "重点关注对象试", "人员标签": "空巢独居试",
}  # fmt: skip


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


def forbidden_heads() -> list[str]:
    """Every name that a column may carry whose values go nowhere."""
    entries = [entry for entry in read_pack(SHIPPED).entries["ledger_columns"] if entry["key"] in NEVER_KEPT]
    return [name for entry in entries for name in (entry["title"]["zh-Hans"], *entry.get("names", ()))]


def marked(heads: list[str], seed: int) -> list[list[str]]:
    """A ledger whose forbidden cells say each what nothing else says, some of its rows wrong."""
    rows = [["姓名", "身份证号", "联系电话", *heads]]
    for place in range(6):
        wrong = place % 3 == 2
        values = [f"禁{seed}字{place}号{column}格" for column in range(len(heads))]
        rows.append([f"陈国{chr(0x4E00 + place)}", "110105" if wrong else number(seed * 10 + place), "", *values])
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_no_value_of_any_forbidden_column_is_in_the_engines_own_pages_or_in_a_backup(
    seed: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    heads = random.Random(seed).sample(forbidden_heads(), 12)
    rows = marked(heads, seed)
    run = taken_in(workbook((rows, ())) if seed else as_csv(rows), leave_doubles=True)
    assert counts(run) == {"new": 4, "refused": 2}
    blocks = [
        *database(),
        dump().encode(),
        files().encode(),
        caplog.text.encode(),
        "".join(capfd.readouterr()).encode(),
    ]
    assert holding(["陈国一", "陈国丁"], blocks) == ["陈国一", "陈国丁"], "the search finds what is there"
    assert holding([value for row in rows[1:] for value in row[3:]], blocks) == []
    assert holding([number(seed * 10)], blocks) == []


@pytest.mark.parametrize("seed", range(8))
def test_made_ledgers_leave_nothing_forbidden(seed: int) -> None:
    data = as_xlsx(made_sheet(seed))
    before = dump()
    run = taken_in(data, leave_doubles=True)
    assert LedgerRun.objects.get(pk=run).state == "finished"
    told = dump() + files()
    assert [value for value in forbidden(data, "made") if told.count(value) > before.count(value)] == []


def test_the_file_and_what_was_staged_go_with_the_time_for_undoing(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = marked(["民族"], 1)
    run = taken_in(as_csv(rows), leave_doubles=True)
    parts, boxes = LedgerPart.objects.filter(run=run), LedgerLine.objects.filter(run=run, box__isnull=False)
    finished = LedgerRun.objects.get(pk=run).finished_at
    assert finished is not None and parts.exists() and boxes.count() == 6
    _at(monkeypatch, timedelta(days=29, hours=23))
    forget_old.func(job_key="test")
    assert parts.exists() and boxes.count() == 6
    _at(monkeypatch, timedelta(days=30, minutes=5))
    forget_old.func(job_key="test")
    assert not parts.exists() and not boxes.exists()
    assert Person.objects.count() == 4, "what was taken in stays"


def _at(monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    monkeypatch.setattr(clock_port, "_offset", later)


def test_an_undone_run_keeps_neither_file_nor_values() -> None:
    run = taken_in(as_csv(marked(["民族", "健康状况"], 2)), leave_doubles=True)
    undo_ledger(clerk(), run=run, expected_version=LedgerRun.objects.get(pk=run).version)
    clear_run(COUNTY, run)
    assert not LedgerPart.objects.exists()
    assert not LedgerLine.objects.filter(box__isnull=False).exists()
    assert not LedgerLine.objects.filter(before__isnull=False).exists()
    assert holding(["陈国一", number(20)], [dump().encode(), files().encode()]) == []
