"""``linli pack check|apply|diff``, as an administrator runs it."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from linli.faces.cli.management.commands.pack import SHIPPED
from linli.kernel.packs.models import PackVersion
from linli.kernel.packs.reading import read_pack
from tests.packs.folders import COUNTY, pack_folder, parameter_text

pytestmark = pytest.mark.django_db


def linli_pack(act: str, *folders: Path) -> list[str]:
    """The lines that the command prints."""
    out = StringIO()
    call_command("pack", act, *folders, stdout=out)
    return out.getvalue().splitlines()


def shipped() -> list[Path]:
    """The folders of the packs that come with Linli."""
    return sorted(path.parent for path in SHIPPED.glob("*/pack.yaml"))


def test_the_shipped_packs_have_no_fault() -> None:
    lines = linli_pack("check")
    assert len(lines) == len(shipped()) > 0
    assert all(line.endswith("entries, no fault") for line in lines)


def test_the_shipped_packs_are_published_and_unchanged() -> None:
    packs = [read_pack(folder) for folder in shipped()]
    assert linli_pack("apply") == [f"{pack.name} {pack.version}: unchanged" for pack in packs]
    assert linli_pack("diff") == []
    digests = PackVersion.objects.filter(county=settings.LINLI.county).values_list("pack", "digest")
    assert {pack.name: pack.digest for pack in packs} == dict(digests)


def test_check_names_every_fault(tmp_path: Path) -> None:
    text = parameter_text("a.b", "integer", "x") + parameter_text("a.c", "period", "x").partition("\n")[2]
    out = StringIO()
    with pytest.raises(CommandError, match="local: 2 faults"):
        call_command("pack", "check", pack_folder(tmp_path, text), stdout=out)
    assert out.getvalue().splitlines() == [
        "local: parameters/a.b: 'x' is no integer",
        "local: parameters/a.c: 'x' is no period",
    ]


def test_what_cannot_be_read_is_said_with_its_file(tmp_path: Path) -> None:
    folder = pack_folder(tmp_path, "parameters: [")
    for act in ("check", "apply", "diff"):
        with pytest.raises(CommandError, match=r"entries\.yaml is no YAML"):
            linli_pack(act, folder)
    with pytest.raises(CommandError, match="cannot be read"):
        linli_pack("check", tmp_path / "nowhere")


def test_apply_publishes_and_refuses_in_words(tmp_path: Path) -> None:
    folder = pack_folder(tmp_path, parameter_text("a.b", "text", "one"))
    assert linli_pack("diff", folder) == ["+ parameters/a.b"]
    assert linli_pack("apply", folder) == ["local 1: published"]
    assert linli_pack("apply", folder) == ["local 1: unchanged"]
    pack_folder(tmp_path, parameter_text("a.b", "text", "two"))
    assert linli_pack("diff", folder) == ["~ parameters/a.b"]
    with pytest.raises(CommandError) as caught:
        linli_pack("apply", folder)
    assert "local" in str(caught.value) and "1" in str(caught.value)
    assert PackVersion.objects.filter(county=COUNTY, pack="local").count() == 1


def test_several_folders_are_taken_in_their_order(tmp_path: Path) -> None:
    first = pack_folder(tmp_path, parameter_text("a.b", "text", "one"))
    second = pack_folder(tmp_path, parameter_text("a.b", "text", "two"), name="town", area="329921001")
    assert linli_pack("apply", first, second) == ["local 1: published", "town 1: published"]
