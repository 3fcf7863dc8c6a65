"""``linli import ledger``: what a file holds, as JSON and in lines; nothing is written."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from linli.faces.cli.entry import _joined
from linli.people.models import LedgerRun, Person
from tests.people.ledgers.reading import NUMBERS, workbook
from tests.people.persons.records import HERE

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281", boundary="a dry run shows all")]
ROWS = [
    ["低保花名册"],
    ["姓名", "身份证号", "民族", "金额（元）"],
    ["涂红霞", NUMBERS[0], "汉", "100元"],
    ["关佳", NUMBERS[1][:-1] + "2", "回", 200.5],
    ["合计", None, None, 300.5],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "低保.xlsx"
    path.write_bytes(workbook((ROWS, ()), ([["姓名", "身份证号"], ["孙雪", NUMBERS[2]]], ())))
    return path


def shown(file: Path, capsys: Any, **options: Any) -> Any:
    """What the command prints as JSON."""
    call_command("import_ledger", str(file), dry_run=True, json=True, **options)
    return json.loads(capsys.readouterr().out)


def test_everything_is_shown_as_json(file: Path, capsys: Any) -> None:
    found = shown(file, capsys)
    assert found["header_rows"] == [2, 2] and [row["row"] for row in found["rows"]] == [3, 4]
    first, second = found["rows"]
    assert first["values"]["金额（元）"] == first["values"]["D"] == 100 and second["values"]["D"] == 200.5
    assert not first["flagged"] and second["flagged"]
    assert [reason["code"] for reason in second["reasons"]] == ["ledger_id_check"]
    columns = {column["key"]: column["destination"] for column in found["sheets"][0]["columns"]}
    assert columns == {"姓名": "register", "身份证号": "register", "民族": "nowhere", "金额（元）": "application"}
    assert [row["kind"] for row in found["sheets"][0]["non_data"]] == ["title", "total"]
    assert found["sheets"][1]["rows"][0]["values"]["姓名"] == "孙雪"


def test_one_sheet_can_be_asked_for(file: Path, capsys: Any) -> None:
    assert [row["values"]["A"] for row in shown(file, capsys, sheet="表2")["rows"]] == ["孙雪"]


def test_lines_name_columns_and_flagged_rows(file: Path, capsys: Any) -> None:
    call_command("import_ledger", str(file), dry_run=True)
    said = capsys.readouterr().out
    assert "2 rows, 1 flagged" in said and "民族: person.nation" in said and "row 4 身份证号" in said


def test_without_a_dry_run_and_for_what_is_no_table_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="add --dry-run"):
        call_command("import_ledger", str(path))
    with pytest.raises(CommandError, match=r"x\.xlsx: .+"):
        call_command("import_ledger", str(path), dry_run=True)
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_ledger", str(tmp_path / "none"), dry_run=True)


def test_the_command_is_two_words() -> None:
    assert _joined(["linli", "import", "ledger", "x"]) == ["linli", "import_ledger", "x"]
    assert _joined(["linli", "import"]) == ["linli", "import"] and _joined(["linli", "run"]) == ["linli", "run"]


def taking(path: Path, **options: Any) -> None:
    call_command("import_ledger", str(path), area=HERE, **options)


def test_rows_are_taken_in_and_a_second_time_nothing_changes(file: Path, capsys: Any) -> None:
    taking(file, yes=True)
    said = capsys.readouterr().out
    assert "finished" in said and "2 new, 1 refused" in said
    (told,) = [line for line in said.splitlines() if ", row " in line]
    assert re.search(r", row 4, 身份证号: \S+", told), told
    before = list(Person.objects.order_by("id").values_list("id", "version"))
    taking(file, yes=True)
    assert "2 same, 1 refused" in capsys.readouterr().out
    assert list(Person.objects.order_by("id").values_list("id", "version")) == before


def test_who_does_not_agree_takes_nothing_in(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(CommandError) as refused:
        taking(file)
    assert refused.value.returncode == 2
    assert Person.everything.count() == 0
    assert LedgerRun.objects.get().state == "dropped"


def test_another_county_and_no_table_are_refused(file: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_ledger", str(file), area="110101001001", yes=True)
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(CommandError):
        taking(path, yes=True)
    assert [row.state for row in LedgerRun.objects.all()] == ["dropped"]
