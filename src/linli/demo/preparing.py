"""Keys, folders, tables and packs of a demo installation."""

from typing import Any

from django.conf import settings
from django.core.management import call_command

from linli.kernel.crypto.keyring import keyring_path, make_keyring

FOLDERS = ("keys", "files", "cache", "exports", "seals")


def prepare(out: Any) -> None:
    """Make what is missing."""
    data = settings.LINLI.data
    for name in FOLDERS:
        (data / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    if not keyring_path(data).exists():
        make_keyring(data)
    call_command("migrate", verbosity=0)
    call_command("pack", "apply", stdout=out)
