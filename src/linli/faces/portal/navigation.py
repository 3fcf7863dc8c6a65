"""The places of the portal's navigation."""

from linli.kernel.errors import n_
from linli.ui.parts import Face
from linli.ui.web.navigation import Place, register_place


def register() -> None:
    """Register them (called at start-up)."""
    portal = Face.PORTAL
    register_place(Place(portal, n_("Get done"), "/guides/", "clipboard-list"))
    register_place(Place(portal, n_("Report"), "/report/", "camera"))
    register_place(Place(portal, n_("Look up"), "/track/", "search"))
    register_place(Place(portal, n_("My area"), "/area/", "home-heart"))
