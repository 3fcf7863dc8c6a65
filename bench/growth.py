"""Rows by the hundred thousand: real cases copied with other ids and numbers."""

from bench import world  # noqa: F401 -- sets the settings up

from django.db import connection  # isort: skip -- after the world's settings

TABLES = ("cases_case", "cases_assignment", "cases_clock", "cases_act")


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
            [table],
        )
        return [row[0] for row in cursor.fetchall()]


def _copied(table: str, links: dict[str, list[str]]) -> str:
    """A statement that copies the rows of the patterns once for every n of a span."""
    parts = []
    for name in _columns(table):
        if name in links[table]:
            parts.append(f"other_id(r.{name}, s.n)")
        elif table == "cases_case" and name == "number":
            parts.append("left(r.number, 6) || lpad((s.n * 100 + p.place)::text, 14, '9')")
        else:
            parts.append(f"r.{name}")
    key = "id" if table == "cases_case" else "case_id"
    return (
        f"INSERT INTO {table} ({', '.join(_columns(table))}) "  # noqa: S608 -- names of our own tables
        f"SELECT {', '.join(parts)} FROM {table} r "
        f"JOIN patterns p ON p.id = r.{key} CROSS JOIN generate_series(%s::bigint, %s::bigint) s(n)"
    )


def grow(wanted: int) -> None:
    """Copy the first cases until there are ``wanted``."""
    links = {
        table: [name for name in _columns(table) if name in ("id", "case_id") or (name, table) == ("parent_id", "")]
        for table in TABLES
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION other_id(given uuid, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$"
            "SELECT (lpad(to_hex(1750000000000 + n * 30), 12, '0') || '7' || substr(md5(given::text || n), 1, 3) "
            "|| '8' || substr(md5(n || given::text), 1, 10) || right(replace(given::text, '-', ''), 5))::uuid $$"
        )
        cursor.execute("CREATE TABLE IF NOT EXISTS patterns (id uuid, place int)")
        cursor.execute("SELECT count(*) FROM patterns")
        if cursor.fetchone()[0] == 0:
            cursor.execute(
                "INSERT INTO patterns SELECT id, row_number() OVER (ORDER BY id) - 1 FROM cases_case LIMIT 100"
            )
        cursor.execute("SELECT count(*) FROM cases_case")
        have = cursor.fetchone()[0]
        first, last = have // 100 + 1_000, have // 100 + 1_000 + (wanted - have) // 100
        for start in range(first, last, 500):
            for table in TABLES:
                cursor.execute(_copied(table, links), [start, min(start + 499, last)])
        for table in TABLES:
            cursor.execute(f"ANALYZE {table}")
