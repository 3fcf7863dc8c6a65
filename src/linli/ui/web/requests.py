"""The request as our views see it."""

from typing import TYPE_CHECKING

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
