"""A ledger taken in from the command line, with this process as its worker."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import now
from linli.kernel.jobs.worker import work_until_idle
from linli.people.commands import begin_ledger, confirm_ledger, drop_ledger
from linli.people.queries.ledger_files import state_of
from linli.people.queries.ledger_refused import refusals_of
from linli.ui.web.wording import hint_of, message_of

HOMES: Final = ("living", "registered")
POWERS: Final = ("people.begin_ledger", "people.confirm_ledger", "people.drop_ledger")
GIVEN_UP: Final = 2
SHOWN: Final = 20
_PATIENCE: Final = 0.5


class Taking:
    """One file on its way. Another worker may do the steps as well: whoever comes first."""

    def __init__(self, county: str, area: str, home: str, tell: Callable[[str], object]) -> None:
        self.county = county
        self.area = area
        self.home = home
        self.tell = tell
        self.run: UUID | None = None

    def read(self, path: Path) -> bool:
        """Read the file into staging and tell what would become of its rows; False when it cannot be read."""
        given = begin_ledger(self._actor(), area=self.area, name=path.name, data=path.read_bytes(), home=self.home)
        self.run = given.id
        found = self._wait_for("reading")
        self._tell_counts(path.name, found)
        if count := found["counts"].get("refused", 0):
            self._tell_refused(count)
        return bool(found["state"] == "ready")

    def write(self) -> bool:
        """Confirm the run, leaving out what looks like known persons, and wait until it is shown."""
        assert self.run is not None, "read() comes first"
        version = state_of(self.county, self.run)["version"]
        confirm_ledger(self._actor(), run=self.run, expected_version=version, leave_doubles=True)
        found = self._wait_for("applying")
        self._tell_counts("done", found)
        return bool(found["state"] == "finished")

    def give_up(self) -> int:
        """Drop what was staged; the exit code."""
        if self.run is not None:
            version = state_of(self.county, self.run)["version"]
            drop_ledger(self._actor(), run=self.run, expected_version=version)
            work_until_idle(self.county)
        return GIVEN_UP

    def _actor(self) -> Actor:
        return system_actor(self.county, now(), *POWERS)

    def _wait_for(self, state: str) -> Mapping[str, Any]:
        """Work, and wait for other workers, until the run leaves ``state``."""
        assert self.run is not None, "read() comes first"
        while (found := state_of(self.county, self.run))["state"] == state:
            self.tell(f"{state}: {found['chunks']} chunks read, {found['applied']} written")
            if not work_until_idle(self.county):
                time.sleep(_PATIENCE)
        return found

    def _tell_refused(self, count: int) -> None:
        """Which rows are left out, which column is to blame, and what to do."""
        assert self.run is not None, "read() comes first"
        refused = refusals_of(self.county, self.run, self._actor(), SHOWN)
        for row in refused:
            for issue in row.issues:
                words = message_of(issue.code, issue.data), hint_of(issue.code, issue.data)
                self.tell(f"  {row.sheet}, row {row.row}{', ' if issue.key else ''}{issue.key}: {' '.join(words)}")
        if count > len(refused):
            self.tell(f"  … and {count - len(refused)} more: linli import ledger FILE --dry-run shows each of them")

    def _tell_counts(self, name: str, found: Mapping[str, Any]) -> None:
        counts = ", ".join(f"{count} {verdict}" for verdict, count in found["counts"].items() if count)
        self.tell(f"{name}: {found['state']} {found['reason']} {counts}".replace("  ", " "))
