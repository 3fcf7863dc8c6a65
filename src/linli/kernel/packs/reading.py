"""Reading a pack from its folder of YAML files, and checking it before anything is written."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from linli.kernel.packs.sections import PackFinding, PackText, Section, section_named

MANIFEST = "pack.yaml"
COMMON: dict[str, Any] = {
    "key": {"type": "string", "pattern": r"^[a-z][a-z0-9_.-]*$"},
    "from": {"type": "string", "format": "date"},
    "to": {"type": "string", "format": "date"},
    "basis": {
        "type": "object",
        "required": ["confidence"],
        "additionalProperties": False,
        "properties": {
            "rule": {"type": "string"},
            "source": {"type": "string"},
            "article": {"type": "string"},
            "confidence": {"enum": ["A", "B", "C", "D"]},
        },
    },
}


class PackUnreadable(Exception):
    """A pack's files cannot be read at all; the text names the file and line."""


def read_pack(folder: Path) -> PackText:
    """Read ``folder``; PackUnreadable when a file is missing, no YAML, or of another shape."""
    manifest = _load(folder / MANIFEST)
    if not isinstance(manifest, dict) or not {"name", "version", "title"} <= manifest.keys():
        raise PackUnreadable(f"{folder / MANIFEST}: name, version and title are needed")
    entries: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name != MANIFEST:
            _add_file(entries, path)
    text = json.dumps([manifest, entries], sort_keys=True, ensure_ascii=False)
    return PackText(
        name=str(manifest["name"]), version=int(manifest["version"]), area=str(manifest.get("area", "")),
        title=str(manifest["title"]), entries=entries, digest=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def _load(path: Path) -> Any:
    try:
        return _plain(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise PackUnreadable(f"{path} cannot be read") from error
    except yaml.YAMLError as error:
        raise PackUnreadable(f"{path} is no YAML: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _add_file(entries: dict[str, tuple[Mapping[str, Any], ...]], path: Path) -> None:
    content = _load(path)
    if not isinstance(content, dict) or not all(isinstance(items, list) for items in content.values()):
        raise PackUnreadable(f"{path}: the top level names sections, each a list of entries")
    for section, items in content.items():
        entries[section] = entries.get(section, ()) + tuple(items)


def check_pack(pack: PackText) -> list[PackFinding]:
    """Everything wrong with a pack; an empty list means it may be applied."""
    return [finding for name in pack.entries for finding in _check_section(pack, name)]


def _check_section(pack: PackText, name: str) -> Iterator[PackFinding]:
    section = section_named(name)
    if section is None:
        yield PackFinding(name, "no part of Linli knows this section")
        return
    validator = jsonschema_rs.validator_for(_full_schema(section), validate_formats=True)
    spans: dict[str, list[tuple[str, str]]] = {}
    for place, entry in enumerate(pack.entries[name], start=1):
        where = f"{name}/{entry.get('key', f'#{place}') if isinstance(entry, dict) else f'#{place}'}"
        wrong = [f"{'/'.join(map(str, e.instance_path)) or 'entry'}: {e.message}" for e in validator.iter_errors(entry)]
        if not wrong:
            wrong = [*_check_span(entry, spans), *_own_check(section, entry, pack)]
        yield from (PackFinding(where, what) for what in wrong)


def _own_check(section: Section, entry: Mapping[str, Any], pack: PackText) -> list[str]:
    return list(section.check(str(entry["key"]), entry, pack)) if section.check else []


def _check_span(entry: Mapping[str, Any], spans: dict[str, list[tuple[str, str]]]) -> list[str]:
    start, end = entry.get("from", "0001-01-01"), entry.get("to", "9999-12-31")
    if start > end:
        return ["it ends before it begins"]
    known = spans.setdefault(entry["key"], [])
    overlap = [span for span in known if span[0] <= end and start <= span[1]]
    known.append((start, end))
    return (
        [f"its dates overlap with another entry of the same key ({overlap[0][0]} – {overlap[0][1]})"] if overlap else []
    )


def _full_schema(section: Section) -> dict[str, Any]:
    required = ["key", *section.schema.get("required", [])]
    if section.needs_basis:
        required.append("basis")
    return {
        "type": "object",
        "additionalProperties": section.schema.get("open", False),
        "required": required,
        "properties": {**COMMON, **section.schema["properties"]},
    }
