"""Loaded before Django: gives the test run a data folder of its own, with keys, in mode ``test``."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def _make_data_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="linli-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


if os.environ.get("LINLI_MODE") != "test" or "LINLI_TEST_DATA" not in os.environ:
    os.environ["LINLI_MODE"] = "test"
    os.environ["LINLI_DATA"] = os.environ["LINLI_TEST_DATA"] = str(_make_data_folder())
    os.environ["LINLI_REQUESTS_PER_MINUTE"] = "1000000"
    os.environ["DJANGO_SETTINGS_MODULE"] = "linli.config.settings"

if "PYTEST_XDIST_WORKER" in os.environ:
    # Each worker process has keys and a cache of its own.
    _own = Path(os.environ["LINLI_TEST_DATA"]) / os.environ["PYTEST_XDIST_WORKER"]
    _own.mkdir(exist_ok=True)
    os.environ["LINLI_DATA"] = str(_own)

from linli.kernel.crypto.keyring import keyring_path, make_keyring  # noqa: E402 -- after the environment

if not keyring_path(Path(os.environ["LINLI_DATA"])).exists():
    make_keyring(Path(os.environ["LINLI_DATA"]))
