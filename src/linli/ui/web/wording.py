"""Refusals in words: the catalogue's sentence in the reader's language, filled with the refusal's figures."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from linli.kernel.errors import ErrorCode, Term
from linli.kernel.expr import Label
from linli.kernel.text import in_language


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def words_of(text: str, data: Mapping[str, Any]) -> str:
    """``text`` translated and filled; a figure that was not given is shown as a dash."""
    filled = {name: gettext(value) if isinstance(value, Term) else value for name, value in data.items()}
    return gettext(text).format_map(_Lenient(filled))


def message_of(code: ErrorCode, data: Mapping[str, Any]) -> str:
    """What happened."""
    return words_of(code.message, data)


def hint_of(code: ErrorCode, data: Mapping[str, Any]) -> str:
    """What to do."""
    return words_of(code.hint, data)


def label_of(labels: Mapping[str, str]) -> str:
    """A pack's label in the reader's language; Traditional Chinese is made from the Simplified one."""
    return in_language(labels, get_language() or "")


def said(label: Label | None) -> str:
    """A label of a form or flow in the reader's language; empty where there is none."""
    return label_of({"zh-Hans": label.zh, "en": label.en}) if label else ""
