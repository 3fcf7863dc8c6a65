"""The numeric targets of a policy paper: metric, operator, value, unit, scope, date, from sentences and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from linli.documents.rules.policies import target_words as say
from linli.documents.rules.policies.counted import counted_rules
from linli.documents.rules.policies.dates import Due, dues
from linli.documents.rules.policies.figure_words import FigureWords, Setting
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.markers import marker_at
from linli.documents.rules.policies.quantities import Quantity, quantities
from linli.documents.rules.policies.scopes import split_subject
from linli.documents.rules.policies.structure import Clause


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
            if say.PAST.search(clause.title):
                continue
            above = [each for each in above if each[0] < clause.level]
            setting = Setting(clause.path, above[-1][1] if above else None, place=self.place)
            marker = marker_at(self.plain, clause.start)
            yield from self.of_text(
                marker.end if marker else clause.start,
                clause.end,
                setting,
                is_goal=bool(say.ABOVE_TITLE.search(clause.title)),
            )
            is_goal = bool(say.ABOVE_TITLE.search(clause.title))
            if setting.due is not None and (is_goal or _leads_on(self.plain[clause.start : clause.end])):
                above.append((clause.level, setting.due))

    def of_row(self, start: int, end: int, due: Due | None = None) -> Iterator[Target]:
        """The targets in the words of a table's row, due with its task."""
        yield from self.of_text(start, end, Setting("", due, place=self.place))

    def of_text(self, start: int, end: int, setting: Setting, *, is_goal: bool = False) -> Iterator[Target]:
        """The targets between two places."""
        inherited = setting.due
        for found in say.SENTENCE.finditer(self.plain, start, end):
            keeps = is_goal or re.match(r"\s*(?:其中|同时|并)", found[0])
            setting.due = setting.due if keeps else inherited
            setting.subject = setting.previous = setting.metric = ""
            yield from self._of_sentence(found.start(), found.end(), setting)

    def _of_sentence(self, start: int, end: int, setting: Setting) -> Iterator[Target]:
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
            if thing := say.OBJECT.search(bare):
                setting.previous = thing[1]
            else:
                setting.previous = bare if not found and len(bare) <= 24 and not bare.startswith(("＊", "由")) else ""
            setting.metric = found[-1].metric if found else setting.metric

    def _of_phrase(self, text: str, setting: Setting) -> Iterator[Target]:
        plain = text.rstrip(",;:。!?\n ")
        yield from self._limits(plain, setting)
        yield from counted_rules(plain, setting, Target)
        if share := say.SHARE.match(plain.strip()):
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
            is_next = bool(given) and bool(say.NEXT_NOUN.fullmatch(plain[given[-1].end : each.start]))
            if self._is_target(plain, each) or (is_next and say.ENDS_PHRASE.match(plain[each.end :])):
                given.append(each)
        return given

    def _limits(self, plain: str, setting: Setting) -> Iterator[Target]:
        """村(300户以上): the size from which a rule holds, once for each."""
        for found in say.BRACKET_LIMIT.finditer(plain):
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
        if each.has_after and each.words == each.start and say.QUALIFIER.match(behind):
            return False
        if each.is_printed and (each.words < each.start or each.has_after or each.operator == "between"):
            return True
        if each.unit.endswith("百分点") or (not before.rstrip("为") and say.SERVED.match(behind)):
            return True
        if say.BUILT_BEFORE.search(before) and say.ENDS_PHRASE.match(behind):
            return True
        if say.PER.search(before) and not before.endswith("由"):
            return True
        is_paid = each.unit.endswith("元") and bool(say.MONEY_VERB.search(before) or say.MONEY_BEFORE.search(before))
        return bool(say.BUILD.search(before) or is_paid or plain[each.words : each.start].strip() in ("为", "是")) or (
            each.unit in ("%", "‰") and not behind.startswith("的")
        )

    def _target(self, plain: str, place: int, each: Quantity, setting: Setting) -> Target:
        """One figure; its words begin behind the figure before it (at ``place``)."""
        words = FigureWords(plain, place, each, setting)
        scope, metric = words.named()
        operator = ">=" if not each.is_printed and words.is_count() else each.operator
        due = setting.due
        kind = "target" if due is not None and due.kind != "from" else "standard"
        sure = (0.9 if each.is_printed else 0.75) - (0.0 if scope else 0.1)
        return Target(
            metric.strip("、 的"), operator, each.value, each.unit, scope or setting.place, _value(due, plain),
            setting.clause, 0, 0, sure, kind,
        )  # fmt: skip

    def _shared(self, share: re.Match[str], plain: str, setting: Setting) -> Target:
        """70%的中心村建成中心: what share of whom does what."""
        value = float(share["value"])
        number = int(value) if value == int(value) else value
        operator = "=" if value == 100 else "~=" if share["after"] == "左右" or share["sign"] == "约" else ">="
        scope = (say.LEAD_WORDS.sub("", share["scope"].strip()) + share["noun"]).strip()
        return Target(
            share["metric"], operator, number, "%", scope, _value(setting.due, plain), setting.clause, 0, 0, 0.9
        )

    def _wholes(self, plain: str, setting: Setting) -> Iterator[Target]:
        """全部, 全覆盖 and 达到…标准 by a date: a hundred percent."""
        if setting.due is None:
            return
        whole = say.ALL.match(plain.strip())
        cover = say.COVERED.match(plain.strip()) or say.COVER.search(plain)
        standard = say.STANDARD.match(plain.strip())
        scope, metric = "", ""
        if whole:
            scope, metric = say.LEAD_WORDS.sub("", whole["scope"]), whole["metric"]
        elif cover:
            split = split_subject(cover["metric"], setting.subject)
            scope, metric = split.scope or setting.place, f"{cover['metric']}{cover['word']}"
        elif standard and setting.due.kind in ("day", "range"):
            scope, metric = say.LEAD_WORDS.sub("", standard["scope"]), standard["metric"]
        if metric:
            yield Target(
                metric, "=", 100, "%", scope, _value(setting.due, plain), setting.clause, 0, 0, 0.8 if whole else 0.7
            )


def _leads_on(text: str) -> bool:
    """Whether a clause ends in a colon, or is a heading: what it says holds for the clauses below."""
    return text.rstrip().endswith((":", "目标", "指标")) or ("\n" not in text.strip() and "。" not in text)


def _value(due: Due | None, phrase: str) -> str:
    """The deadline; a figure for every year is due each year when no other date is set."""
    if due is not None and due.kind in ("day", "range"):
        return due.value
    if due is not None and due.kind == "from":
        return f"{due.value}.."
    every = [each for each in dues(phrase, None) if each.kind == "every"]
    return every[0].value if every else (due.value if due is not None else "")


def _due_for(calendar: Sequence[Due], start: int, end: int, carried: Due | None) -> Due | None:
    inside = [due for due in calendar if start <= due.start < end and due.kind in say.DUE_KINDS]
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
    return say.CITED.sub(lambda found: "＊" * len(found[0]), text)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[: max(start, 0)] + text[end:]
    return text


def _moved(target: Target, start: int, end: int) -> Target:
    return Target(
        target.metric, target.operator, target.value, target.unit, target.scope, target.deadline, target.clause,
        start, end, round(target.sure, 2), target.kind, target.baseline,
    )  # fmt: skip
