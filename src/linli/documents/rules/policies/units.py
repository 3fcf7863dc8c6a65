"""Lists of units as papers print them: 市发改委、民政局, 各市(县)、区政府, glued columns, shared prefixes.

A list is read whole or not at all: what does not read to its end as units is no list.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from linli.documents.rules.policies.lexicon import Lexicon

_HAN: Final = "\u3400-\u9fff"
_AREA: Final = (
    "自治区|直辖市|自治州|自治县|市县区|县市区|市州县|市州|州市|设区市|旗县区|旗县|县区|区县|市县|县市|省|地区|市|州|盟|县|旗|区|镇乡街道|乡镇街道|乡镇|镇乡|镇街道|"
    "镇街|乡|镇|街道|街|社区|村居|村|居|开发区|园区|功能区|管委会|林业局"
)
_AREAS: Final = rf"(?:{_AREA})(?:\((?:{_AREA})(?:[、,](?:{_AREA}))*\))?"
_OWN: Final = "自治区|省|地区|行署|市|州|盟|县|旗|区|镇|乡|街道|国家|中央|全国|开发区|高新区|经开区|新区"
# What stands in the name of a place cannot be the end of another unit before it.
_NAME: Final = rf"(?:(?![局委办部厅会省市县区旗州镇乡街各相关等和及与的]|人民)[{_HAN}])"
_BODY: Final = rf"(?:(?![的了将为把在以按对])[{_HAN}])"
# 社区, 城乡: a word that ends like the prefix of a unit.
_NO_START: Final = re.compile(
    r"(?:[社小地园片城新老辖牧林山灾景校厂库矿战禁街郊东西南北]区|城市|(?<!以)上市|超市|[城家下]乡|[城集]镇|[全本我该跨]\w)$"
)
_PLACE: Final = rf"{_NAME}{{2,4}}?(?:自治区|自治州|自治县|省|市|州|盟|县|旗|新区|区|街道|镇|乡)"
_OFFICES: Final = """领导小组办公室 领导小组 协调小组办公室 协调小组 联席会议办公室 联席会议 指挥部办公室
指挥部 委员会办公室 工作委员会 委员会 办公室 工作专班 专班 分公司 有限公司 公司 联合会
协会 商会 集团 研究院 研究所 医院 学院 大学 银行 管理处 服务中心 指导中心 救助站
事务中心 管理中心 中心 领导机构 支队 大队 总队 管理站 分局 总站 局 办 委 部 处 站
所 院"""
_SUFFIX: Final = "|".join(_OFFICES.split())
_MEMBERS: Final = "(?:各|相关|有关|其他|等)*(?:成员单位|成员)"
_OTHERS: Final = (
    "(?:其他|各|市直|县直|区直|省直|州直|市级|县级|区级|省级)*(?:相关|有关|各|责任|职能|成员|直属|行业)*"
    "(?:职能|主管|责任|相关|有关)?(?:部门|单位|企业|地方|地区|机构|高校|院校|方面)"
)
_SEPARATOR: Final = re.compile(r"[ \t\u3000]*(?:[、,;/]|以及|及|和|与|会同)?[ \t\u3000]*")
_NEXT: Final = rf"(?=$|[、,;/(\s.。]|{_OWN}|各|相关|有关|以及|及|和|与|会同|等|团|{_MEMBERS})"
_BRACKET: Final = r"(?:\([^()]{1,24}\))?"
_OPEN: Final = re.compile(r"等?(?:[相有]关|各|市直|县直|区直|市级|县级)*(?:部门|单位|责任单位|职能部门|地方|方面)?$")
_ETC: Final = re.compile(r"等")
_MISPRINT: Final = "具距居剧句聚巨矩拒据桔菊"
#: Depth of an area in the tree of areas: the state is 0, a province 1, a village 5.
_DEPTHS: Final = (
    ("村|社区|居|网格|物业", 5),
    ("镇|乡|街道|街|园区|开发区|高新区|经开区|管委会|办事处", 4),
    ("县|区|旗|林业局", 3),
    ("市|州|盟|地区|地|行署", 2),
    ("省|自治区|直辖市", 1),
    ("国家|中央|全国", 0),
)
_TOWARDS: Final = tuple((re.compile(pattern), depth) for pattern, depth in _DEPTHS)
_SELF_PLACED: Final = re.compile(
    r"(?:街道|办事处|乡镇|镇街|镇|乡|社区|居|村|园区|管委会|开发区|高新区|经开区|网格|物业)"
)
_LEXICON, _GENERIC, _GLUE = 1.0, 3.5, 0.6
#: 市政府督查室市社区办公室: a long name with the end of another inside is two names.
_INNER_END: Final = re.compile(r"(?:局|委|办|部|室|处|会|院|组)(?:市|县|区|州|省|旗)(?!级|直)")
_SWALLOWED: Final = 3.0
_BOUNDARY_SURE: Final = 0.95


class Unit(NamedTuple):
    """One unit of a list: its name as printed, where, how deep its area stands, how sure, whether glued on."""

    name: str
    start: int
    end: int
    depth: int | None
    sure: float
    is_collective: bool
    is_glued: bool


class UnitList(NamedTuple):
    """A list that read to its end; ``is_open`` when it ends in 等 (and others)."""

    units: tuple[Unit, ...]
    is_open: bool
    cost: float

    @property
    def sure(self) -> float:
        """How surely this is the list: its least sure unit."""
        return min((unit.sure for unit in self.units), default=0.0)


class _Piece(NamedTuple):
    end: int
    cost: float
    name: str
    depth: int | None
    is_collective: bool
    has_prefix: bool


class UnitReader:
    """Reads lists of units with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = lexicon.names
        whose = (
            rf"(?:各|相关|有关|其他|所有|涉及)+(?:级|地)?(?P<areas>{_AREAS}(?:(?:[、和及]|(?<=\))){_AREAS})*)(?:级|直)?"
        )
        self._collective = re.compile(rf"{whose}(?P<tail>{names})?(?:[、和](?:人民)?政府)?(?:{_MEMBERS})?{_BRACKET}")
        self._collective_generic = re.compile(rf"{whose}{_BODY}{{2,14}}?(?:{_SUFFIX})(?:{_MEMBERS})?{_BRACKET}{_NEXT}")
        self._others = re.compile(rf"{_OTHERS}")
        self._places = re.compile(
            rf"{_NAME}{{2,4}}(?:、{_NAME}{{2,4}}){{1,9}}(?:等[{_HAN}\d]?)?(?P<areas>区|县|市|镇|乡|街道|旗)(?:(?:人民)?政府|办事处|管委会)"
        )
        self._own = re.compile(
            rf"(?P<areas>{_OWN})(?:直|级)?(?P<tail>委(?:、|和)(?:{_OWN})?(?:人民)?政府|(?:委)?(?:{names}))(?:{_MEMBERS})?{_BRACKET}"
        )
        self._placed = re.compile(rf"(?P<areas>{_PLACE})(?P<tail>委?(?:{names}))?{_BRACKET}")
        self._bare = re.compile(rf"(?P<tail>{names})(?:{_MEMBERS})?{_BRACKET}")
        self._generic = re.compile(
            rf"(?P<areas>{_OWN})(?:委|政府|直|级)?{_BODY}{{2,16}}?(?:{_SUFFIX})(?:{_MEMBERS})?{_BRACKET}{_NEXT}"
        )
        self._plain_generic = re.compile(
            rf"{_BODY}{{2,16}}?(?:{_SUFFIX})(?:{_MEMBERS})?{_BRACKET}(?=$|[、,;/\s]|等|及|和|各)"
        )
        self._misprinted = re.compile(rf"(?P<areas>{_OWN})?(?P<stem>{lexicon.stem_names})[{_MISPRINT}](?=$|[、,;\s])")
        self._start = re.compile(rf"各|相关|有关|{_OWN}|团[市县区州旗]委|[{_HAN}]{{2,3}}、[{_HAN}]{{2,3}}")
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str, *, must_start_named: bool = False) -> UnitList | None:
        """The whole of ``text`` as a list of units, or None. ``must_start_named``: no guess at its first unit."""
        end = len(text.rstrip(" \t\u3000.。,;、\n"))
        body = text[:end]
        best: dict[int, tuple[float, tuple[tuple[int, bool, _Piece], ...]]] = {0: (0.0, ())}
        for place in range(end):
            if place in best:
                self._step(body, place, best, must_start_named=must_start_named)
        return self._whole(body, best)

    def _step(
        self,
        body: str,
        place: int,
        best: dict[int, tuple[float, tuple[tuple[int, bool, _Piece], ...]]],
        *,
        must_start_named: bool,
    ) -> None:
        cost, path = best[place]
        separator = _SEPARATOR.match(body, place)
        start = separator.end() if separator and path else place
        is_glued = bool(path) and start == place
        if path and _ETC.match(body, place) and not _OPEN.match(body, place):
            start, is_glued = place + 1, False
        for piece in self._pieces(body, start, is_first=not path, is_glued=is_glued, named=must_start_named):
            total = cost + piece.cost + (_GLUE if is_glued else 0.0)
            known = best.get(piece.end)
            if known is None or total < known[0]:
                best[piece.end] = (total, (*path, (start, is_glued, piece)))

    def _whole(self, body: str, best: dict[int, tuple[float, tuple[tuple[int, bool, _Piece], ...]]]) -> UnitList | None:
        for place in sorted(best, reverse=True):
            cost, path = best[place]
            if not path:
                break
            rest = body[place:]
            if rest and not (_ETC.match(rest) and _OPEN.match(rest)):
                break
            return UnitList(tuple(_units(body, path)), bool(rest), cost)
        return None

    def _pieces(self, body: str, start: int, *, is_first: bool, is_glued: bool, named: bool) -> Iterator[_Piece]:
        for pattern, cost in (
            (self._collective, _LEXICON),
            (self._collective_generic, _LEXICON + 0.5),
            (self._own, _LEXICON),
            (self._places, _LEXICON + 0.3),
            (self._placed, _LEXICON + 0.4),
        ):
            yield from _matched(pattern, body, start, cost)
        if not (is_glued or (is_first and named)):
            yield from _matched(self._bare, body, start, _LEXICON)
            yield from _matched(self._others, body, start, _LEXICON)
            yield from _matched(self._plain_generic, body, start, _GENERIC + 2.5)
        yield from _matched(self._generic, body, start, _GENERIC)
        yield from (piece for piece in self._corrected(body, start) if piece.has_prefix or not is_glued)

    def _corrected(self, body: str, start: int) -> Iterator[_Piece]:
        """商务具 for 商务局: a character that sounds the same behind a known stem."""
        if found := self._misprinted.match(body, start):
            name = f"{found[0][:-1]}局"
            areas = found["areas"] or ""
            yield _Piece(found.end(), _GENERIC, name, _depth_of(areas), is_collective=False, has_prefix=bool(areas))

    def tail(self, text: str) -> tuple[int, UnitList] | None:
        """Where the list of units at the end of ``text`` begins, the earliest place that reads on; and the list.

        For rows of a flattened table: what stands before that place is the task.
        """
        for found in self._start.finditer(text):
            if _NO_START.search(text[max(0, found.start() - 2) : found.start() + 1]):
                continue
            read = self.read(text[found.start() :], must_start_named=True)
            if read is not None and read.units:
                return found.start(), read
        return None


