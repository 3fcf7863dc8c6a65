"""What applying a pack would change."""

from collections.abc import Iterator, Mapping
from typing import Any

from linli.kernel.packs.models import PackEntry
from linli.kernel.packs.sections import PackText

Key = tuple[str, str, str]


def _published(county: str, name: str) -> dict[Key, Mapping[str, Any]]:
    rows = PackEntry.objects.filter(county=county, current=True, pack_version__pack=name)
    return {_key(row.section, row.data): row.data for row in rows.order_by("section", "key", "id")}


def _key(section: str, entry: Mapping[str, Any]) -> Key:
    return section, str(entry.get("key", "?")), str(entry.get("from", ""))


def difference(county: str, pack: PackText) -> Iterator[str]:
    """A line for each entry that is new (+), changed (~) or gone (-)."""
    before = _published(county, pack.name)
    given = ((section, item) for section, items in pack.entries.items() for item in items)
    after = {_key(section, item): item for section, item in given if isinstance(item, Mapping)}
    for key in sorted(before.keys() | after.keys()):
        name = f"{key[0]}/{key[1]}" + (f" from {key[2]}" if key[2] else "")
        if key not in before:
            yield f"+ {name}"
        elif key not in after:
            yield f"- {name}"
        elif before[key] != after[key]:
            yield f"~ {name}"
