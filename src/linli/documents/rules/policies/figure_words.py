"""The words around a figure: of whom it speaks, what it measures, what its sentence said before."""

import re
from dataclasses import dataclass

from linli.documents.rules.policies import target_words as say
from linli.documents.rules.policies.dates import Due
from linli.documents.rules.policies.quantities import Quantity
from linli.documents.rules.policies.scopes import METRIC_END, split_subject


@dataclass
class Setting:
    """What a sentence inherits: its clause, its date, the thing it speaks of."""

    clause: str
    due: Due | None = None
    subject: str = ""
    place: str = ""
    #: The phrase before, when it may be the metric of a figure that stands alone behind a comma.
    previous: str = ""
    #: The metric of the figure before, for a later value of the same: 三年内提高到30万元.
    metric: str = ""


class FigureWords:
    """The words around one figure: of whom it speaks, and what it measures."""

    def __init__(self, plain: str, place: int, each: Quantity, setting: Setting) -> None:
        self.plain, self.place, self.each, self.setting = plain, place, each, setting
        before = say.LEAD_WORDS.sub("", _inside_quotes(plain[place : each.words]).strip(" 、和及"))
        self.before = METRIC_END.sub("", before) or setting.previous or setting.metric
        is_direct = "达" not in plain[each.words : each.start]
        is_amount = each.unit in ("%", "‰")
        self.is_build = is_direct and not is_amount and bool(say.BUILD.search(self.before))
        self.is_money = is_direct and each.unit.endswith("元") and bool(say.MONEY_VERB.search(self.before))
        self.is_direct = is_direct

    def is_count(self) -> bool:
        """Whether so many are to be built, served or added: a bare figure then means at least so many."""
        is_served = self.each.unit != "%" and not self.plain[: self.each.start].strip().rstrip("为")
        is_next = self.place > 0
        return self.is_build or is_served or is_next or (self.is_direct and _is_counted(self.before, self.each))

    def named(self) -> tuple[str, str]:
        """Scope and metric."""
        split = split_subject(self.before, self.setting.subject)
        per = say.PER.search(self.plain[self.each.words : self.each.start])
        if per or self.is_build or self.is_money or len(split.metric) < say.SHORTEST:
            scope, metric = _parted(self.before, self._behind())
            whole = per[0] + say.OF_STANDARD.sub("", metric) if per else metric
            return scope, whole or self.setting.subject
        if not self.each.is_printed and (rate := say.PER.search(self.before)):
            return _who(self.before[: rate.start()].rstrip("按以")), rate[0] + self._behind()
        if made := _made(self.before, self.each):
            return _who(self.before[: made.start()]), self.before[made.start() :]
        return split.scope, split.metric

    def _behind(self) -> str:
        found = say.TAIL_NOUN.match(self.plain, self.each.end)
        return found["noun"] if found else ""


def _made(before: str, each: Quantity) -> re.Match[str] | None:
    """The verb of building or paying that stands before a noun and its figure: 安排|专项资金|3000万元."""
    if each.unit.endswith("元"):
        return say.MONEY_BEFORE.search(before)
    return say.BUILT_BEFORE.search(before)


def _is_counted(before: str, each: Quantity) -> bool:
    is_amount = each.unit in ("%", "‰") or each.unit.endswith("元")
    return not is_amount and not say.PER.search(before) and bool(say.BUILT_BEFORE.search(before))


def _inside_quotes(text: str) -> str:
    """提出的“社区服务用房每百户: of an open quotation only what it quotes."""
    opened = max(text.rfind("“"), text.rfind('"') if text.count('"') % 2 else -1)
    return text[opened + 1 :] if opened > max(text.rfind("”"), -1) else text


def _parted(before: str, noun: str) -> tuple[str, str]:
    """全县每年新建|3个|示范社区: who, and what is built or paid."""
    verb = say.BUILD.search(before) or say.MONEY_VERB.search(before)
    if verb is None:
        return "", before + noun
    return _who(before[: verb.start()]), before[verb.start() :] + noun


def _who(words: str) -> str:
    """全县每年 before a verb is 全县; a long clause before it is nobody."""
    who = re.sub(r"(?:每年|每月|累计|共|要|应|须|力争|计划|全面|新|平均)+$", "", words)
    return who if len(who) <= 20 else ""
