"""Surnames that are read otherwise than the same character elsewhere (letters and tone)."""

from typing import Final

_TABLE: Final = """
单:shan4 仇:qiu2 曾:zeng1 解:xie4 朴:piao2 盖:ge3 区:ou1 任:ren2 华:hua4 查:zha1 种:chong2 翟:zhai2 员:yun4
乐:yue4 黑:he4 折:she2 秘:bi4 缪:miao4 葛:ge3 哈:ha3 召:shao4 繁:po2 覃:qin2 燕:yan1 卜:bu3 洗:xian3 阚:kan4
祭:zhai4 那:na1 能:nai4 粘:nian2 藏:zang1 么:yao1 要:yao1 句:gou1 观:guan4 干:gan1 令:ling2 过:guo1 乜:nie4
便:pian2 更:geng1 撒:sa3 占:zhan1 炅:gui4 郇:xun2 颉:xie2 都:du1 斗:dou3 薄:bo2 肖:xiao1 蔚:yu4 纪:ji3
"""

# One character. Where two readings live side by side the more frequent one stands here.
READINGS: Final[dict[str, str]] = {entry[0]: entry[2:] for entry in _TABLE.split()}

# Two characters; only with a given name behind them, else 单于 may be Shan Yu.
COMPOUND_READINGS: Final[dict[str, tuple[str, str]]] = {
    "单于": ("chan2", "yu2"),
    "尉迟": ("yu4", "chi2"),
    "长孙": ("zhang3", "sun1"),
    "令狐": ("ling2", "hu2"),
    "万俟": ("mo4", "qi2"),
    "澹台": ("tan2", "tai2"),
    "濮阳": ("pu2", "yang2"),
    "淳于": ("chun2", "yu2"),
    "鲜于": ("xian1", "yu2"),
    "子车": ("zi3", "ju1"),
    "颛孙": ("zhuan1", "sun1"),
    "乐正": ("yue4", "zheng4"),
    "夹谷": ("jia2", "gu3"),
    "谷梁": ("gu3", "liang2"),
    "宰父": ("zai3", "fu3"),
    "拓跋": ("tuo4", "ba2"),
    "耶律": ("ye1", "lv4"),
    "百里": ("bai3", "li3"),
}

# Places whose usual reading the dictionary misses.
PLACE_READINGS: Final[dict[str, tuple[str, ...]]] = {
    "单县": ("shan4", "xian4"),
    "都匀": ("du1", "yun2"),
    "郫都": ("pi2", "du1"),
    "繁峙": ("fan2", "shi4"),
}
