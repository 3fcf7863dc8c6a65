"""Bodies as the service reads them: JSON without what no store can keep, versions also from If-Match."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from linli.faces.api.reasons import ApiCode
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal

ETAG = re.compile(r'^\s*(?:W/)?"([0-9]{1,9})"\s*$')
DEEPEST = 40


class Unreadable(Refusal):
    """A request that cannot be read at all (400)."""

    status = 400


class BodyParser(Parser):
    """Reads bodies and addresses; refuses what is no JSON, too deep, or holds characters that are none."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body; of a change the version from ``If-Match`` where the body names none."""
        try:
            body = json.loads(request.body, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise Unreadable(KernelCode.BAD_REQUEST) from error
        refuse_unkept(body)
        return _with_version(body, request.headers.get("If-Match", ""))

    def parse_querydict(self, data: MultiValueDict[str, str], list_fields: list[str], request: HttpRequest) -> Any:
        """What an address or a form says."""
        found = super().parse_querydict(data, list_fields, request)
        refuse_unkept(found)
        return found


def _no_number(name: str) -> Any:
    raise ValueError(name)


def refuse_unkept(body: Any) -> None:
    """Invalid with the place of the first text that no database takes: NUL, or half a character."""
    for path, text in _texts(body, ()):
        if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            where = ".".join(path)
            raise Invalid(KernelCode.INVALID, problems=(Problem(where, ApiCode.CHARACTER),))


def _texts(body: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if len(path) > DEEPEST:
        raise Unreadable(KernelCode.BAD_REQUEST)
    if isinstance(body, str):
        yield path, body
    elif isinstance(body, dict):
        for name, value in body.items():
            yield path, name
            yield from _texts(value, (*path, name))
    elif isinstance(body, list):
        for place, value in enumerate(body):
            yield from _texts(value, (*path, str(place)))


def _with_version(body: Any, match: str) -> Any:
    if not match or not isinstance(body, dict):
        return body
    found = ETAG.match(match)
    if found is None:
        raise Unreadable(ApiCode.BAD_MATCH)
    version = int(found[1])
    if body.get("expected_version", version) != version:
        raise Invalid(ApiCode.BAD_MATCH, problems=(Problem("expected_version", ApiCode.BAD_MATCH),))
    return {**body, "expected_version": version}
