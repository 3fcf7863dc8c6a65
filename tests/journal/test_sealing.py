"""The sealer: every place under one root, once; a copy outside that goes on wherever it was cut off."""

import json
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.kernel.db.guard import writing
from linli.kernel.jobs import queue, worker
from linli.kernel.jobs.models import Job
from linli.kernel.jobs.schedules import all_schedules
from linli.kernel.jobs.sealing import SEAL
from linli.kernel.journal import outside, sealing
from linli.kernel.journal.heads import head_of, stored_places, tree_root
from linli.kernel.journal.models import Leaf, Seal
from linli.kernel.journal.outside import SealsDisagree, copied_heads, copied_places, copy_out, roots_file
from linli.kernel.journal.sealing import seal_county
from linli.kernel.journal.verifying import verify
from tests.journal.writing_entries import COUNTY, entered, placed, protection_lifted, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _all_sealed(db: None) -> Iterator[None]:
    sealed(0)
    yield


def seals() -> list[Seal]:
    """The seals of the county."""
    return list(Seal.objects.filter(county=COUNTY).order_by("number"))


def put(dedupe: str) -> None:
    """Have the job run once."""
    with writing("framework"):
        queue.put(COUNTY, SEAL, {}, dedupe=dedupe)


def test_places_come_under_a_root_that_hangs_on_the_one_before() -> None:
    placed(5)
    assert seal_county(COUNTY) == 1
    placed(2)
    assert seal_county(COUNTY) == 1
    *_, before, last = seals()
    assert (before.number + 1, before.last + 1, before.digest) == (last.number, last.first, last.previous)
    assert last.last == last.first + 1
    assert last.root == tree_root(stored_places(COUNTY, last.first, last.last))
    assert last.digest == head_of(last).digest


def test_nothing_new_makes_no_seal() -> None:
    before = seals()
    entered()  # waits for its place
    assert seal_county(COUNTY) == 0 and seals() == before
    assert copy_out(COUNTY) == 0


def test_many_places_make_several_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LARGEST", 4)
    start = len(seals())
    placed(10)
    assert seal_county(COUNTY) == 3
    assert [seal.last - seal.first + 1 for seal in seals()[start:]] == [4, 4, 2]


def test_a_faster_sealer_is_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    placed(3)
    root = sealing.tree_root

    def overtaken(places: list[sealing.Placed]) -> str:
        monkeypatch.setattr(sealing, "tree_root", root)
        assert seal_county(COUNTY) == 1
        return root(places)

    monkeypatch.setattr(sealing, "tree_root", overtaken)
    before = len(seals())
    seal_county(COUNTY)
    assert len(seals()) == before + 1 and list(verify(COUNTY)) == []


def test_a_command_pays_nothing_for_the_seal() -> None:
    sealed(1)
    with CaptureQueriesContext(connection) as captured:
        entered()
    told = " ".join(query["sql"] for query in captured.captured_queries)
    assert "kernel_seal" not in told and "kernel_leaf" not in told and "advisory" not in told


def test_the_copy_holds_every_head_and_place() -> None:
    sealed(3)
    last = seals()[-1]
    assert list(copied_heads(COUNTY))[-1] == (last.number, head_of(last))
    assert copied_places(COUNTY, last.number) == stored_places(COUNTY, last.first, last.last)
    assert json.loads(roots_file(COUNTY).read_text().splitlines()[-1])["digest"] == last.digest


def test_the_copy_goes_where_the_setting_says(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    place = settings.LINLI.__class__(**{**settings.LINLI.__dict__, "seal_folder": str(tmp_path)})
    monkeypatch.setattr(settings, "LINLI", place)
    sealed(1)
    assert roots_file(COUNTY).is_relative_to(str(tmp_path)) and roots_file(COUNTY).exists()


@pytest.mark.parametrize("left", [0, 1, 40, -1])
def test_a_torn_line_is_cut_off_and_written_again(left: int) -> None:
    sealed(2)
    whole = roots_file(COUNTY).read_bytes()
    start = whole.rstrip(b"\n").rfind(b"\n") + 1
    roots_file(COUNTY).write_bytes(whole[: start + left] if left >= 0 else whole[:-1])
    assert list(verify(COUNTY)) == []
    assert copy_out(COUNTY) == 1
    assert roots_file(COUNTY).read_bytes() == whole


def test_a_copy_cut_off_before_its_line_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(1)
    placed(2)
    seal_county(COUNTY)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(outside, "_append", killed)
        copy_out(COUNTY)
    assert copy_out(COUNTY) == 1 and list(verify(COUNTY)) == []


def test_nothing_is_appended_to_a_copy_that_tells_something_else() -> None:
    sealed(2)
    with protection_lifted():
        Seal.objects.filter(pk=seals()[-1].pk).update(root="0" * 64)
    placed(1)
    seal_county(COUNTY)
    before = roots_file(COUNTY).read_bytes()
    with pytest.raises(SealsDisagree):
        copy_out(COUNTY)
    assert roots_file(COUNTY).read_bytes() == before


def test_places_that_were_touched_before_they_were_copied_are_not_copied() -> None:
    placed(2)
    seal_county(COUNTY)
    with protection_lifted():
        Leaf.objects.filter(county=COUNTY, seq=seals()[-1].last).update(digest="0" * 64)
    with pytest.raises(SealsDisagree):
        copy_out(COUNTY)


def test_a_damaged_last_line_is_not_written_over() -> None:
    sealed(1)
    lines = roots_file(COUNTY).read_text().splitlines()
    roots_file(COUNTY).write_text("\n".join([*lines[:-1], "{}"]) + "\n")
    with pytest.raises(SealsDisagree):
        copy_out(COUNTY)


def test_the_job_comes_by_itself_and_may_run_twice() -> None:
    assert SEAL in [item.task for item in all_schedules()]
    entered()
    before = len(seals())
    for number in range(2):
        put(f"seal/{number}")
        worker.work_until_idle(COUNTY)
    assert len(seals()) == before + 1
    assert not Job.objects.filter(county=COUNTY, task=SEAL).exclude(state="done").exists()
    assert list(verify(COUNTY)) == []


def test_the_job_says_when_the_copy_tells_something_else() -> None:
    sealed(1)
    roots_file(COUNTY).write_text("{}\n")
    put("seal/once")
    worker.work_until_idle(COUNTY)
    job = Job.objects.get(county=COUNTY, dedupe="seal/once")
    assert (job.state, job.last_error) == ("ready", "SealsDisagree")
