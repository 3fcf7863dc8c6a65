"""The numeric targets of a policy paper: metric, operator, value, unit, scope, date, from sentences and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.documents.rules.policies.counted import counted_rules
from linli.documents.rules.policies.dates import Due, dues
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.markers import marker_at
from linli.documents.rules.policies.quantities import Quantity, quantities
from linli.documents.rules.policies.scopes import METRIC_END, split_subject
from linli.documents.rules.policies.structure import Clause

_SENTENCE: Final = re.compile(r"[^。!?\n]+[。!?\n]?")
_PHRASE: Final = re.compile(r"[^,;:]+[,;:]?")
_QUALIFIER: Final = re.compile(
    r"(?:面积|规模|人口|年龄|居民)?(?:的|\))(?!标准|目标|要求|比例|规定|水平|任务|原则|幅度|速度|,|;|。|$|不|免|按|给予|可|应|要|由|一律)"
)
_BRACKET_LIMIT: Final = re.compile(
    r"(?P<noun>[\u3400-\u9fff]{1,12})\((?P<limit>\d+(?:户|人|平方米|名|周岁|岁)(?:\(含\))?(?:及)?以[上下])\)"
)
_ALL: Final = re.compile(
    r"^(?P<scope>[^,;]{0,40}?)(?:要|应|须|应当|必须|力争|基本)?(?:全部|均|全面|全都|都)(?:要|应|能)?(?P<metric>(?:完成|达到|建成|启动|设立|实现|建立|配备|配齐|落实|纳入|开展|覆盖|接入|达标|开通|建有|成立|通过|制定|入驻|推行|实行|改造|具备|拥有|签订|消除|办结|投入使用|实施|整改|关停|取缔)[^,;]*)$"
)
_SHARE: Final = re.compile(
    r"^(?P<scope>[^,;\d]*?)(?P<sign>约|超过|不少于|不低于|至少|有)?(?P<value>\d+(?:\.\d+)?)%(?P<after>以上|左右)?(?:的)(?P<noun>[^,;]{2,30}?)(?:要|应|须|力争)?(?:全部|均|都)?(?P<metric>(?:建成|达到|完成|实现|设立|建立|建有|配备|开展|成立|接入|通过|达标|能够|享有|拥有|纳入|加入|参与|参加|具备|启动|创成|创建成)[^,;]*)$"
)
_COVERED: Final = re.compile(
    r"^(?P<metric>[^,;。]{2,40}?)(?:要|基本|全部|全面)?(?:实现|达到)(?P<word>全覆盖|100%覆盖|动态清零|清零)"
)
_COVER: Final = re.compile(
    r"(?:实现|达到|基本实现|做到|确保)(?P<metric>[^,;。]{2,40}?)(?:的)?(?P<word>全覆盖|全部覆盖|100%覆盖|清零|动态清零)"
)
_STANDARD: Final = re.compile(
    r"^(?:推动|确保|促进|力争|使|实现|努力)?(?P<scope>[^,;]{2,30}?)(?:逐步|基本|都|均)?(?P<metric>达到(?P<level>[^,;\d]{2,24}?(?:标准|水平|要求))[^,;]*)$"
)
_BUILD: Final = re.compile(
    r"(?:建成|新建|建设|打造|培育|创建|培训|设立|配备|改造|建立|完成|新增|招募|组建|配齐|发展|开展|举办|布局|建好|改扩建|扩建|修建|创成|引进|招聘|选派|服务|组织|扶持|评选|命名|增设|安装|布设|推出|办好|培养|孵化|吸纳|帮扶|走访|投放|选聘|建|增加|减少|压减|创评|开设|实施|提供)(?:不少于|至少|约|近|各类|各|了|出|成)?\s*$"
)
_BUILT_BEFORE: Final = re.compile(
    r"(?P<verb>拥有|配备|建成|新建|建设|打造|培育|创建|培训|设立|改造|新增|组建|发展|举办|扩建|引进|选派|增设|安装|建有|设置|床位|改扩建)[\u3400-\u9fff()、“”\"\d]{2,18}$"
)
_ENDS_PHRASE: Final = re.compile(r"\s*(?:$|[,;。:、)(和及])")
_NEXT_NOUN: Final = re.compile(r"(?:、|和|及|以及)[\u3400-\u9fff]{2,10}")
_OBJECT: Final = re.compile(r"(?:配置|配建|建设|安排|设置|配备|建成|提供|建立)([\u3400-\u9fff]{2,12})$")
_OF_STANDARD: Final = re.compile(r"^.*?(?:标准|要求|比例|水平)")
_PER: Final = re.compile(r"每[\u3400-\u9fff0-9]{1,8}$")
_MONEY_BEFORE: Final = re.compile(
    r"(?:列支|安排|投入|补助|奖励|补贴|拨付|筹集|资助|给予|设立|支出)[\u3400-\u9fff“”\"()]{2,18}$"
)
_MONEY_VERB: Final = re.compile(
    r"(?:列支|安排|投入|补助|奖励|补贴|拨付|筹集|落实|资助|给予|提供|设立|列入|支出|划拨|统筹)(?:不少于|不低于|至少)?\s*$"
)
# What a plan says of the years before it is no target.
_PAST: Final = re.compile(r"(?:发展|工作|现实)?(?:基础|现状|回顾|背景|成效|成就|形势|基本情况)$")
_ABOVE_TITLE: Final = re.compile(r"目标|指标|到\d{4}年")
_LEAD_WORDS: Final = re.compile(
    r"^(?:其中|同时|并|且|以及|使|确保|力争|推动|实现|争取|努力|要求|进一步|逐步|基本|力求|保持|即|按照|达到|由|将|把|对|做到|落实|要|应|须)+(?!成|立)"
)
_CITED: Final = re.compile(r"《[^《》]*》|[〔\[]\d{4}[〕\]]\d*号?|GB\s*/?T?\s*[\d—-]+|\"[^\"]{1,12}\"(?=精神)")
_TAIL_NOUN: Final = re.compile(r"(?:的)?(?P<noun>[^,;。()]{2,40})")


@dataclass(frozen=True)
class Target:
    """A figure that is promised or demanded, with [start, end) of the words that say so.

    ``value`` is a number, or a pair for ``between``; ``kind``: target (dated), standard, threshold, count.
    """

    metric: str
    operator: str
    value: float | int | tuple[float | int, float | int]
    unit: str
    scope: str
    deadline: str
    clause: str
    start: int
    end: int
    sure: float
    kind: str = "target"
    baseline: str = ""


@dataclass
class _Setting:
    """What a sentence inherits: its clause, its date, the thing it speaks of."""

    clause: str
    due: Due | None = None
    subject: str = ""
    place: str = ""
    #: The phrase before, when it may be the metric of a figure that stands alone behind a comma.
    previous: str = ""


class TargetFinder:
    """Finds the targets in the clauses of one folded text."""

    def __init__(self, plain: str, lexicon: Lexicon, issued: date | None, place: str = "") -> None:
        self.plain = plain
        self.issued = issued
        self.upper = lexicon.listed("metric.upper")
        self.place = place
        self.limits: set[tuple[str, str]] = set()

    def of_clauses(self, clauses: Sequence[Clause]) -> Iterator[Target]:
        """The targets of each clause; a date at the head of a clause holds for the clauses below it."""
        above: list[tuple[int, Due]] = []
        for clause in clauses:
            if _PAST.search(clause.title):
                continue
            above = [each for each in above if each[0] < clause.level]
            setting = _Setting(clause.path, above[-1][1] if above else None, place=self.place)
            marker = marker_at(self.plain, clause.start)
            yield from self.of_text(
                marker.end if marker else clause.start,
                clause.end,
                setting,
                is_goal=bool(_ABOVE_TITLE.search(clause.title)),
            )
            is_goal = bool(_ABOVE_TITLE.search(clause.title))
            if setting.due is not None and (is_goal or _leads_on(self.plain[clause.start : clause.end])):
                above.append((clause.level, setting.due))

    def of_row(self, start: int, end: int, due: Due | None = None) -> Iterator[Target]:
        """The targets in the words of a table's row, due with its task."""
        yield from self.of_text(start, end, _Setting("", due, place=self.place))

    def of_text(self, start: int, end: int, setting: _Setting, *, is_goal: bool = False) -> Iterator[Target]:
        """The targets between two places."""
        inherited = setting.due
        for found in _SENTENCE.finditer(self.plain, start, end):
            keeps = is_goal or re.match(r"\s*(?:其中|同时|并)", found[0])
            setting.due = setting.due if keeps else inherited
            setting.subject = ""
            yield from self._of_sentence(found.start(), found.end(), setting)

    def _of_sentence(self, start: int, end: int, setting: _Setting) -> Iterator[Target]:
        sentence = _blanked(self.plain[start:end])
        calendar = dues(sentence, self.issued)
        for phrase in _phrases(sentence):
            first, last = phrase
            setting.due = _due_for(calendar, first, last, setting.due)
            text = _without(
                sentence[first:last],
                [
                    (due.start - first, due.end - first)
                    for due in calendar
                    if first <= due.start < last and due.kind != "every"
                ],
            )
            found = list(self._of_phrase(text, setting))
            for target in found:
                yield _moved(target, start + first, start + last)
            if not setting.subject:
                setting.subject = split_subject(text, "").subject
            bare = text.strip(" ,;:。")
            if thing := _OBJECT.search(bare):
                setting.previous = thing[1]
            else:
                setting.previous = bare if not found and len(bare) <= 24 and not bare.startswith("＊") else ""

    def _of_phrase(self, text: str, setting: _Setting) -> Iterator[Target]:
        plain = text.rstrip(",;:。!?\n ")
        yield from self._limits(plain, setting)
        yield from counted_rules(plain, setting, Target)
        if share := _SHARE.match(plain.strip()):
            yield self._shared(share, plain, setting)
            return
        given = self._given(plain)
        place = 0
        for each in given:
            yield self._target(plain, place, each, setting)
            place = each.end
        if not given:
            yield from self._wholes(plain, setting)

    def _given(self, plain: str) -> list[Quantity]:
        """The figures that are targets; 新增床位500张、托位600个 are two, the second without a verb of its own."""
        given: list[Quantity] = []
        for each in quantities(plain, self.upper):
            is_next = bool(given) and bool(_NEXT_NOUN.fullmatch(plain[given[-1].end : each.start]))
            if self._is_target(plain, each) or (is_next and _ENDS_PHRASE.match(plain[each.end :])):
                given.append(each)
        return given

    def _limits(self, plain: str, setting: _Setting) -> Iterator[Target]:
        """村(300户以上): the size from which a rule holds, once for each."""
        for found in _BRACKET_LIMIT.finditer(plain):
            limit = next(quantities(found["limit"]), None)
            noun = re.split(r"[、和及]", found["noun"])[-1]
            if limit is None or (noun, found["limit"]) in self.limits:
                continue
            self.limits.add((noun, found["limit"]))
            metric = {"户": "户数", "人": "人数", "名": "人数", "岁": "年龄", "周岁": "年龄"}.get(limit.unit, "面积")
            yield Target(
                metric,
                limit.operator,
                limit.value,
                limit.unit,
                noun,
                "",
                setting.clause,
                found.start(),
                found.end(),
                0.7,
                "threshold",
            )

    def _is_target(self, plain: str, each: Quantity) -> bool:
        """Not the size of what is spoken of (500平方米以上的中心), not a bare number in passing."""
        behind = plain[each.end :]
        before = plain[: each.words]
        if before.endswith(("由", "从")) and not each.has_after:
            return False
        if plain[each.start - 1 : each.start] == "(" and behind.startswith(")"):
            return False
        if each.has_after and each.words == each.start and _QUALIFIER.match(behind):
            return False
        if each.is_printed and (each.words < each.start or each.has_after or each.operator == "between"):
            return True
        if _BUILT_BEFORE.search(before) and _ENDS_PHRASE.match(behind):
            return True
        if _PER.search(before) and not before.endswith("由"):
            return True
        is_paid = each.unit.endswith("元") and bool(_MONEY_VERB.search(before) or _MONEY_BEFORE.search(before))
        return bool(_BUILD.search(before) or is_paid or plain[each.words : each.start].strip() in ("为", "是")) or (
            each.unit in ("%", "‰") and not behind.startswith("的")
        )

    def _target(self, plain: str, place: int, each: Quantity, setting: _Setting) -> Target:
        """One figure; its words begin behind the figure before it (at ``place``)."""
        before = _LEAD_WORDS.sub("", _inside_quotes(plain[place : each.words]).strip(" 、和及"))
        before = METRIC_END.sub("", before)
        before = setting.previous if before in ("", "最低", "最高", "至少") else before
        per = _PER.search(plain[each.words : each.start])
        is_direct = "达" not in plain[each.words : each.start]
        is_build = is_direct and bool(_BUILD.search(before)) and each.unit not in ("%", "‰")
        is_money = is_direct and bool(_MONEY_VERB.search(before)) and each.unit.endswith("元")
        split = split_subject(before, setting.subject)
        metric, sure = split.metric, 0.9 if each.is_printed else 0.75
        scope = split.scope
        if per or is_build or is_money or len(metric) < 2:
            tail = _TAIL_NOUN.match(plain, each.end)
            scope, metric = _parted(before, tail["noun"] if tail else "")
            metric = (per[0] + _OF_STANDARD.sub("", metric)) if per else (metric or setting.subject)
        elif not each.is_printed and (per := _PER.search(before)):
            tail = _TAIL_NOUN.match(plain, each.end)
            scope, metric = _who(before[: per.start()].rstrip("按以")), per[0] + (tail["noun"] if tail else "")
        elif made := _made(before, each):
            scope, metric = _who(before[: made.start()]), before[made.start() :]
        is_counted = is_build or (place > 0 and not each.is_printed) or (is_direct and _is_counted(before, each))
        operator = ">=" if is_counted and not each.is_printed else each.operator
        due = setting.due
        return Target(
            metric.strip("、 "), operator, each.value, each.unit, scope or setting.place, _value(due, plain),
            setting.clause, 0, 0, sure if scope else sure - 0.1, "target" if due is not None else "standard",
        )  # fmt: skip

    def _shared(self, share: re.Match[str], plain: str, setting: _Setting) -> Target:
        """70%的中心村建成中心: what share of whom does what."""
        value = float(share["value"])
        number = int(value) if value == int(value) else value
        operator = "=" if value == 100 else "~=" if share["after"] == "左右" or share["sign"] == "约" else ">="
        scope = (_LEAD_WORDS.sub("", share["scope"].strip()) + share["noun"]).strip()
        return Target(
            share["metric"], operator, number, "%", scope, _value(setting.due, plain), setting.clause, 0, 0, 0.9
        )

    def _wholes(self, plain: str, setting: _Setting) -> Iterator[Target]:
        """全部, 全覆盖 and 达到…标准 by a date: a hundred percent."""
        if setting.due is None:
            return
        whole = _ALL.match(plain.strip())
        cover = _COVERED.match(plain.strip()) or _COVER.search(plain)
        standard = _STANDARD.match(plain.strip())
        scope, metric = "", ""
        if whole:
            scope, metric = _LEAD_WORDS.sub("", whole["scope"]), whole["metric"]
        elif cover:
            split = split_subject(cover["metric"], setting.subject)
            scope, metric = split.scope or setting.place, f"{cover['metric']}{cover['word']}"
        elif standard and setting.due.kind in ("day", "range"):
            scope, metric = _LEAD_WORDS.sub("", standard["scope"]), standard["metric"]
        if metric:
            yield Target(
                metric, "=", 100, "%", scope, _value(setting.due, plain), setting.clause, 0, 0, 0.8 if whole else 0.7
            )


