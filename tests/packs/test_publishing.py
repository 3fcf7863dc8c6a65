"""Publishing: only what has no fault, journalled, and never changed afterwards."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, Invalid, NotAllowed
from linli.kernel.journal.models import JournalEntry, Pending
from linli.kernel.packs.comparing import difference
from linli.kernel.packs.models import PackEntry, PackVersion
from linli.kernel.packs.parameters import NoParameter, parameter
from linli.kernel.packs.publishing import PackCode, apply_pack
from tests.packs.folders import COUNTY, pack_text, parameter_text

pytestmark = pytest.mark.django_db
Make = Callable[..., Actor]
TODAY = date(2026, 11, 20)
ONE, TWO = parameter_text("a.b", "text", "one"), parameter_text("a.b", "text", "two")


@pytest.fixture
def publisher(system: Make) -> Actor:
    """May publish packs."""
    return system("packs.apply_pack")


def value(key: str = "a.b") -> object:
    """What holds in the county today."""
    return parameter(key, COUNTY, TODAY).value


def test_publishing_writes_version_entries_and_journal(tmp_path: Path, publisher: Actor) -> None:
    pack = pack_text(tmp_path, ONE)
    receipt = apply_pack(publisher, pack=pack)
    row = PackVersion.objects.get(pk=receipt.id)
    assert (receipt.status, receipt.version, row.digest, row.applied_at) == ("published", 1, pack.digest, publisher.at)
    entry = PackEntry.objects.get(pack_version=row)
    assert (entry.key, entry.area, entry.current, entry.valid_from) == ("a.b", COUNTY, True, None)
    journal = JournalEntry.objects.get(object_id=row.id)
    assert (journal.command, journal.event, journal.facts["entries"]) == ("packs.apply_pack", "packs.pack_applied", 1)
    assert Pending.objects.filter(pk=journal.id, event="packs.pack_applied").exists()
    assert value() == "one"


def test_the_same_again_changes_nothing(tmp_path: Path, publisher: Actor) -> None:
    first = apply_pack(publisher, pack=pack_text(tmp_path, ONE))
    again = apply_pack(publisher, pack=pack_text(tmp_path, ONE))
    assert (again.status, again.id) == ("unchanged", first.id)
    assert PackVersion.objects.filter(pack="local").count() == 1
    assert PackEntry.objects.filter(pack_version__pack="local").count() == 1


def test_a_published_version_never_changes(tmp_path: Path, publisher: Actor) -> None:
    apply_pack(publisher, pack=pack_text(tmp_path, ONE))
    with pytest.raises(Conflict) as caught:
        apply_pack(publisher, pack=pack_text(tmp_path, TWO))
    assert caught.value.code is PackCode.CHANGED and value() == "one"


def test_a_newer_version_replaces_and_the_older_stays_readable(tmp_path: Path, publisher: Actor) -> None:
    apply_pack(publisher, pack=pack_text(tmp_path, ONE + parameter_text("a.c", "text", "gone").partition("\n")[2]))
    apply_pack(publisher, pack=pack_text(tmp_path, TWO, version=3))
    assert value() == "two"
    with pytest.raises(NoParameter):
        value("a.c")
    kept = PackEntry.objects.filter(pack_version__pack="local", pack_version__version=1).order_by("key")
    assert [(row.key, row.current, row.data["value"]) for row in kept] == [
        ("a.b", False, "one"),
        ("a.c", False, "gone"),
    ]


def test_an_older_version_is_refused(tmp_path: Path, publisher: Actor) -> None:
    apply_pack(publisher, pack=pack_text(tmp_path, TWO, version=2))
    for text in (ONE, TWO):
        with pytest.raises(Conflict) as caught:
            apply_pack(publisher, pack=pack_text(tmp_path, text))
        assert caught.value.code is PackCode.OLDER
        assert caught.value.data == {"pack": "local", "version": 1, "published": 2}
    assert value() == "two"


def test_a_pack_with_faults_is_refused_with_the_first(tmp_path: Path, publisher: Actor) -> None:
    with pytest.raises(Invalid) as caught:
        apply_pack(publisher, pack=pack_text(tmp_path, parameter_text("a.b", "integer", "x")))
    assert caught.value.code is PackCode.WRONG
    assert (caught.value.data["count"], caught.value.data["first"]) == (1, "parameters/a.b: 'x' is no integer")
    assert not PackVersion.objects.filter(pack="local").exists()


def test_without_the_power_nothing_is_published(tmp_path: Path, system: Make) -> None:
    with pytest.raises(NotAllowed):
        apply_pack(system("kernel.revive_job"), pack=pack_text(tmp_path, ONE))


CLASHES = [("", COUNTY, True), (", to: 2025-12-31", COUNTY, True), ("", "329921001", False)]


@pytest.mark.parametrize(("more", "area", "refused"), CLASHES)
def test_two_packs_of_one_place_cannot_both_have_an_entry(
    tmp_path: Path, publisher: Actor, more: str, area: str, refused: bool
) -> None:
    apply_pack(publisher, pack=pack_text(tmp_path, ONE))
    rival = pack_text(tmp_path, parameter_text("a.b", "text", "two", more), name="rival", area=area)
    if not refused:
        assert apply_pack(publisher, pack=rival).status == "published"
        return
    with pytest.raises(Invalid) as caught:
        apply_pack(publisher, pack=rival)
    assert "the pack local of the same place" in caught.value.data["first"]


def test_packs_of_one_place_may_share_a_key_on_other_days(tmp_path: Path, publisher: Actor) -> None:
    apply_pack(publisher, pack=pack_text(tmp_path, parameter_text("a.b", "text", "old", ", to: 2025-12-31")))
    later = parameter_text("a.b", "text", "new", ", from: 2026-01-01")
    apply_pack(publisher, pack=pack_text(tmp_path, later, name="later"))
    assert value() == "new"
    assert parameter("a.b", COUNTY, date(2025, 12, 31)).value == "old"


def test_the_difference_names_what_is_new_changed_and_gone(tmp_path: Path, publisher: Actor) -> None:
    before = "parameters:\n" + "".join(
        parameter_text(key, "text", key, ", from: 2026-01-01").partition("\n")[2] for key in ("gone", "kept", "other")
    )
    apply_pack(publisher, pack=pack_text(tmp_path, before))
    after = before.replace("key: gone", "key: fresh").replace("value: other", "value: changed")
    assert list(difference(COUNTY, pack_text(tmp_path, before))) == []
    assert list(difference(COUNTY, pack_text(tmp_path, after, version=2))) == [
        "+ parameters/fresh from 2026-01-01",
        "- parameters/gone from 2026-01-01",
        "~ parameters/other from 2026-01-01",
    ]


def test_the_difference_of_a_broken_pack_does_not_crash(tmp_path: Path) -> None:
    broken = pack_text(tmp_path, "parameters: [a, {value: 1}, {key: b}]\n")
    assert list(difference(COUNTY, broken)) == ["+ parameters/?", "+ parameters/b"]
