"""Message catalogues: ``compile`` writes the .mo files; anything else is left to scripts.catalogues."""

import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "linli"


def catalogues() -> list[Path]:
    """Every .po file of the project."""
    return sorted(SOURCE.glob("**/locale/*/LC_MESSAGES/django.po"))


def compile_all() -> None:
    """Write a .mo beside every .po."""
    for path in catalogues():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parent.parent.name)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    act = sys.argv[1] if len(sys.argv) > 1 else "compile"
    if act == "compile":
        compile_all()
    else:
        sys.exit(subprocess.call([sys.executable, "-m", "scripts.catalogues", act]))
