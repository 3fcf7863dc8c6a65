"""Words of small sets: sex, nation, relation, yes and no, lists."""

import re
from dataclasses import dataclass
from typing import Final

from linli.kernel.sheets.grids import Cell
from linli.kernel.sheets.writing import plain_text
from linli.kernel.text import tidy
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.values.reads import NO_VALUE, Read, bad, narrow, normalised, text_of

_SEXES: Final = {
    **dict.fromkeys(("男", "男性", "M", "MALE", "1", "男士", "先生"), "男"),
    **dict.fromkeys(("女", "女性", "F", "FEMALE", "2", "女士"), "女"),
}
_NATIONS: Final = """汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山
拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯
鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"""
NATIONS: Final = frozenset(_NATIONS.split())
_YES: Final = """是 有 √ ✓ ✔ ☑ 对 已 真 属于 属实 参加 享受 Y YES TRUE T 1 V ■ ● O ○ 会 在
已享受 已参加 已接种"""
YES: Final = frozenset(_YES.split())
_NO: Final = """否 无 × ✗ ✘ ✕ ☐ □ 没有 不是 未 假 非 错 不 不属于 N NO FALSE F 0 X 没 不享受 未享受
未参加 未接种 - — / \\"""
NO: Final = frozenset(_NO.split())
# Relations by what they are normalised to; a leading 之 and trailing 亲 or 子 are looked at by rule.
_RELATIONS: Final = {
    "户主": "户主 本人 户主本人 户主/本人 本人/户主 本人或户主 本户户主 自己 户主(本人) 户主或本人 申请人",
    "配偶": "配偶 夫 妻 妻子 丈夫 老婆 老公 爱人 夫妻 媳妇 老伴 内人 之妻 之夫 夫人 户主配偶 前妻 前夫",
    "子": "子 儿子 长子 次子 二子 三子 四子 五子 六子 独生子 独子 大儿子 二儿子 三儿子 小儿子 幼子 大子 儿 男孩",
    "女": "女 女儿 长女 次女 二女 三女 四女 五女 六女 独生女 独女 大女儿 二女儿 三女儿 小女儿 幼女 大女 女孩 闺女",
    "父亲": "父亲 父 爸爸 爸",
    "母亲": "母亲 母 妈妈 妈",
    "父母": "父母",
    "子女": "子女",
    "孙子": "孙子 孙 长孙 次孙 长孙子 二孙 孙儿",
    "孙女": "孙女 长孙女 次孙女 孙女儿 二孙女",
    "外孙": "外孙 外孙子",
    "外孙女": "外孙女",
    "儿媳": "儿媳 儿媳妇 长媳 次媳 媳 长儿媳 二儿媳 大儿媳",
    "女婿": "女婿 婿 长婿 次婿 长女婿",
    "祖父": "祖父 爷爷 爷",
    "祖母": "祖母 奶奶 奶",
    "外祖父": "外祖父 外公 姥爷",
    "外祖母": "外祖母 外婆 姥姥",
    "岳父": "岳父 丈人",
    "岳母": "岳母 丈母娘",
    "公公": "公公 公爹",
    "婆婆": "婆婆 婆母",
    "兄弟": "兄弟 弟兄",
    "哥哥": "哥哥 兄 哥 长兄 大哥",
    "弟弟": "弟弟 弟",
    "姐姐": "姐姐 姐 姊",
    "妹妹": "妹妹 妹",
    "兄弟姐妹": "兄弟姐妹",
    "其他": "其他 其它 其他亲属 其他关系",
}
RELATION_WORDS: Final = {word: base for base, words in _RELATIONS.items() for word in words.split()}
# The register's kinds of relation (R10.5), for words that a ledger's relation ends up as.
_REGISTER: Final = {
    "head": "户主",
    "spouse": "配偶",
    "child": "子 女 子女",
    "parent": "父亲 母亲 父母",
    "grandchild": "孙子 孙女 外孙 外孙女",
    "grandparent": "祖父 祖母 外祖父 外祖母",
    "sibling": "哥哥 弟弟 姐姐 妹妹 兄弟 兄弟姐妹",
}
REGISTER_RELATIONS: Final = {word: kind for kind, words in _REGISTER.items() for word in words.split()}
_ITEMS: Final = re.compile(r"[、,，;；/|＋+\n]+|\s+(?=\S)")
_NUMBERED: Final = re.compile(r"^[（(]?[0-9①②③④⑤⑥⑦⑧⑨]+[.、）)]?\s*")


def read_sex(cell: Cell) -> Read:
    """男 or 女."""
    if cell == "男" or cell == "女":
        return cell, ()
    word = narrow(text_of(cell)).upper()
    found = _SEXES.get(word)
    return (found, (normalised(LedgerCode.WORD, value=found),)) if found else bad(LedgerCode.SEX_BAD)


def read_nation(cell: Cell) -> Read:
    """A nation by its full name."""
    word = narrow(text_of(cell))
    if word in NATIONS:
        return f"{word}族", (normalised(LedgerCode.WORD, value=f"{word}族"),)
    return word, ()


def read_relation(cell: Cell) -> Read:
    """A relation by one word for each."""
    text = text_of(cell)
    word = narrow(text).replace("（", "(").replace("）", ")")
    bare = word.removeprefix("户主").removeprefix("的").removeprefix("之") if word not in RELATION_WORDS else word
    found = RELATION_WORDS.get(bare) or RELATION_WORDS.get(re.sub(r"\(.*\)$", "", bare)) or word
    return found, (() if found == text else (normalised(LedgerCode.RELATION, value=found),))


@dataclass(frozen=True)
class FlagReader:
    """Reads a mark as the two words that the column asks for; an empty cell in a filled row is the second."""

    yes: str = "是"
    no: str = "否"

    def __call__(self, cell: Cell) -> Read:
        """One of the two words."""
        word = narrow(text_of(cell)).upper()
        if word in YES or word == self.yes:
            found = self.yes
        elif word in NO or not word:
            found = self.no
        else:
            return bad(LedgerCode.FLAG_BAD)
        return found, (() if found == cell else (normalised(LedgerCode.FLAG, value=found),))


def is_mark(cell: Cell) -> bool:
    """Whether a cell says yes or no."""
    word = narrow(text_of(cell)).upper()
    return word in YES or word in NO


def read_list(cell: Cell) -> Read:
    """The items of a cell, in their order, each once."""
    pieces = [_NUMBERED.sub("", piece.strip()) for piece in _ITEMS.split(text_of(cell).strip())]
    items = list(dict.fromkeys(tidy(piece) for piece in pieces if piece))
    return (items, (normalised(LedgerCode.LISTED),)) if items else NO_VALUE


def read_text(cell: Cell) -> Read:
    """A text on one line, without the sign that kept it from being a formula; a number or date as one writes it."""
    if isinstance(cell, str):
        return (cell if cell.isalnum() else plain_text(tidy(cell)) or None), ()
    return text_of(cell) or None, ()
