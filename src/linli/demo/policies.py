"""The demo's papers: one from above that waits to be judged, one of the county that is carried out; invented."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from linli.demo.names import AREA_PART
from linli.demo.privacy import acting_as
from linli.documents.commands import confirm_findings, link_clauses, take_in_paper
from linli.documents.queries.papers import clauses_of, findings_of
from linli.documents.rules.library.findings import FOUND, TARGET, TASK
from linli.kernel.actor import Actor
from linli.programmes.commands import revise_target, run_tasks, set_lines, show_programme, start_programme
from linli.programmes.queries.programmes import lines_of, programme_detail

CLERK = "demo.policy"

ABOVE = """江东省民政厅关于推进城乡社区公共服务的指导意见
江东民发〔{year}〕12号
{year}年1月15日

一、总体目标
到{after}年底，城市社区综合服务设施覆盖率达到100%，农村社区综合服务设施覆盖率达到90%以上，每百户居民拥有综合服务设施面积不少于30平方米。
二、重点任务
(一)完善便民服务。推动政务服务事项下沉到社区，社区服务站每周开放不少于6天。(责任单位：各县(市)、区民政局)
(二)发展社区养老。到{after}年底，每个街道至少建成1个综合养老服务中心。(责任单位：各县(市)、区民政局、卫生健康局)
(三)健全协商机制。村(居)民委员会每年召开协商会议不少于4次，结果向居民公开。(责任单位：各街道、乡镇)
三、组织保障
各地要在{year}年6月底前制定实施方案，按季度公开进展。
"""

OURS = """清和县人民政府办公室关于印发清和县社区公共服务提升实施方案的通知
清政办发〔{year}〕21号
{year}年3月20日

一、工作目标
到{after}年底，全县社区服务站延时服务覆盖率达到95%以上，新建公共停车泊位不少于600个，改造老旧小区不少于18个。
二、重点任务
(一)延长社区服务站开放时间，双休日安排轮值。（牵头单位：县民政局；责任单位：各街道、乡镇；完成时限：{year}年12月底）
(二)梳理社区工作事项清单，减少盖章证明。（牵头单位：县社会工作部；配合单位：县民政局、县司法局；完成时限：{year}年9月底）
(三)改造老旧小区照明和排水设施。（牵头单位：县住房和城乡建设局；配合单位：县城市管理局；完成时限：{after}年6月底）
(四)整治占用消防通道，划设标线。（牵头单位：县消防救援大队；配合单位：县住房和城乡建设局、县公安局；完成时限：{year}年10月底）
(五)开展独居老人探访，建立月报制度。（牵头单位：县民政局；配合单位：县卫生健康局；完成时限：长期坚持）
(六)建成社区矛盾调解室，配齐调解员。（牵头单位：县司法局；配合单位：县信访局；完成时限：{year}年11月底）
(七)公开十二件民生实事进展，每季度更新一次。（牵头单位：县数据管理局；完成时限：{year}年8月底）
(八)组织社区工作者培训，人均不少于40学时。（牵头单位：县人力资源和社会保障局；配合单位：县社会工作部；完成时限：{after}年3月底）
(九)规划河道步道照明。（牵头单位：县水务局；配合单位：县城市管理局；完成时限：{after}年底）
三、组织保障
县民政局每季度通报进展，逾期未完成的任务书面说明原因。
"""


def load_policies(at: datetime, today: date) -> None:
    """Both papers; safe to repeat."""
    year = (today - timedelta(days=150)).year
    words = {"year": year, "after": year + 1}
    above = _taken("省指导意见.txt", ABOVE.format(**words), "province", at - timedelta(days=20))
    ours = _taken("清和县实施方案.txt", OURS.format(**words), "county", at - timedelta(days=12))
    clerk = _clerk(at - timedelta(days=11), "judge")
    for kind in (TASK, TARGET):
        found = findings_of(AREA_PART, ours, kind, (FOUND,))
        if found:
            confirm_findings(clerk.keyed(f"demo/policy/{kind}"), findings=[one.id for one in found])
    _link(clerk, ours, above)
    _run(_clerk(at - timedelta(days=10), "run"), ours, year)


def _clerk(at: datetime, key: str) -> Actor:
    return replace(acting_as(CLERK, at), at=at).keyed(f"demo/policy/{key}")


def _taken(name: str, text: str, rank: str, at: datetime) -> UUID:
    return take_in_paper(_clerk(at, name), area=AREA_PART, name=name, data=text.encode(), rank=rank).id


def _link(clerk: Actor, ours: UUID, above: UUID) -> None:
    """Our first task answers the province's first."""
    here, there = (
        next(one for one in clauses_of(AREA_PART, (paper,)) if one.path.endswith("(一)")) for paper in (ours, above)
    )
    link_clauses(clerk.keyed("demo/policy/link"), clause=here.id, other=there.id)


def _run(clerk: Actor, paper: UUID, year: int) -> None:
    programme = start_programme(clerk, paper=paper, area=AREA_PART, title="清和县社区公共服务提升").id
    run_tasks(clerk.keyed("demo/policy/tasks"), programme=programme)
    set_lines(clerk.keyed("demo/policy/lines"), programme=programme)
    bays = next((line for line in lines_of(AREA_PART, programme) if "泊位" in line.metric), None)
    if bays is not None and not bays.values[0].revisions:
        basis = f"县政府第{year % 10 + 20}次常务会议"
        revise_target(clerk.keyed("demo/policy/bays"), line=bays.id, value="720", year=bays.values[0].year, basis=basis)
    row = programme_detail(clerk, programme)
    version = row.version
    if not row.shown:
        show_programme(clerk.keyed("demo/policy/show"), programme=programme, shown=True, expected_version=version)
