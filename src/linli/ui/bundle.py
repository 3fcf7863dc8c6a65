"""What the front-end build left behind: the files of each bundle and the icon sprite."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

UI_FOLDER = Path(__file__).parent
BUILD_PREFIX = "linli/build/"
MANIFEST = UI_FOLDER / "static" / BUILD_PREFIX / "manifest.json"
ICON_LIST = UI_FOLDER / "icons.json"
SPRITE = "icons.svg"


class BundleMissing(RuntimeError):
    """The front end was not built, or not with this entry."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The front-end build holds no {what}. Run: make setup")


class UnknownIcon(LookupError):
    """A page asked for an icon that ``ui/icons.json`` does not list."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No icon {name!r} in linli/ui/icons.json. Add it there and build the front end.")


@dataclass(frozen=True)
class Bundle:
    """The static files of one entry, as paths for ``static()``; styles come first on the page."""

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def bundle(entry: str, manifest_file: Path = MANIFEST) -> Bundle:
    """The files of ``entry`` ("desk", "portal", "gallery"). Raises ``BundleMissing``."""
    manifest = _manifest(manifest_file)
    chunk = manifest.get(f"{entry}.ts")
    if chunk is None:
        raise BundleMissing(f"bundle {entry!r}")
    styles = tuple(dict.fromkeys(_styles(manifest, f"{entry}.ts")))
    # An entry of style sheets only leaves an empty script behind, which no page needs to fetch.
    scripts = () if entry == "gallery" else (chunk["file"],)
    return Bundle(tuple(BUILD_PREFIX + name for name in styles), tuple(BUILD_PREFIX + name for name in scripts))


def sprite(manifest_file: Path = MANIFEST) -> str:
    """The static path of the icon sprite. Raises ``BundleMissing``."""
    chunk = _manifest(manifest_file).get(SPRITE)
    if chunk is None:
        raise BundleMissing("icon sprite")
    return BUILD_PREFIX + str(chunk["file"])


@cache
def icon_names(list_file: Path = ICON_LIST) -> frozenset[str]:
    """Every name that ``{% icon %}`` accepts."""
    lists: dict[str, list[str]] = json.loads(list_file.read_text(encoding="utf-8"))
    return frozenset(name for names in lists.values() for name in names)


def checked_icon(name: str) -> str:
    """``name``, if there is such an icon. Raises ``UnknownIcon``."""
    if name not in icon_names():
        raise UnknownIcon(name)
    return name


def _manifest(file: Path) -> Mapping[str, Any]:
    try:
        return _read(file, file.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise BundleMissing("manifest") from missing


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> Mapping[str, Any]:
    """The manifest, read once for each build: a server that runs on sees a new one."""
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _styles(manifest: Mapping[str, Any], key: str) -> list[str]:
    """The style sheets of a chunk and of what it imports, imports first."""
    chunk = manifest[key]
    below = [name for imported in chunk.get("imports", []) for name in _styles(manifest, imported)]
    return [*below, *chunk.get("css", [])]