def _made(before: str, each: Quantity) -> re.Match[str] | None:
    """The verb of building or paying that stands before a noun and its figure: 安排|专项资金|3000万元."""
    if each.unit.endswith("元"):
        return _MONEY_BEFORE.search(before)
    return _BUILT_BEFORE.search(before)


def _is_counted(before: str, each: Quantity) -> bool:
    is_amount = each.unit in ("%", "‰") or each.unit.endswith("元")
    return not is_amount and not _PER.search(before) and bool(_BUILT_BEFORE.search(before))


def _inside_quotes(text: str) -> str:
    """提出的“社区服务用房每百户: of an open quotation only what it quotes."""
    opened = max(text.rfind("“"), text.rfind('"') if text.count('"') % 2 else -1)
    return text[opened + 1 :] if opened > max(text.rfind("”"), -1) else text


def _parted(before: str, noun: str) -> tuple[str, str]:
    """全县每年新建|3个|示范社区: who, and what is built or paid."""
    verb = _BUILD.search(before) or _MONEY_VERB.search(before)
    if verb is None:
        return "", before + noun
    return _who(before[: verb.start()]), before[verb.start() :] + noun


def _who(words: str) -> str:
    """全县每年 before a verb is 全县; a long clause before it is nobody."""
    who = re.sub(r"(?:每年|每月|累计|共|要|应|须|力争|计划|全面|新|平均)+$", "", words)
    return who if len(who) <= 20 else ""


