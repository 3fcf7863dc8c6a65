"""Division files: both layouts, any order, every refused line named and nothing written, twice the same."""

import random
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from linli.kernel.actor import Actor
from linli.kernel.codes import CodesCode
from linli.kernel.errors import Conflict, ErrorCode, Invalid, NotAllowed, NotFound
from linli.places.commands import create_area, import_divisions
from linli.places.commands.division_files import NamedFault, Source, check_files, import_files
from linli.places.commands.divisions import BATCH
from linli.places.models import Area
from linli.places.queries.areas import area_coded, path_of
from linli.places.rules.reasons import DivisionCode, PlacesCode
from tests.places.places import entries, keeper

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "divisions"
HEAD = "code12,name,level,parent12"
VILLAGES = "code,name,streetCode,provinceCode,cityCode,areaCode"
GOOD = [
    "329921000000,清和县,county,329900000000",
    "329921001000,城东街道,town,329921000000",
    "329921001001,幸福社区居委会,village,329921001000",
]


def office() -> Actor:
    return keeper("import_divisions", area="")


def source(*lines: str, head: str = HEAD) -> Source:
    return Source("x.csv", lambda: StringIO("\n".join((head, *lines)) + "\n"))


def faults(*sources: Source, actor: Actor | None = None) -> list[tuple[int, str, ErrorCode]]:
    told: list[NamedFault] = []
    check_files(actor or office(), sources, told.append)
    return [(item.fault.line, item.fault.column, item.fault.code) for item in told]


def load(*sources: Source, run: str = "") -> tuple[int, int, int]:
    checked = check_files(office(), sources, lambda _: None)
    assert checked.faults == 0
    done = import_files(office(), sources, run or checked.run)
    return done.new, done.filled, done.placeholders


def tree() -> dict[str, tuple[str, str, str]]:
    rows = Area.objects.order_by("code")
    return {
        code: (name, kind, parent) for code, name, kind, parent in rows.values_list("code", "name", "kind", "parent")
    }


def test_a_small_file() -> None:
    assert load(source(*GOOD)) == (3, 0, 2)
    assert [(row.code, row.name) for row in path_of("329921001001")] == [
        ("32", ""), ("3299", ""), ("329921", "清和县"), ("329921001", "城东街道"), ("329921001001", "幸福社区居委会"),
    ]  # fmt: skip
    (entry,) = entries("import_divisions")
    assert (entry.facts["new"], entry.facts["placeholders"], entry.area) == (3, 2, "329921")
    assert len(entry.facts["digest"]) == 64


def test_the_order_of_lines_is_free() -> None:
    load(source(*GOOD))
    first = tree()
    mixed = list(reversed(GOOD))
    assert load(source(*mixed), run="other") == (0, 0, 0)
    assert tree() == first


def test_children_before_their_parents_in_separate_batches() -> None:
    for number, line in enumerate(reversed(GOOD)):
        load(source(line), run=f"r{number}")
    assert tree()["329921"] == ("清和县", "county", "3299") and tree()["329921001"][0] == "城东街道"
    created = [entry.facts for entry in entries("import_divisions")]
    assert [(facts["new"], facts["filled"], facts["placeholders"]) for facts in created] == [
        (1, 0, 4),
        (0, 1, 0),
        (0, 1, 0),
    ]


def test_a_second_import_changes_nothing() -> None:
    load(source(*GOOD))
    before = list(Area.objects.order_by("code").values())
    assert load(source(*GOOD), run="another run") == (0, 0, 0)
    assert load(source(*GOOD)) == (0, 0, 0)  # the same run: its batches are only repeated
    assert list(Area.objects.order_by("code").values()) == before and len(entries("import_divisions")) == 1


def test_a_known_name_is_kept_and_told() -> None:
    create_area(keeper("create_area"), code="329921001001", name="老名字")
    done = import_files(office(), [source(*GOOD)], "r")
    found = area_coded("329921001001")
    assert done.differing == ["329921001001"] and found is not None and found.name == "老名字"


