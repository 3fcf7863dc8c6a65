"""Append-only at the engine: triggers on SQLite, revoked rights on PostgreSQL (settled.md, machinery 3)."""

from django.db import connection

# The rows that an insert would collide with.
UNIQUE = {
    "kernel_journal": "id = NEW.id",
    "kernel_leaf": "id = NEW.id OR (county = NEW.county AND (seq = NEW.seq OR entry = NEW.entry))",
    "kernel_seal": "id = NEW.id OR (county = NEW.county AND number = NEW.number)",
}
PROTECTED = tuple(UNIQUE)


def protect() -> None:
    """(Re)install the protection; run after every migrate and restore."""
    with connection.cursor() as cursor:
        for table in PROTECTED:
            for statement in _statements(table):
                cursor.execute(statement)


def _statements(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM CURRENT_USER']
    return [part for act, when in _acts(table) for part in _trigger(table, act, when)]


def _acts(table: str) -> list[tuple[str, str]]:
    # INSERT OR REPLACE deletes the old row without asking the trigger on DELETE.
    there = f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {UNIQUE[table]})'  # noqa: S608 -- names are our own
    return [("UPDATE", ""), ("DELETE", ""), ("INSERT", there)]


def _trigger(table: str, act: str, when: str) -> tuple[str, str]:
    name = f'"{table}_no_{act.lower()}"'
    body = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    return f"DROP TRIGGER IF EXISTS {name}", f'CREATE TRIGGER {name} BEFORE {act} ON "{table}" {when} {body}'


def unprotected() -> list[str]:
    """The protected tables that can be changed after all (for ``linli doctor``)."""
    return [table for table in PROTECTED if not _is_protected(table)]


def _is_protected(table: str) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT bool_or(has_table_privilege(current_user, %s, p)) FROM "
                "unnest(ARRAY['UPDATE','DELETE','TRUNCATE']) p",
                [table],
            )
            return not cursor.fetchone()[0]
        cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name=%s", [table])
        present = {name for (name,) in cursor.fetchall()}
        return present >= {f"{table}_no_{act.lower()}" for act, _ in _acts(table)}
