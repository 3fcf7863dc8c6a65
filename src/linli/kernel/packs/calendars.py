"""The working-day calendar as pack data (R0.3): years, statutory days, half days, regional overlays."""

from collections.abc import Mapping, Sequence
from typing import Any

from linli.kernel.clock import SECTIONS, WorkCalendar, parse_calendar
from linli.kernel.errors import Invalid
from linli.kernel.packs.lookup import entries, while_current
from linli.kernel.packs.sections import PackText, Section, register_section

MEANINGS = {
    "calendar_years": "Holidays and swap working days of a year; confirmed when the State Council has announced them.",
    "statutory_days": "Days that are off every year, for years that are not confirmed yet.",
    "half_days": "Half holidays; they never change the working-day count.",
    "calendar_regions": "Holidays of a region, laid over the nation's.",
}


def _faults(section: str, entry: Mapping[str, Any]) -> Sequence[str]:
    try:
        parse_calendar({section: [dict(entry)]}, str(entry.get("area", "")))
    except Invalid as refusal:
        return [f"{problem.path}: {problem.code} {dict(problem.data)}" for problem in refusal.problems]
    return []


def _misplaced(section: str, entry: Mapping[str, Any], pack: PackText) -> list[str]:
    """What ``calendar_at`` would trip over later: it lays every published year and every region together."""
    if section == "calendar_regions":
        inside = str(entry.get("area", "")).startswith(pack.area)
        return [] if inside else [f"the area {entry.get('area')} is not inside {pack.area}, the pack's place"]
    if pack.area:
        return ["only the nation's pack has these; the holidays of a place belong in calendar_regions"]
    years = [item.get("year") for item in pack.entries[section] if isinstance(item, Mapping)]
    again = section == "calendar_years" and years.count(entry["year"]) > 1
    return [f"another entry is of the year {entry['year']} too"] if again else []


def _checker(section: str) -> Any:
    def check(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
        return _faults(section, entry) or _misplaced(section, entry, pack)

    return check


@while_current
def _calendar(area: str) -> WorkCalendar:
    rows = [[dict(item.data) for item in entries(name)] for name in SECTIONS]
    return parse_calendar(dict(zip(SECTIONS, rows, strict=True)), area)


@while_current
def _region_of(area: str) -> str:
    """The smallest region with days of its own around ``area``; all places of one region share a calendar."""
    regions = (str(item.data.get("area", "")) for item in entries("calendar_regions"))
    return max((region for region in regions if area.startswith(region)), key=len, default="")


def calendar_at(area: str) -> WorkCalendar:
    """The calendar that holds at ``area`` ("" = the nation's), as published."""
    return _calendar(_region_of(area))


def register() -> None:
    """Register the sections (called at start-up)."""
    for name, meaning in MEANINGS.items():
        register_section(Section(name, meaning, {"properties": {}, "open": True}, _checker(name)))
