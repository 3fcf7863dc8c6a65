"""The words by which sentences set figures: who, what is built or paid, of whom how much, all of them, by when."""

import re
from typing import Final

SENTENCE: Final = re.compile(r"[^。!?\n]+[。!?\n]?")
PHRASE: Final = re.compile(r"[^,;:]+[,;:]?")
QUALIFIER: Final = re.compile(
    r"(?:面积|规模|人口|年龄|居民)?(?:的|\))(?!标准|目标|要求|比例|规定|水平|任务|原则|幅度|速度|,|;|。|$)"
)
BRACKET_LIMIT: Final = re.compile(
    r"(?P<noun>[\u3400-\u9fff]{1,12})\((?P<limit>\d+(?:户|人|平方米|名|周岁|岁)(?:\(含\))?(?:及)?以[上下])\)"
)
ALL: Final = re.compile(
    r"^(?P<scope>[^,;]{0,40}?)(?:要|应|须|应当|必须|力争|基本)?(?:全部|均|全面|全都|都)(?:要|应|能)?(?P<metric>(?:完成|达到|建成|启动|设立|实现|建立|配备|配齐|落实|纳入|开展|覆盖|接入|达标|开通|建有|成立|通过|制定|入驻|推行|实行|改造|具备|拥有|签订|消除|办结|投入使用|实施|整改|关停|取缔)[^,;]*)$"
)
SHARE: Final = re.compile(
    r"^(?P<scope>[^,;\d]*?)(?P<sign>约|超过|不少于|不低于|至少|有)?(?P<value>\d+(?:\.\d+)?)%(?P<after>以上|左右)?(?:的)(?P<noun>[^,;]{2,30}?)(?:要|应|须|力争)?(?:全部|均|都)?(?P<metric>(?:建成|达到|完成|实现|设立|建立|建有|配备|开展|成立|接入|通过|达标|能够|享有|拥有|纳入|加入|参与|参加|具备|启动|创成|创建成)[^,;]*)$"
)
COVERED: Final = re.compile(
    r"^(?P<metric>[^,;。]{2,40}?)(?:要|基本|全部|全面)?(?:实现|达到)(?P<word>全覆盖|100%覆盖|动态清零|清零)"
)
COVER: Final = re.compile(
    r"(?:实现|达到|基本实现|做到|确保)(?P<metric>[^,;。]{2,40}?)(?:的)?(?P<word>全覆盖|全部覆盖|100%覆盖|清零|动态清零)"
)
STANDARD: Final = re.compile(
    r"^(?:推动|确保|促进|力争|使|实现|努力)?(?P<scope>[^,;]{2,30}?)(?:逐步|基本|都|均)?(?P<metric>达到(?P<level>[^,;\d]{2,24}?(?:标准|水平|要求))[^,;]*)$"
)
BUILD: Final = re.compile(
    r"(?:建成|新建|建设|打造|培育|创建|培训|设立|配备|改造|建立|完成|新增|招募|组建|配齐|发展|开展|举办|布局|建好|改扩建|扩建|修建|创成|引进|招聘|选派|服务|组织|扶持|评选|命名|增设|安装|布设|推出|办好|培养|孵化|吸纳|帮扶|走访|投放|选聘|建|增加|减少|压减|创评|开设|实施|提供|更换|清理|整治|排查|建档|救助|走访慰问|资助)(?:不少于|至少|约|近|各类|各|了|出|成)?\s*$"
)
BUILT_BEFORE: Final = re.compile(
    r"(?P<verb>拥有|配备|建成|新建|建设|打造|培育|创建|培训|设立|改造|新增|组建|发展|举办|扩建|引进|选派|增设|安装|建有|设置|床位|改扩建|更换|清理|整治|排查|救助|慰问|资助|种植|清运)[\u3400-\u9fff()、“”\"\d]{2,18}$"
)
ENDS_PHRASE: Final = re.compile(r"\s*(?:$|[,;。:、)(和及])")
DUE_KINDS: Final = ("day", "range", "from")
NEXT_NOUN: Final = re.compile(r"(?:、|和|及|以及)[\u3400-\u9fff]{2,10}")
OBJECT: Final = re.compile(r"(?:配置|配建|建设|安排|设置|配备|建成|提供|建立)([\u3400-\u9fff]{2,12})$")
OF_STANDARD: Final = re.compile(r"^.*?(?:标准|要求|比例|水平)")
# 为3000户家庭实施改造: the figure counts those who are served.
SERVED: Final = re.compile(r"[\u3400-\u9fff]{2,16}?(?:实施|开展|提供|建立|办理|完成|发放|配备|安装|进行)")
PER: Final = re.compile(r"每[\u3400-\u9fff0-9]{1,8}$")
MONEY_BEFORE: Final = re.compile(
    r"(?:列支|安排|投入|奖补|补助|奖励|补贴|拨付|筹集|资助|给予|设立|支出)[\u3400-\u9fff“”\"()]{2,18}$"
)
MONEY_VERB: Final = re.compile(
    r"(?:列支|安排|投入|奖补|补助|奖励|补贴|拨付|筹集|落实|资助|给予|提供|设立|列入|支出|划拨|统筹)(?:不少于|不低于|至少)?\s*$"
)
# What a plan says of the years before it is no target.
PAST: Final = re.compile(r"(?:发展|工作|现实)?(?:基础|现状|回顾|背景|成效|成就|形势|基本情况)$")
ABOVE_TITLE: Final = re.compile(r"目标|指标|到\d{4}年")
LEAD_WORDS: Final = re.compile(
    r"^(?:其中|同时|并|且|以及|使|确保|力争|推动|实现|争取|努力|要求|进一步|逐步|基本|力求|保持|即|按照|达到|由|将|把|对|做到|落实|要|应|须)+(?!成|立)"
)
CITED: Final = re.compile(r"《[^《》]*》|[〔\[]\d{4}[〕\]]\d*号?|GB\s*/?T?\s*[\d—-]+|\"[^\"]{1,12}\"(?=精神)")
TAIL_NOUN: Final = re.compile(r"(?:的)?(?P<noun>[^,;。()]{2,40})")

#: A metric of fewer characters is none.
SHORTEST: Final = 2
