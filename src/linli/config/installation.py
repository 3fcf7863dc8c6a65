"""Reads the settings table once: environment first, then ``linli.env`` in the data folder."""

import os
from pathlib import Path

from linli.kernel.installation import Installation, load, read_env_file


def from_environment() -> Installation:
    """The installation that this process belongs to."""
    data = Path(os.environ.get("LINLI_DATA", "var"))
    kept = read_env_file(data / "linli.env")
    return load({**kept, **os.environ, "LINLI_DATA": str(data.resolve())})
