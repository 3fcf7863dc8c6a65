"""What the build left behind: links to it, its size, and the error when it is not there."""

import json
import os
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # the library has no types
import pytest
from django.contrib.staticfiles import finders

from linli.ui import bundle as built
from linli.ui.bundle import BundleMissing, bundle, icon_names, sprite
from tests.ui.drawing import render

PORTAL_LIMIT = 25 * 1024


def test_a_missing_build_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(BundleMissing, match="make setup"):
        bundle("desk", tmp_path / "manifest.json")
    with pytest.raises(BundleMissing, match="make setup"):
        sprite(tmp_path / "manifest.json")


def test_a_missing_entry_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(BundleMissing, match="'desk'"):
        bundle("desk", tmp_path / "manifest.json")


def test_a_new_build_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps({"desk.ts": {"file": "a.js"}}))
    assert bundle("desk", file).scripts == ("linli/build/a.js",)
    file.write_text(
        json.dumps(
            {
                "desk.ts": {"file": "b.js", "css": ["b.css"], "imports": ["_c.js"]},
                "_c.js": {"file": "c.js", "css": ["c.css"]},
            }
        )
    )
    os.utime(file, ns=(1, 1))
    assert bundle("desk", file).scripts == ("linli/build/b.js",)
    assert bundle("desk", file).styles == ("linli/build/c.css", "linli/build/b.css")


@pytest.mark.parametrize("entry", ["desk", "portal", "gallery"])
def test_every_linked_file_can_be_served(entry: str) -> None:
    found = bundle(entry)
    assert found.styles and all(finders.find(file) for file in (*found.styles, *found.scripts))


def test_the_tag_links_styles_and_modules() -> None:
    drawn = render("{% bundle 'desk' %}")
    assert 'rel="stylesheet"' in drawn and 'type="module"' in drawn and "<style" not in drawn


def test_the_portals_style_sheet_is_small() -> None:
    size = sum(len(brotli.compress(_bytes(file), quality=5)) for file in bundle("portal").styles)
    assert size <= PORTAL_LIMIT, size


def test_the_portals_script_is_tiny() -> None:
    manifest = json.loads(built.MANIFEST.read_text())
    entry = manifest["portal.ts"]
    files = [entry["file"], *(manifest[name]["file"] for name in entry.get("imports", []))]
    assert sum(len(_bytes(built.BUILD_PREFIX + name)) for name in files) <= 8 * 1024


def test_every_icon_is_in_the_sprite() -> None:
    text = _bytes(sprite()).decode()
    assert [name for name in icon_names() if f'<symbol id="{name}"' not in text] == []
    assert text.count("<symbol") == len(icon_names())


def test_no_style_sheet_fetches_from_elsewhere() -> None:
    sheets = [_bytes(file).decode() for entry in ("desk", "portal") for file in bundle(entry).styles]
    assert [sheet for sheet in sheets if "@font-face" in sheet or "url(http" in sheet or "@import" in sheet] == []


def test_the_static_error_pages_are_whole() -> None:
    for status in ("500", "503"):
        page = _bytes(f"linli/errors/{status}.html").decode()
        assert 'lang="zh-Hans"' in page and 'lang="en"' in page and "/static/linli/errors/error.css" in page
        assert "{%" not in page and "{{" not in page
    assert finders.find("linli/errors/error.css")


def _bytes(static_path: str) -> bytes:
    found = finders.find(static_path)
    assert isinstance(found, str), static_path
    return Path(found).read_bytes()
