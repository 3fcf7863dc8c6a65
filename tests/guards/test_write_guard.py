"""No write outside a command, no write on GET, no SQL while rendering. Each refusal is gone without its guard."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.template import engines
from django.test import RequestFactory

from linli.config.middleware.get_guard import WRITING, GetGuard
from linli.kernel.db import guard
from linli.kernel.db.guard import (
    SqlWhileRendering,
    WriteOnGet,
    WriteOutsideCommand,
    allowed_writers,
    guard_wrapper,
    reading_only,
    writing,
)
from linli.kernel.db.statements import read_statement
from linli.kernel.ids import new
from linli.people.models import Unit

UNIT = {"id": new("329921"), "county": "329921", "area": "329921", "name": "甲", "kind": "x"}


def create() -> None:
    with transaction.atomic():
        Unit.objects.create(**UNIT)


@pytest.mark.django_db
def test_a_write_outside_a_command_raises_and_passes_without_the_guard() -> None:
    with pytest.raises(WriteOutsideCommand):
        create()
    connection.execute_wrappers.remove(guard_wrapper)
    try:
        create()
    finally:
        connection.execute_wrappers.append(guard_wrapper)
    assert Unit.objects.count() == 1


@pytest.mark.django_db
def test_a_command_may_not_write_a_table_of_the_framework() -> None:
    with writing("command"), pytest.raises(WriteOutsideCommand), connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_leaf")


@pytest.mark.django_db
def test_bulk_loading_asks_the_guard_itself() -> None:
    from linli.kernel.db.bulk import load_rows

    with pytest.raises(WriteOutsideCommand):
        load_rows(Unit, ["id"], [])


@pytest.mark.django_db
def test_a_get_cannot_write_and_can_without_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    def view(request: Any) -> None:
        with writing("command"):
            create()

    request = RequestFactory().get("/")
    with pytest.raises(WriteOnGet):
        GetGuard(view)(request)  # type: ignore[arg-type]  # the plain request is enough here
    monkeypatch.setattr("linli.config.middleware.get_guard.SAFE", ())
    GetGuard(view)(request)  # type: ignore[arg-type]  # the plain request is enough here
    assert Unit.objects.count() == 1


@pytest.mark.django_db
def test_the_get_guard_holds_in_production_too(settings: Any) -> None:
    from dataclasses import replace

    settings.LINLI = replace(settings.LINLI, mode="production")
    with reading_only(), writing("command"), pytest.raises(WriteOnGet):
        create()
    with writing("none"):
        create()  # in production only the GET guard is on


@pytest.mark.django_db
def test_a_template_cannot_ask_the_database_and_could_without_the_guard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    template = engines["django"].from_string("{% for unit in units %}{{ unit.name }}{% endfor %}")
    with pytest.raises(SqlWhileRendering):
        template.render({"units": Unit.objects.order_by("id")})
    monkeypatch.setattr("linli.ui.web.templates.rendering", lambda: guard._held(guard._rendering, False))
    assert template.render({"units": Unit.objects.order_by("id")}) == ""


WRITES = [
    ("INSERT INTO people_unit VALUES (1)", {"people_unit"}),
    ("WITH x AS (SELECT 1) INSERT INTO people_unit SELECT * FROM x", {"people_unit"}),
    ('INSERT OR REPLACE INTO "people_unit" VALUES (1)', {"people_unit"}),
    ("UPDATE people_unit SET name='DELETE FROM x'", {"people_unit"}),
    ('/* c */ update "people_unit" set a=1', {"people_unit"}),
    ("DELETE FROM people_unit", {"people_unit"}),
    ("WITH gone AS (DELETE FROM people_unit RETURNING *) SELECT * FROM gone", {"people_unit"}),
    ("MERGE INTO people_unit USING x ON true", {"people_unit"}),
    ("TRUNCATE TABLE people_unit", {"people_unit"}),
    ("COPY people_unit (a) FROM STDIN", {"people_unit"}),
    ("SELECT nextval('s')", {"nextval"}),
    ("EXPLAIN ANALYZE DELETE FROM people_unit", {"people_unit"}),
]
READS = [
    "SELECT 1",
    "SELECT * FROM people_unit FOR UPDATE",
    "SELECT * FROM people_unit FOR NO KEY UPDATE SKIP LOCKED",
    "SELECT 'INSERT INTO people_unit' FROM x -- DELETE FROM y",
    'SELECT "people_unit"."update" FROM people_unit',
    "SAVEPOINT a",
    "PRAGMA foreign_keys",
]


@pytest.mark.pure
@pytest.mark.parametrize(("sql", "tables"), WRITES)
def test_writes_are_found_wherever_they_stand(sql: str, tables: set[str]) -> None:
    assert read_statement(sql).writes == tables


@pytest.mark.pure
@pytest.mark.parametrize("sql", READS)
def test_reads_are_reads(sql: str) -> None:
    assert read_statement(sql).is_read


@pytest.mark.pure
def test_on_conflict_do_update_names_its_table_once() -> None:
    sql = 'INSERT INTO "a" VALUES (1) ON CONFLICT (id) DO UPDATE SET x = 1'
    assert read_statement(sql).writes == {"a"}


@pytest.mark.pure
@pytest.mark.parametrize("sql", ["CREATE TABLE x (a int)", "ALTER TABLE x ADD b int", "DROP TABLE x"])
def test_schema_changes_are_no_reads(sql: str) -> None:
    assert not read_statement(sql).is_read


@pytest.mark.pure
def test_every_table_has_its_line_in_the_list_of_writers() -> None:
    from django.apps import apps

    listed = {table for table, _ in allowed_writers()}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - listed == set(), "add these tables to kernel/db/writers.csv"
    known = tables | {"django_migrations"}
    assert listed - known == set(), "these lines of kernel/db/writers.csv name no table"


@pytest.mark.django_db
def test_one_get_may_write_the_way_back_of_an_outside_log_in() -> None:
    def view(request: Any) -> Any:
        with writing("test"):
            create()

    assert WRITING == ("outside_back",)
    for method, path in (("head", "/login/outside/back/"), ("get", "/login/outside/"), ("get", "/login/outside/back")):
        with pytest.raises(WriteOnGet):
            GetGuard(view)(getattr(RequestFactory(), method)(path))
    GetGuard(view)(RequestFactory().get("/login/outside/back/?code=x"))
    assert Unit.objects.count() == 1
