"""Papers as files of other programs: a Word table of tasks, a web page with a table of figures, a PDF."""

from tests.documents.papers.shapes import MadePaper, WantedTarget, WantedTask
from tests.documents.papers.writers import cell, document, paragraph, pdf, table

WORD = MadePaper(
    "word",
    document(
        paragraph("沙洲县社区治理创新实验工作任务分解方案"),
        paragraph("总体要求", list_id=1),
        paragraph("坚持问题导向,到2029年底建成示范社区15个。"),
        paragraph("工作任务", list_id=1),
        paragraph("健全组织体系。各单位按下表落实。", list_id=1, level=1),
        table(
            cell("任务分解表", across=5),
            cell("序号") + cell("工作内容") + cell("主办单位") + cell("协办单位") + cell("时限要求"),
            cell("1")
            + cell("制定社区协商目录")
            + cell("县民政局", merged="restart")
            + cell("县司法局")
            + cell("2028年3月"),
            cell("2")
            + cell("建设社区协商议事厅10个")
            + cell("", merged="continue")
            + cell("各街道办事处")
            + cell("2028年底前"),
            cell("3") + cell("开展物业纠纷调解") + cell("县司法局") + cell("县法院、县住建局") + cell("持续推进"),
        ),
        levels=(("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")),
    ),
    clauses=(("一", "总体要求"), ("二", "工作任务"), ("二(一)", "健全组织体系")),
    tasks=(
        WantedTask("制定社区协商目录", "县民政局", "县司法局", "", "2028-03-31"),
        WantedTask("建设社区协商议事厅10个", "县民政局", "各街道办事处", "", "2028-12-31"),
        WantedTask("开展物业纠纷调解", "县司法局", "县法院、县住建局"),
    ),
    targets=(
        WantedTarget("建成示范社区", ">=", 15, "个", "2029-12-31"),
        WantedTarget("建设社区协商议事厅", ">=", 10, "个", "2028-12-31"),
    ),
    title="沙洲县社区治理创新实验工作任务分解方案",
)

_PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>规划</title>
<script>var a = "一、假的";</script></head>
<body><div class="nav"><a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>
<h1>明湖市"十六五"城乡社区服务体系建设规划</h1>
<p>发布时间：2031-02-11 来源：市民政局 浏览次数：33</p>
<div id="zoom"><p>　　一、发展目标</p>
<p>　　到2035年，城乡社区服务体系更加健全，主要指标如下：</p>
<table><tr><th>序号</th><th>指标</th><th>单位</th><th>2030年</th><th>2035年</th><th>属性</th></tr>
<tr><td>1</td><td>城市社区综合服务设施覆盖率</td><td>%</td><td>92</td><td>100</td><td>约束性</td></tr>
<tr><td>2</td><td>每百户居民拥有社区综合服务设施面积</td><td>平方米</td><td>26</td><td>≥30</td><td>预期性</td></tr>
<tr><td>3</td><td>每万人拥有社区工作者人数</td><td>人</td><td>15</td><td>18</td><td>预期性</td></tr>
</table>
<p>　　二、主要任务</p>
<p>　　（一）完善设施布局。新建居住区社区服务用房与住宅同步交付。</p>
<p>　　（二）丰富服务供给。社区养老服务设施覆盖率2033年达到95％以上。</p>
</div><div class="foot"><p>版权所有：明湖市人民政府 ICP备00000001号</p></div></body></html>"""

WEB = MadePaper(
    "web",
    _PAGE.encode("gb18030"),
    clauses=(("一", "发展目标"), ("二", "主要任务"), ("二(一)", "完善设施布局"), ("二(二)", "丰富服务供给")),
    targets=(
        WantedTarget("城市社区综合服务设施覆盖率", "=", 100, "%", "2035-12-31"),
        WantedTarget("每百户居民拥有社区综合服务设施面积", ">=", 30, "平方米", "2035-12-31"),
        WantedTarget("每万人拥有社区工作者人数", "=", 18, "人", "2035-12-31"),
        WantedTarget("社区养老服务设施覆盖率", ">=", 95, "%", "2033-12-31"),
    ),
    title='明湖市"十六五"城乡社区服务体系建设规划',
)

PRINTED = MadePaper(
    "printed",
    pdf(
        [
            [
                "古城县人民政府关于加强社区工作者队伍建设的实施意见",
                "古政发〔2027〕8号",
                "一、目标任务",
                "到2030年,全县社区工作者持证率达到80%以上,每个社区工作者人数不少于6人,大专以上学历占比不低于70%。",
                "二、主要措施",
                "(一)规范招聘。严格按照程序公开招聘。(责任单位:县人社局、县民政局)",
                "— 1 —",
            ],
            [
                "(二)强化培训。每人每年培训不少于40学时。(牵头单位:县委党校;配合单位:县民政局、各街道办事处;完成时限:每年11月底前)",
                "三、组织保障",
                "各街道办事处要加强领导。",
                "— 2 —",
            ],
        ]
    ),
    clauses=(
        ("一", "目标任务"),
        ("二", "主要措施"),
        ("二(一)", "规范招聘"),
        ("二(二)", "强化培训"),
        ("三", "组织保障"),
    ),
    tasks=(
        WantedTask("规范招聘", "", "", "县人社局、县民政局"),
        WantedTask("强化培训", "县委党校", "县民政局、各街道办事处", "", "R/P1Y"),
    ),
    targets=(
        WantedTarget("社区工作者持证率", ">=", 80, "%", "2030-12-31"),
        WantedTarget("社区工作者人数", ">=", 6, "人", "2030-12-31"),
        WantedTarget("大专以上学历占比", ">=", 70, "%", "2030-12-31"),
        WantedTarget("培训", ">=", 40, "学时", "R/P1Y"),
    ),
    title="古城县人民政府关于加强社区工作者队伍建设的实施意见",
)

FILES = (WORD, WEB, PRINTED)
