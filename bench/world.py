"""A database of its own for the bench, with two units that write to each other."""

import os
import tempfile
from pathlib import Path
from types import TracebackType
from uuid import UUID

os.environ["LINLI_MODE"] = "production"
os.environ["LINLI_HTTPS"] = "false"
os.environ["LINLI_LOG_LEVEL"] = "ERROR"
os.environ["LINLI_REQUESTS_PER_MINUTE"] = "10000000"
os.environ["LINLI_DATA"] = tempfile.mkdtemp(prefix="linli-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")

from linli.kernel.crypto.keyring import make_keyring

make_keyring(Path(os.environ["LINLI_DATA"]))

import django  # noqa: E402 -- after the environment is set

django.setup()

from django.core.management import call_command  # noqa: E402 -- after the environment is set

from linli.kernel.actor import Actor, system_actor  # noqa: E402 -- after the environment is set
from linli.kernel.clock_port import now  # noqa: E402 -- after the environment is set
from linli.people.commands import create_unit  # noqa: E402 -- after the environment is set


class World:
    """Two units and an actor of the first."""

    sender: UUID
    receiver: UUID

    def __enter__(self) -> "World":
        call_command("migrate", verbosity=0)
        call_command("pack", "apply", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: PTH123 -- a sink, no path of ours
        office = system_actor("329921", now(), "people.create_unit")
        self.sender = create_unit(office, area="329921", name="甲", kind="department").id
        self.receiver = create_unit(office, area="329921", name="乙", kind="department").id
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to do: the cluster is thrown away."""

    def actor(self) -> Actor:
        """A clerk of the first unit."""
        powers = dict.fromkeys(("cases.send_note", "cases.see_own_notes"), ("329921",))
        return Actor(UUID(int=7), UUID(int=8), self.sender, "329921", "329921", now(), "api", powers)
