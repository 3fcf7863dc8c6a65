"""``linli policy read``: what a paper says, as JSON and in lines; files that cannot be read are named."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.documents.papers.files import WORD
from tests.documents.papers.texts import BRACKETED, TABBED

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "分工.txt"
    path.write_bytes(TABBED.data)
    return path


def test_everything_is_shown_as_json(file: Path, capsys: Any) -> None:
    call_command("policy", "read", str(file), json=True)
    found = json.loads(capsys.readouterr().out)
    assert (found["file"], found["format"], found["encoding"]) == ("分工.txt", "txt", "utf-8")
    assert [task["no"] for task in found["tasks"]] == [1, 2, 3, 4, 5]
    assert found["tasks"][1]["lead"] == ["县民政局"]
    assert {"level", "number", "title", "path", "span", "confidence"} <= set(found["clauses"][0])
    assert {"metric", "operator", "value", "unit", "scope", "deadline", "clause", "span"} <= set(found["targets"][0])


def test_several_files_are_shown_together(file: Path, tmp_path: Path, capsys: Any) -> None:
    other = tmp_path / "方案.docx"
    other.write_bytes(WORD.data)
    call_command("policy", "read", str(file), str(other), json=True)
    assert [each["format"] for each in json.loads(capsys.readouterr().out)["files"]] == ["txt", "docx"]


def test_lines_say_the_same_to_a_person(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "意见.txt"
    path.write_bytes(BRACKETED.data)
    call_command("policy", "read", str(path))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"意见.txt: {BRACKETED.title}"
    assert "  1. 加强党的基层组织建设 [县委组织部 | 县住房城乡建设局 | 各乡镇党委、街道党工委] 2030-12-31" in lines


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(file: Path, tmp_path: Path, capsys: Any) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(CommandError, match=r"scan\.png: 这不是文本、网页、Word 文档或 PDF 文件"):
        call_command("policy", "read", str(scan), str(file), json=True)
    refused, read = json.loads(capsys.readouterr().out)["files"]
    assert refused["refused"] == "policy_binary"
    assert len(read["tasks"]) == 5


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no such file: .*nowhere\.txt"):
        call_command("policy", "read", str(tmp_path / "nowhere.txt"))
