"""What can be wrong with an installation, each with what to do about it."""

import shutil
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from linli.faces.cli.faults import Fault
from linli.faces.cli.outside_checks import outside_answers, outside_settings
from linli.kernel.crypto.boxes import unwrap
from linli.kernel.crypto.keyring import KeyProblem, keyring_path, read_keyring, readable_by_others
from linli.kernel.crypto.models import DataKey
from linli.kernel.jobs.queue import counts
from linli.kernel.journal.outside import lacks
from linli.kernel.journal.protection import unprotected
from linli.people.queries.demo_remains import demo_accounts
from linli.ui.bundle import BundleMissing, bundle, sprite

LEAST_FREE = 500 * 1024 * 1024


def _data() -> Iterator[Fault]:
    data = settings.LINLI.data
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".write-probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        yield Fault(f"{data} cannot be written ({error.strerror}).", "Mount it for writing, or set LINLI_DATA.")
        return
    if shutil.disk_usage(data).free < LEAST_FREE:
        yield Fault(f"Less than 500 MB are free in {data}.", "Make room, or move LINLI_DATA.", blocks=False)


def _keys() -> Iterator[Fault]:
    path = keyring_path(settings.LINLI.data)
    try:
        read_keyring(path)
    except KeyProblem as error:
        yield Fault("The keys cannot be used.", str(error))
        return
    if readable_by_others(path):
        yield Fault(f"{path} can be read by others.", f"Run: chmod 600 {path}", settings.LINLI.mode == "production")


def _database() -> Iterator[Fault]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        yield Fault(f"The database does not answer: {reason}", "Start it, or correct LINLI_DATABASE_URL.")
        return
    yield from _schema()


def _schema() -> Iterator[Fault]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Fault("The database is not set up for this version.", "Run: linli init (a new place) or linli migrate.")
        return
    yield from _first_key()
    for table in unprotected():
        yield Fault(
            f"{table} can be changed by this database role.",
            "Use a role that is no superuser, then: linli migrate.",
        )


def _first_key() -> Iterator[Fault]:
    row = DataKey.objects.order_by("-created_at", "id").first()
    try:
        if row is not None:
            unwrap(row)
    except KeyProblem as error:
        yield Fault("The keys do not fit this database.", str(error))


def _bundle() -> Iterator[Fault]:
    try:
        for entry in ("desk", "portal"):
            bundle(entry)
        sprite()
    except BundleMissing as error:
        yield Fault("The front-end bundle is missing.", str(error))


def _demo_remains() -> Iterator[Fault]:
    if settings.LINLI.mode != "production":
        return
    names = demo_accounts()
    if names:
        shown = ", ".join(names[:3])
        yield Fault(f"Demo accounts are here ({shown} …).", "Use a fresh LINLI_DATA and database for production.")


def _jobs() -> Iterator[Fault]:
    found = counts(settings.LINLI.county)
    if found["dead"]:
        yield Fault(f"{found['dead']} jobs failed for good.", "See them on the desk under Jobs.", blocks=False)
    if found["left"]:
        text = f"{found['left']} sweeps of the last day left something undone."
        yield Fault(text, "See the last failure of done jobs on the desk under Jobs.", blocks=False)
    if found["late"]:
        yield Fault(f"{found['late']} jobs wait for over a minute.", "Is 'linli run' running?", blocks=False)


def _seals() -> Iterator[Fault]:
    missing = lacks(settings.LINLI.county)
    if missing:
        text = f"{missing} seals of the journal are not copied outside the database."
        yield Fault(text, "Run: linli journal seal. If it refuses: linli journal verify.", blocks=False)


def _found(checks: tuple[Callable[[], Iterator[Fault]], ...]) -> list[Fault]:
    faults: list[Fault] = []
    for check in checks:
        faults.extend(check())
        # What follows a blocking fault cannot be looked at: without keys no database, without database no jobs.
        if any(fault.blocks for fault in faults) and check in (_data, _keys, _database):
            break
    return faults


def _here() -> list[Fault]:
    return [*_bundle(), *outside_settings(), *_found((_data, _keys, _database, _demo_remains, _jobs, _seals))]


def all_faults() -> list[Fault]:
    """Everything wrong, also with others that we depend on; blocking faults first to be met."""
    return [*_here(), *outside_answers()]


def faults_before_start() -> list[Fault]:
    """What keeps the installation from starting."""
    return [fault for fault in _here() if fault.blocks]
