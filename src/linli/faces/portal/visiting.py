"""Somebody at the portal without a log-in: what their browser holds, and how they act."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from linli.cases.queries.party_access import Access, visitor_actor
from linli.kernel.actor import Actor
from linli.kernel.clock_port import now

HOUR, DAY = 3_600, 24 * 3_600
ACCESS, RECEIPT, COMMUNITY = "linli_case", "linli_receipt", "linli_community"
ACCESS_LIFE, DRAFT_LIFE = 2 * HOUR, 30 * DAY


def county() -> str:
    """The county that this installation serves."""
    found: str = settings.LINLI.county
    return found


def visitor() -> Actor:
    """Somebody without a log-in, at this moment."""
    return visitor_actor(county(), now())


def client_of(request: HttpRequest) -> str:
    """The client's address, as the back-pressure worked it out; "" when nobody knows it (a local socket)."""
    return str(request.META.get("REMOTE_ADDR", ""))


def held(request: HttpRequest, name: str, life: int) -> str:
    """What a signed cookie holds; "" when there is none, it is too old, or somebody changed it."""
    return request.get_signed_cookie(name, default="", salt=f"linli.{name}", max_age=life) or ""


def hold(response: HttpResponse, name: str, value: str, life: int) -> None:
    """Keep a value in a signed cookie that scripts cannot read."""
    response.set_signed_cookie(
        name, value, salt=f"linli.{name}", max_age=life, httponly=True, samesite="Lax", secure=settings.LINLI.https
    )


def let_go(response: HttpResponse, name: str) -> None:
    """Forget a cookie."""
    response.delete_cookie(name, samesite="Lax")


def ids_in(text: str) -> tuple[UUID, ...]:
    """The ids in a cookie's text, those of our own county only; () when it is anything else."""
    try:
        return tuple(UUID(part) for part in text.split(":")) if text else ()
    except ValueError:
        return ()


def access_of(request: HttpRequest) -> Access | None:
    """The case that the visitor opened with number and code within the last two hours."""
    found = ids_in(held(request, ACCESS, ACCESS_LIFE))
    return Access(*found) if len(found) == 2 else None


def give_access(response: HttpResponse, access: Access) -> None:
    """Let the visitor at their case for two hours."""
    hold(response, ACCESS, f"{access.case}:{access.party}", ACCESS_LIFE)


def community_of(request: HttpRequest) -> str:
    """The community that the visitor chose; "" when none."""
    code = request.COOKIES.get(COMMUNITY, "")
    return code if code.isascii() and code.isdigit() and len(code) == 12 and code.startswith(county()) else ""


def remember_community(response: HttpResponse, code: str) -> None:
    """Remember the community for a year."""
    response.set_cookie(COMMUNITY, code, max_age=365 * DAY, httponly=True, samesite="Lax", secure=settings.LINLI.https)


Typed = Mapping[str, Any]
