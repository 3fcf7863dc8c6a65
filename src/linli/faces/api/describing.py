"""The service's own description: what the library derives from types, and what every operation shares."""

from collections.abc import Iterator
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

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._described: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The document, with the refusals and headers that every operation shares; worked out once."""
        prefix = str(kwargs.get("path_prefix") or "")
        if prefix not in self._described:
            self._described[prefix] = self._describe(**kwargs)
        return self._described[prefix]

    def _describe(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        parts = schema.setdefault("components", {}).setdefault("schemas", {})
        template = "#/components/schemas/{model}"
        for model in (FieldFault, ProblemOut):
            made = model.model_json_schema(ref_template=template)
            made.pop("$defs", None)
            parts[model.__name__] = made
        for path in schema["paths"].values():
            for method, operation in path.items():
                _complete(method, operation, parts)
        _link(schema["paths"])
        return schema


def _complete(method: str, operation: dict[str, Any], shapes: dict[str, Any]) -> None:
    operation["responses"]["default"] = REFUSED
    if method == "get" or operation.get("security") is None:
        return
    parameters = operation.setdefault("parameters", [])
    parameters.append(KEY)
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    shape = shapes.get(str(body.get("schema", {}).get("$ref", "")).rpartition("/")[2], {})
    if "expected_version" in shape.get("properties", {}):
        parameters.append(MATCH)


def _link(paths: dict[str, Any]) -> None:
    """What was made or listed leads to what can be done with it."""
    for path, operations in paths.items():
        under = {inner: found for inner, found in paths.items() if _is_under(inner, path)}
        for method, status, where in (("post", 201, "id"), ("get", 200, "rows/0/id")):
            answer = operations.get(method, {}).get("responses", {}).get(status)
            if answer and under and (method == "post" or _is_page(answer)):
                answer["links"] = dict(_links(path, under, where))


def _is_under(inner: str, path: str) -> bool:
    return inner.startswith(f"{path}/{{") and inner.count("{") == 1


def _is_page(answer: dict[str, Any]) -> bool:
    named = str(answer.get("content", {}).get("application/json", {}).get("schema", {}).get("$ref", ""))
    return named.endswith("Page")


def _links(path: str, under: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for inner, operations in under.items():
        name = inner.removeprefix(f"{path}/{{").partition("}")[0]
        for operation in operations.values():
            key = operation["operationId"]
            yield key, {"operationId": key, "parameters": {name: f"$response.body#/{where}"}}


def explorer(request: HttpRequest) -> HttpResponse:
    """The page on which the description can be read and tried; all of it comes from this installation."""
    return render(request, "api/explorer.html", {"address": "/api/v1/openapi.json"})
