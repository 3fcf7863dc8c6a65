"""The request as our views see it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

from linli.kernel.actor import Actor

if TYPE_CHECKING:
    from linli.ui.parts import Shell


class LinliRequest(HttpRequest):
    """A request with the actor worked out by middleware; ``actor`` is None for someone who is not logged in."""

    actor: Actor | None
    shell: "Shell"
    number: str


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment of the page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def absolute(request: HttpRequest, path: str) -> str:
    """An address for those who are not on this site: under the installation's public one where it is set."""
    public: str = settings.LINLI.public_url.rstrip("/")
    return f"{public}{path}" if public else request.build_absolute_uri(path)
