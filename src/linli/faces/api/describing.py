"""The service's own description: what the library derives from types, and what every operation shares."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema
from pydantic import Field

from linli.ui.web.answers import PROBLEM_TYPE


class FieldFault(Schema):
    """A field at fault: its path, a code, a sentence."""

    path: str
    code: str
    message: str


class ProblemOut(Schema):
    """Why a request was refused (RFC 9457). ``number`` names the request in the logs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    data: dict[str, Any]
    number: str
    problems: list[FieldFault] = Field(default_factory=list)


REFUSED = {
    "description": "Refused, with the reason.",
    "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
}
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "description": "The same key twice has one effect and one answer; with other content it is refused.",
    "schema": {"type": "string", "maxLength": 100},
}  # fmt: skip
MATCH = {
    "name": "If-Match", "in": "header", "required": False,
    "description": "The ETag that you saw; the same as expected_version.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}  # fmt: skip


class DescribedAPI(NinjaAPI):
    """The service with a full description."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The document, with the refusals and headers that every operation shares."""
        schema = super().get_openapi_schema(**kwargs)
        parts = schema.setdefault("components", {}).setdefault("schemas", {})
        template = "#/components/schemas/{model}"
        for model in (FieldFault, ProblemOut):
            made = model.model_json_schema(ref_template=template)
            made.pop("$defs", None)
            parts[model.__name__] = made
        for path in schema["paths"].values():
            for method, operation in path.items():
                _complete(method, operation)
        return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    operation["responses"]["default"] = REFUSED
    if method == "get" or operation.get("security") is None:
        return
    parameters = operation.setdefault("parameters", [])
    parameters.append(KEY)
    body = operation.get("requestBody", {}).get("content", {})
    if "application/json" in body:
        parameters.append(MATCH)


def explorer(request: HttpRequest) -> HttpResponse:
    """The page on which the description can be read and tried; all of it comes from this installation."""
    return render(request, "api/explorer.html", {"address": "/api/v1/openapi.json"})
