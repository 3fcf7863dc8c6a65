"""One end point that reads a JSON body and inserts one row: the yardstick of taking in a case."""

import json
from uuid import uuid4

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def insert(request: HttpRequest) -> JsonResponse:
    """Write the word of the body."""
    key = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare VALUES (%s, %s)", [key, json.loads(request.body)["word"]])
    return JsonResponse({"id": str(key)}, status=201)


urlpatterns = [path("api/v1/bare", insert)]
