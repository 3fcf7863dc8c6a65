"""Zips that claim to be workbooks: bounded before anything is unpacked."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from linli.kernel.errors import Invalid
from linli.kernel.sheets.reasons import SheetCode

_MOST_MEMBERS: Final = 5_000
_MOST_UNPACKED: Final = 600_000_000
_MOST_PART: Final = 500_000_000
# Tables repeat themselves: a hundred is usual, deflate ends at about a thousand.
_MOST_RATIO: Final = 250
_FREE: Final = 20_000_000
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ParseError, ValueError, NotImplementedError)


def open_zip(source: IO[bytes]) -> zipfile.ZipFile:
    """The zip in ``source``; Invalid when it is broken, locked, or a bomb."""
    source.seek(0)
    try:
        box = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise Invalid(SheetCode.BROKEN) from error
    members = box.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Invalid(SheetCode.LOCKED)
    _refuse_bomb(members)
    return box


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    too_large = unpacked > _MOST_UNPACKED or max((member.file_size for member in members), default=0) > _MOST_PART
    if len(members) > _MOST_MEMBERS or too_large or unpacked > packed * _MOST_RATIO + _FREE:
        raise Invalid(SheetCode.UNPACKS_TOO_LARGE)


@contextmanager
def reading() -> Iterator[None]:
    """Turns what the libraries raise on damaged parts into a refusal."""
    try:
        yield
    except DefusedXmlException as error:
        raise Invalid(SheetCode.ENTITIES) from error
    except _DAMAGE as error:
        raise Invalid(SheetCode.BROKEN) from error


def elements(part: IO[bytes], *names: str) -> Iterator[Element]:
    """The elements of these local names as they end, each emptied when the next is asked for."""
    stack: list[Element] = []
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            stack.append(element)
            continue
        stack.pop()
        if local(element) in names:
            yield element
            element.clear()
            if stack:
                stack[-1].remove(element)


def local(element: Element) -> str:
    """An element's name without its namespace (Excel writes two sets of namespaces)."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its local name."""
    found = element.get(name)
    if found is not None:
        return found
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), default)


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of a local name."""
    return (child for child in element if local(child) == name)
