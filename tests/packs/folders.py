"""Packs for tests: written as files, as a place would write them, or published past every check."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

from django.conf import settings

from linli.kernel.ids import new
from linli.kernel.packs.lookup import forget_packs
from linli.kernel.packs.models import PackEntry, PackVersion
from linli.kernel.packs.reading import read_pack
from linli.kernel.packs.sections import PackText
from tests.conftest import NOON

COUNTY = "329921"
BASIS = "basis: {rule: R6.1, confidence: D}"


def pack_folder(parent: Path, text: str, *, name: str = "local", version: int = 1, area: str = COUNTY) -> Path:
    """A folder with a manifest and one file of entries."""
    folder = parent / f"{name}-{version}"
    folder.mkdir(exist_ok=True)
    manifest = f'name: {name}\nversion: {version}\ntitle: 试用包\narea: "{area}"\n'
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    (folder / "entries.yaml").write_text(dedent(text), encoding="utf-8")
    return folder


def pack_text(parent: Path, text: str, **manifest: Any) -> PackText:
    """The same, read."""
    return read_pack(pack_folder(parent, text, **manifest))


def parameter_text(key: str, kind: str, value: str, more: str = "") -> str:
    """A file with one parameter."""
    return f"parameters:\n  - {{key: {key}, type: {kind}, value: {value}{more}, {BASIS}}}\n"


def publish_rows(area: str, *rows: Mapping[str, Any], section: str = "parameters", pack: str = "old") -> None:
    """Publish entries as an earlier version of Linli, or an earlier law, let them through."""
    county = settings.LINLI.county
    version = PackVersion.objects.create(
        id=new(county), county=county, area=area, version=1, pack=f"{pack}-{area}", title="旧包", digest="",
        applied_at=NOON,
    )  # fmt: skip
    for row in rows:
        PackEntry.objects.create(
            id=new(county), county=county, area=area, pack_version=version, section=section, key=row["key"],
            valid_from=_day(row, "from"), valid_to=_day(row, "to"), current=True,
            data={"basis": {"rule": "R6.1", "confidence": "D"}, **row},
        )  # fmt: skip
    forget_packs()


def _day(row: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(row[name]) if name in row else None
