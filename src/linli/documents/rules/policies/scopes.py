"""Of whom a figure speaks: what stands before it, parted into the scope and the metric."""

import re
from typing import Final, NamedTuple

_PLACES: Final = re.compile(
    r"^(?P<scope>(?:[\u3400-\u9fff]{2,8}?(?:自治县|林业局|县|区|市|镇|乡|旗|街道|州)(?:、|和|及))+(?:其他)?[\u3400-\u9fff]{0,8}?(?:自治县|林业局|县|区|市|镇|乡|旗|街道|州))(?P<rest>每年.*|.*)$"
)
_SIZE: Final = r"(?:\d+(?:户|人|平方米|岁|周岁)(?:\(含\))?(?:及)?以[上下](?:面积|规模|人口)?的)"
_AREA: Final = (
    "(?:全[区县市省国州旗盟镇乡域]|各[地县区市镇乡级]|本[区县市]|我[区县市省]|"
    "城乡|城市|农村|城镇|乡镇|县级|市级|区级|街道|新建|老旧)"
)
_NOUN: Final = (
    "社区居民委员会|社区居委会|社区服务中心|社区服务站|社区工作者|社区|中心村|建制村|行政村|自然村|村|街道|乡镇|小区|居民区|居民小组|老年人|居民|家庭|困难家庭|"
    "学校|医院|企业|单位|党员|网格|楼栋|城区|农户|住宅小区|养老机构|卫生院|幼儿园|残疾人|儿童|学生|机关|镇|县|区|市|乡"
)
_AREA_NOUN: Final = re.compile(rf"^(?P<scope>{_SIZE}?(?:{_AREA})*(?:{_NOUN})?(?:\([^()]*\))?(?:的)?)(?P<rest>.+)$")
_SIZED: Final = re.compile(rf"^(?P<scope>(?:{_AREA})*{_SIZE}(?:{_AREA})*(?:{_NOUN}))(?:的)?(?P<rest>.+)$")
_SUBJECT: Final = re.compile(
    r"^(?P<subject>.{2,40}?)(?:最低|至少|原则上|力争|一般|应当|应|要|须|需|必须|为|由|将|每年|实行|建成)"
)
_TO_STRIP: Final = re.compile(r"^(?:要|应|须|将|把|对|使|并|且|做到|落实|按照|按|以|在|从|到|用|力争|推动|确保|实现)+")
_PREDICATE: Final = re.compile(r"全部|实现|完成|加强|推进|落实|建立|健全|完善|通过|按照|结合|围绕|坚持|开展|[“”\"]")
METRIC_END: Final = re.compile(
    r"(?:要|应|须|应当|必须|需|力争|原则上|一般|在|全部|均|总体|基本|年均|累计|总|平均|分别|逐步|最低|最少|最高|最多|至少|由[\d.]{1,6}[\u3400-\u9fff%]{1,3})+$"
)
_BARE: Final = re.compile(
    r"^(?:服务|建筑|使用|占地|总|人均|户均)?(?:面积|半径|规模|用房|人数|人员|距离|时间|时长|数量|床位|比例|标准|高度|户数|经费|资金)$"
)


class Split(NamedTuple):
    """Words before a figure: the scope, the metric, and the thing the sentence speaks of."""

    scope: str
    metric: str
    subject: str


def split_subject(before: str, carried: str) -> Split:
    """Part ``before`` (up to the figure's operator); ``carried`` is the thing that the sentence spoke of before."""
    words = METRIC_END.sub("", before.strip(" ,;:、的"))
    subject = _SUBJECT.match(before.strip())
    named = _TO_STRIP.sub("", subject["subject"].strip()) if subject else ""
    named = "" if _PREDICATE.search(named) else named
    if _BARE.match(words) and carried:
        return Split(carried, words, carried)
    for pattern in (_PLACES, _SIZED, _AREA_NOUN):
        found = pattern.match(words)
        if found and _stands_alone(found["scope"], found["rest"], words):
            return Split(found["scope"].strip("的"), found["rest"].strip("的 "), named or found["scope"])
    metric = words
    if carried and carried in words:
        metric = words.replace(carried, "", 1)
    return Split(carried, metric.strip("的 "), named or carried)


def _stands_alone(scope: str, rest: str, words: str) -> bool:
    """社区 in 社区服务用房 belongs to the metric; 全区社区, 社区的 and 社区服务中心 are of whom it speaks."""
    if not scope or len(rest) < 2:
        return False
    is_bare = scope in _NOUN.split("|") and len(scope) < 4
    return not is_bare or words.startswith(scope + "的")
