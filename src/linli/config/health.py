"""Health: is the process alive, and can it work?"""

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse

from linli.ui.web.gates import public


@public
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@public
def ready(request: HttpRequest) -> JsonResponse:
    """The process can reach its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return JsonResponse({"ready": False, "reason": "database"}, status=503)
    return JsonResponse({"ready": True})