def _matched(pattern: re.Pattern[str], body: str, start: int, cost: float) -> Iterator[_Piece]:
    if (found := pattern.match(body, start)) and found.end() > start:
        groups = found.groupdict()
        areas = groups.get("areas") or ""
        cost += _SWALLOWED if cost >= _GENERIC and _INNER_END.search(found[0]) else 0.0
        is_collective = found[0].startswith(("各", "相关", "有关", "其他", "所有")) or "、" in found[0]
        depth = _depth_of(areas) if areas else _depth_of_body(groups.get("tail") or "")
        yield _Piece(found.end(), cost, found[0], depth, is_collective, bool(areas))


def _depth_of(areas: str) -> int | None:
    """How deep an area stands. 各市(县)、区 are what a city has below itself, so the deepest word tells."""
    for pattern, depth in _TOWARDS:
        if pattern.search(areas):
            return depth
    return None


def _depth_of_body(name: str) -> int | None:
    """镇政府 and 居委会 say where they stand; 住房和城乡建设局 does not, though it has 乡 in it."""
    found = _SELF_PLACED.match(name)
    return _depth_of(found[0]) if found else None


def _units(body: str, path: Sequence[tuple[int, bool, _Piece]]) -> Iterator[Unit]:
    depth: int | None = None
    for start, is_glued, piece in path:
        # 市发改委、民政局: the prefix of the first is shared by those behind it.
        depth = piece.depth if piece.depth is not None else depth
        sure = _BOUNDARY_SURE if piece.cost < _GENERIC else 0.7
        yield Unit(piece.name, start, piece.end, depth, sure, piece.is_collective, is_glued)
