"""What a pack's author gets wrong is found before anything is written, and named."""

from pathlib import Path

import pytest

from linli.kernel.packs.reading import PackUnreadable, check_pack, read_pack
from linli.kernel.packs.sections import all_sections, section_named
from tests.packs.folders import BASIS, pack_folder, pack_text, parameter_text

pytestmark = pytest.mark.django_db

UNREADABLE = {
    "no YAML": "parameters: [",
    "empty": "",
    "a list on top": "- a\n- b\n",
    "a section that is no list": "parameters: {key: a}\n",
    "a section twice": "parameters: []\nparameters: []\n",
    "a name twice in an entry": "parameters:\n  - {key: a, key: b}\n",
    "no plain data": "parameters:\n  - !!set {a}\n",
    "an endless loop": "parameters: &a\n  - [*a]\n",
    "no number": "parameters:\n  - {key: a, value: .nan}\n",
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_files_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    with pytest.raises(PackUnreadable, match=r"entries\.yaml"):
        read_pack(pack_folder(tmp_path, text))


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    folder = pack_folder(tmp_path, "parameters: []\n")
    (folder / "entries.yaml").write_bytes("parameters: []  # 参数".encode("gbk"))
    with pytest.raises(PackUnreadable, match="cannot be read"):
        read_pack(folder)


MANIFESTS = {
    "missing": None,
    "a list": "- a\n",
    "without a version": "name: local\ntitle: 包\n",
    "a version that is no number": "name: local\nversion: one\ntitle: 包\n",
    "a version of zero": "name: local\nversion: 0\ntitle: 包\n",
    "a name with spaces": "name: my pack\nversion: 1\ntitle: 包\n",
    "an unknown word": "name: local\nversion: 1\ntitle: 包\nauthor: me\n",
    "an area that YAML read as a number": "name: local\nversion: 1\ntitle: 包\narea: 329921\n",
}


@pytest.mark.parametrize("manifest", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_manifests_that_cannot_be_read(tmp_path: Path, manifest: str | None) -> None:
    folder = pack_folder(tmp_path, "parameters: []\n")
    (folder / "pack.yaml").unlink()
    if manifest is not None:
        (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    with pytest.raises(PackUnreadable, match=r"pack\.yaml"):
        read_pack(folder)


DAYS = "key: a, type: period, value: 15d"
WRONG = {
    "unknown section": ("wishes:\n  - {key: a}\n", "no part of Linli knows this section"),
    "no entry": ("parameters: [a]\n", "is not of type"),
    "no key": (f"parameters:\n  - {{type: text, value: a, {BASIS}}}\n", '"key" is a required property'),
    "no basis": (f"parameters:\n  - {{{DAYS}}}\n", '"basis" is a required property'),
    "a basis without ground": (f"parameters:\n  - {{{DAYS}, basis: {{confidence: D}}}}\n", "basis"),
    "a basis without confidence": (f"parameters:\n  - {{{DAYS}, basis: {{rule: R1}}}}\n", "confidence"),
    "a confidence of its own": (f"parameters:\n  - {{{DAYS}, basis: {{rule: R1, confidence: E}}}}\n", "confidence"),
    "an unknown word": (f"parameters:\n  - {{{DAYS}, until: 2026-01-01, {BASIS}}}\n", "until"),
    "a key in capitals": (f"parameters:\n  - {{key: A, type: text, value: a, {BASIS}}}\n", "key"),
    "a key that YAML reads as yes": (f"parameters:\n  - {{key: yes, type: text, value: a, {BASIS}}}\n", "key"),
    "an endless key": (f"parameters:\n  - {{key: {'a' * 121}, type: text, value: a, {BASIS}}}\n", "120"),
    "no date": (f"parameters:\n  - {{{DAYS}, from: 2026-02-30x, {BASIS}}}\n", "from"),
    "a moment for a date": (f"parameters:\n  - {{{DAYS}, from: 2026-02-03T00:00:00, {BASIS}}}\n", "from"),
    "backwards": (f"parameters:\n  - {{{DAYS}, from: 2026-02-02, to: 2026-02-01, {BASIS}}}\n", "ends before it begins"),
}


@pytest.mark.parametrize(("text", "what"), WRONG.values(), ids=WRONG.keys())
def test_entries_that_are_wrong(tmp_path: Path, text: str, what: str) -> None:
    findings = check_pack(pack_text(tmp_path, text))
    assert [what in finding.what for finding in findings] == [True], findings


OVERLAPS = [
    ("to: 2025-12-31", "from: 2025-12-31", True),
    ("to: 2025-12-31", "from: 2026-01-01", False),
    ("from: 2026-01-01", "note: always", True),
    ("from: 2020-01-01, to: 2020-12-31", "from: 2019-01-01, to: 2021-12-31", True),
]


@pytest.mark.parametrize(("first", "second", "overlap"), OVERLAPS)
def test_dates_of_one_key_may_not_overlap(tmp_path: Path, first: str, second: str, overlap: bool) -> None:
    text = f"parameters:\n  - {{{DAYS}, {first}, {BASIS}}}\n  - {{{DAYS}, {second}, {BASIS}}}\n"
    findings = check_pack(pack_text(tmp_path, text))
    assert [f.where for f in findings] == (["parameters/a"] if overlap else [])


def test_overlaps_are_found_across_files(tmp_path: Path) -> None:
    folder = pack_folder(tmp_path, parameter_text("a.b", "text", "x"))
    (folder / "more.yaml").write_text(parameter_text("a.b", "text", "y"), encoding="utf-8")
    assert ["overlap" in finding.what for finding in check_pack(read_pack(folder))] == [True]


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    text = f"parameters:\n  - {{key: A, type: x, value: a, {BASIS}}}\n  - {{{DAYS}}}\nwishes: []\n"
    where = [finding.where for finding in check_pack(pack_text(tmp_path, text))]
    assert sorted(where) == ["parameters/A", "parameters/A", "parameters/a", "wishes"]


def test_the_digest_follows_the_content_and_not_the_layout(tmp_path: Path) -> None:
    first = pack_text(tmp_path, "parameters:\n  - {key: a, value: 1}\n")
    spaced = pack_text(tmp_path, "# a remark\nparameters:\n  - value: 1\n    key: a\n")
    other = pack_text(tmp_path, "parameters:\n  - {key: a, value: 2}\n")
    renamed = pack_text(tmp_path, "parameters:\n  - {key: a, value: 1}\n", name="other")
    assert first.digest == spaced.digest
    assert len({first.digest, other.digest, renamed.digest}) == 3


def test_a_pack_knows_its_keys_even_when_some_are_missing(tmp_path: Path) -> None:
    pack = pack_text(tmp_path, "parameters: [{key: a}, b, {value: 3}]\n")
    assert pack.keys("parameters") == {"a"} and pack.keys("flows") == frozenset()


def test_every_section_says_what_it_means() -> None:
    names = {section.name for section in all_sections()}
    assert {"parameters", "flows", "calendar_years", "statutory_days", "half_days", "calendar_regions"} <= names
    assert all(section.meaning.endswith(".") for section in all_sections())
    assert section_named("wishes") is None
