"""The seals for everybody: page, file, API; a proof by API that the stand-alone script takes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from linli.kernel.ids import new
from linli.kernel.journal import sealing
from linli.kernel.journal.models import JournalEntry, Seal
from linli.kernel.journal.outside import copy_out, roots_file
from tests.faces.api_desk import GONE, TOWN, county, every_row, program
from tests.faces.portal import Visitor
from tests.journal.test_proofs import SCRIPT
from tests.journal.writing_entries import entered, sealed
from tests.ledger import budget

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return b"".join(answer).decode() if answer.streaming else str(answer.content.decode())


def test_before_the_first_seal_the_page_says_so() -> None:
    page = Visitor().get("/seals/")
    assert page.status_code == 200 and "还没有封存记录" in text(page)
    assert text(Visitor().get("/seals.jsonl")) == ""


def test_the_page_shows_the_newest_digest_and_the_roots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LARGEST", 1)
    sealed(60)
    newest = Seal.objects.order_by("-number")[0]
    with budget("portal.seals"):
        page = text(Visitor().get("/seals/"))
    assert newest.digest[:8] + " " + newest.digest[8:16] in page and newest.root in page
    older = next(part for part in page.split('"') if part.startswith("?after="))
    page = text(Visitor().get(f"/seals/{older.replace('&amp;', '&')}"))
    assert newest.root not in page and "最新一次封存" not in page


def test_the_file_is_the_copy_outside() -> None:
    sealed(3)
    sealed(2)
    copy_out(settings.LINLI.county)
    answer = Visitor().get("/seals.jsonl")
    assert text(answer) == roots_file(settings.LINLI.county).read_text()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_no_personal_value_and_no_entry_stands_in_them() -> None:
    entry = entered(personal={"phone": "13800138000"})
    sealed(0)
    for path in ("/seals/", "/seals.jsonl"):
        told = text(Visitor().get(path))
        assert str(entry.pk) not in told and entry.digest not in told and "13800138000" not in told


def checked(proof: dict[str, Any], folder: Path) -> int:
    """How the script judges it against the file of the public page."""
    (folder / "proof.json").write_text(json.dumps(proof))
    (folder / "seals.jsonl").write_text(text(Visitor().get("/seals.jsonl")))
    command = [sys.executable, "-I", str(SCRIPT), str(folder / "proof.json"), str(folder / "seals.jsonl")]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.mark.serves("S-279", boundary="the entry of another area; an entry that is not sealed yet")
def test_seals_and_proofs_by_api(tmp_path: Path) -> None:
    county()
    clerk, auditor = program("xi", "system_admin"), program("shen", "auditor")
    unit = clerk("post", "/people/units", {"area": TOWN, "name": "某站", "kind": "department"}).json()["id"]
    entry = JournalEntry.objects.get(object_id=unit).pk
    waiting = auditor("get", f"/journal/entries/{entry}/proof")
    assert (waiting.status_code, waiting.json()["code"]) == (422, "not_sealed_yet")
    sealed(0)
    rows = every_row(auditor, "/journal/seals")
    assert rows[0]["digest"] == Seal.objects.order_by("-number")[0].digest
    proof = auditor("get", f"/journal/entries/{entry}/proof").json()
    assert checked(proof, tmp_path) == 0
    assert checked({**proof, "place": proof["place"] + 1}, tmp_path) == 1
    for foreign in (GONE, new("320000")):
        assert auditor("get", f"/journal/entries/{foreign}/proof").status_code == 404
    assert program("du")("get", "/journal/seals").status_code == 403
