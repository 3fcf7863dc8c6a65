"""Publishing a pack: a command, so that it is journalled; published versions never change."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Conflict, ErrorCode, Invalid, n_
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.kernel.packs.lookup import entries, forget_packs
from linli.kernel.packs.models import PackEntry, PackVersion
from linli.kernel.packs.reading import check_pack
from linli.kernel.packs.sections import PackFinding, PackText


class PackCode(ErrorCode):
    """Why a pack is refused."""

    WRONG = (
        "pack_wrong",
        n_("The pack {pack} has {count} faults; the first: {first}"),
        n_("Run 'linli pack check' and mend them."),
    )
    CHANGED = (
        "pack_changed",
        n_("Version {version} of the pack {pack} is published already with other content."),
        n_("Raise the version number; published versions never change."),
    )
    OLDER = (
        "pack_older",
        n_("Version {version} of the pack {pack} is older than the published {published}."),
        n_("Publish a newer version."),
    )


@command("packs.apply_pack")
def apply_pack(actor: Actor, *, pack: PackText) -> Receipt:
    """Publish a checked pack; the same version with the same content again changes nothing."""
    findings = check_pack(pack) or list(_clashes(pack))
    if findings:
        first = f"{findings[0].where}: {findings[0].what}"
        raise Invalid(PackCode.WRONG, {"pack": pack.name, "count": len(findings), "first": first})
    county = actor.county
    newest = PackVersion.objects.filter(county=county, pack=pack.name).order_by("-version").first()
    if newest is not None and pack.version <= newest.version:
        return _same_or_refused(pack, newest)
    return _publish(actor, pack)


def _clashes(pack: PackText) -> Iterator[PackFinding]:
    """Entries that another pack of the same place has too on the same days: nobody could say which one holds."""
    for section, items in pack.entries.items():
        others = [item for item in entries(section) if item.pack != pack.name and item.area == pack.area]
        for item in items:
            first, last = _day(item.get("from")) or date.min, _day(item.get("to")) or date.max
            for other in others:
                if other.key == item["key"] and other.meets(first, last):
                    yield PackFinding(f"{section}/{other.key}", f"the pack {other.pack} of the same place has it too")


def _same_or_refused(pack: PackText, newest: PackVersion) -> Receipt:
    data: dict[str, Any] = {"pack": pack.name, "version": pack.version, "published": newest.version}
    if pack.version < newest.version:
        raise Conflict(PackCode.OLDER, data)
    if pack.digest != newest.digest:
        raise Conflict(PackCode.CHANGED, data)
    return Receipt("kernel.packversion", newest.id, "unchanged", newest.version, unchanged=True)


def _publish(actor: Actor, pack: PackText) -> Receipt:
    county = actor.county
    row = PackVersion.objects.create(
        id=new(county), county=county, area=pack.area, version=pack.version, pack=pack.name, title=pack.title,
        digest=pack.digest, applied_at=actor.at,
    )  # fmt: skip
    PackEntry.objects.filter(county=county, current=True, pack_version__pack=pack.name).update(current=False)
    rows = [_entry(row, section, entry) for section, items in pack.entries.items() for entry in items]
    PackEntry.objects.bulk_create(rows, batch_size=500)
    forget_packs()
    facts = {"pack": pack.name, "entries": len(rows), "digest": pack.digest}
    subject = Subject("kernel.packversion", row.id, county, pack.area, pack.version)
    record(actor, subject, Act(facts=facts, event="packs.pack_applied"))
    return Receipt("kernel.packversion", row.id, "published", pack.version)


def _entry(row: PackVersion, section: str, entry: Any) -> PackEntry:
    return PackEntry(
        id=new(row.county), county=row.county, area=row.area, pack_version=row, section=section, key=entry["key"],
        valid_from=_day(entry.get("from")), valid_to=_day(entry.get("to")), current=True, data=entry,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
