"""Who asks at the service, and whether a role lets them."""

from django.http import HttpRequest

from linli.kernel.actor import Actor
from linli.kernel.errors import KernelCode, NotAllowed


def actor_of(request: HttpRequest, power: str) -> Actor:
    """The actor of the token; NotAllowed where no role of the post names ``power``."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the token
    if not actor.may(power):
        raise NotAllowed(KernelCode.NOT_ALLOWED, {"command": power})
    return actor
