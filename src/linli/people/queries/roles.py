"""Roles: lists of command names, as pack data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from linli.kernel.clock import local_day
from linli.kernel.codes import level_of
from linli.kernel.command import all_commands
from linli.kernel.packs.lookup import Found, entries, entries_for
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.people.queries.unit_kinds import UnitKind

LEVELS = ("nation", "province", "prefecture", "county", "town", "community", "grid", "microgrid")
# Commands that no role names: the installation itself calls them, or the owner of a one-time link.
MACHINERY = {
    "cases.deliver_note": "job that hands a note over",
    "cases.warn_note": "job that raises alarms",
    "cases.try_handover": "job that hands cases to outside systems",
    "cases.follow_handover": "job that hands cases to outside systems",
    "kernel.disable_hook": "job that sends webhooks",
    "people.note_look": "command that shows a party of a case",
    "cases.raise_alarm": "job that watches clocks",
    "cases.recount_clock": "job after a calendar was corrected",
    "cases.close_question": "job that watches questions",
    "cases.answer_question": "party with the link of a question",
    "cases.rate_case": "party with number and code",
    "cases.support_case": "anybody who joins a public report",
    "cases.keep_draft": "visitor of the portal",
    "cases.drop_draft": "visitor of the portal",
    "cases.send_code": "visitor of the portal",
    "cases.prove_phone": "visitor of the portal",
    "cases.turn_obligation": "job that watches recurring duties",
    "cases.count_promises": "job that counts promises every night",
    "cases.drop_old_drafts": "job that forgets old drafts",
    "cases.note_refused_asking": "kept by a refusal",
    "cases.note_emergency": "kept by a refusal",
    "people.count_persons": "job that counts the register every night",
    "people.recode_units": "job after areas were merged or split",
    "people.recode_residents": "job after areas were merged or split",
    "people.recode_persons": "job after areas were merged or split",
    "cases.recode_case": "job after areas were merged or split",
    "cases.recode_obligation": "job after areas were merged or split",
    "people.bind_account": "account that has a binding code",
    "people.enrol": "owner of an enrolment link",
    "people.load_accounts_batch": "run of an import",
    "people.load_persons_batch": "run of an import",
    "people.load_relations_batch": "run of an import",
    "people.load_units_batch": "run of an import",
    "people.stage_ledger_chunk": "job that reads a ledger",
    "people.end_ledger_reading": "job that reads a ledger",
    "people.fail_ledger": "job that reads a ledger",
    "people.apply_ledger_chunk": "job that takes a ledger in",
    "people.finish_ledger": "job that takes a ledger in",
    "people.clear_ledger_chunk": "job that clears a ledger away",
    "people.forget_ledger": "job that clears a ledger away",
    "people.note_log_in": "log-in",
    "people.note_log_out": "log-out",
    "people.note_refused_log_in": "log-in",
    "people.note_wrong_password": "log-in",
    "people.queue_message": "job that tells parties and units",
    "people.try_message": "job that sends messages",
    "people.settle_message": "job that sends messages",
    "people.note_wrong_binding": "account that tries a binding code",
    "places.load_buildings_batch": "run of an import",
}
# What a role may see; commands are known from the registry, looks are named here.
LOOKS = (
    "cases.see_own_notes",
    "cases.see_notes",
    "cases.see_own_cases",
    "cases.see_cases",
    "cases.see_confidential",
    "cases.handle",
    "cases.dispatch",
    "cases.verify",
    "cases.approve",
    "cases.see_obligations",
    "cases.see_own_data_requests",
    "cases.see_data_sharing",
    "people.see_accounts",
    "people.see_counts",
    "people.see_looks",
    "people.see_messages",
    "people.see_own_record",
    "people.see_persons",
    "people.see_ledgers",
    "people.see_units",
    "kernel.see_hooks",
    "kernel.see_jobs",
    "kernel.see_journal",
    "places.see_areas",
    "places.see_dwellings",
    "documents.see_papers",
    "programmes.see_programmes",
)
SCHEMA: dict[str, Any] = {
    "required": ["title", "level", "may"],
    "properties": {
        "title": {
            "type": "object",
            "required": ["zh-Hans", "en"],
            "additionalProperties": {"type": "string", "minLength": 1},
        },
        "level": {"enum": list(LEVELS)},
        "highest": {"enum": list(LEVELS)},
        "unit_kinds": {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 1},
        "may": {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 1},
        "administers": {"enum": ["system", "security", "audit"]},
    },
}


@dataclass(frozen=True)
class Role:
    """A role of the pack: what a post with it may do and look at.

    ``level`` is the deepest level of a post that has it, ``highest`` the highest. Without ``unit_kinds`` it is
    for every kind inside the administration; outside it a role holds only where its kind is named.
    """

    key: str
    title: Mapping[str, str]
    level: str
    highest: str
    unit_kinds: tuple[str, ...]
    may: tuple[str, ...]
    administers: str

    def holds_for(self, area: str, kind: UnitKind) -> bool:
        """Whether a post at ``area`` in a unit of ``kind`` gets powers from this role."""
        depth = LEVELS.index(level_of(area).name.lower())
        fits = LEVELS.index(self.highest) <= depth <= LEVELS.index(self.level)
        return fits and (kind.key in self.unit_kinds if self.unit_kinds else kind.government)


def _check(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    known = {info.name for info in all_commands()} | set(LOOKS)
    faults = [f"there is no command or look named {name}" for name in entry["may"] if name not in known]
    kinds = pack.keys("unit_kinds") | {item.key for item in entries("unit_kinds")}
    faults += [f"there is no kind of unit named {kind}" for kind in entry.get("unit_kinds", ()) if kind not in kinds]
    if LEVELS.index(entry.get("highest", LEVELS[0])) > LEVELS.index(entry["level"]):
        faults.append("its highest level lies below its level")
    return faults


def roles_at(area: str, at: date | datetime) -> dict[str, Role]:
    """Every role that holds at ``area`` on a day, or the local day of a moment."""
    found = entries_for("roles", area, local_day(at))
    return {key: _role(item) for key, item in found.items()}


def role_named(key: str, area: str, at: datetime) -> Role | None:
    """One role, or None."""
    return roles_at(area, at).get(key)


@lru_cache(maxsize=512)
def _role(found: Found) -> Role:
    data = found.data
    return Role(
        found.key, data["title"], data["level"], data.get("highest", LEVELS[0]), tuple(data.get("unit_kinds", ())),
        tuple(data["may"]), data.get("administers", ""),
    )  # fmt: skip


@dataclass(frozen=True)
class MatrixRow:
    """A line of the printed matrix: a command or look, and the roles that have it; ``machinery`` says who else."""

    name: str
    is_look: bool
    roles: tuple[str, ...]
    machinery: str = ""


def role_matrix(area: str, at: datetime) -> tuple[MatrixRow, ...]:
    """Every command and look with the roles that name it at ``area``, by name."""
    roles = roles_at(area, at).values()
    commands = {info.name for info in all_commands()}
    return tuple(
        MatrixRow(
            name, name not in commands, tuple(sorted(role.key for role in roles if name in role.may)),
            MACHINERY.get(name, ""),
        )
        for name in sorted(commands | set(LOOKS))
    )  # fmt: skip


def unnamed(matrix: Sequence[MatrixRow]) -> list[str]:
    """What neither a role nor the list of the machinery names: nobody could ever use it."""
    return [row.name for row in matrix if not row.roles and not row.machinery]


def register() -> None:
    """Register the pack section (called at start-up)."""
    register_section(
        Section("roles", "Roles: lists of commands and looks, with the level they act at.", SCHEMA, _check)
    )
