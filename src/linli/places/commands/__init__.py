"""The only writers of places."""

from linli.places.commands.areas import create_area, rename_area, set_figure
from linli.places.commands.divisions import import_divisions

__all__ = ["create_area", "import_divisions", "rename_area", "set_figure"]
