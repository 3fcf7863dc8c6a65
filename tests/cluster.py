"""A private PostgreSQL cluster for one test run: started by us, root or not, and thrown away.

Usage: ``python -m tests.cluster -- command …`` runs the command with LINLI_DATABASE_URL set.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, unquote


def _is_alive(pid: int) -> bool:
    """Whether a process still holds its memory (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class NoPostgres(RuntimeError):
    """The PostgreSQL server programs are not on this machine."""


def server_programs() -> Path:
    """The folder with initdb and pg_ctl: the newest of Debian's, or the one on PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    onpath = shutil.which("initdb")
    if onpath:
        return Path(onpath).parent
    raise NoPostgres("PostgreSQL is not installed: apt-get install postgresql")


class Cluster:
    """One server with a Unix socket in a short temporary folder (socket paths are at most 107 bytes)."""

    def __init__(self) -> None:
        self.programs = server_programs()
        self.folder = Path(tempfile.mkdtemp(prefix="linli-pg-", dir=tempfile.gettempdir()))
        self.owner = "postgres" if os.geteuid() == 0 else ""
        if self.owner:
            account = pwd.getpwnam(self.owner)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        self.folder.chmod(0o755)

    @classmethod
    def running_at(cls, url: str) -> "Cluster":
        """The cluster behind an address that ``private_cluster`` gave."""
        made = cls.__new__(cls)
        made.programs = server_programs()
        made.folder = Path(unquote(url.partition("host=")[2]))
        made.owner = "postgres" if os.geteuid() == 0 else ""
        return made

    def _run(self, *command: str) -> None:
        full: Sequence[str] = command
        if self.owner:
            full = ["runuser", "-u", self.owner, "--", *command]
        subprocess.run(full, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Create the cluster once, start it, make the role ``linli`` (no superuser)."""
        if not self.data.exists():
            self._run(
                str(self.programs / "initdb"), "-D", str(self.data), "-A", "trust", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync", "-U", "postgres",
            )  # fmt: skip
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=200 -c shared_buffers=128MB"
        self._run(
            str(self.programs / "pg_ctl"), "-D", str(self.data), "-w", "-t", "60", "-o", options,
            "-l", str(self.folder / "log"), "start",
        )  # fmt: skip

    def make_role(self) -> None:
        """The application's role: owner of its databases, but no superuser."""
        sql = "CREATE ROLE linli LOGIN CREATEDB NOSUPERUSER; CREATE DATABASE linli OWNER linli"
        for statement in sql.split("; "):
            self._run(str(self.programs / "psql"), "-h", str(self.folder), "-U", "postgres", "-q", "-c", statement)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; ``immediate`` is a crash."""
        self._run(str(self.programs / "pg_ctl"), "-D", str(self.data), "-m", mode, "-w", "stop")

    def kill(self) -> None:
        """kill -9 the server with all its processes, then wait until they are gone."""
        pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
        pids = [pid, *map(int, children.stdout.split())]
        for number in pids:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        while any(_is_alive(number) for number in pids):
            time.sleep(0.01)
        # A killed server may stay a zombie for a while, so its lock files look alive.
        for lock in (self.data / "postmaster.pid", *self.folder.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)

    def url(self, database: str = "linli", user: str = "linli") -> str:
        """The address of a database."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder), safe='')}"

    def remove(self) -> None:
        """Throw everything away."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """A running cluster with the role made; stopped and removed afterwards."""
    cluster = Cluster()
    try:
        cluster.start()
        cluster.make_role()
        yield cluster
        cluster.stop("immediate")
    finally:
        cluster.remove()


def main(arguments: Sequence[str]) -> int:
    """Run a command beside a cluster."""
    command = list(arguments)
    if command and command[0] == "--":
        command = command[1:]
    with private_cluster() as cluster:
        environment = {**os.environ, "LINLI_DATABASE_URL": cluster.url()}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
