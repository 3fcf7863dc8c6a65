"""Writes a small typed Python client from docs/reference/openapi.json: ``python -m scripts.client FILE``.

The client needs the standard library only. Shapes become TypedDicts, each operation a method named by its id.
"""

import json
import keyword
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"
SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
HEAD = '''"""Client of the Linli API, written from its description; do not edit."""

import json
from http.client import HTTPConnection, HTTPSConnection
from typing import Any, NotRequired, TypedDict
from urllib.parse import urlencode, urlsplit


class Refused(Exception):
    """The service refused; ``problem`` is its problem document."""

    def __init__(self, status: int, problem: Any) -> None:
        super().__init__(f"{status} {problem}")
        self.status, self.problem = status, problem


'''
CALLER = '''class Linli:
    """One method for each operation. ``key`` makes a repeat harmless (Idempotency-Key)."""

    def __init__(self, address: str, token: str = "", seconds: float = 30) -> None:
        self.parts, self.token, self.seconds = urlsplit(address.rstrip("/")), token, seconds

    def call(self, method: str, path: str, query: Any = None, body: Any = None, key: str = "") -> Any:
        """Send and read; Refused when the answer is not 2xx."""
        sort = HTTPSConnection if self.parts.scheme == "https" else HTTPConnection
        line = sort(self.parts.netloc, timeout=self.seconds)
        given = {name: value for name, value in (query or {}).items() if value is not None}
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        try:
            address = self.parts.path + path + (f"?{urlencode(given)}" if given else "")
            line.request(method, address, None if body is None else json.dumps(body).encode(), headers)
            answer = line.getresponse()
            text = answer.read()
        finally:
            line.close()
        found = json.loads(text) if text else None
        if answer.status >= 300:
            raise Refused(answer.status, found)
        return found
'''


def _name(reference: str) -> str:
    return re.sub(r"\W", "_", reference.rpartition("/")[2])


def type_of(schema: dict[str, Any]) -> str:
    """A schema as a Python type; what it cannot say is Any."""
    if "$ref" in schema:
        return f'"{_name(schema["$ref"])}"'
    if "const" in schema or "enum" in schema:
        return "str" if all(isinstance(item, str) for item in schema.get("enum", [schema.get("const")])) else "Any"
    for word in ("anyOf", "oneOf"):
        if word in schema:
            found = [type_of(item).strip('"') for item in schema[word]]
            return "Any" if "Any" in found else f'"{" | ".join(dict.fromkeys(found))}"'
    if schema.get("type") == "array":
        return f'"list[{type_of(schema.get("items", {})).strip(chr(34))}]"'
    return SIMPLE.get(str(schema.get("type")), "dict[str, Any]" if schema.get("type") == "object" else "Any")


def _shape(name: str, schema: dict[str, Any]) -> str:
    needed = schema.get("required", ())
    lines = [
        f'    "{field}": {type_of(part)},' if field in needed else f'    "{field}": NotRequired[{type_of(part)}],'
        for field, part in schema.get("properties", {}).items()
    ]
    return f'{_name(name)} = TypedDict("{_name(name)}", {{\n' + "\n".join(lines) + "\n})\n"


def _parameter(name: str) -> str:
    safe = re.sub(r"\W", "_", name)
    return f"{safe}_" if keyword.iskeyword(safe) or safe in ("self", "key", "body") else safe


def _json(content: dict[str, Any]) -> dict[str, Any] | None:
    found: dict[str, Any] | None = content.get("content", {}).get("application/json", {}).get("schema")
    return found


def _method(path: str, method: str, operation: dict[str, Any]) -> str:
    inside = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"]
    asked = [p for p in operation.get("parameters", ()) if p["in"] == "query"]
    body = _json(operation.get("requestBody", {}))
    takes = [f"{_parameter(name)}: str" for name in inside]
    takes += [f"body: {type_of(body)}"] if body else []
    options = [f"{_parameter(p['name'])}: {_optional(p['schema'])} = None" for p in asked] + ['key: str = ""']
    gives = next((_json(answer) for status, answer in operation["responses"].items() if status in ("200", "201")), None)
    filled = re.sub(r"\{(\w+)\}", lambda found: "{" + _parameter(found[1]) + "}", path)
    query = "{" + ", ".join(f'"{p["name"]}": {_parameter(p["name"])}' for p in asked) + "}"
    kind = type_of(gives) if gives else "Any"
    given = f"{query}, {'body' if body else 'None'}, key"
    return (
        f"    def {operation['operationId']}({', '.join(['self', *takes, '*', *options])}) -> "
        f"{kind}:\n"
        f'        """{operation.get("summary", "")}."""\n'
        f'        found: {kind} = self.call("{method.upper()}", f"{filled}", {given})\n'
        "        return found\n"
    )


def _optional(schema: dict[str, Any]) -> str:
    found = type_of(schema).strip('"')
    return "Any" if found == "Any" else f'"{found} | None"'


def _methods(document: dict[str, Any]) -> Iterator[str]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if operation.get("security") and "multipart/form-data" not in str(operation.get("requestBody", "")):
                yield _method(path.removeprefix("/api/v1"), method, operation)


def written(document: dict[str, Any]) -> str:
    """The text of the client."""
    shapes = [_shape(name, schema) for name, schema in document["components"]["schemas"].items()]
    return HEAD + "\n".join(shapes) + "\n\n" + CALLER + "\n" + "\n".join(_methods(document))


def main() -> None:
    """Write the client to the file that is named."""
    document = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    Path(sys.argv[1]).write_text(written(document), encoding="utf-8")


if __name__ == "__main__":
    main()
