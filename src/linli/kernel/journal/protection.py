"""Append-only at the engine: triggers on SQLite, revoked rights on PostgreSQL (settled.md, machinery 3)."""

from django.db import connection

PROTECTED = ("kernel_journal", "kernel_leaf")


def protect() -> None:
    """(Re)install the protection; run after every migrate and restore."""
    with connection.cursor() as cursor:
        for table in PROTECTED:
            for statement in _statements(table):
                cursor.execute(statement)


def _statements(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM CURRENT_USER']
    return [
        part
        for act in ("UPDATE", "DELETE")
        for part in (
            f'DROP TRIGGER IF EXISTS "{table}_no_{act.lower()}"',
            f'CREATE TRIGGER "{table}_no_{act.lower()}" BEFORE {act} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
        )
    ]


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
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type='trigger' AND tbl_name=%s", [table])
        return bool(cursor.fetchone()[0] == 2)
