"""Messages must be compiled before Chinese can be tested."""

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.ui.catalogue import CATALOGUE


@pytest.fixture(scope="session", autouse=True)
def _compiled_messages() -> None:
    """Compile the catalogue if it is newer than what was compiled."""
    compiled = CATALOGUE.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= CATALOGUE.stat().st_mtime:
        return
    fresh = Path(f"{compiled}.new")
    with CATALOGUE.open("rb") as source, fresh.open("wb") as target:
        write_mo(target, read_po(source, locale="zh_Hans"))
    fresh.replace(compiled)