def _leads_on(text: str) -> bool:
    """Whether a clause ends in a colon, or is a heading: what it says holds for the clauses below."""
    return text.rstrip().endswith((":", "目标", "指标")) or ("\n" not in text.strip() and "。" not in text)


def _value(due: Due | None, phrase: str) -> str:
    """The deadline; a figure for every year is due each year when no other date is set."""
    if due is not None and due.kind in ("day", "range"):
        return due.value
    every = [each for each in dues(phrase, None) if each.kind == "every"]
    return every[0].value if every else (due.value if due is not None else "")


def _due_for(calendar: Sequence[Due], start: int, end: int, carried: Due | None) -> Due | None:
    inside = [due for due in calendar if start <= due.start < end and due.kind in ("day", "range")]
    return inside[-1] if inside else carried


def _phrases(sentence: str) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between commas; commas in brackets and numbers part nothing."""
    depth, start = 0, 0
    for place, char in enumerate(sentence):
        depth = max(0, depth + (char == "(") - (char == ")"))
        is_inner = char == "," and sentence[place - 1 : place].isdigit() and sentence[place + 1 : place + 4].isdigit()
        if char in ",;:" and not depth and not is_inner:
            yield start, place + 1
            start = place + 1
    if start < len(sentence):
        yield start, len(sentence)


def _blanked(text: str) -> str:
    """Titles, numbers of papers and standards as blanks: their figures are no targets."""
    return _CITED.sub(lambda found: "＊" * len(found[0]), text)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[: max(start, 0)] + text[end:]
    return text


def _moved(target: Target, start: int, end: int) -> Target:
    return Target(
        target.metric, target.operator, target.value, target.unit, target.scope, target.deadline, target.clause,
        start, end, round(target.sure, 2), target.kind, target.baseline,
    )  # fmt: skip