def test_the_layout_of_villages() -> None:
    line = "441900003001,东城社区居民委员会,441900003,44,4419,441900"
    assert load(source(line, head=VILLAGES)) == (1, 0, 3)
    assert [row.code for row in path_of("441900003001")] == ["44", "4419", "441900003", "441900003001"]
    shuffled = source(
        '329921,32,3299,329921001,"幸福社区",329921001001', head="areaCode,provinceCode,cityCode,streetCode,name,code"
    )
    assert faults(shuffled) == []


BROKEN: list[tuple[str, str, ErrorCode]] = [
    ("32992100100,甲,village,329921001000", "code12", CodesCode.BAD_LENGTH),
    ("32992100100X,甲,village,329921001000", "code12", CodesCode.BAD_CHARACTERS),
    ("999921001002,甲,village,999921001000", "code12", CodesCode.UNKNOWN_PROVINCE),
    ("329921000002,甲,village,329921000000", "code12", CodesCode.BAD_AREA_PART),
    ("000000000000,甲,village,329921000000", "code12", CodesCode.BAD_AREA_PART),
    ("329921001002,,village,329921001000", "name", DivisionCode.NO_NAME),
    ("329921001002,甲\ufffd,village,329921001000", "name", DivisionCode.BAD_NAME),
    ("329921001002,甲,town,329921001000", "level", DivisionCode.BAD_LEVEL),
    ("329921001002,甲,village,329921002000", "parent12", PlacesCode.WRONG_PARENT),
    ("329921001002,甲,village,329921001002", "parent12", PlacesCode.CYCLE),
    ("329921002000,甲,town,329921002001", "parent12", PlacesCode.CYCLE),
    ("329921001002,甲,village,", "parent12", CodesCode.BAD_LENGTH),
    ("329921001002,甲,village", "", DivisionCode.BAD_COLUMNS),
    ("329921001001,别名,village,329921001000", "code12", DivisionCode.TWICE),
    ('329921001002,"甲"乙,village,329921001000', "", DivisionCode.UNREADABLE),
]


@pytest.mark.parametrize(("line", "column", "reason"), BROKEN)
def test_a_refused_line_is_named(line: str, column: str, reason: ErrorCode) -> None:
    assert faults(source(*GOOD, line)) == [(5, column, reason)]
    assert not Area.objects.exists()


def test_a_ring_over_several_lines_is_a_cycle() -> None:
    ring = ["329921002000,甲,town,329921003000", "329921003000,乙,town,329921002000"]
    assert faults(source(*ring)) == [
        (2, "parent12", PlacesCode.WRONG_PARENT), (3, "parent12", PlacesCode.CYCLE),
    ]  # fmt: skip


def test_a_county_without_towns_stands_in_the_layout_of_villages_by_itself() -> None:
    """The statistics office lists Kinmen so, in the middle of its villages."""
    assert faults(source("350527000000,金门县,350527000,35,3505,350527", head=VILLAGES)) == []
    wrong = "350527000000,金门县,350527001,35,3505,350527"
    assert faults(source(wrong, head=VILLAGES)) == [(2, "streetCode", DivisionCode.CONTRADICTS)]


def test_fields_of_villages_must_agree_with_the_code() -> None:
    bad = "329921001001,甲,329921002,32,3299,329921"
    assert faults(source(bad, head=VILLAGES)) == [(2, "streetCode", DivisionCode.CONTRADICTS)]
    town = "329921001000,甲,329921001,32,3299,329921"
    assert faults(source(town, head=VILLAGES)) == [(2, "code", DivisionCode.BAD_LEVEL)]


def test_files_without_header_or_lines() -> None:
    assert faults(source(head="a,b")) == [(1, "", DivisionCode.BAD_HEADER)]
    assert faults(source()) == [(1, "", DivisionCode.EMPTY)]
    assert faults(Source("x", lambda: StringIO(""))) == [(1, "", DivisionCode.EMPTY)]
    assert faults(source(GOOD[0]), source("329921000000,别名,county,329900000000")) == [
        (2, "code12", DivisionCode.TWICE)
    ]


