"""What copying does to a paper: readings, machine-made script, widths, line ends, encodings, web residue."""

import random
import re
from collections.abc import Callable

from pypinyin import Style, lazy_pinyin

from linli.kernel.text import to_traditional

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_WIDE_SIGNS = str.maketrans(",():;", "，（）：；")

Damage = Callable[[str, random.Random], str]


def with_readings(text: str, chance: random.Random) -> str:
    """A toned reading behind some characters, now and then with a blank inside."""

    def spoken(found: re.Match[str]) -> str:
        reading = lazy_pinyin(found[0], style=Style.TONE)[0]
        has_tone = not reading.isascii()
        if not has_tone or chance.random() > 0.1:
            return found[0]
        return f"{found[0]}({reading}{' ' if chance.random() < 0.2 else ''})"

    return _HAN.sub(spoken, text)


def in_traditional(text: str, chance: random.Random) -> str:
    """Every character as a machine makes it traditional."""
    return to_traditional(text)


def in_mixed_script(text: str, chance: random.Random) -> str:
    """Some lines simplified, some traditional."""
    return "\n".join(to_traditional(line) if chance.random() < 0.5 else line for line in text.split("\n"))


def with_wide_digits(text: str, chance: random.Random) -> str:
    """Full-width digits and percent signs."""
    return text.translate(_WIDE)


def with_wide_signs(text: str, chance: random.Random) -> str:
    """Full-width brackets, commas and colons."""
    return text.translate(_WIDE_SIGNS)


def with_foreign_line_ends(text: str, chance: random.Random) -> str:
    """Line ends as other systems write them."""
    return text.replace("\n", chance.choice(["\r\n", "\r", "\n\n", "\n\n\n"]))


def with_residue(text: str, chance: random.Random) -> str:
    """Lines of a web page above and below, entities for blanks, invisible signs inside words."""
    marked = _HAN.sub(lambda found: found[0] + ("\u200b" if chance.random() < 0.02 else ""), text)
    body = marked.replace("  ", "&nbsp;&nbsp;") if "\t" not in marked else marked
    return f"您的当前位置:首页 > 政务公开\n{body}\n【打印本页】【关闭窗口】\n版权所有:某某县人民政府\n"


def indented(text: str, chance: random.Random) -> str:
    """Paragraphs set in by two wide blanks."""
    return "\n".join("　　" + line.lstrip() if line.strip() else line for line in text.split("\n"))


def without_line_ends(text: str, chance: random.Random) -> str:
    """Line ends lost wherever a sentence had ended before them."""
    return re.sub(r"(?<=[。;])\n+(?=[(（一二三四五六七八九十\d])", "", text)


def broken_at_width(text: str, chance: random.Random) -> str:
    """Each line cut at the width of a page."""
    width = chance.choice([30, 34, 38])
    return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width))


SURFACE: tuple[Damage, ...] = (
    with_readings, in_traditional, in_mixed_script, with_wide_digits, with_wide_signs, with_foreign_line_ends,
    with_residue, indented,
)  # fmt: skip
LINES: tuple[Damage, ...] = (without_line_ends, broken_at_width)


def encodings_of(text: str) -> list[bytes]:
    """The bytes of a text in each encoding, and encoded twice."""
    twice = text.encode().decode("latin-1").encode()
    return [text.encode(name) for name in ("utf-8", "utf-8-sig", "utf-16", "gb18030")] + [twice]
