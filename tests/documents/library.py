"""A made paper and those who work with it."""

from uuid import UUID

from linli.documents.commands import take_in_paper
from linli.documents.models import Finding
from linli.kernel.actor import Actor
from tests.cases.town import COUNTY, Town

PAPER = """清和县人民政府关于加强路灯维护的实施意见
清政发〔2026〕8号
2026年3月1日

一、工作目标
到2027年底，主要道路亮灯率达到98%以上，新建公共停车泊位不少于500个。
二、主要任务
(一)更换老旧路灯。（牵头单位：县城市管理局；配合单位：县住房和城乡建设局；责任单位：各街道；完成时限：2026年12月底）
(二)建立巡查制度。（牵头单位：县住房和城乡建设局；配合单位：县财政局；完成时限：长期坚持）
(三)公开维修结果。（牵头单位：县城市管理局；完成时限：2026年6月底）
"""


def clerk(town: Town, mark: str = "") -> Actor:
    """The policy clerk of the county."""
    return town.who("urban", "policy_clerk", mark=mark)


def taken(actor: Actor, text: str = PAPER, name: str = "路灯.txt", area: str = COUNTY) -> UUID:
    """The paper in the library."""
    return take_in_paper(actor, area=area, name=name, data=text.encode()).id


def found(paper: UUID, kind: str) -> list[Finding]:
    """What was found, in order."""
    return list(Finding.objects.filter(paper=paper, kind=kind).order_by("seq", "id"))
