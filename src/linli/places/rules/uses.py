"""What buildings and dwellings are used for."""

from typing import Final

USES: Final = ("residential", "shop", "office", "public", "industrial", "farm", "vacant", "mixed", "other")
