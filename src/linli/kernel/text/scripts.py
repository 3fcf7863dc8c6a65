"""Traditional script for the interface, made from the Simplified catalogue.

OpenCC's ``s2hk`` changes the script only. ``s2twp`` also swaps words for Taiwan's, and the words of our
laws would become others: 文件 (a policy document) turns into 檔案, 程序 (due procedure) into 程式.
"""

from collections.abc import Mapping
from typing import Final

import opencc

_TO_HONG_KONG: Final = opencc.OpenCC("s2hk")


def to_traditional(text: str) -> str:
    """``text`` in Traditional script with Hong Kong forms; placeholders such as ``{name}`` and markup stay."""
    converted: str = _TO_HONG_KONG.convert(text)
    return converted


def in_language(words: Mapping[str, str], language: str) -> str:
    """A pack's words in a language ("zh-hans", "zh-hant", "en", in any case).

    What is not there in Traditional script is made from the Simplified words; in any other language these stand.
    """
    wanted = language.lower()
    found = next((text for name, text in words.items() if name.lower() == wanted and text), "")
    if found:
        return found
    simplified = words["zh-Hans"]
    return to_traditional(simplified) if wanted == "zh-hant" else simplified