def test_lines_outside_ones_area_are_refused() -> None:
    actor = keeper("import_divisions", area="329921001")
    assert faults(source(*GOOD), actor=actor) == [(2, "code", DivisionCode.NOT_YOURS)]
    with pytest.raises(NotFound):
        import_divisions(actor, run="r", rows=[("329921", "清和县")])
    with pytest.raises(NotAllowed):
        import_divisions(keeper("create_area"), run="r", rows=[("329921", "清和县")])
    assert not Area.objects.exists()


def test_a_batch_has_a_limit() -> None:
    with pytest.raises(Invalid):
        import_divisions(office(), run="r", rows=[("329921", "x")] * (BATCH + 1))
    with pytest.raises(Invalid):
        import_divisions(office(), run="r", rows=[])


@pytest.mark.parametrize(
    "row", [("329921000", "x"), ("329921001001001", "x"), ("99", "x"), ("32992", "x"), ("3299٢1", "x"), ("329921", "")]
)
def test_a_batch_trusts_nobody(row: tuple[str, str]) -> None:
    with pytest.raises(Invalid):
        import_divisions(office(), run="r", rows=[row])
    assert not Area.objects.exists()


def test_the_same_key_with_another_batch_is_refused() -> None:
    import_divisions(office().keyed("r/1"), run="r", rows=[("329921", "甲")])
    with pytest.raises(Conflict):
        import_divisions(office().keyed("r/1"), run="r", rows=[("329921", "乙")])


def big_file(folder: Path, broken: dict[int, str]) -> Path:
    lines = [HEAD]
    for town in range(1, 51):
        lines.append(f"329921{town:03d}000,第{town}街道,town,329921000000")
        lines += [f"329921{town:03d}{n:03d},第{n}社区,village,329921{town:03d}000" for n in range(1, 200)]
    random.Random(7).shuffle(body := lines[1:])
    for number, text in broken.items():
        body[number - 2] = text
    path = folder / "big.csv"
    path.write_text("\n".join([HEAD, *body]) + "\n", encoding="utf-8")
    return path


def test_ten_thousand_lines_with_a_broken_one_are_refused_by_line_and_nothing_is_written(tmp_path: Path) -> None:
    path = big_file(tmp_path, {9_001: "329921001999", 77: "329921001001,x,village,329921001001"})
    told = StringIO()
    with pytest.raises(CommandError, match="2 of 10000 lines are refused; nothing was written"):
        call_command("import_divisions", path, stdout=told)
    lines = told.getvalue().splitlines()
    assert [line.split(": ")[0] for line in lines] == ["big.csv:77", "big.csv:9001"]
    assert not Area.objects.exists() and not entries("import_divisions")


def test_a_dry_run_writes_nothing_and_the_real_one_goes_in_batches(tmp_path: Path) -> None:
    path = big_file(tmp_path, {})
    told = StringIO()
    call_command("import_divisions", path, dry_run=True, stdout=told)
    assert "10000 lines, no fault" in told.getvalue() and not Area.objects.exists()
    call_command("import_divisions", path, stdout=told)
    assert Area.objects.exclude(name="").count() == 10_000
    assert len(entries("import_divisions")) == 5


def test_bytes_that_are_no_text_are_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes((HEAD + "\n329921001001,幸福社区,village,329921001000\n").encode("gb18030"))
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("import_divisions", path, stdout=told)
    assert told.getvalue().startswith("gbk.csv:2: name: ")
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_divisions", tmp_path / "none.csv")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files lie outside the repository")
@pytest.mark.parametrize(
    ("name", "lines", "county"), [("232701_漠河市.csv", 21, "232701"), ("320205_锡山区.csv", 140, "320205")]
)
def test_the_sample_counties(name: str, lines: int, county: str) -> None:
    told = StringIO()
    call_command("import_divisions", SAMPLES / name, stdout=told)
    assert f"{lines} lines: {lines} areas new, 0 named, 2 placeholders made" in told.getvalue()
    before = list(Area.objects.order_by("code").values())
    assert len(path_of(county)) == 3 and Area.objects.filter(county=county).count() == lines
    assert load(Source(name, lambda: (SAMPLES / name).open(encoding="utf-8-sig", newline="")), run="again") == (0, 0, 0)
    assert list(Area.objects.order_by("code").values()) == before
