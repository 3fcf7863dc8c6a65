"""Strict reading of what packs declare: every key known, every value of its type, every fault with its place.

Forms, flows, checklists and calendars are read with it, so that their authors get all faults at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from linli.kernel.errors import ErrorCode, Invalid, Problem
from linli.kernel.expr.parser import parse
from linli.kernel.expr.reasons import DeclaredCode
from linli.kernel.expr.tree import Expression

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
DOTTED: Final = re.compile(r"[a-z][a-z0-9_]{0,59}(?:\.[a-z][a-z0-9_]{0,59}){0,3}")
# What every entry of a pack may carry beside its content.
ENTRY_KEYS: Final = ("key", "from", "to", "basis")


@dataclass(frozen=True)
class Label:
    """A text for people: Simplified Chinese always, English where given."""

    zh: str
    en: str = ""


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, path: str, code: ErrorCode, **data: Any) -> None:
        """Note one fault."""
        self.problems.append(Problem(path, code, data))

    def extend(self, problems: list[Problem]) -> None:
        """Note faults that another check found."""
        self.problems.extend(problems)

    def raise_if_any(self) -> None:
        """Raise ``Invalid`` with all of them."""
        if self.problems:
            raise Invalid(DeclaredCode.FAULTY, problems=tuple(self.problems))


class Declared:
    """One mapping being read. A faulty value becomes a fault and an empty value, so that reading goes on."""

    def __init__(self, data: object, faults: Faults, path: str = "") -> None:
        self.path = path
        self.faults = faults
        self._seen: set[str] = set()
        self._data: Mapping[Any, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.fault(DeclaredCode.WRONG_TYPE, expected="a mapping")

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def fault(self, code: ErrorCode, key: str | None = None, **data: Any) -> None:
        """Note a fault of this mapping or of one key."""
        self.faults.add(self.path if key is None else self.at(key), code, **data)

    def missing(self, key: str) -> None:
        """Note that a key should be there."""
        self.faults.add(self.path, DeclaredCode.MISSING_KEY, key=key)

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self._data

    def keys(self) -> list[str]:
        """The keys as text, in order."""
        return [str(key) for key in self._data]

    def raw(self, key: str) -> Any:
        """The value as it stands; None when absent."""
        self._seen.add(key)
        return self._data.get(key)

    def ignore(self, *keys: str) -> None:
        """Let keys pass that someone else reads."""
        self._seen.update(keys)

    def done(self) -> None:
        """Fault every key that nobody asked for."""
        for key in self._data:
            if key not in self._seen:
                self.faults.add(self.path, DeclaredCode.UNKNOWN_KEY, key=str(key)[:60])

    def text(self, key: str, *, default: str | None = None, limit: int = 500) -> str:
        """A text of 1 to ``limit`` characters; without ``default`` it must be given."""
        value = self._of_type(key, str, "a text", default)
        if value is default:
            return default or ""
        if not value.strip():
            self.fault(DeclaredCode.EMPTY, key)
        elif len(value) > limit:
            self.fault(DeclaredCode.OUT_OF_RANGE, key, least=1, most=limit)
        return str(value)

    def name(self, key: str, *, default: str | None = None) -> str:
        """A name of small letters, digits and underscores."""
        value = self.text(key, default=default)
        if self.has(key) and not NAME.fullmatch(value):
            self.fault(DeclaredCode.BAD_NAME, key, found=value[:60])
        return value

    def whole(self, key: str, least: int, most: int, *, default: int | None = None) -> int:
        """A whole number from ``least`` to ``most``."""
        value = self._of_type(key, int, "a whole number", default)
        if not isinstance(value, int) or not least <= value <= most:
            if value is not None:
                self.fault(DeclaredCode.OUT_OF_RANGE, key, least=least, most=most)
            return least
        return value

    def flag(self, key: str, *, default: bool | None = False) -> bool:
        """True or false; must be given when ``default`` is None."""
        return bool(self._of_type(key, bool, "true or false", default))

    def day(self, key: str) -> date | None:
        """A date, or its ISO text; None when it is faulty."""
        value = self.raw(key)
        try:
            return value if type(value) is date else date.fromisoformat(value)
        except (TypeError, ValueError):
            self._missing_or_wrong(key, value, "a date")
            return None

    def label(self, key: str, *, required: bool = True) -> Label | None:
        """A mapping of language to text; ``zh-Hans`` must be there."""
        if not self.has(key) and not required:
            return None
        inner = self.child(key)
        found = Label(inner.text("zh-Hans"), inner.text("en", default=""))
        inner.done()
        return found

    def names(self, key: str, *, required: bool = False, dotted: bool = False) -> tuple[str, ...]:
        """A list of different names, which may be ``dotted`` (``money.award``)."""
        found: list[str] = []
        pattern = DOTTED if dotted else NAME
        for place, item in enumerate(self._list(key, required=required)):
            if not isinstance(item, str) or not pattern.fullmatch(item):
                self.faults.add(f"{self.at(key)}[{place}]", DeclaredCode.BAD_NAME, found=str(item)[:60])
            elif item in found:
                self.faults.add(f"{self.at(key)}[{place}]", DeclaredCode.TWICE, found=item)
            else:
                found.append(item)
        return tuple(found)

    def expression(self, key: str) -> Expression | None:
        """A parsed expression; None when absent or faulty."""
        text = self.text(key, default="", limit=10_000)
        if not text:
            return None
        try:
            return parse(text)
        except Invalid as refusal:
            self.fault(refusal.code, key, **refusal.data)
            return None

    def child(self, key: str) -> "Declared":
        """A mapping below; a missing one is a fault."""
        value = self.raw(key)
        if value is None:
            self.missing(key)
            value = {}
        return Declared(value, self.faults, self.at(key))

    def children(self, key: str, *, required: bool = True) -> list["Declared"]:
        """A list of mappings below."""
        items = self._list(key, required=required)
        return [Declared(item, self.faults, f"{self.at(key)}[{place}]") for place, item in enumerate(items)]

    def members(self, key: str) -> dict[str, "Declared"]:
        """A mapping of names to mappings below, in order."""
        outer = self.child(key)
        names = outer.keys()
        found = {name: Declared(outer.raw(name), self.faults, outer.at(name)) for name in names}
        for name in found:
            if not NAME.fullmatch(name):
                outer.fault(DeclaredCode.BAD_NAME, found=name[:60])
        return found

    def _list(self, key: str, *, required: bool) -> list[Any]:
        value = self._of_type(key, list, "a list", None if required else [])
        if required and value == []:
            self.fault(DeclaredCode.EMPTY, key)
        return value if isinstance(value, list) else []

    def _of_type(self, key: str, wanted: type, expected: str, default: Any) -> Any:
        value = self.raw(key)
        if value is None and default is not None:
            return default
        # type() and not isinstance(): a truth is no whole number here.
        if type(value) is not wanted:
            self._missing_or_wrong(key, value, expected)
            return None if default is None else default
        return value

    def _missing_or_wrong(self, key: str, value: Any, expected: str) -> None:
        if value is None:
            self.missing(key)
        else:
            self.fault(DeclaredCode.WRONG_TYPE, key, expected=expected)
