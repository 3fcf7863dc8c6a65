"""Answers on the wire: one tree, written as XML or, by the Spark rule, as JSON."""

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpResponse

XML, JSON = "xml", "json"
TYPES = {XML: "text/xml; charset=utf-8", JSON: "application/json; charset=utf-8"}
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
# What the items of a list are called in XML. In JSON a list is a bare array (Spark), so there they have no name.
ITEMS = {
    "services": "service", "attributes": "attribute", "values": "value", "service_requests": "request",
    "errors": "error", "endpoints": "endpoint", "formats": "format",
}  # fmt: skip
# Everything that XML 1.0 cannot hold, not even as a reference; lone surrogates are no text in JSON either.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text without characters that XML cannot hold, its lines ended as every XML reader ends them."""
    return _ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def clean(tree: Any) -> Any:
    """The tree with plain texts, so that both formats hold the same; an empty text is none (Spark)."""
    if isinstance(tree, str):
        return plain(tree) or None
    if isinstance(tree, Mapping):
        return {name: clean(value) for name, value in tree.items()}
    return [clean(item) for item in tree] if isinstance(tree, list | tuple) else tree


def xml_text(root: str, tree: Any) -> str:
    """The document: names are those of the tree, a list's items are named by ``ITEMS``, None is an empty element."""
    return HEAD + _element(root, tree)


def _element(name: str, tree: Any) -> str:
    inner = _inner(name, tree)
    return f"<{name}>{inner}</{name}>" if inner else f"<{name}/>"


def _inner(name: str, tree: Any) -> str:
    if isinstance(tree, Mapping):
        return "".join(_element(key, value) for key, value in tree.items())
    if isinstance(tree, list | tuple):
        return "".join(_element(ITEMS[name], item) for item in tree)
    if isinstance(tree, bool):
        return "true" if tree else "false"
    return "" if tree is None else escape(str(tree))


def json_text(tree: Any) -> str:
    """The document without its root's name."""
    return json.dumps(tree, ensure_ascii=False)


def format_of(path: str) -> str:
    """The format that an address ends in; XML, which the standard demands of everybody, where it names no other."""
    ending = path.rpartition(".")[2]
    return ending if ending in TYPES else XML


def answer(form: str, root: str, tree: Any, status: int = 200) -> HttpResponse:
    """The answer in one of the two formats."""
    told = clean(tree)
    text = xml_text(root, told) if form == XML else json_text(told)
    return HttpResponse(text, status=status, content_type=TYPES[form])
