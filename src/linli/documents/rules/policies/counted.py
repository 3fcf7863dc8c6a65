"""Rules that count without saying a target: lists of what must be there, what must not happen, what goes together."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from linli.documents.rules.policies.numerals import HAN, number_of

_ITEM: Final = r"[^、,;。:\"“”()]{2,14}"
_LISTED: Final = re.compile(
    rf"(?P<verb>设立|足额缴纳|缴纳|提供|设置|配备|下设)(?P<items>{_ITEM}?(?:、{_ITEM}?){{3,}}(?:(?:和|或|及|以及){_ITEM}?)?)(?:(?P<etc>等)(?P<noun>[^,;。、]{{2,16}}))?$"
)
_ENUMERATED: Final = re.compile(
    rf"(?P<items>[^、,;。]{{2,16}}(?:、[^、,;。\d]{{2,10}}){{2,9}})(?P<count>\d{{1,2}}|[{HAN}]{{1,2}})(?P<unit>个|项|类|支)(?P<noun>[^,;。\d]{{2,20}})"
)
_QUOTED: Final = re.compile(
    r"[\"“](?P<count>[二三四五六七八九十]{1,2}|\d{1,2})(?P<unit>项|个|类|种)[\"”](?P<noun>[^,;。\"“”]{2,16})"
)
_NEVER: Final = re.compile(
    r"(?P<scope>[^,;。]{2,30}?)(?:一律)?(?:不得|严禁|不准|禁止)(?P<acts>(?:擅自|随意|非法|违规)?(?:转卖|转让|出售|转变用途|改变用途|挪作他用|挪用|截留|挤占|侵占|变更用途|出租出借)(?:、[^、,;。]{2,8})*)"
)
_TOGETHER: Final = re.compile(
    r"(?:做到|确保|实现|落实)?(?P<first>[^,;。、“”\"]{2,20}?)(?:要|应|须)?(?:与|和|同)(?P<second>[^,;。、“”\"]{2,16}?)(?:同步|同时)(?P<act>规划|设计|建设|施工|完工|验收|交付|竣工|投入使用)"
)
_LEVELLED: Final = re.compile(
    r"使?(?P<scope>[^,;。、]{2,14}?)(?P<metric>(?:工资|补贴|待遇|报酬|收入|薪酬)(?:、(?:工资|补贴|待遇|报酬|收入|薪酬))*)(?:逐步|要|应|至少|原则上)?(?:达到|不低于)(?P<level>[^,;。]{2,20}?)(?:水平|标准)$"
)
_SURE: Final = 0.5


def counted_rules(plain: str, setting: Any, make: Callable[..., Any]) -> Iterator[Any]:
    """The counts that a phrase implies, each with a low sureness: a person decides whether they bind."""
    for metric, operator, value, unit, scope in _found(plain):
        yield make(
            metric,
            operator,
            value,
            unit,
            scope or setting.subject or setting.place,
            "",
            setting.clause,
            0,
            0,
            _SURE,
            "count",
        )


def _found(plain: str) -> Iterator[tuple[str, str, int, str, str]]:
    listed = _LISTED.search(plain)
    if listed and (listed["etc"] or listed["verb"].endswith("缴纳")):
        # 环境环卫或物业管理 is one of the two, so it counts once.
        count = len(re.split(r"、|和|以及|及", listed["items"]))
        operator = ">=" if listed["etc"] else "="
        yield f"{listed['verb']}{listed['noun'] or '各项'}", operator, count, "项", ""
    if (named := _ENUMERATED.search(plain)) and _counts(named["items"]) == (number_of(named["count"]) or -1):
        yield named["noun"], "=", number_of(named["count"]) or 0, named["unit"], ""
    if quoted := _QUOTED.search(plain):
        yield quoted["noun"], "=", number_of(quoted["count"]) or 0, quoted["unit"], ""
    if never := _NEVER.search(plain):
        yield never["acts"], "=", 0, "次", never["scope"]
    together = _TOGETHER.search(plain)
    if together and plain.count("“", 0, together.start()) == plain.count("”", 0, together.start()):
        yield f"{together['act']}晚于{together['second']}的时间", "<=", 0, "天", together["first"]
    if levelled := _LEVELLED.search(plain):
        yield f"{levelled['metric']}与{levelled['level']}之比", ">=", 100, "%", levelled["scope"]


def _counts(items: str) -> int:
    return len(items.split("、"))
