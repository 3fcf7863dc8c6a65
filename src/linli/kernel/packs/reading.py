"""Reading a pack from its folder of YAML files, and checking it before anything is written."""

import hashlib
import json
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from linli.kernel.packs.sections import PackFinding, PackText, Section, section_named

MANIFEST = "pack.yaml"
MANIFEST_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name", "version", "title"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "pattern": r"^[a-z][a-z0-9_-]{0,59}$"},
        "version": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
        "title": {"type": "string", "minLength": 1, "maxLength": 200},
        "area": {"type": "string", "pattern": r"^([0-9]{2,24})?$"},
    },
}
COMMON: dict[str, Any] = {
    "key": {"type": "string", "pattern": r"^[a-z][a-z0-9_.-]*$", "maxLength": 120},
    "from": {"type": "string", "format": "date"},
    "to": {"type": "string", "format": "date"},
    "basis": {
        "type": "object",
        "required": ["confidence"],
        # A confidence alone is no ground: somebody must be able to look it up.
        "anyOf": [{"required": ["rule"]}, {"required": ["source"]}],
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


class _Loader(yaml.SafeLoader):
    """Plain YAML, but a name that stands twice in one mapping is a fault: YAML would drop the first silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"{twice!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def read_pack(folder: Path) -> PackText:
    """Read ``folder``; PackUnreadable when a file is missing, no YAML, or of another shape."""
    manifest = _load_manifest(folder / MANIFEST)
    entries: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name != MANIFEST:
            _add_file(entries, path)
    return PackText(
        name=manifest["name"], version=manifest["version"], area=manifest.get("area", ""), title=manifest["title"],
        entries=entries, digest=_digest([manifest, entries]),
    )  # fmt: skip


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _load_manifest(path: Path) -> Mapping[str, Any]:
    manifest = _load(path)
    faults = jsonschema_rs.validator_for(MANIFEST_SCHEMA).iter_errors(manifest)
    named = [f"{'/'.join(map(str, fault.instance_path)) or 'manifest'}: {fault.message}" for fault in faults]
    if named:
        raise PackUnreadable(f"{path}: {'; '.join(named)}")
    return dict(manifest)


def _load(path: Path) -> Any:
    try:
        content = _plain(yaml.load(path.read_text(encoding="utf-8"), _Loader))  # noqa: S506 -- a SafeLoader
        json.dumps(content, allow_nan=False).encode()
    except (OSError, UnicodeError) as error:
        raise PackUnreadable(f"{path} cannot be read") from error
    except yaml.YAMLError as error:
        raise PackUnreadable(f"{path} is no YAML: {error}") from error
    except (TypeError, ValueError, RecursionError) as error:
        raise PackUnreadable(f"{path} holds something that is no plain data: {error}") from error
    return content


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
