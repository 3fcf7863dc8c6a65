"""Refusals in words: the catalogue's sentence in the reader's language, filled with the refusal's figures."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from linli.kernel.errors import ErrorCode


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def words_of(text: str, data: Mapping[str, Any]) -> str:
    """``text`` translated and filled; a figure that was not given is shown as a dash."""
    return gettext(text).format_map(_Lenient(data))


def message_of(code: ErrorCode, data: Mapping[str, Any]) -> str:
    """What happened."""
    return words_of(code.message, data)


def hint_of(code: ErrorCode, data: Mapping[str, Any]) -> str:
    """What to do."""
    return words_of(code.hint, data)
